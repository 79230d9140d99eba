import EventLog
import Ledger
import PaperLog
import Postgres
import Scholarship

@testable import Server

/// Runs `body` with the log of a database, past any server.
func withStore(_ conninfo: String, _ body: (PostgresStore) async throws -> Void) async throws {
  let pool = ConnectionPool(conninfo)
  let store = PostgresStore(conninfo: conninfo, pool: pool)
  let result: Result<Void, any Error>
  do { result = .success(try await body(store)) } catch { result = .failure(error) }
  await store.close()
  await pool.close()
  try result.get()
}

extension PostgresStore {
  /// Appends notes to a paper that has none yet.
  func fill(_ paper: String, with count: Int) async throws {
    for start in stride(from: 1, through: count, by: 1000) {
      let events = (start...min(start + 999, count)).map { number in
        NewEvent(
          Event(
            AnnotationMade(
              annotation: EntityID(.annotation, number), target: .thing(EntityID(.claim, 1)),
              motivation: .commenting, body: "Note \(number), which is one of very many and says nothing.",
              tags: [])))
      }
      _ = try await append(
        AppendRequest(
          key: .fresh, fingerprint: Hash(of: [1]), stream: paper, actor: "owner", events: events))
    }
  }
}

extension AppendRequest {
  /// One event past every rule of the domain.
  static func of(_ event: NewEvent, in stream: String) -> AppendRequest {
    AppendRequest(key: .fresh, fingerprint: Hash(of: [1]), stream: stream, actor: "owner", events: [event])
  }
}
