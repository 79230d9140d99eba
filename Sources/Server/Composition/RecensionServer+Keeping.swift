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
  /// - Parameter administrator: whether they are to be one; `nil` to leave that.
  /// - Returns: what was asked for, and what to tell beside it. A token is a line by itself.
  public static func keep(
    _ handle: String, _ work: KeeperWork, administrator: Bool?, _ options: ServerOptions, logger: Logger
  ) async throws -> (lines: [String], notes: [String]) {
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
      let keeping = Keeping(holder: holder, identities: IdentityStore(pool, logger: logger))
      let result: Result<(lines: [String], notes: [String]), any Error>
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

  func done(
    _ work: KeeperWork, _ new: IdentityStore.NewCredential?, _ administrator: Bool?
  ) async throws -> (lines: [String], notes: [String]) {
    var notes: [String] = []
    if let administrator { notes.append(try await set(administrator)) }
    guard try await identities.knows(holder) else { throw nobody }
    switch work {
    case .nothing: return ([], notes)
    case .list:
      let items = try await identities.credentials(of: holder, current: nil)
      return (items.map(Self.line), notes)
    case .revoke(let names):
      for name in names {
        guard try await identities.revoke(name, of: holder) > 0 else {
          throw StartError("\(holder) has no valid credential “\(name)”. --list shows those there are.")
        }
        notes.append("\(holder)'s \(name) is valid no more.")
      }
      return ([], notes)
    case .make(_, _, _, let isReplacing):
      guard let new else { return ([], notes) }
      if isReplacing { _ = try await identities.revoke(nil, of: holder) }
      let token = Secret.token()
      switch try await identities.issue(new, to: holder, token: token) {
      case .made(let name):
        notes.append(
          "This is \(holder)'s credential \(name), shown only now. Where it is to be used: recension login")
        return ([token.text], notes)
      case .nameTaken:
        throw StartError("\(holder) has a credential “\(new.name ?? "")” already. Choose another --name.")
      case .tokenTaken, .nobody: throw nobody
      }
    }
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
