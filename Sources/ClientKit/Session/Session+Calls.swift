internal import CanonicalJSON
internal import FoundationEssentials
internal import Protocol
internal import Rendering

/// Talking to the server.
extension Session {
  /// The pauses before each retry of a write whose connection broke.
  static let pauses: [Duration] = [.milliseconds(100), .milliseconds(400), .seconds(1)]

  func get(
    _ path: [String], _ run: CommandRun, into sink: BodySink? = nil
  ) async throws(ClientError) -> HTTPAnswer {
    try await get(path, [], run, into: sink)
  }

  /// The answer to a read.
  func get(
    _ path: [String], _ query: [(name: String, value: String?)], _ run: CommandRun, into sink: BodySink? = nil
  ) async throws(ClientError) -> HTTPAnswer {
    let position = seen[run.server] ?? 0
    let answer = try await ask(path, query, atLeast: position, run, into: sink)
    guard answer.status == 404, position > 0 else { return try Self.accepted(answer) }
    // The position may be missing: a log that began anew, or was restored, has not come so far.
    let other = try await ask(path, query, atLeast: 0, run, into: sink)
    if other.status != 404 { await forgetPosition(position, of: run) }
    return try Self.accepted(other)
  }

  /// The answer to a read of what does not stand in the log, and has no position.
  func fetch(
    _ path: [String], _ query: [(name: String, value: String?)], _ run: CommandRun
  ) async throws(ClientError) -> HTTPAnswer {
    try Self.accepted(try await ask(path, query, atLeast: 0, run, into: nil))
  }

  /// The answer to a read that must show at least `position`, whatever it is.
  func ask(
    _ path: [String], _ query: [(name: String, value: String?)], atLeast position: Int64, _ run: CommandRun,
    into sink: BodySink?
  ) async throws(ClientError) -> HTTPAnswer {
    if let lack = run.lack { throw lack }
    // The list of papers and the status are always current.
    let isOfNow = path == ["papers"] || path == ["status"]
    let moments = [
      (name: "at", value: isOfNow ? nil : run.options.at),
      (name: "min-position", value: position > 0 ? String(position) : nil),
    ]
    let named = Set(query.map(\.name))
    let all = query + moments.filter { !named.contains($0.name) }
    let call = HTTPCall(.get, path, query: all, headers: headers(run))
    do throws(TransportError) {
      do throws(TransportError) {
        return try await dispatch(call, into: sink, run)
      } catch .lost where sink == nil {
        // A read can be repeated; a kept connection may have been closed at the other end.
        return try await dispatch(call, run)
      }
    } catch {
      throw Self.failure(error, run)
    }
  }

  /// Sends a write, and retries with the same key if the connection breaks.
  ///
  /// - Parameters:
  ///   - asked: what tells the write from others, where that is not the whole body.
  ///   - join: if the body has a credential made for it, what stays the same without it, and the
  ///     credential. It is kept before it is sent, and until it is settled that it is stored or no use.
  func post(
    _ path: [String], _ query: [(name: String, value: String?)] = [],
    contentType: String = "application/json", body: [UInt8], asking asked: [UInt8]? = nil,
    join: (code: String, token: String)? = nil,
    by run: CommandRun
  ) async throws(ClientError) -> HTTPAnswer {
    if let lack = run.lack { throw lack }
    var call = HTTPCall(.post, path, query: query, headers: headers(run), body: body)
    call.headers.append(HTTPCall.Header(name: "Content-Type", value: contentType))
    var write = Self.pending(call, join?.code ?? Self.fingerprint(asked ?? body), run)
    write.token = join?.token
    let store = places.pendingWrites
    let pending = try await BlockingThread.run { () throws(ClientError) in try store.read() }
    let known = pending.write(like: write, now: write.sent)?.key
    write.key = known ?? UUID().uuidString
    call.headers.append(HTTPCall.Header(name: "Idempotency-Key", value: write.key))
    let sent = write
    if join != nil {
      try await BlockingThread.run { () throws(ClientError) in try store.update { $0.remember(sent) } }
    }
    let answer: HTTPAnswer
    do throws(TransportError) {
      answer = try await send(call, run)
    } catch {
      guard error.leavesUnknown else { throw Self.failure(error, run) }
      var failure = Self.failure(error, run)
      failure.message += " Whether it was stored is not known"
      if let trouble = await trouble(keeping: sent) {
        failure.message += ", and\(trouble)"
      } else {
        failure.message += "; send it again as it is, and it is stored once."
      }
      throw failure
    }
    // A server error may come after the write was stored; any other answer settles it. A credential that was taken is
    // settled when it is stored here.
    let isDone = (200..<300).contains(answer.status)
    let isSettled = answer.status < 500 && answer.status != 429 && !(join != nil && isDone)
    var trouble: String?
    if isSettled, known != nil || join != nil {
      do throws(ClientError) {
        try await BlockingThread.run { () throws(ClientError) in try store.update { $0.settle(sent) } }
      } catch {
        if join != nil { throw error }
        await display.note([
          "\(error.message) So the same command, given again within the hour, counts as this one."
        ])
      }
    } else if !isSettled {
      trouble = await self.trouble(keeping: sent)
    }
    do throws(ClientError) {
      return try Self.accepted(answer)
    } catch {
      var failure = error
      failure.message += trouble.map { " And\($0)" } ?? ""
      throw failure
    }
  }

  /// Keeps a write of which it is not known whether it was stored, so that it can be sent again as the same.
  ///
  /// - Returns: what to say where it cannot be kept, after an “and”; the server's own answer comes before that.
  private func trouble(keeping write: PendingWrites.Write) async -> String? {
    let store = places.pendingWrites
    do throws(ClientError) {
      try await BlockingThread.run { () throws(ClientError) in try store.update { $0.remember(write) } }
      return nil
    } catch {
      return
        " it cannot be kept here under what name it was sent: \(error.message) Sent again it may be stored twice; look first "
        + "whether it is there."
    }
  }

  /// Sends a write that the server is only to try. Nothing is stored, so it has no key, and where the answer is lost
  /// nothing is in doubt.
  func rehearse(
    _ path: [String], _ query: [(name: String, value: String?)], contentType: String, body: [UInt8],
    by run: CommandRun
  ) async throws(ClientError) -> HTTPAnswer {
    if let lack = run.lack { throw lack }
    var call = HTTPCall(
      .post, path, query: query + [(name: "dry-run", value: "true")], headers: headers(run), body: body)
    call.headers.append(HTTPCall.Header(name: "Content-Type", value: contentType))
    let answer: HTTPAnswer
    do throws(TransportError) { answer = try await send(call, run) } catch { throw Self.failure(error, run) }
    return try Self.accepted(answer)
  }

  private static func pending(_ call: HTTPCall, _ body: String, _ run: CommandRun) -> PendingWrites.Write {
    PendingWrites.Write(
      server: run.key ?? run.server, profile: run.profile ?? "", path: call.target, body: body, key: "",
      sent: now)
  }

  /// What is kept of a write with a credential until it is settled.
  static func pending(_ asked: String, at path: [String], _ run: CommandRun) -> PendingWrites.Write {
    pending(HTTPCall(.post, path), asked, run)
  }

  /// The credential to send: the one that was already sent with the same and may have arrived, or a new one.
  ///
  /// - Parameter asked: what tells the write from others; of a join, the code's digest.
  func token(
    for asked: String, at path: [String], _ run: CommandRun
  ) async throws(ClientError) -> String {
    try await pendingToken(for: asked, at: path, run) ?? Credential.random()
  }

  /// The credential that was sent with the same and may have arrived.
  func pendingToken(
    for asked: String, at path: [String], _ run: CommandRun
  ) async throws(ClientError) -> String? {
    let store = places.pendingWrites
    let pending = try await BlockingThread.run { () throws(ClientError) in try store.read() }
    let write = Self.pending(asked, at: path, run)
    return pending.write(like: write, now: write.sent)?.token
  }

  private func send(_ call: HTTPCall, _ run: CommandRun) async throws(TransportError) -> HTTPAnswer {
    do {
      return try await dispatch(call, run)
    } catch .lost(let reason) {
      var last = TransportError.lost(reason)
      for pause in Self.pauses {
        do { try await Task.sleep(for: pause) } catch { throw .cancelled }
        do throws(TransportError) {
          return try await dispatch(call, run)
        } catch .unreachable, .otherConnection, .stranger {
          // The first attempt was lost, so it may have arrived.
          last = .lost("the connection broke off, and the server does not come back")
        } catch {
          last = error
          if error == .cancelled { break }
        }
      }
      throw last
    } catch {
      throw error
    }
  }

  private func headers(_ run: CommandRun) -> [HTTPCall.Header] {
    run.token.map { [HTTPCall.Header(name: "Authorization", value: "Bearer \($0)")] } ?? []
  }

  /// Short text unchanged; anything else by its length and a checksum.
  private static func fingerprint(_ body: [UInt8]) -> String {
    if body.count <= 1 << 16, let text = String(validating: body, as: UTF8.self) { return text }
    // FNV-1a, 64 bits: this only tells apart what one person sends within an hour.
    let sum = body.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return "\(body.count):\(String(sum, radix: 16))"
  }

  /// In seconds since 1970.
  static var now: Int64 { Int64(Date().timeIntervalSince1970) }

  /// - Throws: the server's problem.
  static func accepted(_ answer: HTTPAnswer) throws(ClientError) -> HTTPAnswer {
    guard !(200..<300).contains(answer.status) else { return answer }
    if let problem = try? Problem(json: JSON.parsed(answer.body)) {
      var error = ClientError(problem)
      if let seconds = answer.retryAfter, error.exit == .tryAgain {
        error.message += " Try again in \(Wording.count(seconds, "second"))."
      }
      throw error
    }
    switch answer.status {
    case 401, 403:
      throw ClientError(.notAllowed, type: "not-allowed", "The server does not allow it.")
    case 404: throw ClientError(.noSuchThing, type: "no-such-thing", "There is no such thing on the server.")
    case 409, 429, 503:
      throw ClientError(.tryAgain, type: "busy", "The server is busy (HTTP \(answer.status)). Try again.")
    case 400..<500:
      // What is no problem document may be a word of what stands before the server, or of its other port.
      let said = String(decoding: answer.body.prefix(300), as: UTF8.self).prefix { !$0.isNewline }
      let words = said.isEmpty || said.hasPrefix("<") ? "." : ": \(said)"
      throw ClientError(.refused, type: "refused", "The server refused it (HTTP \(answer.status))\(words)")
    default:
      throw ClientError(
        .fault, type: "fault",
        "The server answered with HTTP \(answer.status) and no reason. Its log may tell more.")
    }
  }

  static func failure(_ error: TransportError, _ run: CommandRun) -> ClientError {
    switch error {
    case .unreachable(let reason):
      ClientError(
        .unreachable, type: "unreachable",
        "The server at \(run.server) cannot be reached: \(reason). See that it runs (scripts/run starts one here), or "
          + "name another with --server URL.")
    case .lost(let reason):
      ClientError(
        .unreachable, type: "unreachable", "The server at \(run.server) gave no answer: \(reason). Try again."
      )
    case .cancelled: .interrupted
    case .stranger(let text): ClientError(.notAllowed, type: "not-allowed", text)
    case .otherConnection:
      ClientError(
        .unreachable, type: "unreachable", "No connection to the server at \(run.server) lasts. Try again.")
    case .badAddress:
      ClientError(
        usage: "“\(run.server)” is not the address of a server. Write it like http://127.0.0.1:7320, or "
          + "unix:/run/recension/http.sock for a Unix socket.")
    }
  }

  /// The value in an answer.
  static func decode<Value: JSONValue>(
    _ type: Value.Type = Value.self, from answer: HTTPAnswer
  ) throws(ClientError) -> Value {
    do {
      return try Value(json: JSON.parsed(answer.body))
    } catch {
      throw ClientError(
        .fault, type: "fault",
        "The server's answer cannot be understood; it may be of another version than this client, or no Recension server."
      )
    }
  }
}
