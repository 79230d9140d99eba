public import Logging
internal import Postgres
internal import PrivateCluster
internal import Protocol
internal import Scholarship

/// What is done with someone's credentials at the server's machine.
public enum KeeperWork: Sendable {
  case list
  /// Ends those of these names.
  case revoke([String])
  /// Makes another one, in the words of the command line.
  case make(name: String?, scope: String, expires: String?, replacing: Bool)
  /// Only says who is an administrator.
  case nothing
}

extension RecensionServer {
  /// Looks after someone's credentials, beside a server that runs or without one.
  ///
  /// - Parameters:
  ///   - administrator: whether they are to be one; `nil` to leave that.
  ///   - showing: shows what was asked for; a token is a line by itself. Where that, or a part of the work, fails nothing is
  ///     changed: nobody would ever see the token, and those before it would be gone.
  /// - Returns: what to tell beside it.
  public static func keep(
    _ handle: String, _ work: KeeperWork, administrator: Bool?, _ options: ServerOptions, logger: Logger,
    showing: @escaping @Sendable ([String]) throws -> Void
  ) async throws -> [String] {
    guard let holder = Handle(handle) else {
      throw StartError("“\(handle)” is not \(Handle.noun). \(Handle.advice)")
    }
    let new: IdentityStore.NewCredential? =
      if case .make(let name, let scope, let expires, _) = work {
        try newCredential(name, scope, expires)
      } else {
        nil
      }
    return try await ReachedDatabase.with(options, logger: logger, whenStopped: "Nothing was changed.") {
      reached, _ in
      let conninfo = try ConnectionParameters(reached.conninfo).acting(as: "recension_server").conninfo
      let pool = ConnectionPool(conninfo, bounds: .init(maximum: 1), logger: logger)
      let keeping = Keeping(
        holder: holder, identities: IdentityStore(pool, logger: logger), showing: showing)
      let result: Result<[String], any Error>
      do {
        result = .success(try await keeping.done(work, new, administrator))
      } catch {
        result = .failure(error)
      }
      await pool.close()
      return try result.get()
    }
  }

  private static func newCredential(
    _ name: String?, _ scope: String, _ expires: String?
  ) throws -> IdentityStore.NewCredential {
    guard let scope = CredentialScope(rawValue: scope) else {
      throw StartError(
        "“\(scope)” is no scope. There are \(CredentialScope.allCases.map(\.rawValue).joined(separator: ", "))."
      )
    }
    let lifetime = expires.flatMap(Lifetime.init)
    if let expires, lifetime == nil {
      throw StartError("“\(expires)” is not \(Lifetime.noun). \(Lifetime.advice)")
    }
    if let name, CredentialName(name)?.isGiven != false {
      throw StartError("“\(name)” is not \(CredentialName.noun). \(CredentialName.advice)")
    }
    return IdentityStore.NewCredential(name: name, scope: scope, lifetime: lifetime)
  }
}

/// One such work, on a database.
private struct Keeping {
  let holder: Handle
  let identities: IdentityStore
  let showing: @Sendable ([String]) throws -> Void

  /// - Returns: what to tell beside what was shown.
  func done(
    _ work: KeeperWork, _ new: IdentityStore.NewCredential?, _ administrator: Bool?
  ) async throws -> [String] {
    if case .list = work {
      guard try await identities.knows(holder) else { throw nobody }
      try showing(try await identities.credentials(of: holder, current: nil).map(Self.line))
      return []
    }
    let notes = try await identities.changing(
      credentialsOf: holder, alsoAdministrators: administrator != nil
    ) { connection in
      var notes: [String] = []
      if let administrator { notes.append(try await set(administrator, connection)) }
      guard try await IdentityStore.knows(holder, connection) else { throw nobody }
      switch work {
      case .list, .nothing: break
      case .revoke(let names):
        for name in names { notes.append(try await revoke(name, connection)) }
      case .make(_, _, _, let isReplacing):
        if let new { notes += try await make(new, isReplacing: isReplacing, connection) }
      }
      return notes
    }
    try await identities.tellOfEnd()
    return notes
  }

  private func revoke(_ name: String, _ connection: Connection) async throws -> String {
    guard try await IdentityStore.revoke(name, of: holder, connection) else {
      throw StartError(
        "\(holder) has no valid credential “\(name)”. --list shows those there are. Nothing was changed.")
    }
    return "\(holder)'s \(name) is valid no more."
  }

  private func make(
    _ new: IdentityStore.NewCredential, isReplacing: Bool, _ connection: Connection
  ) async throws -> [String] {
    let token = Secret.token()
    let cancelled = isReplacing ? try await IdentityStore.revokeAll(of: holder, connection) : 0
    let issue: IdentityStore.Issue?
    do {
      issue = try await IdentityStore.issue(new, to: holder, token, connection)
    } catch {
      guard error.sqlState == .uniqueViolation else { throw error }
      throw StartError(
        "\(holder) has a credential “\(new.name ?? "")” already. Choose another --name. Nothing was changed.")
    }
    guard case .made(let name)? = issue else { throw nobody }
    try showing([token.text])
    let made =
      "This is \(holder)'s credential \(name), shown only now. Where it is to be used: recension login"
    let open = isReplacing ? try await IdentityStore.openInvitations(by: holder, connection) : 0
    let remaining =
      open == 0
      ? []
      : [
        "Invitations that \(holder) made and nobody has used: \(open). They stay; “invitations” lists those of a paper, and "
          + "“uninvite” takes one back."
      ]
    if cancelled == 0 { return [made] + remaining }
    return [
      made,
      "Codes that make a credential anew, \(holder)'s or another's by \(holder)'s word: \(cancelled) cancelled. Whoever "
        + "needs one asks for another.",
    ] + remaining
  }

  private func set(_ administrator: Bool, _ connection: Connection) async throws -> String {
    switch try await IdentityStore.set(holder, administrator: administrator, orNew: true, connection) {
    case .done:
      return administrator ? "\(holder) is an administrator." : "\(holder) is no administrator any more."
    case .nobody: throw nobody
    case .theLast: throw StartError("\(holder) is the only administrator; make another one first.")
    }
  }

  private var nobody: StartError {
    StartError(
      "Nobody here is called \(holder). Members come in by an invitation; an administrator by --administrator."
    )
  }

  private static func line(_ item: CredentialItem) -> String {
    var parts = [item.name, item.scope.rawValue, "made \(item.since)"]
    if let expires = item.expires { parts.append("ends \(expires)") }
    parts.append(item.used.map { "used \($0)" } ?? "never used")
    return parts.joined(separator: "  ")
  }
}
