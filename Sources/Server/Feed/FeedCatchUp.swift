internal import EventLog
internal import Ledger
internal import PaperLog
internal import Protocol
internal import Scholarship
internal import Views

/// Reads what happened in some papers out of the log, in the order of positions, a page at a time: only the papers'
/// own events are read.
struct FeedCatchUp {
  private struct Stream {
    let name: String
    var sequence: Int64
    /// The events read and not yet given, the latest first.
    var ahead: [StoredEvent] = []
    var isAtEnd = false
    /// What is said of events whose words were erased, by their positions, once one of them was met.
    var erasures: [Int64: String] = [:]
  }

  private let store: any EventStore
  private let end: Int64
  private let page: Int
  private let mendings: Mendings
  private var streams: [Stream] = []

  /// - Parameters:
  ///   - position: where to begin, exclusive.
  ///   - end: the position to come to, inclusive.
  init(
    _ store: any EventStore, papers: Set<Slug>, after position: Int64, upTo end: Int64, page: Int
  ) async throws(ReadError) {
    self.store = store
    self.end = end
    mendings = try await store.mendings()
    // What is kept at hand is bounded, however many papers there are.
    self.page = max(16, page / max(papers.count, 1))
    for paper in papers.sorted(by: { $0.name < $1.name }) {
      let sequence = try await store.sequence(of: paper.name, at: position)
      streams.append(Stream(name: paper.name, sequence: sequence))
    }
  }

  /// Up to a page of events; none when the end is reached.
  mutating func next() async throws(ReadError) -> [FeedEvent] {
    var events: [FeedEvent] = []
    while events.count < page {
      for index in streams.indices { try await fill(&streams[index]) }
      let next = streams.indices.filter { !streams[$0].ahead.isEmpty }
        .min {
          streams[$0].ahead[streams[$0].ahead.count - 1].header.position
            < streams[$1].ahead[streams[$1].ahead.count - 1].header.position
        }
      guard let next else { break }
      let event = streams[next].ahead.removeLast()
      if event.isErased, streams[next].erasures[event.header.position] == nil {
        streams[next].erasures = try await erasures(after: event)
      }
      events.append(
        FeedEvent(event, erasure: streams[next].erasures[event.header.position], mendings: mendings))
    }
    return events
  }

  /// By whom and why words were erased that were said by an event or later in its stream: what says so comes after it,
  /// however late. Erasures are few, so to look for them is seldom needed.
  private func erasures(after event: StoredEvent) async throws(ReadError) -> [Int64: String] {
    var (erasures, sequence) = ([Int64: String](), event.header.sequence)
    while true {
      let events = try await store.events(of: event.header.stream, after: sequence, limit: Self.lookahead)
      for event in events where event.header.type == StoredEvent.erasure {
        do {
          let recorded = try RecordedEvent(event)
          guard let erased = recorded.event.payload as? BodyErased else { continue }
          erasures[erased.position] = erased.summaryOfErased(by: recorded.stamp)
        } catch {
          // Of a form that this program cannot read: that words were erased is said all the same.
        }
      }
      sequence += Int64(events.count)
      if events.count < Self.lookahead { return erasures }
    }
  }

  private static let lookahead = 1000

  private func fill(_ stream: inout Stream) async throws(ReadError) {
    guard stream.ahead.isEmpty, !stream.isAtEnd else { return }
    let events = try await store.events(of: stream.name, after: stream.sequence, limit: page)
    stream.sequence += Int64(events.count)
    let wanted = events.filter { $0.header.position <= end }
    stream.isAtEnd = events.count < page || wanted.count < events.count
    stream.ahead = wanted.reversed()
  }
}

extension EventStore {
  /// The sequence of a stream's last event at or before a position; 0 where there is none. Both grow together, so a
  /// few look-ups find it.
  func sequence(of stream: String, at position: Int64) async throws(ReadError) -> Int64 {
    if position <= 0 { return 0 }
    // A stream has no more events than the log has positions.
    var (low, high) = (Int64(0), position)
    while low < high {
      let middle = low + (high - low + 1) / 2
      let event = try await events(of: stream, after: middle - 1, limit: 1).first
      if let event, event.header.position <= position { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
