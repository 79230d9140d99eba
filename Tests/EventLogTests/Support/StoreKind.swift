import EventLog
import Testing

/// A kind of store that must keep the contract.
struct StoreKind: Sendable, CustomTestStringConvertible {
  typealias Clock = @Sendable () -> Int64

  let name: String
  /// Opens an empty store for as long as the closure runs.
  let open: @Sendable (@escaping Clock, (any EventStore) async throws -> Void) async throws -> Void

  var testDescription: String { name }

  static let memory = StoreKind(name: "in memory") { clock, body in
    try await body(InMemoryStore(clock: clock))
  }

  static let postgres = StoreKind(name: "PostgreSQL") { clock, body in
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo, clock: clock) { store in try await body(store) }
    }
  }

  static let all = [memory, postgres]

  func withStore(
    clock: @escaping Clock = SystemClock.microseconds, _ body: (any EventStore) async throws -> Void
  ) async throws {
    try await open(clock, body)
  }
}
