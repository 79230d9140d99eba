import Ledger
import Testing

struct LogAuditTests {
  /// Events of two streams in turn, each as it is appended.
  private func log(_ count: Int64) -> [StoredEvent] {
    var ends: [String: (Int64, Hash)] = [:]
    return (1...count).map { position in
      let stream = position.isMultiple(of: 2) ? "even" : "odd"
      let (sequence, previous) = ends[stream] ?? (0, .zero)
      let (salt, body) = ([UInt8](repeating: 7, count: 16), Array("body \(position)".utf8))
      let header = EventHeader(
        position: position, stream: stream, sequence: sequence + 1, type: "note.made", version: 1,
        actor: "ada",
        time: position, cause: "key-\(position)", previous: previous,
        body: StoredEvent.digest(salt: salt, body: body))
      ends[stream] = (sequence + 1, header.hash)
      return StoredEvent(header: header, hash: header.hash, salt: salt, body: body)
    }
  }

  private func audit(_ events: [StoredEvent], expecting heads: [TreeHead] = [], end: Int64? = nil) -> LogAudit
  {
    var audit = LogAudit(expecting: heads)
    for event in events { audit.take(event) }
    audit.finish(at: end ?? Int64(events.count))
    return audit
  }

  private func head(_ events: some Sequence<StoredEvent>) -> TreeHead {
    var frontier = MerkleFrontier()
    for event in events { frontier.append(event.hash) }
    return frontier.head
  }

  @Test func `a log as it was appended has no findings`() {
    let events = log(37)
    let audit = audit(events, expecting: [0, 1, 16, 37].map { head(events.prefix($0)) })
    #expect(audit.findings.isEmpty && audit.streamCount == 2 && audit.frontier.head == head(events))
  }

  @Test func `times go back only where a clock was mended`() {
    let events = log(9)
    func setBack(_ type: String, in stream: String?) -> [String] {
      var header = events[8].header
      (header.time, header.type, header.stream) = (3, type, stream ?? header.stream)
      if stream != nil { (header.sequence, header.previous) = (1, .zero) }
      return audit(
        events.dropLast() + [StoredEvent(header: header, hash: header.hash, salt: [], body: events[8].body)]
      ).findings.filter { $0.contains("no clock was mended") }
    }
    #expect(setBack("note.made", in: nil).count == 1)
    #expect(setBack(StoredEvent.mending, in: nil).count == 1)
    #expect(setBack(StoredEvent.mending, in: StoredEvent.clockStream).isEmpty)
  }

  @Test func `whatever is changed of an event is found`() {
    let changes: [(inout StoredEvent) -> Void] = [
      { $0.header.actor = "eve" }, { $0.header.time += 1 }, { $0.body += [1] }, { $0.salt = [1] },
      { $0.hash = .zero },
      {
        $0.header.sequence += 1; $0.hash = $0.header.hash
      },
      {
        $0.header.previous = .zero; $0.hash = $0.header.hash
      },
      { $0.salt = [] },
    ]
    for (number, change) in changes.enumerated() {
      var events = log(9)
      change(&events[5])
      #expect(!audit(events).findings.isEmpty, "\(number)")
    }
  }

  @Test func `what is missing, added or put elsewhere is found`() {
    let events = log(9)
    #expect(!audit(Array(events.dropFirst())).findings.isEmpty)
    #expect(!audit(Array(events.dropLast()), end: 9).findings.isEmpty)
    #expect(!audit(events + [events[8]]).findings.isEmpty)
    var swapped = events
    swapped.swapAt(3, 5)
    #expect(!audit(swapped).findings.isEmpty)
  }

  @Test func `another history than the one that was signed is found`() {
    let (events, other) = (
      log(9),
      log(9).map { event in
        var event = event
        event.header.actor = "eve"
        event.hash = event.header.hash
        return event
      }
    )
    #expect(!audit(events, expecting: [head(other.prefix(4))]).findings.isEmpty)
    #expect(!audit(events, expecting: [TreeHead(size: 10, root: .zero)]).findings.isEmpty)
  }

  @Test func `an erasure that an event tells of is none`() {
    var events = log(4)
    events[1].salt = []
    #expect(audit(events).findings.count == 1)
    let previous = events[3]
    let (salt, body) = ([UInt8](repeating: 1, count: 16), [UInt8]("{}".utf8))
    let header = EventHeader(
      position: 5, stream: "even", sequence: 3, type: StoredEvent.erasure, version: 1, actor: "ada", time: 5,
      cause: "erasure", previous: previous.hash, body: StoredEvent.digest(salt: salt, body: body))
    let telling = StoredEvent(header: header, hash: header.hash, salt: salt, body: body)
    let audit = audit(events + [telling])
    #expect(audit.findings.isEmpty && audit.erased == 1)
  }

  @Test func `many findings are counted and few are kept`() {
    let events = log(200).map { event in
      var event = event
      event.body = []
      return event
    }
    let audit = audit(events)
    #expect(audit.findingCount == 200 && audit.findings.count == LogAudit.mostFindings)
  }
}
