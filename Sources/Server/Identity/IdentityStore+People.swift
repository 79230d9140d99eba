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
  /// - Parameter isNew: whether they may be someone who is not known yet.
  func set(
    _ handle: Handle, administrator: Bool, orNew isNew: Bool = false
  ) async throws(PostgresError) -> AdministratorChange {
    if administrator {
      let changed = try await pool.query(
        isNew
          ? """
          INSERT INTO identity.person (handle, administrator) VALUES ($1, true)
          ON CONFLICT (handle) DO UPDATE SET administrator = true
          """
          : "UPDATE identity.person SET administrator = true WHERE handle = $1", handle.name
      ).affected
      try await cancelRenewals(of: handle)
      known.forget()
      return changed == 1 ? .done : .nobody
    }
    // All administrators are locked first: of two that end each other's, one stays.
    let changed = try await pool.query(
      """
      WITH them AS MATERIALIZED (
        SELECT handle FROM identity.person WHERE administrator ORDER BY handle FOR UPDATE
      )
      UPDATE identity.person p SET administrator = false
      WHERE handle = $1 AND (NOT administrator OR EXISTS (SELECT FROM them WHERE them.handle <> $1))
      """, handle.name
    ).affected
    known.forget()
    if changed == 1 { return .done }
    return try await knows(handle) ? .theLast : .nobody
  }
}
