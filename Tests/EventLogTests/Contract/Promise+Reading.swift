import EventLog
import Ledger
import Testing

extension Promise {
  static let reading = [
    Promise("an empty log reads as empty") { kind in
      try await kind.withStore { store in
        let head = try await store.head()
        #expect(head == 0)
        #expect(try await store.all().isEmpty)
        #expect(try await store.streams().isEmpty)
        #expect(try await store.events(of: "ash", after: 0, limit: 10).isEmpty)
      }
    },

    Promise("reading starts after a position and stops at a limit") { kind in
      try await kind.withStore { store in
        for index in 1...5 {
          _ = try await store.append(.note("\(index)", in: index.isMultiple(of: 2) ? "even" : "odd"))
        }
        func texts(_ after: Int64, _ limit: Int) async throws -> [String] {
          try await store.events(after: after, limit: limit).map(\.text)
        }
        #expect(try await texts(0, 2) == ["1", "2"])
        #expect(try await texts(2, 2) == ["3", "4"])
        #expect(try await texts(4, 2) == ["5"])
        for (after, limit): (Int64, Int) in [(5, 2), (99, 2), (0, 0), (0, -1)] {
          #expect(try await texts(after, limit).isEmpty)
        }
        #expect(try await texts(-1, 1) == ["1"])
        #expect(try await store.events(of: "odd", after: 1, limit: 9).map(\.text) == ["3", "5"])
        #expect(try await store.events(of: "odd", after: -1, limit: 1).map(\.text) == ["1"])
        #expect(try await store.events(of: "odd", after: 0, limit: -1).isEmpty)
        #expect(try await store.events(of: "none", after: 0, limit: 9).isEmpty)
        let contents = try await store.contents(of: "odd", after: 1, limit: 9)
        let events = try await store.events(of: "odd", after: 1, limit: 9)
        #expect(contents == events.map { EventContent($0) } && contents.count == 2)
        #expect(try await store.contents(of: "odd", after: -1, limit: 1).map(\.position) == [1])
        #expect(try await store.contents(of: "odd", after: 0, limit: -1).isEmpty)
        _ = try await store.append(.note("6", in: "odder"))
        #expect(try await store.events(of: "odd", after: 0, limit: 9).map(\.text) == ["1", "3", "5"])
        #expect(try await store.streams() == ["even", "odd", "odder"])
      }
    },

    Promise("a stream is read by tags, up to a position") { kind in
      try await kind.withStore { store in
        for index in 1...6 {
          var request = AppendRequest.note("\(index)", in: "ash", tags: ["claim:\(index % 3)"])
          if index == 3 { request.events[0].tags.append("claim:1") }
          _ = try await store.append(request)
          _ = try await store.append(.note("\(index) elsewhere", in: "birch", tags: ["claim:0", "claim:1"]))
        }
        func texts(
          _ tags: [String]?, after sequence: Int64 = 0, upTo position: Int64 = .max, limit: Int = 99
        ) async throws -> [String] {
          try await store.contents(
            of: "ash", filedUnder: tags, after: sequence, upTo: position, limit: limit
          ).map { String(decoding: $0.body, as: UTF8.self) }
        }
        #expect(try await texts(nil) == ["1", "2", "3", "4", "5", "6"])
        #expect(try await texts(nil, after: 2, upTo: 9, limit: 9) == ["3", "4", "5"])
        #expect(try await texts(nil, upTo: 10, limit: 2) == ["1", "2"])
        #expect(try await texts(["claim:2"]) == ["2", "5"])
        #expect(try await texts(["claim:2", "claim:1"]) == ["1", "2", "3", "4", "5"])
        #expect(try await texts(["claim:0", "claim:1"], after: 1, limit: 2) == ["3", "4"])
        // An event that stands at the position is read, one after it is not.
        #expect(try await texts(["claim:0", "claim:1"], upTo: 7) == ["1", "3", "4"])
        #expect(try await texts(["claim:0", "claim:1"], upTo: 6) == ["1", "3"])
        for (tags, limit) in [([], 9), (["claim:9"], 9), (["claim:1"], 0), (["claim:1"], -1)] {
          #expect(try await texts(tags, limit: limit).isEmpty)
        }
        let events = try await store.events(of: "ash", after: -1, limit: 9)
        let contents = try await store.contents(
          of: "ash", filedUnder: nil, after: -1, upTo: .max, limit: 9)
        #expect(contents == events.map { EventContent($0) } && contents.map(\.sequence) == Array(1...6))
      }
    },

    Promise("progress reaches a position before its append is acknowledged") { kind in
      try await kind.withStore { store in
        for index in 1...20 {
          let receipt = try await store.append(.note("\(index)"))
          #expect(store.progress.position >= receipt.position)
        }
        await store.progress.wait(for: 20)
        #expect(try await store.events(after: 19, limit: 1).map(\.text) == ["20"])
      }
    },

    Promise("whoever is told of a position can read it") { kind in
      try await kind.withStore { store in
        try await withThrowingTaskGroup { group in
          for position in Int64(1)...20 {
            group.addTask {
              await store.progress.wait(for: position)
              try Task.checkCancellation()
              #expect(
                try await store.events(after: position - 1, limit: 1).map(\.header.position) == [position])
            }
          }
          for index in 1...20 { _ = try await store.append(.note("\(index)")) }
          try await group.waitForAll()
        }
      }
    },
  ]
}
