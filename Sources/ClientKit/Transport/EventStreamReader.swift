/// Reads `text/event-stream` (WHATWG HTML, 9.2.6 “Interpreting an event stream”) from pieces of any size.
struct EventStreamReader: Sendable {
  struct Message: Hashable, Sendable {
    /// Its type; `message` by default.
    var event: String
    var data: String
  }

  /// The `Last-Event-ID` to resume from. Messages without data move it too.
  private(set) var lastEventID: String?
  /// How long to wait before reconnecting, in milliseconds, if the server said so.
  private(set) var retry: Int?
  private var line: [UInt8] = []
  private var endedWithReturn = false
  private var isAtStart = true
  private var event = ""
  private var data = ""
  private var id: String?

  init(lastEventID: String? = nil) {
    self.lastEventID = lastEventID
    id = lastEventID
  }

  /// The messages that `bytes` complete.
  mutating func read(_ bytes: [UInt8]) -> [Message] {
    var messages: [Message] = []
    for byte in bytes {
      // A line ends with LF, CR LF or CR.
      if byte == 0x0A, endedWithReturn {
        endedWithReturn = false
        continue
      }
      endedWithReturn = byte == 0x0D
      guard byte == 0x0A || byte == 0x0D else {
        line.append(byte)
        continue
      }
      if let message = endLine() { messages.append(message) }
    }
    return messages
  }

  /// Begins again for a new connection. An incomplete message is dropped.
  mutating func reset() { self = EventStreamReader(lastEventID: lastEventID) }

  private mutating func endLine() -> Message? {
    var text = String(decoding: line, as: UTF8.self)[...]
    line = []
    if isAtStart, text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    isAtStart = false
    if text.isEmpty { return dispatch() }
    // A comment has an empty name.
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var value = parts.count == 2 ? parts[1] : ""
    if value.unicodeScalars.first == " " { value.unicodeScalars.removeFirst() }
    switch parts[0] {
    case "event": event = String(value)
    case "data": data += value + "\n"
    case "id": if !value.unicodeScalars.contains("\0") { id = String(value) }
    case "retry": if let number = Int(value), number >= 0 { retry = number }
    default: break
    }
    return nil
  }

  private mutating func dispatch() -> Message? {
    lastEventID = id
    defer { (event, data) = ("", "") }
    if data.isEmpty { return nil }
    return Message(event: event.isEmpty ? "message" : event, data: String(data.dropLast()))
  }
}
