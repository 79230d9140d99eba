/// Control characters, which no text should hold and some do: kept in the source, and shown as the symbols
/// that Unicode has for them, which can be read, stored and sent everywhere.
enum ControlCharacters {
  /// The symbol that is shown for a scalar; nil if it is no such character.
  static func symbol(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x00...0x08, 0x0E...0x1F: Unicode.Scalar(0x2400 + scalar.value)
    case 0x7F: "\u{2421}"
    default: nil
    }
  }

  /// Most of them that are reported one by one.
  private static let mostReported = 20

  /// What the report says of those in a source.
  static func doubts(in source: SourceText) -> [PageStructure.Undecided] {
    let offsets = source.controlCharacters
    return offsets.prefix(mostReported).enumerated().compactMap { place, offset in
      let scalar = Unicode.Scalar(source.bytes[offset])
      guard let symbol = symbol(for: scalar) else { return nil }
      let code = String(scalar.value, radix: 16, uppercase: true)
      let others = offsets.count - mostReported
      let more = place == mostReported - 1 && others > 0 ? " \(others) more follow." : ""
      return PageStructure.Undecided(
        what: "A control character (U+\(String(repeating: "0", count: 4 - code.count))\(code)) stands here. "
          + "It is kept in the source and shown as “\(symbol)”.\(more)",
        bytes: offset..<offset + 1)
    }
  }
}
