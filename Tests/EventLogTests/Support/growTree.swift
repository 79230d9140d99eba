import EventLog
import Logging
import Postgres

/// Grows the log's tree over all that stands in it.
///
/// - Parameter page: how many events are taken in one transaction at most.
func growTree(_ conninfo: String, page: Int = 4096) async throws {
  let pool = ConnectionPool(asServer(conninfo))
  let builder = TreeBuilder(TreeStore(pool), logger: Logger(label: "test"), page: page)
  let result: Result<Void, any Error>
  do {
    while try await builder.step() {}
    result = .success(())
  } catch { result = .failure(error) }
  await pool.close()
  try result.get()
}
