import EventLog
import Ledger
import Testing

extension Promise {
  static let following = [
    Promise("what was read once is read for ever") { kind in
      try await kind.withStore { store in
        var seen: [StoredEvent] = []
        for index in 1...12 {
          let stream = index.isMultiple(of: 3) ? "ash" : "birch"
          _ = try await store.append(.notes(["\(index)", "\(index) again"], in: stream, tags: ["claim:1"]))
          let log = try await store.all()
          let followed = try await store.everythingFollowed()
          #expect(log.starts(with: seen) && log.count == 2 * index)
          #expect(followed == log)
          for name in ["ash", "birch"] {
            let own = log.filter { $0.header.stream == name }
            #expect(try await store.events(of: name, after: 0, limit: 100) == own)
          }
          seen = log
        }
      }
    },

    Promise("who follows is given what is read, whoever appended it") { kind in
      try await kind.withSharedLog { log in
        for (index, store) in [log.one, log.two, log.two, log.one, log.one, log.two, log.one].enumerated() {
          _ = try await store.append(.notes(["\(index)", "\(index) again"], in: "ash"))
          for store in [log.one, log.two] {
            let all = try await store.all()
            let followed = try await store.everythingFollowed()
            #expect(followed == all && all.count == 2 * (index + 1))
          }
        }
      }
    },

    Promise("whoever was told of an erasure is not given the words any more") { kind in
      try await kind.withSharedLog { log in
        guard let erase = log.erase else { return }
        for store in [log.one, log.two] {
          let own = try await store.append(.notes(["first", "secret", "third"], in: "ash"))
          #expect(try await store.everythingFollowed().suffix(3).map(\.text) == ["first", "secret", "third"])
          let erased = try await erase(own.position - 1)
          let told = try await store.following(own.position, limit: 9)
          #expect(told.map(\.header.position) == [erased] && told.map(\.header.type) == [StoredEvent.erasure])
          let followed = try await store.everythingFollowed()
          #expect(followed.filter(\.isErased).map(\.header.position).last == own.position - 1)
          #expect(!followed.contains { $0.text == "secret" })
          #expect(try await store.all() == followed)
        }
      }
    },
  ]
}

extension EventStore {
  /// The whole log, as someone is given it who follows from its beginning.
  fileprivate func everythingFollowed() async throws -> [StoredEvent] {
    var events: [StoredEvent] = []
    while true {
      let page = try await following(events.last?.header.position ?? 0, limit: 3)
      if page.isEmpty { return events }
      events += page
    }
  }
}
