internal import Scholarship

extension String {
  /// The text without anything that could control a terminal or reorder a line: control characters (C0, DEL,
  /// C1) and the embeddings, overrides and isolates of direction become U+FFFD, marks of direction go; see
  /// ``DirectionControl``. Tabs and line ends become a space.
  ///
  /// Split lines first.
  public var cleaned: String {
    guard unicodeScalars.contains(where: Self.isUnsafe) else { return self }
    var clean = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "\t", "\n", "\u{2028}", "\u{2029}": clean.append(" ")
      case "\r": continue
      case let scalar where scalar.directionControl == .mark: continue
      case let scalar where Self.isUnsafe(scalar): clean.append("\u{FFFD}")
      default: clean.append(scalar)
      }
    }
    return String(clean)
  }

  /// Its lines, each cleaned.
  public var cleanedLines: [String] {
    split(omittingEmptySubsequences: false) { $0.isNewline }.map { String($0).cleaned }
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    default: scalar.directionControl != nil
    }
  }
}
