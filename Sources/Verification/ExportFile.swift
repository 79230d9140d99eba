internal import Ledger

/// An export in its parts: the bytes of each member, and the history.
struct ExportFile {
  private(set) var members: [String: ArraySlice<UInt8>] = [:]
  private(set) var history: [StoredEvent]?

  struct Malformed: Error {
    var reason: String
    /// The event at which the history stops being readable.
    var event: VerificationReport.EventPlace?
    /// The events before that. A damaged event may still be readable, and only the bytes after it not.
    var history: [StoredEvent] = []
  }

  init(_ bytes: [UInt8]) throws(Malformed) {
    var scanner = JSONScanner(bytes)
    guard scanner.takes("{") else { throw Malformed(reason: "it does not begin with {") }
    repeat {
      guard let name = scanner.key() else {
        throw Malformed(reason: "byte \(scanner.offset) is no member's name")
      }
      if name == "history" {
        guard history == nil else { throw Malformed(reason: "it has two histories") }
        history = try Self.history(bytes, at: &scanner.offset)
      } else {
        guard let value = scanner.value() else {
          throw Malformed(reason: "the value of “\(name)” does not end, or is not JSON")
        }
        guard members.updateValue(value, forKey: name) == nil else {
          throw Malformed(reason: "it has “\(name)” twice")
        }
      }
    } while scanner.takes(",")
    guard scanner.takes("}") else {
      let end = history.map { "after the last of \($0.count) events, " } ?? ""
      throw Malformed(
        reason: "\(end)byte \(scanner.offset) is not where a member ends", history: history ?? [])
    }
    _ = scanner.takes("\n")
    guard scanner.offset == bytes.count else { throw Malformed(reason: "something follows the export") }
  }

  /// Each event has exactly one text, so a changed byte is in the event that holds it.
  private static func history(_ bytes: [UInt8], at offset: inout Int) throws(Malformed) -> [StoredEvent] {
    var history: [StoredEvent] = []
    func isNext(_ byte: Unicode.Scalar) -> Bool {
      offset < bytes.count && bytes[offset] == UInt8(ascii: byte)
    }
    guard isNext("[") else { throw Malformed(reason: "its history does not begin with [") }
    offset += 1
    repeat {
      if !history.isEmpty { offset += 1 }
      let start = offset
      do {
        history.append(try StoredEvent(json: bytes, at: &offset))
      } catch {
        let place = VerificationReport.EventPlace(
          sequence: Int64(history.count) + 1, position: position(bytes, at: start))
        throw Malformed(reason: "\(place) is damaged: \(error)", event: place, history: history)
      }
    } while isNext(",")
    guard isNext("]") else {
      throw Malformed(
        reason: "after event \(history.count) of its history, byte \(offset) is neither , nor ]",
        history: history)
    }
    offset += 1
    return history
  }

  /// The position that an unreadable event gives.
  private static func position(_ bytes: [UInt8], at start: Int) -> Int64? {
    let prefix = Array("{\"position\":".utf8)
    guard bytes[start...].starts(with: prefix) else { return nil }
    return Int64(
      String(decoding: bytes[(start + prefix.count)...].prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
  }
}

/// Finds the beginning and end of an object's members. It does not look inside values.
struct JSONScanner {
  private let bytes: [UInt8]
  var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func takes(_ byte: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: byte) else { return false }
    offset += 1
    return true
  }

  /// A member's name and its colon; names of exports have no escapes.
  mutating func key() -> String? {
    guard takes("\"") else { return nil }
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\") {
      offset += 1
    }
    let name = String(decoding: bytes[start..<offset], as: UTF8.self)
    return takes("\"") && takes(":") ? name : nil
  }

  /// The bytes of a value, up to the comma or brace after it.
  mutating func value() -> ArraySlice<UInt8>? {
    let start = offset
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        guard skipString() else { return nil }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return start < offset ? bytes[start..<offset] : nil }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return start < offset ? bytes[start..<offset] : nil
      default: break
      }
      offset += 1
    }
    return nil
  }

  private mutating func skipString() -> Bool {
    offset += 1
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\"") {
        offset += 1
        return true
      }
      offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }
}
