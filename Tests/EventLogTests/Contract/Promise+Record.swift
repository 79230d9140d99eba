import EventLog
import Ledger
import Testing

extension Promise {
  static let record = [
    Promise("what was appended is what is read, and its hashes are what it comes to") { kind in
      try await kind.withStore(clock: { 1_700_000_000_000_000 }) { store in
        let everyByte = (0...255).map { UInt8($0) }
        let request = AppendRequest(
          key: "k", fingerprint: Hash(of: [1]), stream: "ash", actor: "grace",
          events: [
            NewEvent(type: "claim.made", version: 3, tags: ["claim:1"], body: everyByte),
            NewEvent(type: "claim.made", version: 1, tags: [], body: []),
          ])
        let receipt = try await store.append(request)
        let log = try await store.all()
        #expect(log == receipt.events)
        #expect(log.allSatisfy { $0.isIntact && !$0.isErased })
        #expect(log.map(\.body) == [everyByte, []])
        #expect(
          log.map(\.header.type) == ["claim.made", "claim.made"] && log.map(\.header.version) == [3, 1])
        #expect(log.allSatisfy { $0.header.actor == "grace" && $0.header.cause == "k" })
        #expect(log.allSatisfy { $0.header.time == 1_700_000_000_000_000 })
        expectWhole(log.map { LogRecord($0) })
        #expect(String(decoding: log[1].header.canonical, as: UTF8.self) == LogRecord(log[1]).header)
        #expect(log[0].salt != log[1].salt)
      }
    },

    Promise("attachments are kept once and found by their digest") { kind in
      try await kind.withStore { store in
        let (shared, own) = (Attachment(Array("shared".utf8)), Attachment([]))
        let requests = (0..<8).map { AppendRequest.notes(["\($0)"], attachments: [shared, shared, own]) }
        #expect(await store.outcomes(of: requests).compactMap(\.receipt).count == 8)
        let kept = try await store.attachment(shared.digest)
        #expect(kept == shared.content)
        #expect(try await store.attachment(own.digest) == [])
        #expect(try await store.attachment(.zero) == nil)
      }
    },

    Promise("a request that fails leaves no attachment") { kind in
      try await kind.withStore { store in
        _ = try await store.append(.note("one"))
        let attachment = Attachment([1, 2, 3])
        let request = AppendRequest.notes(
          ["two"], since: .init(.stream, unchangedSince: 0), attachments: [attachment])
        #expect(await store.outcome(of: request).error == .conditionFailed(1))
        #expect(try await store.attachment(attachment.digest) == nil)
      }
    },
  ]
}
