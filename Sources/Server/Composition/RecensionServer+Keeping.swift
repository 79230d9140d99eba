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
  ///   - showing: shows what was asked for; a token is a line by itself. Where that fails nothing is changed: nobody
  ///     would ever see the token, and those before it would be gone.
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
    return try await ReachedDatabase.with(options, logger: logger) { reached, _ in
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
    var notes: [String] = []
    if let administrator { notes.append(try await set(administrator)) }
    guard try await identities.knows(holder) else { throw nobody }
    switch work {
    case .nothing: break
    case .list: try showing(try await identities.credentials(of: holder, current: nil).map(Self.line))
    case .revoke(let names):
      for name in names {
        guard try await identities.revoke(name, of: holder) > 0 else {
          throw StartError("\(holder) has no valid credential “\(name)”. --list shows those there are.")
        }
        notes.append("\(holder)'s \(name) is valid no more.")
      }
    case .make(_, _, _, let isReplacing):
      if let new { notes.append(try await make(new, isReplacing: isReplacing)) }
    }
    return notes
  }

  private func make(_ new: IdentityStore.NewCredential, isReplacing: Bool) async throws -> String {
    let token = Secret.token()
    let issue: IdentityStore.Issue?
    do {
      issue = try await identities.changing(credentialsOf: holder) { connection in
        if isReplacing { try await IdentityStore.revoke(nil, of: holder, connection) }
        let issue = try await IdentityStore.issue(new, to: holder, token, connection)
        if case .made? = issue { try showing([token.text]) }
        return issue
      }
    } catch let error as PostgresError where error.sqlState == .uniqueViolation {
      throw StartError("\(holder) has a credential “\(new.name ?? "")” already. Choose another --name.")
    }
    if isReplacing { try await identities.tellOfEnd() }
    guard case .made(let name)? = issue else { throw nobody }
    return "This is \(holder)'s credential \(name), shown only now. Where it is to be used: recension login"
  }

  private func set(_ administrator: Bool) async throws -> String {
    switch try await identities.set(holder, administrator: administrator, orNew: true) {
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
