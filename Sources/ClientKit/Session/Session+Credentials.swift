internal import CanonicalJSON
internal import Protocol
internal import Rendering

/// One's credentials at the server, and who may do what there.
extension Session {
  func perform(_ request: IdentityRequest, _ run: CommandRun) async throws(ClientError) {
    switch request {
    case .credentials(let holder):
      let answer = try await fetch(["credentials"], [("of", holder)], run)
      try await put(answer, run) { (view: CredentialsView) in Page(credentials: view.items) }
    case .issue(let name, let scope, let lifetime): try await issue(name, scope, lifetime, run)
    case .revoke(let name, let holder): try await revoke(name, of: holder, run)
    case .rotate: try await rotate(run)
    case .logIn: try await logIn(run)
    case .invitations:
      let answer = try await fetch(["papers", try await paper(run), "invitations"], [], run)
      try await put(answer, run) { (view: InvitationsView) in Page(invitations: view.items) }
    case .uninvite(let handle): try await uninvite(handle, run)
    case .administrators(let change): try await administrators(change, run)
    }
  }

  private func issue(
    _ name: CredentialName, _ scope: CredentialScope?, _ lifetime: Lifetime?, _ run: CommandRun
  ) async throws(ClientError) {
    let path = ["credentials"]
    let asked = "\(name) \(scope?.rawValue ?? "") \(lifetime?.description ?? "")"
    let token = try await token(for: asked, at: path, run)
    let body = JSON.text(of: IssueRequest(name: name, token: token, scope: scope, expires: lifetime))
    let answer = try await post(path, body: body, join: (asked, token), by: run)
    let item = try Self.decode(CredentialItem.self, from: answer)
    await settle(Self.pending(asked, at: path, run))
    if run.options.json {
      var object = JSONObject.versioned
      object.set("handle", item.handle)
      object.set("name", item.name)
      object.set("scope", item.scope.rawValue)
      object.set("expires", item.expires)
      object.set("token", token)
      await self.answer(json: object)
    } else {
      let end = item.expires.map { ", until \(Wording.time($0))" } ?? ""
      await self.answer(
        "\(item.name) is made for \(item.handle), to \(item.scope.rawValue)\(end). Keep it where it is to be used, with "
          + "login; it is shown only here: \(token)", run)
    }
  }

  private func revoke(_ name: String, of holder: String?, _ run: CommandRun) async throws(ClientError) {
    let answer = try await post(
      ["credentials", name, "revoke"], [("of", holder)], body: [], by: run)
    let view = try Self.decode(CredentialsView.self, from: answer)
    if run.options.json { return await self.answer(json: answer.body) }
    let rest = view.items.isEmpty ? "None is left" : "Left are \(Wording.list(view.items.map(\.name)))"
    await self.answer(
      "\(holder.map { "\($0)'s " } ?? "")\(name) is valid no more. \(rest). Next: credentials", run)
  }

  /// Gives this client another token. It is kept before it is sent: whichever of the two the server takes after an answer was
  /// lost, it is here.
  private func rotate(_ run: CommandRun) async throws(ClientError) {
    guard let handle = run.profile, run.token != nil else {
      throw ClientError(
        .notAllowed, type: "not-allowed", "Nobody is logged in here, so there is nothing to rotate.")
    }
    let path = ["credentials", "rotate"]
    let pending = try await pendingToken(for: handle, at: path, run)
    let token = pending ?? Credential.random()
    var write = Self.pending(handle, at: path, run)
    write.token = token
    let (store, sent) = (places.pendingWrites, write)
    try await BlockingThread.run { () throws(ClientError) in try store.update { $0.remember(sent) } }
    // A rotation that was broken off may have been carried out.
    var item = pending == nil ? nil : try await current(with: token, run)
    if item == nil {
      guard let name = try await current(with: run.token, run)?.name else {
        throw ClientError(
          .notAllowed, type: "not-allowed",
          "The server does not take \(handle)'s credential any more. What gives \(handle) a new one: "
            + "\(Self.remedy(handle)).")
      }
      let body = JSON.text(of: RotateRequest(token: token))
      do throws(ClientError) {
        item = try Self.decode(
          CredentialItem.self, from: try await post(["credentials", name, "rotate"], body: body, by: run))
      } catch {
        // The first answer may have been lost: then the old token is refused, and the new one is taken.
        guard error.exit == .notAllowed, let now = try await current(with: token, run) else { throw error }
        item = now
      }
    }
    try await keep(token, of: handle, "\(handle)'s credential is another now", run)
    await settle(write)
    if run.options.json {
      var object = JSONObject.versioned
      object.set("handle", handle)
      object.set("name", item?.name)
      await answer(json: object)
    } else {
      await answer("\(handle)'s credential here is another now; the one before is valid no more.", run)
    }
  }

  /// The credential of a token; `nil` where the server does not take it.
  private func current(
    with token: String?, _ run: CommandRun
  ) async throws(ClientError) -> CredentialItem? {
    var asking = run
    asking.token = token
    let answer = try await ask(["credentials"], [], atLeast: 0, asking, into: nil)
    // Another server, or none, says nothing of it.
    if answer.status == 401 { return nil }
    let view = try Self.decode(CredentialsView.self, from: try Self.accepted(answer))
    return view.items.first(where: \.current)
  }

  /// Keeps a credential that was made elsewhere: at the server's machine, or by another client.
  private func logIn(_ run: CommandRun) async throws(ClientError) {
    var run = try await knowing(run)
    let token: String
    switch await prompter.askSecret("Token: ") {
    case .line(let line): token = line.filter { !$0.isWhitespace }
    case .interrupted, .terminated: throw .interrupted
    case .failed(let code): throw ClientError(file: "Standard input", doing: "read", code: code)
    case .end, .unreadable: token = ""
    }
    guard token.hasPrefix("rec_") else {
      throw ClientError(
        .refused, type: "refused",
        "That is no token. Give one that “issue” or “recensiond credential” showed: at the prompt, or as standard input "
          + "(recension login < FILE).")
    }
    run.token = token
    guard let item = try await current(with: token, run) else {
      throw ClientError(
        .notAllowed, type: "not-allowed", "The server does not take this token, so it was not kept.")
    }
    run.profile = item.handle
    try await keep(token, of: item.handle, "The token is \(item.handle)'s", isPending: false, run)
    chosenProfile = item.handle
    if run.options.json {
      var object = JSONObject.versioned
      object.set("handle", item.handle)
      object.set("name", item.name)
      await answer(json: object)
    } else {
      await answer(
        "You are \(item.handle), with the credential \(item.name) (\(item.scope.rawValue)). Next: status", run
      )
    }
  }

  private func uninvite(_ handle: String, _ run: CommandRun) async throws(ClientError) {
    let paper = try await paper(run)
    let answer = try await post(
      ["papers", paper, "invitations", handle, "cancel"], body: [], by: run)
    let receipt = try Self.decode(Receipt.self, from: answer)
    if let warning = receipt.warning { await display.note([warning]) }
    await note(receipt.position, run)
    if run.options.json {
      await self.answer(json: Self.object(handle: handle, position: receipt.position))
    } else {
      await self.answer(
        "\(handle)'s invitation is cancelled (@\(receipt.position)): the code is no use. Next: invitations",
        run)
    }
  }

  private func administrators(
    _ change: IdentityRequest.AdministratorChange?, _ run: CommandRun
  ) async throws(ClientError) {
    let answer: HTTPAnswer
    switch change {
    case nil: answer = try await fetch(["administrators"], [], run)
    case .add(let handle):
      answer = try await post(
        ["administrators"],
        body: JSON.text(of: AdministratorRequest(handle: handle, administrator: true)), by: run)
    case .remove(let handle):
      answer = try await post(
        ["administrators"],
        body: JSON.text(of: AdministratorRequest(handle: handle, administrator: false)), by: run)
    }
    try await put(answer, run) { (view: AdministratorsView) in
      var page = Page()
      page.table(
        columns: ["Handle"], rows: view.items.map { [Styled($0, .strong)] }, showsColumns: false)
      return page
    }
  }

  /// What brings a credential back.
  static func remedy(_ handle: String) -> String {
    "an owner of a paper of theirs, with invite \(handle) --again, or whoever keeps the server, with recensiond "
      + "credential \(handle)"
  }
}
