import EventLog
import PaperLog
import Postgres
import ReadModels

/// Compares the read models of a database with what its log comes to.
func checkReadModels(_ conninfo: String) async throws -> ReadModelCheck.Report {
  let pool = ConnectionPool(conninfo)
  let store = PostgresStore(conninfo: conninfo, pool: pool)
  let result: Result<ReadModelCheck.Report, any Error>
  do {
    result = .success(try await ReadModelCheck(store, archive: PaperArchive(store), pool: pool).run())
  } catch {
    result = .failure(error)
  }
  await store.close()
  await pool.close()
  return try result.get()
}
