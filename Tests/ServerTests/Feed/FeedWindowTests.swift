import EventLog
import Ledger
import SeededRandom
import Testing

@testable import Server

@Suite struct FeedWindowTests {
  @Test(arguments: 1...20 as ClosedRange<UInt64>) func `holds the latest without a gap`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let start = Int64.random(in: 0...50, using: &generator)
    let limit = (
      events: Int.random(in: 1...12, using: &generator), bytes: Int.random(in: 400...4000, using: &generator)
    )
    var window = FeedWindow(after: start, events: limit.events, bytes: limit.bytes)
    var next = start + 1
    for _ in 1...40 {
      let count = Int64.random(in: 0...5, using: &generator)
      window.append((next..<next + count).map(Self.event))
      next += count
      #expect(window.count <= limit.events && window.size <= limit.bytes, "seed \(seed)")
      #expect(window.end == next - 1 && window.start >= start, "seed \(seed)")
      let position = Int64.random(in: max(0, start - 3)...next + 3, using: &generator)
      switch window.part(after: position, limit: 3) {
      case .nothing: #expect(position >= window.end, "seed \(seed)")
      case .tooLate: #expect(position < window.start, "seed \(seed)")
      case .events(let events):
        let last = min(position + 3, window.end)
        #expect(events.map(\.position) == Array(position + 1...last), "seed \(seed)")
      }
    }
  }

  private static func event(_ position: Int64) -> FeedEvent {
    let header = EventHeader(
      position: position, stream: "essay", sequence: position, type: "unknown", version: 1, actor: "ada",
      time: 0, cause: "key", previous: .zero, body: .zero)
    return FeedEvent(StoredEvent(header: header, hash: .zero, salt: [1], body: []))
  }
}
