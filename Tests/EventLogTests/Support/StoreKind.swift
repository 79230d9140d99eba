import EventLog
import Postgres
import Testing

/// A kind of store that must keep the contract.
struct StoreKind: Sendable, CustomTestStringConvertible {
  typealias Clock = @Sendable () -> Int64

  let name: String
  /// Opens an empty store for as long as the closure runs.
  let open: @Sendable (@escaping Clock, (any EventStore) async throws -> Void) async throws -> Void
  /// Opens an empty log that two stores work on, likewise.
  let openShared: @Sendable (@escaping Clock, (SharedLog) async throws -> Void) async throws -> Void

  var testDescription: String { name }

  static let memory = StoreKind(name: "in memory") { clock, body in
    try await body(InMemoryStore(clock: clock))
  } openShared: { clock, body in
    // Nobody else gets at a memory: both are the same one.
    let store = InMemoryStore(clock: clock)
    try await body(
      SharedLog(one: store, two: store, erase: nil) { time in
        try store.mendClock(to: time, by: "ada", saying: Array(#"{"reason":"test"}"#.utf8))
      })
  }

  static let postgres = StoreKind(name: "PostgreSQL") { clock, body in
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo, clock: clock) { store in try await body(store) }
    }
  } openShared: { clock, body in
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo, clock: clock) { one in
        try await withPostgresStore(conninfo, clock: clock) { two in
          let erase: @Sendable (Int64) async throws -> Int64 = { position in
            try await withConnection(conninfo) { connection in
              try await connection.query("SELECT log.erase($1, 'ada', 'law')", position).only()
                .decode(Int64.self)
            }
          }
          try await body(
            SharedLog(one: one, two: two, erase: erase) { time in
              try await withConnection(conninfo) { connection in
                try await connection.query("SELECT log.mend_clock('ada', 'test', $1)", time).only()
                  .decode(Int64?.self)
              }
            })
        }
      }
    }
  }

  static let all = [memory, postgres]

  func withStore(
    clock: @escaping Clock = SystemClock.microseconds, _ body: (any EventStore) async throws -> Void
  ) async throws {
    try await open(clock, body)
  }

  func withSharedLog(
    clock: @escaping Clock = SystemClock.microseconds, _ body: (SharedLog) async throws -> Void
  ) async throws {
    try await openShared(clock, body)
  }
}

/// A log that two stores work on, as two servers do.
struct SharedLog: Sendable {
  let one: any EventStore
  let two: any EventStore
  /// Erases the body at a position past both of them, and gives the position of the event that says so; `nil` where
  /// nothing can be erased.
  let erase: (@Sendable (Int64) async throws -> Int64)?
  /// Mends the clock past both of them to a time, and gives the position of the event that says so; `nil` where there is
  /// nothing to mend.
  let mend: @Sendable (Int64) async throws -> Int64?
}
