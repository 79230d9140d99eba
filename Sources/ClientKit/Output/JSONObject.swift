internal import Protocol

/// A JSON object whose members are written in the given order.
struct JSONObject: Hashable, Sendable {
  private var members: [String] = []

  /// An object for one of the client's own answers; its first member is its version.
  static var versioned: JSONObject {
    var object = JSONObject()
    object.set("v", 1)
    return object
  }

  var text: String { "{\(members.joined(separator: ","))}" }

  /// A member with no value is left out.
  mutating func set(_ name: String, _ value: String?) {
    if let value { members.append("\(Self.quoted(name)):\(Self.quoted(value))") }
  }

  mutating func set(_ name: String, _ value: Int64) { members.append("\(Self.quoted(name)):\(value)") }

  mutating func set(_ name: String, _ value: JSONObject) {
    members.append("\(Self.quoted(name)):\(value.text)")
  }

  /// Adds the words that one judged.
  mutating func set(wordsOf thing: ThingItem) {
    switch thing {
    case .claim(let item): set("statement", item.statement)
    case .correction(let item):
      set("old", item.old)
      set("new", item.new)
    case .dispute(let item): set("body", item.body)
    case .annotation: break
    }
  }

  mutating func set(_ name: String, _ values: [String]) {
    members.append("\(Self.quoted(name)):[\(values.map(Self.quoted).joined(separator: ","))]")
  }

  mutating func set(_ name: String, _ values: [JSONObject]) {
    members.append("\(Self.quoted(name)):[\(values.map(\.text).joined(separator: ","))]")
  }

  /// A JSON string (RFC 8259, 7) with control characters and bidirectional controls escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: quoted += "\\\""
      case 0x5C: quoted += "\\\\"
      case 0x0A: quoted += "\\n"
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E,
        0x2066...0x2069:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
