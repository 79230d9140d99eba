import EventLog
import Ledger
import SeededRandom

/// Appenders and readers at work at the same time on one store, from a seed.
struct Workload: Sendable {
  var seed = UInt64.random(in: .min ... .max)
  var appenders = 12
  var requestsEach = 20
  var readers = 3
  let streams = ["ash", "birch", "cedar"]

  struct Outcome: Sendable {
    /// What each appender was told, in the order in which it asked.
    var receipts: [[AppendReceipt]]
    /// What each reader of the whole log saw by the end, those who follow it and others; and each reader of a stream.
    var seen: [[StoredEvent]]
    var seenOfStreams: [String: [StoredEvent]]
  }

  func request(_ appender: Int, _ index: Int, _ generator: inout SeededGenerator) -> AppendRequest {
    let texts = (0..<Int.random(in: 1...4, using: &generator)).map { "\(appender).\(index).\($0)" }
    let tags = ["claim:\(Int.random(in: 1...5, using: &generator))", "members"]
    let stream = streams.randomElement(using: &generator) ?? "ash"
    return .notes(texts, key: "\(appender).\(index)", in: stream, tags: tags, answer: "\(appender).\(index)")
  }

  func run(on store: any EventStore) async throws -> Outcome {
    let end = Progress()
    return try await withThrowingTaskGroup { group in
      for _ in 0..<readers {
        group.addTask {
          Part.seen(try await follow(end, store.progress) { try await store.events(after: $0, limit: 7) })
        }
        group.addTask {
          Part.seen(try await follow(end, store.progress) { try await store.following($0, limit: 7) })
        }
      }
      for stream in streams {
        group.addTask {
          var sequence: Int64 = 0
          return .seenOfStream(
            stream,
            try await follow(end, store.progress) { _ in
              let events = try await store.events(of: stream, after: sequence, limit: 5)
              sequence = events.last?.header.sequence ?? sequence
              return events
            })
        }
      }
      let receipts = try await append(to: store)
      end.advance(to: 1)
      var outcome = Outcome(receipts: receipts, seen: [], seenOfStreams: [:])
      for try await part in group {
        switch part {
        case .seen(let events): outcome.seen.append(events)
        case .seenOfStream(let stream, let events): outcome.seenOfStreams[stream] = events
        }
      }
      return outcome
    }
  }

  private enum Part: Sendable {
    case seen([StoredEvent])
    case seenOfStream(String, [StoredEvent])
  }

  private func append(to store: any EventStore) async throws -> [[AppendReceipt]] {
    try await withThrowingTaskGroup { group in
      for appender in 0..<appenders {
        group.addTask {
          var generator = SeededGenerator(seed: seed &+ UInt64(appender))
          var receipts: [AppendReceipt] = []
          for index in 0..<requestsEach {
            receipts.append(try await store.append(request(appender, index, &generator)))
          }
          return (appender, receipts)
        }
      }
      var all = [[AppendReceipt]](repeating: [], count: appenders)
      for try await (appender, receipts) in group { all[appender] = receipts }
      return all
    }
  }

  /// A reader was given what it had seen already, or what comes later first: it would not come to an end.
  struct OutOfOrder: Error {
    var position: Int64
    var after: Int64
  }

  /// Reads on until nothing more comes after the appenders have ended.
  private func follow(
    _ end: Progress, _ progress: Progress, _ read: (Int64) async throws -> [StoredEvent]
  ) async throws -> [StoredEvent] {
    var seen: [StoredEvent] = []
    while true {
      try Task.checkCancellation()
      let isOver = end.position == 1
      let told = progress.position
      let events = try await read(seen.last?.header.position ?? 0)
      for event in events {
        let (position, last) = (event.header.position, seen.last?.header.position ?? 0)
        guard position > last else { throw OutOfOrder(position: position, after: last) }
        seen.append(event)
      }
      if events.isEmpty {
        if isOver { return seen }
        _ = await progress.wait(for: told + 1, atMost: .milliseconds(20))
      }
    }
  }
}
