import EventLog
import Ledger
import Testing

extension Promise {
  static let order = [
    Promise("positions and sequences are dense, and readers see exact prefixes of them") { kind in
      try await kind.withStore { store in
        let workload = Workload()
        let outcome = try await workload.run(on: store)
        let log = try await store.all()
        let seed: Comment = "seed \(workload.seed)"

        expectWhole(log.map { LogRecord($0) }, seed)
        let receipts = outcome.receipts.flatMap { $0 }
        #expect(log.count == receipts.reduce(0) { $0 + $1.events.count }, seed)
        let sawAll = outcome.seen.allSatisfy { $0 == log }
        let sawAllOfStreams = outcome.seenOfStreams.allSatisfy { stream, seen in
          seen == log.filter { $0.header.stream == stream }
        }
        #expect(sawAll && sawAllOfStreams, seed)
        let untrue = receipts.first { receipt in
          let events = receipt.events
          guard let first = events.first?.header.position, !receipt.isReplay else { return true }
          return events.last?.header.position != receipt.position
            || Array(log.dropFirst(Int(first) - 1).prefix(events.count)) != events
        }
        #expect(untrue == nil, seed)
        // Acknowledged before asked means ordered.
        for positions in outcome.receipts.map({ $0.map(\.position) }) {
          #expect(positions == positions.sorted(), seed)
        }
        #expect(try await store.head() == Int64(log.count))
        #expect(try await store.streams() == Set(log.map(\.header.stream)).sorted())
      }
    }
  ]
}
