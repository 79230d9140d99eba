internal import Postgres
internal import Scholarship

/// A change was asked for with a credential that has ended since it was looked at.
struct CredentialEnded: Error {}

/// A change that takes an administrator was asked for by somebody who is none any more.
struct AdministrationEnded: Error {}

/// Changes of credentials, one after another.
extension IdentityStore {
  /// Changes someone's credentials, while nobody else changes any of theirs: what one change ends, the next does not find
  /// valid, and what one makes, the next that ends all of them ends, too.
  ///
  /// - Parameters:
  ///   - alsoAdministrators: whether who the administrators are may change with it.
  ///   - asker: who asks for the change; `nil` for whoever keeps the server. Their credential may have ended while this
  ///     waited for a change before it, or they are an administrator no more: then nothing is changed.
  ///   - asAdministrator: whether it takes one to ask for it.
  /// - Throws: ``CredentialEnded``, ``AdministrationEnded``, and errors of the database.
  nonisolated(nonsending) func changing<Value>(
    credentialsOf handle: Handle, alsoAdministrators: Bool = false, by asker: Identity? = nil,
    asAdministrator: Bool = false,
    _ body: nonisolated(nonsending) (Connection) async throws -> Value
  ) async throws -> Value {
    var attempts = 1
    while true {
      do {
        return try await pool.transaction { connection throws(any Error) in
          let handles = [handle.name] + (asker.map { [$0.handle.name] } ?? [])
          // In an order, so that no two wait for each other.
          try await connection.query(
            """
            SELECT FROM identity.person WHERE handle = ANY($1) OR ($2 AND administrator)
            ORDER BY handle FOR NO KEY UPDATE
            """, handles, alsoAdministrators)
          if let asker { try await Self.check(asker, asAdministrator: asAdministrator, connection) }
          return try await body(connection)
        }
      } catch .body(let error, rollback: _) {
        // Invitations have no order in which all are locked. The database ends one of those that wait for each other.
        guard (error as? PostgresError)?.sqlState == .deadlockDetected, attempts < Self.attempts else {
          throw error
        }
        attempts += 1
      } catch .begin(let error), .commit(let error), .commitUnknown(let error) {
        throw error
      }
    }
  }

  private static func check(
    _ asker: Identity, asAdministrator: Bool, _ connection: Connection
  ) async throws {
    let isAdministrator = try await connection.query(
      """
      SELECT p.administrator FROM identity.credential c JOIN identity.person p USING (handle)
      WHERE c.digest = $1 AND c.revoked IS NULL AND (c.expires IS NULL OR c.expires > clock_timestamp())
      """, asker.digest
    ).first?.decode(Bool.self, column: 0)
    guard let isAdministrator else { throw CredentialEnded() }
    if asAdministrator, !isAdministrator { throw AdministrationEnded() }
  }
}
