import EventLog
import Ledger
import Testing

extension Promise {
  static let exactlyOnce = [
    Promise("the same key with the same content gets the first answer") { kind in
      try await kind.withStore { store in
        let request = AppendRequest.notes(["one", "two"], key: "k", answer: "claim 7")
        let first = try await store.append(request)
        _ = try await store.append(.note("between"))
        let second = try await store.append(request)
        #expect(first.position == 2 && !first.isReplay && first.events.count == 2)
        #expect(first.answer == Array("claim 7".utf8))
        #expect(second == AppendReceipt(position: 2, answer: first.answer, events: [], isReplay: true))
        #expect(try await store.head() == 3)
        #expect(try await store.answer(to: "k", fingerprint: request.fingerprint) == second)
        #expect(try await store.answer(to: "other", fingerprint: request.fingerprint) == nil)
      }
    },

    Promise("the first answer is given though the second request would answer otherwise") { kind in
      try await kind.withStore { store in
        _ = try await store.append(.note("one", key: "k", answer: "first"))
        let second = try await store.append(.note("one", key: "k", answer: "second"))
        #expect(second.isReplay && second.answer == Array("first".utf8))
      }
    },

    Promise("the same key with other content is refused") { kind in
      try await kind.withStore { store in
        _ = try await store.append(.note("one", key: "k"))
        let other = AppendRequest.note("two", key: "k", in: "elsewhere")
        #expect(await store.outcome(of: other).error == .keyReused)
        #expect(try await store.head() == 1)
        await #expect(throws: AppendError.keyReused) {
          try await store.answer(to: "k", fingerprint: other.fingerprint)
        }
      }
    },

    Promise("the key is looked at before the condition") { kind in
      try await kind.withStore { store in
        let never = AppendCondition(.stream, unchangedSince: 0)
        let request = AppendRequest.note("one", key: "k", since: never)
        _ = try await store.append(request)
        #expect(await store.outcome(of: request).receipt?.isReplay == true)
        #expect(await store.outcome(of: .note("two", key: "k", since: never)).error == .keyReused)
      }
    },

    Promise("a key whose request failed its condition is still free") { kind in
      try await kind.withStore { store in
        _ = try await store.append(.note("one"))
        let failing = AppendRequest.note("two", key: "k", since: .init(.stream, unchangedSince: 0))
        #expect(await store.outcome(of: failing).error == .conditionFailed(1))
        #expect(try await store.answer(to: "k", fingerprint: failing.fingerprint) == nil)
        let again = AppendRequest.note("two", key: "k", since: .init(.stream, unchangedSince: 1))
        #expect(try await store.append(again).isReplay == false)
      }
    },

    Promise("of many at once with one key one is appended, and all get its answer") { kind in
      try await kind.withStore { store in
        let request = AppendRequest.note("same", key: "k", answer: "yes")
        let receipts = await store.outcomes(of: Array(repeating: request, count: 16)).compactMap(\.receipt)
        let head = try await store.head()
        #expect(receipts.count == 16 && receipts.filter { !$0.isReplay }.count == 1)
        #expect(Set(receipts.map(\.position)) == [1] && Set(receipts.map(\.answer)) == [Array("yes".utf8)])
        #expect(head == 1)
      }
    },

    Promise("of many at once with one key and different contents one content is appended") { kind in
      try await kind.withStore { store in
        let requests = (0..<16).map { AppendRequest.note("content \($0 % 4)", key: "k") }
        let outcomes = await store.outcomes(of: requests)
        let log = try await store.all()
        #expect(log.count == 1)
        for (request, outcome) in zip(requests, outcomes) {
          if request.events[0].body == log.first?.body {
            #expect(outcome.receipt?.position == 1)
          } else {
            #expect(outcome.error == .keyReused)
          }
        }
      }
    },
  ]
}
