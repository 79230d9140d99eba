internal import Postgres
internal import Protocol
internal import Scholarship

/// The life of a credential, after it was made by joining.
extension IdentityStore {
  /// Someone's valid credentials, the oldest first.
  ///
  /// - Parameter current: the name of the one that asks, where it is theirs.
  func credentials(of handle: Handle, current: String?) async throws(PostgresError) -> [CredentialItem] {
    await noteUses()
    let rows = try await pool.query(
      """
      SELECT name, scope, since, expires, used, maker FROM identity.credential
      WHERE handle = $1 AND revoked IS NULL AND (expires IS NULL OR expires > clock_timestamp())
      ORDER BY since, digest
      """, handle.name)
    var items: [CredentialItem] = []
    for row in rows {
      let (name, scope, since, expires, used, maker) = try row.decode(
        String.self, String.self, PostgresTimestamp.self, PostgresTimestamp?.self, PostgresTimestamp?.self,
        String?.self)
      items.append(
        CredentialItem(
          handle: handle.name, name: name, scope: CredentialScope(rawValue: scope) ?? .read,
          since: since.text,
          expires: expires?.text, used: used?.text, maker: maker, current: name == current))
    }
    return items
  }

  /// What a new credential is to be.
  struct NewCredential: Sendable {
    /// `nil` for the next one that the server gives.
    var name: String?
    var scope = CredentialScope.admin
    /// `nil` for no end but that of the one it is made with.
    var lifetime: Lifetime?
    /// The digest of its holder's credential that it is made with, which it does not outlive.
    var madeWith: [UInt8]?
    /// Who has it made, where that is not its holder.
    var maker: String?
  }

  /// How the making of one ended.
  enum Issue: Sendable, Equatable {
    /// It is there, under this name; also where the same was asked before.
    case made(name: String)
    /// Another valid one of theirs has the name.
    case nameTaken
    /// The token is, or was, another credential's.
    case tokenTaken
    /// There is nobody of that handle.
    case nobody
    /// The one that it was to be made with has ended meanwhile.
    case ended
  }

  /// Changes someone's credentials, while nobody else changes any of theirs: what one change ends, the next does not find
  /// valid, and what one makes, the next that ends all of them ends, too.
  nonisolated(nonsending) func changing<Value>(
    credentialsOf handle: Handle, _ body: nonisolated(nonsending) (Connection) async throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.transaction { connection throws(any Error) in
        try await connection.query(
          "SELECT FROM identity.person WHERE handle = $1 FOR NO KEY UPDATE", handle.name)
        return try await body(connection)
      }
    } catch .body(let error, rollback: _) {
      throw error
    } catch .begin(let error), .commit(let error), .commitUnknown(let error) {
      throw error
    }
  }

  /// Whether a credential is valid.
  private static func isValid(_ digest: [UInt8], _ connection: Connection) async throws(PostgresError) -> Bool
  {
    try await !connection.query(
      """
      SELECT FROM identity.credential
      WHERE digest = $1 AND revoked IS NULL AND (expires IS NULL OR expires > clock_timestamp())
      """, digest
    ).isEmpty
  }

  /// Makes a credential for someone who is known.
  func issue(_ new: NewCredential, to handle: Handle, token: Secret) async throws -> Issue {
    do {
      let issue = try await changing(credentialsOf: handle) { connection in
        try await Self.issue(new, to: handle, token, connection)
      }
      if let issue { return issue }
    } catch let error as PostgresError where error.sqlState == .uniqueViolation {
      // By the token or by the name; which of them is seen below.
    }
    guard let made = try await credential(of: token) else {
      return try await knows(handle) ? .nameTaken : .nobody
    }
    let isSame = made.holder == handle.name && made.isValid && (new.name == nil || new.name == made.name)
    return isSame ? .made(name: made.name) : .tokenTaken
  }

  /// Makes one within a change.
  ///
  /// - Returns: how that ended; `nil` where there is nobody, or the token is one already.
  static func issue(
    _ new: NewCredential, to handle: Handle, _ token: Secret, _ connection: Connection
  ) async throws(PostgresError) -> Issue? {
    if let maker = new.madeWith, try await !isValid(maker, connection) { return .ended }
    if let name = new.name {
      // One that has expired leaves its name.
      try await connection.query(
        """
        UPDATE identity.credential SET revoked = expires
        WHERE handle = $1 AND name = $2 AND revoked IS NULL AND expires <= clock_timestamp()
        """, handle.name, name)
    }
    let row = try await connection.query(
      """
      WITH holder AS (
        UPDATE identity.person SET credentials = credentials + CASE WHEN $3::text IS NULL THEN 1 ELSE 0 END
        WHERE handle = $1 AND NOT EXISTS (SELECT FROM identity.credential WHERE digest = $2)
        RETURNING handle, credentials
      )
      INSERT INTO identity.credential (digest, handle, name, scope, expires, maker)
      SELECT $2, handle, coalesce($3::text, 'k' || credentials), $4,
        least(
          clock_timestamp() + make_interval(secs => $5::double precision),
          (SELECT expires FROM identity.credential WHERE digest = $7::bytea)), $6::text FROM holder
      RETURNING name
      """, handle.name, token.digest, new.name, new.scope.rawValue,
      new.lifetime.map { Double($0.seconds) }, new.maker, new.madeWith
    ).first
    return try row.map { row throws(PostgresError) in .made(name: try row.text(0)) }
  }

  /// The credential that a token is or was; asking does not count as a use.
  func credential(
    of token: Secret
  ) async throws(PostgresError) -> (holder: String, name: String, isValid: Bool)? {
    try await pool.query(
      "SELECT handle, name, revoked IS NULL FROM identity.credential WHERE digest = $1", token.digest
    ).first?.decode(String.self, String.self, Bool.self)
  }

  /// Puts another token in the place of a valid credential's; the old one is valid no more.
  ///
  /// - Parameter asker: the digest of the credential with which that is asked for.
  /// - Returns: whether there is such a credential, the token is no other's, and the asker's is still valid.
  func rotate(
    _ name: String, of handle: Handle, to token: Secret, by asker: [UInt8]
  ) async throws -> Bool {
    let changed: Int
    do {
      changed = try await changing(credentialsOf: handle) { connection in
        guard try await Self.isValid(asker, connection) else { return 0 }
        return try await connection.query(
          """
          WITH old AS (
            UPDATE identity.credential SET revoked = clock_timestamp()
            WHERE handle = $1 AND name = $2 AND revoked IS NULL
              AND (expires IS NULL OR expires > clock_timestamp())
              AND NOT EXISTS (SELECT FROM identity.credential WHERE digest = $3)
            RETURNING *
          )
          INSERT INTO identity.credential (digest, handle, name, scope, expires, maker)
          SELECT $3, handle, name, scope, expires, maker FROM old
          """, handle.name, name, token.digest
        ).affected
      }
    } catch let error as PostgresError where error.sqlState == .uniqueViolation {
      return false
    }
    try await tellOfEnd()
    return changed == 1
  }

  /// Ends a credential, or all of someone's.
  ///
  /// - Returns: how many were valid until now.
  func revoke(_ name: String?, of handle: Handle) async throws -> Int {
    let changed = try await changing(credentialsOf: handle) { connection in
      try await Self.revoke(name, of: handle, connection)
    }
    try await tellOfEnd()
    return changed
  }

  /// Ends some within a change. Whoever holds them is to be told after it: ``tellOfEnd()``.
  @discardableResult
  static func revoke(
    _ name: String?, of handle: Handle, _ connection: Connection
  ) async throws(PostgresError) -> Int {
    try await connection.query(
      """
      UPDATE identity.credential SET revoked = clock_timestamp()
      WHERE handle = $1 AND revoked IS NULL AND ($2::text IS NULL OR name = $2)
      """, handle.name, name
    ).affected
  }

  /// Ends all credentials and invitations of everyone.
  ///
  /// - Returns: how many credentials were valid until now.
  func endAll() async throws(PostgresError) -> Int {
    _ = try await pool.query(
      "UPDATE identity.invitation SET cancelled = clock_timestamp() WHERE used IS NULL AND cancelled IS NULL")
    let ended = try await pool.query(
      """
      WITH ended AS (
        UPDATE identity.credential SET revoked = clock_timestamp() WHERE revoked IS NULL RETURNING expires
      )
      SELECT count(*) FROM ended WHERE expires IS NULL OR expires > clock_timestamp()
      """
    ).only().decode(Int64.self)
    try await tellOfEnd()
    return Int(ended)
  }

  /// Whether someone ever had a credential of that name.
  func had(_ name: String, _ handle: Handle) async throws(PostgresError) -> Bool {
    try await !pool.query(
      "SELECT 1 FROM identity.credential WHERE handle = $1 AND name = $2 LIMIT 1", handle.name, name
    ).isEmpty
  }

  /// Makes all servers look again whose credentials are valid, and whose feeds go on.
  func tellOfEnd() async throws(PostgresError) {
    known.forget()
    _ = try await pool.query("SELECT pg_notify($1, '')", Self.channel)
  }
}

extension PostgresTimestamp {
  /// RFC 3339.
  var text: String { Timestamp(microseconds: microsecondsSinceUnixEpoch).description }
}
