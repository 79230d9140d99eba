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

/// One thing that every store promises, and how it is tried.
struct Promise: Sendable, CustomTestStringConvertible {
  let name: String
  let check: @Sendable (StoreKind) async throws -> Void

  init(_ name: String, _ check: @escaping @Sendable (StoreKind) async throws -> Void) {
    self.name = name
    self.check = check
  }

  var testDescription: String { name }

  static let all = order + condition + exactlyOnce + wholeness + record + reading
}

struct ContractTests {
  @Test(arguments: StoreKind.all, Promise.all)
  func keeps(_ kind: StoreKind, _ promise: Promise) async throws {
    try await promise.check(kind)
  }
}
