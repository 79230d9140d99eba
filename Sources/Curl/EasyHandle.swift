internal import CCurl
internal import Glibc

/// libcurl's side of one transfer. Used on the loop's thread only.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  let transfer: Transfer
  private var headers: UnsafeMutablePointer<curl_slist>?

  /// Makes ready what `transfer` asks for; `nil` where its URL or a header is none.
  init?(_ transfer: Transfer) {
    guard let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
    self.transfer = transfer
    guard describe(transfer.request), bound(transfer.request), connect() else { return nil }
  }

  deinit {
    curl_easy_cleanup(pointer)
    curl_slist_free_all(headers)
  }

  private func describe(_ request: CurlRequest) -> Bool {
    // What cannot be set is not sent without it: a credential goes to the server that it is for, not by way of a
    // proxy, and over nothing but HTTP. A dot in a path is part of the name there.
    guard set(CURLOPT_URL, request.url), set(CURLOPT_PROTOCOLS_STR, "http,https"), set(CURLOPT_PROXY, ""),
      set(CURLOPT_PATH_AS_IS, 1), goOverSocket(request)
    else { return false }
    if let authorities = request.authorities, !set(CURLOPT_CAINFO, authorities) { return false }
    let isMethodSet =
      switch request.method {
      case "GET": set(CURLOPT_HTTPGET, 1)
      case "HEAD": set(CURLOPT_NOBODY, 1)
      default: set(CURLOPT_CUSTOMREQUEST, request.method)
      }
    guard isMethodSet else { return false }
    // A POST says how long its body is, also where it has none.
    if let body = request.body ?? (request.method == "POST" ? [] : nil) {
      let isSet = body.withUnsafeBytes { bytes in
        "".withCString {
          curl_easy_set_bytes(pointer, bytes.baseAddress ?? UnsafeRawPointer($0), curl_off_t(bytes.count))
        }
      }
      guard isSet == CURLE_OK, set(CURLOPT_CUSTOMREQUEST, request.method) else { return false }
    }
    // Without a value libcurl leaves out a field of its own: it would wait for leave to send a longer body, and call
    // it a form.
    for line in ["Expect:", "Content-Type:"] + request.headers.map({ "\($0.name): \($0.value)" }) {
      guard !line.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }),
        let longer = curl_slist_append(headers, line)
      else { return false }
      headers = longer
    }
    return curl_easy_set_list(pointer, CURLOPT_HTTPHEADER, headers) == CURLE_OK
  }

  /// libcurl does not tell one connection to a socket from another, but it keeps those to different hosts apart. So each is
  /// to a host of its own, to libcurl's mind; the server is told the one of the URL.
  private func goOverSocket(_ request: CurlRequest) -> Bool {
    guard let path = request.socket, let number = transfer.socket?.number else { return true }
    let scheme = "http://"
    guard request.url.hasPrefix(scheme) else { return false }
    let host = request.url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
    guard let list = curl_slist_append(headers, "Host: \(host)") else { return false }
    headers = list
    return set(CURLOPT_UNIX_SOCKET_PATH, path)
      && set(CURLOPT_URL, "\(scheme)socket-\(number).invalid" + request.url[host.endIndex...])
  }

  private func bound(_ request: CurlRequest) -> Bool {
    let silence = max(1, Int(request.silenceTimeout.components.seconds))
    return set(CURLOPT_NOSIGNAL, 1) && set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.milliseconds)
      // Fewer than one byte a second, for so many seconds.
      && set(CURLOPT_LOW_SPEED_LIMIT, 1) && set(CURLOPT_LOW_SPEED_TIME, silence)
      && (request.timeout.map { set(CURLOPT_TIMEOUT_MS, max(1, $0.milliseconds)) } ?? true)
  }

  private func set(_ option: CURLoption, _ value: Int) -> Bool {
    curl_easy_set_long(pointer, option, value) == CURLE_OK
  }

  private func set(_ option: CURLoption, _ value: String) -> Bool {
    curl_easy_set_string(pointer, option, value) == CURLE_OK
  }

  /// Says who takes what arrives, and how sockets are opened.
  private func connect() -> Bool {
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    let head = curl_easy_set_writer(
      pointer, CURLOPT_HEADERFUNCTION,
      { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
          .take(line: String(decoding: line, as: UTF8.self))
        return size * count
      }, CURLOPT_HEADERDATA, context)
    let body = curl_easy_set_writer(
      pointer, CURLOPT_WRITEFUNCTION,
      { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
        let isTaken = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(piece)
        return isTaken ? size * count : Int(CURL_WRITEFUNC_PAUSE)
      }, CURLOPT_WRITEDATA, context)
    // Programs that are started, an editor or a pager, do not inherit connections.
    let opener = curl_easy_set_socket_opener(
      pointer,
      { context, _, address in
        guard let context, let address = address?.pointee,
          Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().mayConnect
        else { return CURL_SOCKET_BAD }
        return socket(address.family, address.socktype | CInt(SOCK_CLOEXEC.rawValue), address.protocol)
      }, context)
    // The connection is chosen by then, and nothing was sent over it yet.
    let look = curl_easy_set_last_look(
      pointer,
      { context, _, _, _, port in
        guard let context else { return CURL_PREREQFUNC_ABORT }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.mayGo(overPort: Int(port)) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      }, context)
    return head == CURLE_OK && body == CURLE_OK && opener == CURLE_OK && look == CURLE_OK
  }

  /// What it came to, by what libcurl says at its end.
  func outcome(_ code: CURLcode) -> Result<Void, CurlError> {
    let text = String(cString: curl_easy_strerror(code))
    return switch code {
    case CURLE_OK: .success(())
    case CURLE_ABORTED_BY_CALLBACK: .failure(.otherConnection)
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .failure(.badAddress)
    // None may be opened, and the one that it asks for is not free or not there.
    case CURLE_COULDNT_CONNECT where !transfer.mayConnect: .failure(.otherConnection)
    case CURLE_COULDNT_CONNECT where !isSent: .failure(.unreachable(refusal))
    case CURLE_PEER_FAILED_VERIFICATION: .failure(isOutdated ? .outdated : .untrusted)
    case CURLE_SSL_CACERT_BADFILE: .failure(.unreachable("the file of authorities cannot be read"))
    case CURLE_COULDNT_RESOLVE_HOST: .failure(.unreachable("there is no such host"))
    case CURLE_OPERATION_TIMEDOUT:
      .failure(isSent ? .lost("it took too long") : .unreachable("it does not answer"))
    case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
      .failure(.lost("the connection broke off"))
    default: .failure(isSent ? .lost(text) : .unreachable(text))
    }
  }

  /// Whether a certificate was refused for its time: X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL.
  private var isOutdated: Bool {
    var number = 0
    curl_easy_get_long(pointer, CURLINFO_SSL_VERIFYRESULT, &number)
    return number == 9 || number == 10
  }

  /// Why nothing answers where it was asked.
  private var refusal: String {
    var number = 0
    curl_easy_get_long(pointer, CURLINFO_OS_ERRNO, &number)
    return switch CInt(number) {
    case ENOENT: "there is no such socket"
    case EACCES, EPERM: "you may not use the socket, which is for its owner and group"
    default: "nothing listens there"
    }
  }

  /// Whether the request may have left.
  private var isSent: Bool {
    var microseconds: curl_off_t = 0
    curl_easy_get_offset(pointer, CURLINFO_PRETRANSFER_TIME_T, &microseconds)
    return microseconds > 0
  }
}

extension Duration {
  fileprivate var milliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
