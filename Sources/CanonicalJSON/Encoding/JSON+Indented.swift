extension JSON {
  /// Canonical JSON laid out for people: one member or element a line, indented by two spaces.
  public static func indented(_ canonical: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var depth = 0
    var isInString = false
    var isEscaped = false
    func lineBreak() {
      output += [UInt8(ascii: "\n")] + Array(repeating: UInt8(ascii: " "), count: 2 * depth)
    }
    for (index, byte) in canonical.enumerated() {
      if isInString {
        output.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        output.append(byte)
        depth += 1
        let isEmpty = index + 1 < canonical.count && canonical[index + 1] == byte + 2
        if !isEmpty { lineBreak() }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if index > 0, canonical[index - 1] != byte - 2 { lineBreak() }
        output.append(byte)
      case UInt8(ascii: ","):
        output.append(byte)
        lineBreak()
      case UInt8(ascii: ":"):
        output += Array(": ".utf8)
      default:
        isInString = byte == UInt8(ascii: "\"")
        output.append(byte)
      }
    }
    return output
  }
}
