/// Writes values one after the other into one run of bytes.
///
/// Lists and objects that are being written are frames on a stack. An object's members are put in order when it ends,
/// and only where they did not come in order.
final class JSONWriter {
  /// A list or an object that is being written.
  struct Frame {
    /// Tells it from others that stood at its place.
    var serial: Int
    var isObject: Bool
    /// Where its first member begins, behind the bracket.
    var start: Int
    /// Where the value of its latest member begins.
    var valueStart: Int
    var isEmpty = true
    /// The first of its members in ``members``.
    var firstMember: Int
    var isSorted = true
  }

  struct Member {
    var start: Int
    /// The key without its quotation marks ends here.
    var keyEnd: Int
    var isKeyEscaped: Bool
    /// The beginning of the key, by which most are told apart.
    var prefix: UInt64
    /// Behind the value; set when the object ends.
    var end = 0

    var key: Range<Int> { start + 1..<keyEnd }
  }

  // Nothing here calls out while it has one of these in hand, and to have that checked at run time would take a third
  // of the time that writing takes.
  @exclusivity(unchecked) private(set) var output = ByteBuilder()
  @exclusivity(unchecked) private(set) var frames: [Frame] = []
  @exclusivity(unchecked) private var members: [Member] = []
  @exclusivity(unchecked) private var lastSerial = 0
  /// Where members are put in order.
  @exclusivity(unchecked) private var ordered = ByteBuilder(capacity: 0)

  /// What was written. Nothing may be written after.
  func takeBytes() -> [UInt8] { output.bytes }

  // MARK: Values

  func write(_ value: some Encodable) throws {
    let depth = frames.count
    let start = output.count
    try value.encode(to: ValueEncoder(writer: self, depth: depth))
    finish(downTo: depth)
    // A value that has nothing to say is an object without members.
    if output.count == start { output.append("{}") }
  }

  func writeNull() { output.append("null") }

  func write(_ value: Bool) { output.append(value ? "true" : "false") }

  func write(integer value: some FixedWidthInteger) { output.append(decimal: value) }

  func write(number value: some BinaryFloatingPoint & CustomStringConvertible) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: [], debugDescription: "JSON has no number \(value)."))
    }
    let text = value.description
    output.append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  func write(_ value: String) { _ = output.append(quoted: value) }

  // MARK: Lists and objects

  /// The list or object whose place in the stack is `depth`: the one that is there, or a new one.
  func frame(at depth: Int, isObject: Bool) -> FrameReference {
    if frames.count > depth {
      precondition(frames[depth].isObject == isObject, "a value is an object or a list, not both")
      finish(downTo: depth + 1)
    } else {
      push(isObject: isObject)
    }
    return FrameReference(depth: depth, serial: frames[depth].serial)
  }

  func push(isObject: Bool) {
    lastSerial += 1
    output.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    frames.append(
      Frame(
        serial: lastSerial, isObject: isObject, start: output.count, valueStart: output.count,
        firstMember: members.count))
  }

  /// Begins a member of an object; its value is to be written next.
  func beginMember(_ key: String, of frame: FrameReference) throws {
    try begin(in: frame)
    let start = output.count
    let isEscaped = output.append(quoted: key)
    let end = output.count - 1
    let member = Member(
      start: start, keyEnd: end, isKeyEscaped: isEscaped, prefix: output.prefix(of: start + 1..<end))
    if frames[frame.depth].isSorted, members.count > frames[frame.depth].firstMember,
      let last = members.last, !precedes(last, member)
    {
      frames[frame.depth].isSorted = false
    }
    members.append(member)
    output.append(UInt8(ascii: ":"))
    frames[frame.depth].valueStart = output.count
  }

  /// Begins an element of a list; its value is to be written next.
  func begin(in frame: FrameReference) throws {
    guard frames.count > frame.depth, frames[frame.depth].serial == frame.serial else {
      throw EncodingError.invalidValue(
        "", .init(codingPath: [], debugDescription: "A nested container was left before it was complete."))
    }
    endValue(of: frame.depth)
    if frames[frame.depth].isEmpty {
      frames[frame.depth].isEmpty = false
    } else {
      output.append(UInt8(ascii: ","))
    }
    frames[frame.depth].valueStart = output.count
  }

  private func endValue(of depth: Int) {
    finish(downTo: depth + 1)
    if !frames[depth].isEmpty, output.count == frames[depth].valueStart { output.append("{}") }
  }

  /// Ends the lists and objects that lie deeper.
  func finish(downTo depth: Int) {
    while frames.count > depth {
      endValue(of: frames.count - 1)
      let frame = frames.removeLast()
      if frame.isObject {
        if !frame.isSorted { sort(frame) }
        members.removeSubrange(frame.firstMember...)
        output.append(UInt8(ascii: "}"))
      } else {
        output.append(UInt8(ascii: "]"))
      }
    }
  }

  /// Puts an object's members in order. Of those with the same key the last counts.
  private func sort(_ frame: Frame) {
    for index in frame.firstMember..<members.count {
      members[index].end = index + 1 < members.count ? members[index + 1].start - 1 : output.count
    }
    // The order in which they came decides between equals, so that the sort need not be stable.
    members.withUnsafeMutableBufferPointer { members in
      members[frame.firstMember...].sort { one, other in
        precedes(one, other) || (!precedes(other, one) && one.start < other.start)
      }
    }
    ordered.removeAll()
    for index in frame.firstMember..<members.count {
      let member = members[index]
      if index + 1 < members.count, !precedes(member, members[index + 1]) { continue }
      if ordered.count > 0 { ordered.append(UInt8(ascii: ",")) }
      ordered.append(output, member.start..<member.end)
    }
    output.replaceAll(from: frame.start, with: ordered)
  }

  /// By the keys' UTF-8 as it is before it is escaped.
  private func precedes(_ one: Member, _ other: Member) -> Bool {
    guard one.isKeyEscaped || other.isKeyEscaped else {
      // No byte of such a key is zero, so that zeros mean that it ended there.
      if one.prefix != other.prefix { return one.prefix < other.prefix }
      return output.precedes(one.key, other.key)
    }
    return output.unescaped(one.key).lexicographicallyPrecedes(output.unescaped(other.key))
  }
}

/// A list or an object that is, or was, being written.
struct FrameReference {
  var depth: Int
  var serial: Int
}
