internal import Logging
internal import Postgres
internal import Protocol
internal import Scholarship

/// People, credentials and invitations: the tables of the `identity` schema. Secrets come in and only digests are
/// looked up or kept.
struct IdentityStore: Sendable {
  let pool: ConnectionPool
  /// Whose tokens were looked up a moment ago.
  let known = KnownCredentials()
  /// Which were used since that was last written down.
  private let uses = CredentialUses()
  private let refused: RefusedCredentials
  /// Told when credentials end; see ``CredentialRelay``.
  static let channel = "recension_credentials"

  init(_ pool: ConnectionPool, logger: Logger) {
    self.pool = pool
    refused = RefusedCredentials(logger: logger)
  }

  /// Whose token it is; `nil` for one that is unknown, has expired or was revoked. What was found a moment ago holds.
  ///
  /// - Parameter address: where it came from, for the server's log.
  func identity(of token: Secret, from address: String? = nil) async throws(PostgresError) -> Identity? {
    let digest = token.digest
    if let identity = known.identity(digest) { return identity }
    let generation = known.generation
    switch try await look(up: digest) {
    case .success(let identity):
      known.keep(identity, digest, generation)
      uses.note(digest)
      return identity
    case .failure(let refusal):
      refused.note(refusal.reason, from: address)
      return nil
    }
  }

  private struct Refused: Error { let reason: CredentialRefusal }

  private func look(up digest: [UInt8]) async throws(PostgresError) -> Result<Identity, Refused> {
    let row = try await pool.query(
      """
      SELECT p.handle, p.administrator, c.name, c.scope, c.revoked IS NOT NULL, c.expires <= clock_timestamp()
      FROM identity.credential c JOIN identity.person p USING (handle) WHERE c.digest = $1
      """, digest
    ).first
    guard let row else { return .failure(Refused(reason: .unknown)) }
    let (text, isAdministrator, name, word, isRevoked, isOver) = try row.decode(
      String.self, Bool.self, String.self, String.self, Bool.self, Bool?.self)
    guard let handle = Handle(text), let scope = CredentialScope(rawValue: word) else {
      return .failure(Refused(reason: .unknown))
    }
    if isRevoked { return .failure(Refused(reason: .revoked(handle, name))) }
    if isOver == true { return .failure(Refused(reason: .expired(handle, name))) }
    return .success(
      Identity(
        handle: handle, isAdministrator: isAdministrator, credential: name, digest: digest, scope: scope))
  }

  /// Writes down which credentials were used, until the task is cancelled.
  func keepUses() async {
    while !Task.isCancelled {
      do { try await Task.sleep(for: Self.interval) } catch { break }
      await noteUses()
    }
    await noteUses()
  }

  /// Writes down which were used since this was last done; what cannot be written now is written later.
  func noteUses() async {
    let used = uses.take()
    if used.isEmpty { return }
    do {
      _ = try await pool.query(
        """
        UPDATE identity.credential c
        -- A clock that was ahead may have dated the one before.
        SET used = CASE WHEN c.used > clock_timestamp() THEN u.used ELSE greatest(c.used, u.used) END
        FROM unnest($1::bytea[], $2::timestamptz[]) AS u (digest, used) WHERE c.digest = u.digest
        """, used.map(\.digest), used.map { PostgresTimestamp(microsecondsSinceUnixEpoch: $0.at) })
    } catch {
      uses.putBack(used)
    }
  }

  /// How long a use may stand in memory alone.
  private static let interval = Duration.seconds(30)
}
