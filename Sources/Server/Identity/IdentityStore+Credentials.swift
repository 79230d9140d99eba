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
  }

  /// Makes a credential for someone who is known.
  ///
  /// - Parameter asker: who makes it for themselves; it does not outlive the credential that they ask with.
  /// - Throws: ``CredentialEnded``, and errors of the database.
  func issue(
    _ new: NewCredential, to handle: Handle, token: Secret, by asker: Identity? = nil
  ) async throws -> Issue {
    do {
      let issue = try await changing(credentialsOf: handle, by: asker) { connection in
        try await Self.issue(new, to: handle, token, madeWith: asker?.digest, connection)
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
  /// - Parameter madeWith: the digest of its holder's credential that it does not outlive.
  /// - Returns: how that ended; `nil` where there is nobody, or the token is one already.
  static func issue(
    _ new: NewCredential, to handle: Handle, _ token: Secret, madeWith: [UInt8]? = nil,
    _ connection: Connection
  ) async throws(PostgresError) -> Issue? {
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
      new.lifetime.map { Double($0.seconds) }, new.maker, madeWith
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
  /// - Returns: whether the asker has such a credential, and the token is no other's.
  /// - Throws: ``CredentialEnded``, and errors of the database.
  func rotate(_ name: String, to token: Secret, by asker: Identity) async throws -> Bool {
    let changed: Int
    do {
      changed = try await changing(credentialsOf: asker.handle, by: asker) { connection in
        try await connection.query(
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
          """, asker.handle.name, name, token.digest
        ).affected
      }
    } catch let error as PostgresError where error.sqlState == .uniqueViolation {
      return false
    }
    try await tellOfEnd()
    return changed == 1
  }

  /// Ends a credential.
  ///
  /// - Parameter asker: who asks for it.
  /// - Returns: whether it was valid until now.
  /// - Throws: ``CredentialEnded``, and errors of the database.
  func revoke(_ name: String, of handle: Handle, by asker: Identity) async throws -> Bool {
    let isEnded = try await changing(
      credentialsOf: handle, by: asker, asAdministrator: asker.handle != handle
    ) { connection in
      try await Self.revoke(name, of: handle, connection)
    }
    try await tellOfEnd()
    return isEnded
  }

  /// Ends a credential within a change. Whoever holds it is to be told after it: ``tellOfEnd()``.
  ///
  /// - Returns: whether it was valid until now.
  static func revoke(
    _ name: String, of handle: Handle, _ connection: Connection
  ) async throws(PostgresError) -> Bool {
    try await connection.query(
      """
      UPDATE identity.credential SET revoked = clock_timestamp()
      WHERE handle = $1 AND name = $2 AND revoked IS NULL
      """, handle.name, name
    ).affected > 0
  }

  /// Ends all of someone's within a change, and every code by which a credential of theirs, or one in their name of
  /// another's, could be made anew: whoever had one of theirs may have such codes, too. Those who hold them are to be told
  /// after it: ``tellOfEnd()``.
  ///
  /// - Returns: how many such codes there were.
  @discardableResult
  static func revokeAll(of handle: Handle, _ connection: Connection) async throws(PostgresError) -> Int {
    try await connection.query(
      "UPDATE identity.credential SET revoked = clock_timestamp() WHERE handle = $1 AND revoked IS NULL",
      handle.name)
    return try await connection.query(
      """
      UPDATE identity.invitation SET cancelled = clock_timestamp()
      WHERE (handle = $1 OR maker = $1) AND renews AND used IS NULL AND cancelled IS NULL
        AND (expires IS NULL OR expires > clock_timestamp())
      """, handle.name
    ).affected
  }

  /// How many invitations to papers somebody made that can be used.
  static func openInvitations(by maker: Handle, _ connection: Connection) async throws(PostgresError) -> Int {
    let count = try await connection.query(
      """
      SELECT count(*) FROM identity.invitation
      WHERE maker = $1 AND NOT renews AND used IS NULL AND cancelled IS NULL
        AND (expires IS NULL OR expires > clock_timestamp())
      """, maker.name
    ).only().decode(Int64.self)
    return Int(count)
  }

  /// Ends all credentials and invitations of everyone, within a change.
  ///
  /// - Returns: how many credentials were valid until now.
  static func endAll(_ connection: Connection) async throws(PostgresError) -> Int {
    try await connection.query(
      "UPDATE identity.invitation SET cancelled = clock_timestamp() WHERE used IS NULL AND cancelled IS NULL")
    let ended = try await connection.query(
      """
      WITH ended AS (
        UPDATE identity.credential SET revoked = clock_timestamp() WHERE revoked IS NULL RETURNING expires
      )
      SELECT count(*) FROM ended WHERE expires IS NULL OR expires > clock_timestamp()
      """
    ).only().decode(Int64.self)
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
