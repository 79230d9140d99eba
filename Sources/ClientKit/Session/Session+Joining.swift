internal import CanonicalJSON
internal import Ledger
internal import Protocol
internal import Rendering

/// How a credential comes to be kept here, and how it goes.
extension Session {
  func join(code: String, _ run: CommandRun) async throws(ClientError) {
    let joined = try await use(code: code, as: nil, run)
    chosenPaper = joined.paper
    if joined.token != nil { chosenProfile = joined.handle }
    if run.options.json {
      var object = Self.object(handle: joined.handle, position: joined.position)
      object.set("remark", joined.remark)
      await answer(json: object)
    } else {
      await answer(
        "Welcome, \(joined.handle): you are \(joined.role) of \(joined.paper) (@\(joined.position)). "
          + Self.aside(joined.remark) + "Next: status, outline, read p1", run)
    }
  }

  /// Joins with a code, and stores the credential if there is a new one.
  ///
  /// - Parameter handle: whose stored credential to send along; nil for the session's own.
  func use(
    code: String, as handle: String?, _ run: CommandRun
  ) async throws(ClientError) -> JoinReceipt {
    var run = try await knowing(run)
    if let handle {
      run.profile = handle
      run.token = run.known?.profiles[handle]
    }
    // A code is a secret itself, and may be good still.
    let digest = Hash(of: Array(code.utf8)).description
    let token = try await token(for: digest, at: ["join"], run)
    let answer = try await post(
      ["join"], body: JSON.text(of: JoinRequest(code: code, token: token)), join: (digest, token), by: run)
    let receipt = try Self.decode(JoinReceipt.self, from: answer)
    if let warning = receipt.warning { await display.note([warning]) }
    await note(receipt.position, run)
    if let token = receipt.token {
      try await keep(token, of: receipt.handle, "You have joined as \(receipt.handle)", run)
    }
    await settle(Self.pending(digest, at: ["join"], run))
    return receipt
  }

  /// The same with the key of the server: the first that is seen of one says who it is from now on.
  func knowing(_ run: CommandRun) async throws(ClientError) -> CommandRun {
    var run = run
    if let lack = run.lack { throw lack }
    if run.key == nil {
      do throws(TransportError) {
        let proof = try await identify(run)
        proofs[run.server] = proof
        run.key = proof.key
      } catch {
        throw Self.failure(error, run)
      }
    }
    return run
  }

  /// Forgets what was sent with a credential: it is known what became of it.
  func settle(_ write: PendingWrites.Write) async {
    let store = places.pendingWrites
    await BlockingThread.run {
      do throws(ClientError) {
        try store.update { $0.settle(write) }
      } catch {
        // It was stored; that it is kept here too does no harm.
      }
    }
  }

  /// Keeps a credential as a profile.
  ///
  /// - Parameters:
  ///   - done: what was done at the server before it is kept, for where it cannot be.
  ///   - isPending: whether it stands among what was sent.
  func keep(
    _ token: String, of handle: String, _ done: String, isPending: Bool = true, _ run: CommandRun
  ) async throws(ClientError) {
    guard let key = run.key else { return }
    let store = places.credentials
    do throws(ClientError) {
      try await BlockingThread.run { () throws(ClientError) in
        try store.update { $0.keep(token, of: handle, for: key, at: run.server) }
      }
    } catch {
      var error = error
      error.message =
        "\(done), but the credential could not be stored: \(error.message) "
        + (isPending ? "It is kept in “\(places.pendingWrites.path)”. " : "")
        + "Mend that, and give the same command again: it ends what it began."
      throw error
    }
  }

  func logOut(_ handle: String?, isSure: Bool, _ run: CommandRun) async throws(ClientError) {
    guard let handle = handle ?? run.profile else {
      throw ClientError(
        .notAllowed, type: "not-allowed", "Nobody is logged in here, so there is nothing to remove.")
    }
    let run = try await makeRun(run.options, named: handle)
    guard let key = run.key, let known = run.known else { return }
    if !isSure { try await checkIsNotTheLast(handle, of: known, run) }
    let store = places.credentials
    try await BlockingThread.run { () throws(ClientError) in
      try store.update { credentials in
        credentials.change(key) { server in
          server.profiles[handle] = nil
          if server.standard == handle { server.standard = nil }
        }
      }
    }
    if chosenProfile == handle { chosenProfile = nil }
    if run.options.json {
      var object = JSONObject.versioned
      object.set("handle", handle)
      await answer(json: object)
    } else {
      await answer(
        "\(handle)'s credential is removed from this client, and cannot be brought back. It is valid still; revoke ends one. What gives \(handle) a new one: "
          + "\(Self.remedy(handle)).", run)
    }
  }

  /// Refuses to remove the last credential here, and the last of an owner.
  private func checkIsNotTheLast(
    _ handle: String, of known: CredentialFile.KnownServer, _ run: CommandRun
  ) async throws(ClientError) {
    let others = known.profiles.keys.filter { $0 != handle }.sorted()
    let owned = try await papersOwned(by: handle, run)
    var rest = owned ?? []
    for other in others where !rest.isEmpty {
      rest.subtract(try await papersOwned(by: other, run) ?? [])
    }
    let why: String
    if others.isEmpty {
      why = "It is the only one here for the server at \(run.server)"
    } else if !rest.isEmpty {
      why = "No other one here owns \(Wording.list(rest.sorted()))"
    } else if owned == nil {
      why = "Whether it is the last one here that owns a paper cannot be found out now"
    } else {
      return
    }
    throw ClientError(
      .refused, type: "refused",
      "\(handle)'s credential stays. \(why), and once removed it cannot be brought back: a new one comes from "
        + "\(Self.remedy(handle)). To remove it all the same: logout \(handle) --yes")
  }

  /// The papers that someone owns; `nil` where the server cannot be asked.
  private func papersOwned(by handle: String, _ run: CommandRun) async throws(ClientError) -> Set<String>? {
    var asking = run
    asking.profile = handle
    asking.token = run.known?.profiles[handle]
    do throws(ClientError) {
      let view = try Self.decode(ListView<PaperItem>.self, from: try await get(["papers"], asking))
      return Set(view.items.filter { $0.role == "owner" }.map(\.slug))
    } catch {
      // Who is not let in any more owns nothing.
      if error.exit == .notAllowed { return [] }
      if error.exit == .interrupted { throw error }
      return nil
    }
  }
}
