internal import Postgres
internal import Protocol
internal import Scholarship

/// Invitations, and how they are used. Whose a name becomes is decided here alone, in one statement; the paper's log is told
/// after it.
extension IdentityStore {
  /// What a code stands for.
  struct Invitation: Sendable {
    let handle: Handle
    let paper: Slug
    /// Who invited.
    let maker: Handle?
    /// Whether it makes a member's credential anew.
    let renews: Bool
    /// Whether it can be used.
    let isOpen: Bool
    let isUsed: Bool
    /// The digest of the credential that was made with it, where one was.
    let credential: [UInt8]?
    /// Whether there is someone of that handle already.
    let isKnown: Bool

    /// Whether who made it was put out of the paper. What somebody who left has given out is still good.
    func isWithdrawn(in paper: Scholarship.Paper) -> Bool { maker.map(paper.wasPutOut) ?? false }
  }

  /// Keeps an invitation; an earlier one of the same person to the same paper is no longer valid. One that is kept already
  /// stays as it is.
  ///
  /// - Throws: ``CredentialEnded``, and errors of the database.
  func invite(
    _ handle: Handle, to paper: Slug, code: Secret, by maker: Identity, for lifetime: Lifetime, renews: Bool
  ) async throws {
    var attempts = 0
    while true {
      do {
        _ = try await changing(credentialsOf: handle, by: maker) { connection in
          try await connection.query(
            """
            WITH replaced AS (
              UPDATE identity.invitation SET cancelled = clock_timestamp()
              WHERE stream = $2 AND handle = $3 AND used IS NULL AND cancelled IS NULL AND digest <> $1
                AND NOT EXISTS (SELECT FROM identity.invitation WHERE digest = $1)
              RETURNING digest
            )
            INSERT INTO identity.invitation (digest, stream, handle, maker, expires, renews)
            SELECT $1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5::double precision), $6
            FROM (SELECT count(*) FROM replaced) AS once
            ON CONFLICT (digest) DO NOTHING
            """, code.digest, paper.name, handle.name, maker.handle.name, Double(lifetime.seconds), renews)
        }
        return
      } catch let error as PostgresError where error.sqlState == .uniqueViolation && attempts < Self.attempts
      {
        // Another invitation came in between, which this one replaces.
        attempts += 1
      }
    }
  }

  /// How often others may come in between.
  static let attempts = 10

  /// What a code stands for; `nil` where it was never made.
  func invitation(_ code: Secret) async throws(PostgresError) -> Invitation? {
    let row = try await pool.query(
      """
      SELECT i.handle, i.stream, i.maker, i.renews, i.used IS NOT NULL, i.credential,
        i.used IS NULL AND i.cancelled IS NULL AND (i.expires IS NULL OR i.expires > clock_timestamp()),
        EXISTS (SELECT FROM identity.person p WHERE p.handle = i.handle)
      FROM identity.invitation i WHERE digest = $1
      """, code.digest
    ).first
    guard let row else { return nil }
    let (name, stream, maker, renews, isUsed, credential, isOpen, isKnown) = try row.decode(
      String.self, String.self, String?.self, Bool.self, Bool.self, [UInt8]?.self, Bool.self, Bool.self)
    guard let handle = Handle(name), let paper = Slug(stream) else { return nil }
    return Invitation(
      handle: handle, paper: paper, maker: maker.flatMap { Handle($0) }, renews: renews, isOpen: isOpen,
      isUsed: isUsed, credential: credential,
      isKnown: isKnown)
  }

  /// Uses up an invitation, and makes the person and their credential with it. All or nothing: of two who use a code at
  /// once, or two codes for one new handle, one succeeds, and the other's code is as it was.
  func use(_ code: Secret, toBecome token: Secret) async throws(PostgresError) -> Bool {
    do throws(PostgresError) {
      return try await pool.query(
        """
        WITH open AS (
          SELECT handle FROM identity.invitation
          WHERE digest = $1 AND NOT renews AND used IS NULL AND cancelled IS NULL
            AND (expires IS NULL OR expires > clock_timestamp())
          FOR UPDATE
        ),
        made AS (
          INSERT INTO identity.person (handle, credentials) SELECT handle, 1 FROM open
          ON CONFLICT DO NOTHING RETURNING handle
        ),
        used AS (
          UPDATE identity.invitation SET used = clock_timestamp(), credential = $2
          WHERE digest = $1 AND EXISTS (SELECT FROM made)
        )
        INSERT INTO identity.credential (digest, handle, name) SELECT $2, handle, 'k1' FROM made
        """, code.digest, token.digest
      ).affected == 1
    } catch  where error.sqlState == .uniqueViolation {
      // The token is one already.
      return false
    }
  }

  /// Uses up an invitation that makes a member's credential anew: those they had are valid no more.
  func use(_ code: Secret, toRenew token: Secret, of handle: Handle) async throws -> Bool {
    let isDone: Bool
    do {
      isDone = try await changing(credentialsOf: handle) { connection in
        let used = try await connection.query(
          """
          UPDATE identity.invitation SET used = clock_timestamp(), credential = $2
          WHERE digest = $1 AND handle = $3 AND renews AND used IS NULL AND cancelled IS NULL
            AND (expires IS NULL OR expires > clock_timestamp())
          RETURNING maker
          """, code.digest, token.digest, handle.name
        ).first
        guard let used else { return false }
        try await Self.revokeAll(of: handle, connection)
        let new = NewCredential(name: nil, maker: try used.decode(String?.self))
        guard case .made? = try await Self.issue(new, to: handle, token, connection) else {
          // The token is one already: the code is as it was.
          throw TokenTaken()
        }
        return true
      }
    } catch is TokenTaken {
      return false
    } catch let error as PostgresError where error.sqlState == .uniqueViolation {
      return false
    }
    if isDone { try await tellOfEnd() }
    return isDone
  }

  private struct TokenTaken: Error {}

  /// Uses up an invitation of someone who has a credential and shows it.
  func use(_ code: Secret, as handle: Handle) async throws(PostgresError) -> Bool {
    try await pool.query(
      """
      UPDATE identity.invitation SET used = clock_timestamp()
      WHERE digest = $1 AND handle = $2 AND NOT renews AND used IS NULL AND cancelled IS NULL
        AND (expires IS NULL OR expires > clock_timestamp())
      """, code.digest, handle.name
    ).affected == 1
  }

  /// Whether someone was ever invited to a paper.
  func wasInvited(_ handle: Handle, to paper: Slug) async throws(PostgresError) -> Bool {
    try await !pool.query(
      "SELECT 1 FROM identity.invitation WHERE stream = $1 AND handle = $2 LIMIT 1", paper.name, handle.name
    ).isEmpty
  }

  /// Takes back what invites someone to a paper.
  func cancelInvitation(of handle: Handle, to paper: Slug) async throws(PostgresError) {
    _ = try await pool.query(
      """
      UPDATE identity.invitation SET cancelled = clock_timestamp()
      WHERE stream = $1 AND handle = $2 AND used IS NULL AND cancelled IS NULL
      """, paper.name, handle.name)
  }

  /// Takes back what somebody invited others to a paper with, where it was not used.
  ///
  /// - Returns: whom they had invited.
  func cancelInvitations(madeBy maker: Handle, to paper: Slug) async throws(PostgresError) -> [String] {
    try await pool.query(
      """
      WITH cancelled AS (
        UPDATE identity.invitation SET cancelled = clock_timestamp()
        WHERE stream = $1 AND maker = $2 AND used IS NULL AND cancelled IS NULL
          AND (expires IS NULL OR expires > clock_timestamp())
        RETURNING handle
      )
      SELECT handle FROM cancelled ORDER BY handle
      """, paper.name, maker.name
    ).decode(String.self)
  }

  /// The invitations to a paper that can be used, by handle. What somebody's role is the paper says.
  func invitations(to paper: Slug) async throws(PostgresError) -> [InvitationItem] {
    let rows = try await pool.query(
      """
      SELECT handle, renews, maker, since, expires FROM identity.invitation
      WHERE stream = $1 AND used IS NULL AND cancelled IS NULL
        AND (expires IS NULL OR expires > clock_timestamp())
      ORDER BY handle
      """, paper.name)
    var items: [InvitationItem] = []
    for row in rows {
      let (handle, renews, maker, since, expires) = try row.decode(
        String.self, Bool.self, String?.self, PostgresTimestamp.self, PostgresTimestamp?.self)
      items.append(
        InvitationItem(
          handle: handle, role: "", again: renews, maker: maker, since: since.text, expires: expires?.text))
    }
    return items
  }
}
