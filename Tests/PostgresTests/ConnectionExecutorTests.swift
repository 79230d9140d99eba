import Glibc
import Postgres
import Testing

/// A task that works with one connection runs on that connection's thread, and outlives it.
@Suite(.timeLimit(.minutes(15))) struct ConnectionExecutorTests {
  @Test func `a task's steps are taken on the connection's thread`() async throws {
    try await withConnection { connection in
      let task = Task(executorPreference: connection.executor) { () async throws -> Set<pthread_t> in
        var threads: Set<pthread_t> = [pthread_self()]
        for number in Int64(1)...20 {
          let answer = try await connection.query("SELECT $1", number).only().decode(Int64.self)
          #expect(answer == number)
          threads.insert(pthread_self())
        }
        return threads
      }
      let threads = try await task.value
      #expect(threads.count == 1)
      #expect(!threads.contains(pthread_self()))
    }
  }

  @Test func `what runs when the connection ends goes on`() async throws {
    try await withConnection { connection in
      let error = await Task(executorPreference: connection.executor) { () -> PostgresError? in
        await connection.close()
        do throws(PostgresError) {
          try await connection.query("SELECT 1")
          return nil
        } catch {
          return error
        }
      }.value
      #expect(error?.kind == .closed)
      // One that begins afterwards runs all the same.
      #expect(await Task(executorPreference: connection.executor) { true }.value)
    }
  }

  /// Others use the connection meanwhile, and each is answered with its own.
  @Test func `others are served beside it`() async throws {
    try await withConnection { connection in
      try await withThrowingTaskGroup { group in
        for number in 0..<40 {
          let executor = number.isMultiple(of: 2) ? connection.executor : nil
          group.addTask(executorPreference: executor) {
            for step in 0..<10 {
              let sent = Int64(number * 100 + step)
              let answer = try await connection.query("SELECT $1", sent).only().decode(Int64.self)
              #expect(answer == sent)
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
