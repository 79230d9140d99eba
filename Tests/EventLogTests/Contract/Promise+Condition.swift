import EventLog
import Ledger
import Testing

extension Promise {
  static let condition = [
    Promise("a stream that has moved on fails the append, and another stream does not") { kind in
      try await kind.withStore { store in
        let first = try await store.append(.note("one", in: "ash"))
        _ = try await store.append(.note("elsewhere", in: "birch"))
        let since = AppendCondition(.stream, unchangedSince: first.position)
        let second = try await store.append(.note("two", in: "ash", since: since))
        #expect(second.position == 3)
        #expect(await store.outcome(of: .note("late", in: "ash", since: since)).error == .conditionFailed(3))
        let never = AppendCondition(.stream, unchangedSince: 0)
        #expect(await store.outcome(of: .note("new", in: "birch", since: never)).error == .conditionFailed(2))
        #expect(await store.outcome(of: .note("new", in: "cedar", since: never)).receipt?.position == 4)
        #expect(try await store.head() == 4)
      }
    },

    Promise("only the tags that the condition names fail it, and only in its stream") { kind in
      try await kind.withStore { store in
        _ = try await store.append(.note("claim", in: "ash", tags: ["claim:1", "members"]))
        _ = try await store.append(.note("other claim", in: "ash", tags: ["claim:2"]))
        _ = try await store.append(.note("other paper", in: "birch", tags: ["claim:1", "claim:3"]))
        func outcome(_ tags: [String], _ position: Int64) async -> Result<AppendReceipt, AppendError> {
          await store.outcome(
            of: .note("next", in: "ash", since: .init(.tags(tags), unchangedSince: position)))
        }
        #expect(await outcome(["claim:1", "claim:2"], 0).error == .conditionFailed(2))
        #expect(await outcome(["claim:2", "claim:1"], 1).error == .conditionFailed(2))
        #expect(await outcome(["members"], 0).error == .conditionFailed(1))
        #expect(await outcome(["claim:1"], 1).receipt?.position == 4)
        #expect(await outcome(["claim:3"], 0).receipt?.position == 5)
        #expect(await outcome([], 0).receipt?.position == 6)
      }
    },

    Promise("every event of a request is filed under its own tags") { kind in
      try await kind.withStore { store in
        var request = AppendRequest.notes(["one", "two", "three"])
        request.events[0].tags = ["claim:1"]
        request.events[1].tags = ["claim:2", "members"]
        request.events[2].tags = ["members"]
        _ = try await store.append(request)
        func outcome(_ tag: String) async -> Result<AppendReceipt, AppendError> {
          await store.outcome(of: .note("next", since: .init(.tags([tag]), unchangedSince: 0)))
        }
        #expect(await outcome("claim:1").error == .conditionFailed(1))
        #expect(await outcome("claim:2").error == .conditionFailed(2))
        #expect(await outcome("members").error == .conditionFailed(3))
      }
    },

    Promise("a request conditional on one still on its way stands right behind it") { kind in
      try await kind.withStore { store in
        let tickets = (0..<30).map { _ in AppendTicket() }
        // From one place and not awaited in between, as a paper's desk does it.
        let line = Line(store)
        let outcomes = await line.send(
          tickets.indices.map { index in
            .note(
              "\(index)", in: "ash",
              since: index == 0
                ? .init(.stream, unchangedSince: 0) : .init(.stream, unchangedSince: tickets[index - 1]),
              ticket: tickets[index])
          })
        #expect(outcomes.map(\.receipt?.position) == (1...30).map { Int64($0) })
        let texts = try await store.all().map(\.text)
        #expect(texts == (0..<30).map { "\($0)" })
      }
    },

    Promise("what is conditional on a request fails where that is not appended, or is followed by another") {
      kind in
      try await kind.withStore { store in
        _ = try await store.append(.note("first", key: "first-key", in: "ash"))
        func follow(_ ticket: AppendTicket) async -> Result<AppendReceipt, AppendError> {
          await store.outcome(of: .note("after", in: "ash", since: .init(.stream, unchangedSince: ticket)))
        }
        let refused = AppendTicket()
        let stale = AppendCondition(.stream, unchangedSince: 0)
        #expect(
          await store.outcome(of: .note("no", in: "ash", since: stale, ticket: refused)).error
            == .conditionFailed(1))
        #expect(await follow(refused).error == .conditionFailed(1))
        // Answered as before, it was not appended now: what was decided on it may have been decided on something else.
        let replayed = AppendTicket()
        #expect(
          await store.outcome(of: .note("first", key: "first-key", in: "ash", ticket: replayed)).receipt?
            .isReplay
            == true)
        #expect(await follow(replayed).error == .conditionFailed(1))
        #expect(await follow(AppendTicket()).error == .conditionFailed(1))
        let appended = AppendTicket()
        _ = try await store.append(.note("second", in: "ash", ticket: appended))
        _ = try await store.append(.note("elsewhere", in: "birch"))
        #expect(await follow(appended).receipt?.position == 4)
        #expect(await follow(appended).error == .conditionFailed(4))
      }
    },

    Promise("no update is lost between concurrent writers of one entity") { kind in
      try await kind.withStore { store in
        let (writers, rounds) = (6, 8)
        try await withThrowingTaskGroup { group in
          for _ in 0..<writers {
            group.addTask {
              for _ in 0..<rounds { try await increment(store) }
            }
          }
          try await group.waitForAll()
        }
        let counts = try await store.all().map(\.text)
        #expect(counts == (1...writers * rounds).map(String.init))
      }
    },

    Promise("of many that condition on the same state one wins") { kind in
      try await kind.withStore { store in
        let requests = (0..<20).map { index in
          AppendRequest.note(
            "\(index)", tags: ["claim:1"], since: .init(.tags(["claim:1"]), unchangedSince: 0))
        }
        let outcomes = await store.outcomes(of: requests)
        #expect(outcomes.compactMap(\.receipt).map(\.position) == [1])
        #expect(outcomes.compactMap(\.error) == Array(repeating: .conditionFailed(1), count: 19))
      }
    },
  ]

  /// Reads the count, and appends the next one if it still stands; as often as it takes.
  private static func increment(_ store: any EventStore) async throws {
    while true {
      try Task.checkCancellation()
      let last = try await store.all().last
      let next = (last.flatMap { Int($0.text) } ?? 0) + 1
      let condition = AppendCondition(.tags(["count"]), unchangedSince: last?.header.position ?? 0)
      let request = AppendRequest.note("\(next)", in: "counts", tags: ["count"], since: condition)
      switch await store.outcome(of: request) {
      case .success: return
      case .failure(.conditionFailed): continue
      case .failure(let error): throw error
      }
    }
  }
}

/// Sends requests from one actor, each put in line before the next is made.
private actor Line {
  private let store: any EventStore

  init(_ store: any EventStore) { self.store = store }

  func send(_ requests: [AppendRequest]) async -> [Result<AppendReceipt, AppendError>] {
    var tasks: [Task<Result<AppendReceipt, AppendError>, Never>] = []
    for request in requests { tasks.append(Task { await outcome(of: request) }) }
    var outcomes: [Result<AppendReceipt, AppendError>] = []
    for task in tasks { outcomes.append(await task.value) }
    return outcomes
  }

  private func outcome(of request: AppendRequest) async -> Result<AppendReceipt, AppendError> {
    do { return .success(try await store.append(request)) } catch { return .failure(error) }
  }
}
