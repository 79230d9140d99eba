/// Control characters, which no text should hold and some do: kept in the source, and shown as the symbols
/// that Unicode has for them, which can be read, stored and sent everywhere. It has none for those beyond ASCII.
enum ControlCharacters {
  /// The symbol that is shown for a scalar; nil if it is no such character.
  static func symbol(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x00...0x08, 0x0E...0x1F: Unicode.Scalar(0x2400 + scalar.value)
    case 0x7F: "\u{2421}"
    // U+0085 parts lines.
    case 0x80...0x84, 0x86...0x9F: "\u{FFFD}"
    default: nil
    }
  }

  /// Most of them that are reported one by one.
  private static let mostReported = 20

  /// What the report says of those in a source.
  static func doubts(in source: SourceText) -> [PageStructure.Undecided] {
    let all = source.controlCharacters.map { (offset: $0, found: source.scalar(at: $0)) }
    // Some systems end all their lines with U+0085; beside other ends it is none.
    let partsLines = all.allSatisfy { $0.found.scalar == "\u{85}" } && !source.bytes.contains(0x0A)
    if partsLines { return [] }
    return all.prefix(mostReported).enumerated().map { place, character in
      let (scalar, width) = character.found
      let code = String(scalar.value, radix: 16, uppercase: true)
      let shown = symbol(for: scalar).map { "shown as “\($0)”" } ?? "parts two lines"
      let others = all.count - mostReported
      let more = place == mostReported - 1 && others > 0 ? " \(others) more follow." : ""
      return PageStructure.Undecided(
        what: "A control character (U+\(String(repeating: "0", count: 4 - code.count))\(code)) stands here. "
          + "It is kept in the source and \(shown).\(origin(of: scalar))\(more)",
        bytes: character.offset..<character.offset + width)
    }
  }

  /// Where a character beyond ASCII most likely comes from: nobody types it, and Windows has a mark in its place.
  private static func origin(of scalar: Unicode.Scalar) -> String {
    guard scalar.value >= 0x80, let meant = SourceText.windows1252[scalar.value], meant != scalar else {
      return ""
    }
    return " Most likely “\(meant)” is meant: a text in \(LegacyEncoding.windows1252.names) was read as "
      + "\(LegacyEncoding.latin1.names). Convert what it was made of anew."
  }
}
