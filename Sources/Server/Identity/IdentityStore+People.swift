internal import Postgres
internal import Scholarship

/// Who there is, and who keeps the server.
extension IdentityStore {
  /// Whether there is anyone at all yet.
  func isEmpty() async throws(PostgresError) -> Bool {
    try await pool.query("SELECT 1 FROM identity.person LIMIT 1").isEmpty
  }

  /// Makes the first person with a credential, unless there is someone already. Tells whether it did.
  func makeOwner(_ handle: Handle, token: Secret) async throws(PostgresError) -> Bool {
    try await pool.query(
      """
      WITH owner AS (
        INSERT INTO identity.person (handle, administrator, credentials) SELECT $1, true, 1
        WHERE NOT EXISTS (SELECT FROM identity.person) ON CONFLICT DO NOTHING RETURNING handle
      )
      INSERT INTO identity.credential (digest, handle, name) SELECT $2, handle, 'k1' FROM owner
      """, handle.name, token.digest
    ).affected == 1
  }

  /// Whether there is someone of that name; with or without a valid credential.
  func knows(_ handle: Handle) async throws(PostgresError) -> Bool {
    try await !pool.query("SELECT 1 FROM identity.person WHERE handle = $1", handle.name).isEmpty
  }

  func isAdministrator(_ handle: Handle) async throws(PostgresError) -> Bool {
    try await !pool.query(
      "SELECT 1 FROM identity.person WHERE handle = $1 AND administrator", handle.name
    ).isEmpty
  }

  /// The handles of the administrators, in order.
  func administrators() async throws(PostgresError) -> [String] {
    try await pool.query("SELECT handle FROM identity.person WHERE administrator ORDER BY handle").decode(
      String.self)
  }

  /// How a change of administrators ended.
  enum AdministratorChange: Sendable {
    case done
    /// There is nobody of that name.
    case nobody
    /// They are the only one.
    case theLast
  }

  /// Makes someone an administrator, or ends that; the last one stays.
  ///
  /// Codes that make their credential anew are valid no more: an owner of a paper made them for less.
  /// - Parameter asker: who asks for it.
  /// - Throws: ``CredentialEnded``, ``AdministrationEnded``, and errors of the database.
  func set(
    _ handle: Handle, administrator: Bool, by asker: Identity
  ) async throws -> AdministratorChange {
    let change = try await changing(
      credentialsOf: handle, alsoAdministrators: true, by: asker, asAdministrator: true
    ) { connection in
      try await Self.set(handle, administrator: administrator, connection)
    }
    known.forget()
    return change
  }

  /// The same within a change of administrators: of two that end each other's, one stays.
  ///
  /// - Parameter isNew: whether they may be someone who is not known yet.
  static func set(
    _ handle: Handle, administrator: Bool, orNew isNew: Bool = false, _ connection: Connection
  ) async throws(PostgresError) -> AdministratorChange {
    if isNew, administrator {
      try await connection.query(
        "INSERT INTO identity.person (handle) VALUES ($1) ON CONFLICT (handle) DO NOTHING", handle.name)
    }
    let changed = try await connection.query(
      """
      UPDATE identity.person SET administrator = $2 WHERE handle = $1
        AND ($2 OR NOT administrator OR EXISTS (SELECT FROM identity.person WHERE administrator AND handle <> $1))
      """, handle.name, administrator
    ).affected
    if administrator {
      try await connection.query(
        """
        UPDATE identity.invitation SET cancelled = clock_timestamp()
        WHERE handle = $1 AND renews AND used IS NULL AND cancelled IS NULL
        """, handle.name)
    }
    if changed == 1 { return .done }
    return try await knows(handle, connection) ? .theLast : .nobody
  }

  /// Whether there is someone of that name, within a change.
  static func knows(_ handle: Handle, _ connection: Connection) async throws(PostgresError) -> Bool {
    try await !connection.query("SELECT 1 FROM identity.person WHERE handle = $1", handle.name).isEmpty
  }
}
