/// What a note's mark says, and where it stands in the order of its kind: 3 is the third number, `c` the third
/// letter, `†` comes after `*`.
struct NoteLabel: Hashable, Sendable {
  enum System: CaseIterable, Sendable {
    case number, smallLetter, capitalLetter, symbol
  }

  let system: System
  /// From 1.
  let ordinal: Int

  /// The label that a text says by itself, if it does.
  init?(_ text: some StringProtocol) {
    let scalars = text.unicodeScalars
    if (1...4).contains(scalars.count), scalars.first != "0",
      scalars.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(String(text))
    {
      (system, ordinal) = (.number, number)
    } else if scalars.count == 1, let letter = scalars.first, letter.isASCII, letter.properties.isAlphabetic {
      let isSmall = letter.properties.isLowercase
      system = isSmall ? .smallLetter : .capitalLetter
      ordinal = Int(letter.value) - (isSmall ? 0x60 : 0x40)
    } else if let symbol = Self.symbols.firstIndex(of: Self.plain(text)) {
      (system, ordinal) = (.symbol, symbol + 1)
    } else {
      return nil
    }
  }

  /// Whether it can come right after another in a series; symbols need not come all.
  func follows(_ other: NoteLabel) -> Bool {
    guard system == other.system else { return false }
    return system == .symbol ? ordinal > other.ordinal : ordinal == other.ordinal + 1
  }

  /// A symbol in the form in which labels have it: the asterisk of formulas is one as well.
  static func plain(_ text: some StringProtocol) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0 != "\\" }.map { $0 == "\u{2217}" || $0 == "\u{FF0A}" ? "*" : $0 }))
  }

  private static let symbols = ["*", "†", "‡", "§", "‖", "¶", "**", "††", "‡‡", "§§", "***"]

  /// The scalars of which symbols are made.
  static let symbolScalars: Set<Unicode.Scalar> = ["*", "\u{2217}", "†", "‡", "§", "‖", "¶"]
}
