/// The text form of COPY (PostgreSQL documentation, COPY, “Text Format”): a line for each row, its values between tabs.
enum CopyText {
  /// Cuts what comes in pieces into lines.
  struct Lines {
    private var rest: [UInt8] = []

    /// Whether all that came ended with a line.
    var isWhole: Bool { rest.isEmpty }

    /// Adds bytes; `body` gets each line that is complete now, without its end.
    mutating func take(_ bytes: [UInt8], _ body: (ArraySlice<UInt8>) throws -> Void) rethrows {
      var start = bytes.startIndex
      while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
        if rest.isEmpty {
          try body(bytes[start..<end])
        } else {
          rest += bytes[start..<end]
          try body(rest[...])
          rest = []
        }
        start = end + 1
      }
      rest += bytes[start...]
    }
  }

  /// The values of a line; `nil` stands for NULL.
  static func values(of line: ArraySlice<UInt8>) -> [[UInt8]?] {
    line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map(value)
  }

  private static func value(_ field: ArraySlice<UInt8>) -> [UInt8]? {
    if field.elementsEqual(#"\N"#.utf8) { return nil }
    guard field.contains(UInt8(ascii: "\\")) else { return Array(field) }
    var value: [UInt8] = []
    value.reserveCapacity(field.count)
    var isEscaped = false
    for byte in field {
      if isEscaped {
        value.append(escapes[byte] ?? byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        value.append(byte)
      }
    }
    return value
  }

  /// As PostgreSQL writes them; it writes none of the octal and hexadecimal ones.
  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11,
    UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
  ]

  /// A value of the type `bytea`, `\x` and two digits a byte; `nil` where it is none.
  static func bytes(_ value: [UInt8]) -> [UInt8]? {
    guard value.count.isMultiple(of: 2), value.starts(with: #"\x"#.utf8) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(value.count / 2 - 1)
    for index in stride(from: 2, to: value.count, by: 2) {
      guard let high = digit(value[index]), let low = digit(value[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
