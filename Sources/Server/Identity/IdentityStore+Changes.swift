internal import Postgres
internal import Scholarship

/// A change was asked for with a credential that has ended since it was looked at.
struct CredentialEnded: Error {}

/// Changes of credentials, one after another.
extension IdentityStore {
  /// Changes someone's credentials, while nobody else changes any of theirs: what one change ends, the next does not find
  /// valid, and what one makes, the next that ends all of them ends, too.
  ///
  /// - Parameters:
  ///   - alsoAdministrators: whether who the administrators are may change with it.
  ///   - asker: who asks for the change; `nil` for whoever keeps the server. Their credential may have ended while this
  ///     waited for a change before it: then nothing is changed.
  /// - Throws: ``CredentialEnded``, and errors of the database.
  nonisolated(nonsending) func changing<Value>(
    credentialsOf handle: Handle, alsoAdministrators: Bool = false, by asker: Identity? = nil,
    _ body: nonisolated(nonsending) (Connection) async throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.transaction { connection throws(any Error) in
        let handles = [handle.name] + (asker.map { [$0.handle.name] } ?? [])
        // In an order, so that no two wait for each other.
        try await connection.query(
          """
          SELECT FROM identity.person WHERE handle = ANY($1) OR ($2 AND administrator)
          ORDER BY handle FOR NO KEY UPDATE
          """, handles, alsoAdministrators)
        try await Self.check(asker, connection)
        return try await body(connection)
      }
    } catch .body(let error, rollback: _) {
      throw error
    } catch .begin(let error), .commit(let error), .commitUnknown(let error) {
      throw error
    }
  }

  private static func check(_ asker: Identity?, _ connection: Connection) async throws {
    guard let asker else { return }
    let isValid = try await !connection.query(
      """
      SELECT FROM identity.credential
      WHERE digest = $1 AND revoked IS NULL AND (expires IS NULL OR expires > clock_timestamp())
      """, asker.digest
    ).isEmpty
    if !isValid { throw CredentialEnded() }
  }
}
