internal import CanonicalJSON
internal import EventLog
internal import Ledger
internal import NIOCore
internal import PaperLog
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// An event as feeds send it, encoded once for all who read it.
struct FeedEvent: Sendable {
  let position: Int64
  /// The paper it is of; `nil` for what is of no paper, and is sent to nobody.
  let paper: Slug?
  /// Who was admitted, came in or went by it: what they may see is another afterwards.
  let members: [Handle]
  /// What tells whether it is hidden from someone; `nil` where it is hidden from nobody.
  let saying: Utterance?
  /// Whether what is hidden from others may be other things from here on.
  let setsPolicy: Bool
  /// One message of `text/event-stream`.
  let message: ByteBuffer

  /// - Parameters:
  ///   - erasure: what is said instead where its words were erased, by whom and why, as far as that is known.
  ///   - mendings: those of the log's clock, as far as they may be about it.
  init(_ stored: StoredEvent, erasure: String? = nil, mendings: Mendings = Mendings([])) {
    position = stored.header.position
    paper = Slug(stored.header.stream)
    guard paper != nil else {
      // What someone noted privately is of no paper.
      members = []
      saying = nil
      setsPolicy = false
      message = ByteBuffer()
      return
    }
    var item: HistoryItem
    do {
      let recorded = try RecordedEvent(stored)
      members = recorded.event.payload.affectedMembers
      saying = recorded.saying
      setsPolicy = recorded.event.payload is PolicySet
      item = HistoryItem(recorded, sequence: stored.header.sequence)
    } catch {
      // A feed does not stop at what this program cannot read: it says that it is there.
      members = []
      saying = nil
      setsPolicy = false
      item = HistoryItem(unreadable: stored)
    }
    if let erasure { item.summary = erasure }
    item.misdated = mendings.words(ofEventAt: position, dated: stored.header.time)
    message = ServerSentMessage(id: position, data: item.of(paper)).bytes
  }
}

extension HistoryItem {
  fileprivate init(unreadable stored: StoredEvent) {
    let header = stored.header
    self.init(
      position: header.position, sequence: header.sequence,
      at: Timestamp(microseconds: header.time).description, by: header.actor, type: header.type, ids: [],
      summary: stored.isErased
        ? "did something whose words were erased" : "did something that this server cannot read")
  }

  fileprivate func of(_ paper: Slug?) -> HistoryItem {
    var copy = self
    copy.paper = paper?.name
    return copy
  }
}

/// One message of an event stream (WHATWG HTML, 9.2 “Server-sent events”).
struct ServerSentMessage {
  let bytes: ByteBuffer

  /// - Parameters:
  ///   - event: the type, where it is not `message`.
  ///   - id: what the reader names to resume after it.
  ///   - data: written as JSON, which has no line breaks of its own.
  init(event: String? = nil, id: Int64, data: some JSONWritable) {
    let json = JSON.text(of: data)
    var bytes = ByteBuffer()
    bytes.reserveCapacity(json.count + 48)
    if let event { bytes.writeString("event: \(event)\n") }
    bytes.writeString("id: \(id)\ndata: ")
    bytes.writeBytes(json)
    bytes.writeString("\n\n")
    self.bytes = bytes
  }

  /// A sign of life: a comment, and how far the reader has everything. It is no event, but moves what the reader
  /// resumes after.
  static func heartbeat(at position: Int64) -> ByteBuffer { ByteBuffer(string: ":\nid: \(position)\n\n") }

  /// What a stream begins with: how long to wait before connecting anew, in milliseconds.
  static func opening(at position: Int64) -> ByteBuffer {
    ByteBuffer(string: "retry: 1000\nid: \(position)\n\n")
  }
}
