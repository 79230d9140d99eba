internal import CSSL
internal import Glibc
public import NIOCore

/// A certificate with its key, and the rules by which connections are made with it: TLS 1.2 or later, no
/// renegotiation, HTTP/2 before HTTP/1.1 (RFC 7301).
///
/// Secure connections are OpenSSL's, which comes from the system: its mends reach a server by the system's own updates.
public final class TLSContext: @unchecked Sendable {
  // OpenSSL counts references to a context and locks what connections share. It is not changed once it is made.
  let pointer: OpaquePointer
  /// The host names and addresses that the certificate is for, without those that stand for several.
  public let hosts: [String]
  /// When the certificate begins to be valid, in seconds since 1970-01-01T00:00:00Z.
  public let start: Int64
  /// When the certificate ends, in seconds since 1970-01-01T00:00:00Z.
  public let expiry: Int64

  /// - Parameters:
  ///   - certificate: the path of a PEM file with the certificate, and those up to its authority behind it.
  ///   - key: the path of a PEM file with its private key, without a pass phrase.
  ///   - protocols: what is spoken over it, by its name in ALPN, the best first.
  public init(
    certificate: String, key: String, protocols: [String] = ["h2", "http/1.1"]
  ) throws(TLSError) {
    OpenSSLErrors.clear()
    guard let pointer = SSL_CTX_new(TLS_server_method()) else {
      throw .unusable("OpenSSL cannot make a context: \(OpenSSLErrors.take().reason).")
    }
    var isDone = false
    defer { if !isDone { SSL_CTX_free(pointer) } }
    // Where a key has a pass phrase, OpenSSL would ask for it at the terminal.
    SSL_CTX_set_default_passwd_cb(pointer) { _, _, _, _ in 0 }
    guard ssl_ctx_set_lowest_version(pointer, TLS1_2_VERSION) == 1 else {
      throw .unusable("OpenSSL cannot do TLS 1.2: \(OpenSSLErrors.take().reason).")
    }
    ssl_ctx_refuse_renegotiation(pointer)
    ssl_ctx_release_idle_buffers(pointer)
    guard SSL_CTX_use_certificate_chain_file(pointer, certificate) == 1 else {
      throw .unusable("\(certificate) is no certificate that can be used: \(OpenSSLErrors.take().reason).")
    }
    guard SSL_CTX_use_PrivateKey_file(pointer, key, SSL_FILETYPE_PEM) == 1 else {
      let (reason, number) = OpenSSLErrors.take()
      if number == X509_R_KEY_VALUES_MISMATCH {
        throw .unusable("\(key) is not the key of the certificate in \(certificate).")
      }
      throw .unusable("\(key) is no key that can be used without a pass phrase: \(reason).")
    }
    guard SSL_CTX_check_private_key(pointer) == 1 else {
      OpenSSLErrors.clear()
      throw .unusable("\(key) is not the key of the certificate in \(certificate).")
    }
    Self.offer(protocols, on: pointer)
    let leaf = SSL_CTX_get0_certificate(pointer)
    hosts = Self.hosts(of: leaf)
    start = Self.seconds(leaf.flatMap { X509_get0_notBefore($0) })
    expiry = Self.seconds(leaf.flatMap { X509_get0_notAfter($0) })
    self.pointer = pointer
    isDone = true
  }

  deinit { SSL_CTX_free(pointer) }

  /// A handler that speaks TLS with a client: what is behind it in the pipeline reads and writes plain bytes. It says by NIO's
  /// own `TLSUserEvent.handshakeCompleted` when the handshake is done.
  ///
  /// - Parameter patience: how long a client may take for its handshake.
  public func serverHandler(patience: TimeAmount) throws(TLSError) -> any ChannelHandler {
    try TLSServerHandler(self, patience: patience)
  }

  /// Chooses the first of `protocols` that the client offers. One that offers nothing of them gets none.
  private static func offer(_ protocols: [String], on pointer: OpaquePointer) {
    // They live as long as the process; there are few contexts.
    let wire = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    let ours = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: wire.count + 1)
    ours[0] = UInt8(wire.count)
    for (index, byte) in wire.enumerated() { ours[index + 1] = byte }
    SSL_CTX_set_alpn_select_cb(
      pointer,
      { _, chosen, length, theirs, count, ours in
        guard let chosen, let ours = ours?.assumingMemoryBound(to: UInt8.self) else {
          return SSL_TLSEXT_ERR_NOACK
        }
        let result = chosen.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 1) {
          SSL_select_next_proto($0, length, ours + 1, UInt32(ours[0]), theirs, count)
        }
        return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK
      }, ours.baseAddress)
  }

  /// The names in its *subject alternative name* (RFC 5280, 4.2.1.6).
  private static func hosts(of certificate: OpaquePointer?) -> [String] {
    guard let certificate, let extensions = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil)
    else { return [] }
    let names = OpaquePointer(extensions)
    defer { GENERAL_NAMES_free(names) }
    return (0..<OPENSSL_sk_num(names)).compactMap { index in
      guard let name = OPENSSL_sk_value(names, index) else { return nil }
      var kind: Int32 = 0
      let value = GENERAL_NAME_get0_value(name.assumingMemoryBound(to: GENERAL_NAME.self), &kind)
      guard let value, kind == GEN_DNS || kind == GEN_IPADD else { return nil }
      let string = value.assumingMemoryBound(to: ASN1_STRING.self)
      let bytes = UnsafeBufferPointer(
        start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string)))
      return kind == GEN_DNS ? Self.host(bytes) : Self.address(bytes)
    }
  }

  private static func host(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let name = String(decoding: bytes, as: UTF8.self)
    return name.contains("*") ? nil : name
  }

  /// As it stands in a URL.
  private static func address(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes.baseAddress, &text, socklen_t(text.count)) != nil else { return nil }
    let address = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return bytes.count == 4 ? address : "[\(address)]"
  }

  private static func seconds(_ moment: UnsafePointer<ASN1_TIME>?) -> Int64 {
    var time = tm()
    guard let moment, ASN1_TIME_to_tm(moment, &time) == 1 else { return 0 }
    return Int64(timegm(&time))
  }
}
