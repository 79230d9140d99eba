internal import Postgres
internal import Scholarship

/// Someone who made a request, by their credential.
struct Identity: Sendable, Hashable {
  let handle: Handle
  /// Whether they may import new papers.
  let isAdministrator: Bool
}

/// People, credentials and invitations: the tables of the `identity` schema. Secrets come in and only digests are
/// looked up or kept.
struct IdentityStore: Sendable {
  private let pool: ConnectionPool
  let known = KnownCredentials()

  init(_ pool: ConnectionPool) { self.pool = pool }

  /// Whose token it is; `nil` for one that is unknown or revoked. What was found a moment ago holds.
  func identity(of token: Secret) async throws(PostgresError) -> Identity? {
    let digest = token.digest
    if let identity = known.identity(digest) { return identity }
    let row = try await pool.query(
      """
      SELECT p.handle, p.administrator FROM identity.credential c JOIN identity.person p USING (handle)
      WHERE c.digest = $1 AND c.revoked IS NULL
      """, digest
    ).first
    guard let row else { return nil }
    let (name, isAdministrator) = try row.decode(String.self, Bool.self)
    guard let handle = Handle(name) else { return nil }
    let identity = Identity(handle: handle, isAdministrator: isAdministrator)
    known.keep(identity, digest)
    return identity
  }

  /// Whether there is anyone at all yet.
  func isEmpty() async throws(PostgresError) -> Bool {
    try await pool.query("SELECT 1 FROM identity.person LIMIT 1").isEmpty
  }

  /// Makes the first person with a credential, unless there is someone already. Tells whether it did.
  func makeOwner(_ handle: Handle, token: Secret) async throws(PostgresError) -> Bool {
    try await pool.query(
      """
      WITH owner AS (
        INSERT INTO identity.person (handle, administrator) SELECT $1, true
        WHERE NOT EXISTS (SELECT FROM identity.person) ON CONFLICT DO NOTHING RETURNING handle
      )
      INSERT INTO identity.credential (digest, handle) SELECT $2, handle FROM owner
      """, handle.name, token.digest
    ).affected == 1
  }

  /// Keeps an invitation; an earlier one of the same person to the same paper is no longer valid.
  func invite(_ handle: Handle, to paper: Slug, code: Secret) async throws(PostgresError) {
    try await pool.query(
      """
      INSERT INTO identity.invitation (digest, stream, handle) VALUES ($1, $2, $3)
      ON CONFLICT (stream, handle) DO UPDATE SET digest = excluded.digest, since = clock_timestamp()
      """, code.digest, paper.name, handle.name)
  }

  /// Whom a code invites, to which paper, and whether they have a credential already.
  func invitation(
    _ code: Secret
  ) async throws(PostgresError) -> (handle: Handle, paper: Slug, isKnown: Bool)? {
    let row = try await pool.query(
      """
      SELECT i.handle, i.stream, EXISTS (SELECT FROM identity.person p WHERE p.handle = i.handle)
      FROM identity.invitation i WHERE digest = $1
      """, code.digest
    ).first
    guard let row else { return nil }
    let (name, stream, isKnown) = try row.decode(String.self, String.self, Bool.self)
    guard let handle = Handle(name), let paper = Slug(stream) else { return nil }
    return (handle, paper, isKnown)
  }

  /// Uses up an invitation, and where `token` is given makes the person with it. All or nothing: of two who use a
  /// code at once, or two codes for one new handle, one succeeds.
  func use(_ code: Secret, as handle: Handle, token: Secret?) async throws(PostgresError) -> Bool {
    guard let token else {
      return try await pool.query("DELETE FROM identity.invitation WHERE digest = $1", code.digest).affected
        == 1
    }
    return try await pool.query(
      """
      WITH made AS (
        INSERT INTO identity.person (handle) SELECT handle FROM identity.invitation WHERE digest = $1
        ON CONFLICT DO NOTHING RETURNING handle
      ),
      used AS (DELETE FROM identity.invitation WHERE digest = $1 AND EXISTS (SELECT FROM made))
      INSERT INTO identity.credential (digest, handle) SELECT $2, handle FROM made
      """, code.digest, token.digest
    ).affected == 1
  }
}
