internal import CanonicalJSON
internal import Curl
internal import Ledger
internal import Protocol

/// What is secret goes to the server that it is for, and to nobody else: before a credential is sent, the server has
/// proved on the same connection that it has its log's key.
extension Session {
  /// What a server has proved.
  struct Proof: Hashable, Sendable {
    /// The key of its log.
    var key: String
    /// On which connection; `nil` where there are none, as in tests.
    var connection: CurlConnection?
  }

  /// Sends a call; one that shows who makes it only after the server has proved who it is.
  func dispatch(
    _ call: HTTPCall, into sink: BodySink? = nil, _ run: CommandRun
  ) async throws(TransportError) -> HTTPAnswer {
    let transport = transport(for: run.server)
    guard let key = run.key else { return try await transport.send(call, into: sink) }
    var call = call
    for _ in 0..<Self.attempts {
      if proofs[run.server] == nil { proofs[run.server] = try await identify(run) }
      guard let proof = proofs[run.server] else { break }
      guard proof.key == key else {
        proofs[run.server] = nil
        throw .stranger(Self.another(proof.key, than: key, at: run.server))
      }
      call.connection = proof.connection
      do throws(TransportError) {
        let answer = try await transport.send(call, into: sink)
        await remember(run)
        return answer
      } catch .otherConnection {
        proofs[run.server] = nil
      } catch {
        throw error
      }
    }
    throw .unreachable("no connection to it lasts")
  }

  /// How often a connection may be closed between the proof and the call.
  private static let attempts = 5

  /// Asks who a server is. Nothing of ours is in the question.
  func identify(_ run: CommandRun) async throws(TransportError) -> Proof {
    guard let url = ServerURL(run.server) else { throw .badAddress }
    let nonce = Hash((0..<Hash.byteCount).map { _ in .random(in: .min ... .max) }).description
    let call = HTTPCall(
      .get, ["identity"], query: [("address", url.description), ("nonce", nonce)])
    let answer = try await transport(for: run.server).send(call, into: nil)
    if answer.status == 429 || answer.status >= 500 {
      throw .unreachable("it answers with HTTP \(answer.status)")
    }
    do {
      let view = try IdentityView(json: JSON.parsed(answer.body))
      let key = try VerifierKey(view.key)
      let note = try SignedNote(bytes: Array(view.note.utf8))
      let statement = IdentityStatement(name: key.name, address: url.description, nonce: nonce)
      if statement?.isShown(by: note, of: key) == true {
        return Proof(key: key.description, connection: answer.connection)
      }
    } catch {
      // What is no proof proves nothing.
    }
    throw .stranger(Self.unproven(at: run.server, answer))
  }

  private static func unproven(at server: String, _ answer: HTTPAnswer) -> String {
    let told: String
    do { told = " It says: " + (try Problem(json: JSON.parsed(answer.body)).detail) } catch { told = "" }
    return "What answers at \(server) does not prove that it is the server that your credentials are for, so "
      + "nothing of them was sent to it.\(told)"
  }

  private static func another(_ key: String, than known: String, at server: String) -> String {
    "What answers at \(server) is another server than the one that your credentials there are for (its log is "
      + "\(name(of: key)), not \(name(of: known))), so nothing of them was sent to it. If yours has moved, give its new "
      + "address once with --server URL. If it was made anew, as whoever keeps it can tell you, remove the old "
      + "credentials with logout HANDLE, and join again."
  }

  private static func name(of key: String) -> Substring { key.prefix { $0 != "+" } }

  /// Notes where a server was met, so that it is looked for there the next time.
  private func remember(_ run: CommandRun) async {
    guard let known = run.known, known.address != run.server, remembered.insert(run.server).inserted else {
      return
    }
    let store = places.credentials
    await BlockingThread.run {
      do throws(ClientError) {
        try store.update { $0.change(known.key) { $0.address = run.server } }
      } catch {
        // The next time it has to be named again.
      }
    }
  }
}
