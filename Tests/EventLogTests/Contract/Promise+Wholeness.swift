import EventLog
import Ledger
import Testing

extension Promise {
  static let wholeness = [
    Promise("a request that cannot be is refused with its reason and leaves nothing") { kind in
      try await kind.withStore { store in
        for request in invalidRequests {
          let error = await store.outcome(of: request).error
          guard case .invalid(let reason) = error else {
            Issue.record("\(request.key.prefix(20)): \(String(describing: error))")
            continue
          }
          #expect(!reason.isEmpty)
        }
        let head = try await store.head()
        #expect(head == 0)
        #expect(try await store.streams().isEmpty)
      }
    },

    Promise("names at their limits are taken") { kind in
      try await kind.withStore { store in
        let longest = String(repeating: "~", count: 128)
        var request = AppendRequest.note("", key: longest, in: longest, tags: [longest, "!", "!"])
        request.actor = longest
        request.events[0].type = longest
        request.events[0].version = Int(Int32.max)
        #expect(try await store.append(request).position == 1)
        let event = try await store.all()[0]
        #expect(event.header.cause == longest && event.body.isEmpty && !event.isErased && event.isIntact)
      }
    },

    Promise("what a request appends to two streams stands together or not at all") { kind in
      try await kind.withStore { store in
        _ = try await store.append(.note("seed", in: "ash"))
        _ = try await store.append(.note("seed", in: "birch"))
        func outcome(
          _ text: String, since position: Int64, aside unchanged: Int64, key: String? = nil
        ) async -> Result<AppendReceipt, AppendError> {
          var request = AppendRequest.note(
            text, key: key, in: "ash", since: .init(.stream, unchangedSince: position))
          request.aside = .init(
            "birch", [NewEvent(type: "note", version: 1, tags: [], body: Array("aside \(text)".utf8))],
            unchangedSince: unchanged)
          return await store.outcome(of: request)
        }
        #expect(await outcome("late", since: 1, aside: 1).error == .conditionFailed(2))
        #expect(await outcome("late", since: 0, aside: 2).error == .conditionFailed(1))
        #expect(try await store.head() == 2)
        let receipt = await outcome("both", since: 1, aside: 2, key: "both").receipt
        #expect(receipt?.position == 4 && receipt?.events.map(\.text) == ["aside both", "both"])
        #expect(await outcome("both", since: 1, aside: 2, key: "both").receipt?.isReplay == true)
        #expect(await outcome("again", since: 4, aside: 2).error == .conditionFailed(3))
        #expect(await outcome("again", since: 4, aside: 3).receipt?.position == 6)
        let log = try await store.all()
        #expect(log.map(\.header.stream) == ["ash", "birch", "birch", "ash", "birch", "ash"])
        expectWhole(log.map { LogRecord($0) })
      }
    },

    Promise("requests that fail do not fail those beside them") { kind in
      try await kind.withStore { store in
        _ = try await store.append(.note("seed", key: "seed", in: "ash", tags: ["claim:1"]))
        let requests = (0..<60).map { index -> AppendRequest in
          switch index % 5 {
          case 0: .notes([], key: "\(index)")
          case 1: .note("late \(index)", in: "ash", since: .init(.tags(["claim:1"]), unchangedSince: 0))
          case 2: .note("reused \(index)", key: "seed")
          default: .notes(["good \(index)", "whole \(index)"], key: "\(index)", in: "birch")
          }
        }
        let outcomes = await store.outcomes(of: requests)
        for (index, outcome) in outcomes.enumerated() {
          switch index % 5 {
          case 0: #expect(outcome.error == .invalid("there is no event in it"))
          case 1: #expect(outcome.error == .conditionFailed(1))
          case 2: #expect(outcome.error == .keyReused)
          default: #expect(outcome.receipt?.events.map(\.text) == ["good \(index)", "whole \(index)"])
          }
        }
        let log = try await store.all()
        #expect(log.count == 1 + 24 * 2)
        expectWhole(log.map { LogRecord($0) })
        // All of a request or nothing, side by side.
        let causes = log.dropFirst().map(\.header.cause)
        for first in stride(from: 0, to: causes.count, by: 2) {
          #expect(causes.dropFirst(first).prefix(2).allSatisfy { $0 == causes[first] })
        }
      }
    },
  ]

  private static var invalidRequests: [AppendRequest] {
    let tooLong = String(repeating: "x", count: 129)
    var requests: [AppendRequest] = [.notes([])]
    for name in ["", " ", "a b", "a\nb", "a\u{0}", "Zoë", tooLong] {
      requests.append(.note("key", key: name))
      requests.append(.note("stream", in: name))
      requests.append(.note("tag", tags: ["good", name]))
      requests.append(.note("condition", since: .init(.tags([name]), unchangedSince: 0)))
      var actor = AppendRequest.note("actor")
      actor.actor = name
      var type = AppendRequest.notes(["type", "type"])
      type.events[1].type = name
      requests += [actor, type]
    }
    var twice = AppendRequest.note("twice", in: "ash")
    twice.aside = .init("ash", twice.events, unchangedSince: 0)
    var nothing = AppendRequest.note("nothing")
    nothing.aside = .init("birch", [], unchangedSince: 0)
    requests += [twice, nothing]
    for version in [0, -1, Int(Int32.max) + 1, Int.max, Int.min] {
      var request = AppendRequest.note("version")
      request.events[0].version = version
      requests.append(request)
    }
    return requests
  }
}
