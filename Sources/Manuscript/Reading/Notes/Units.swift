/// Raised numbers that belong to a unit, a power or a formula.
enum Units {
  private static let symbols = Set(
    words: "m cm mm km dm nm μm µm in ft yd mi s kg g l x y z n r e i k a b χ σ π")

  /// Whether a raised number after the given scalars is a power: 2 or 3 after a unit's or variable's symbol,
  /// any after a digit.
  static func raise(_ label: String, after before: [Unicode.Scalar]) -> Bool {
    guard let last = before.last else { return false }
    if label.unicodeScalars.contains(where: { !("0"..."9").contains($0) }) { return false }
    if ("0"..."9").contains(last) {
      // 10² and 10⁶, but a year's note stands after four digits.
      let digits = before.reversed().prefix { ("0"..."9").contains($0) }
      return String(String.UnicodeScalarView(digits.reversed())) == "10" && label.count <= 2
    }
    guard mayRaise(label, after: before) else { return false }
    return isKnown(letters(of: before))
  }

  /// Most scalars that tell whether a symbol stands there.
  static let longestSymbol = 8

  /// Whether raised text belongs to what stands before it where something else may be its note's mark: a number to a symbol,
  /// a letter to a figure, `fol. 12ᵇ`, `XVIᵉ`.
  static func owns(_ label: String, _ before: [Unicode.Scalar]) -> Bool {
    guard label.unicodeScalars.allSatisfy(\.isLetter) else { return areSymbol(before) }
    let letters = letters(of: before)
    return before.last.map { ("0"..."9").contains($0) } ?? false
      || !letters.isEmpty && letters.allSatisfy { "IVXLCDM".unicodeScalars.contains($0) }
  }

  /// Whether it may: to any capitals as well, `PIR²`.
  static func mayOwn(_ label: String, _ before: [Unicode.Scalar]) -> Bool {
    if owns(label, before) { return true }
    let letters = letters(of: before)
    return !letters.isEmpty && letters.allSatisfy(\.properties.isUppercase)
  }

  /// Whether scalars end in a symbol: of a unit or a variable, of one or two capitals, or of any one letter.
  static func areSymbol(_ before: [Unicode.Scalar]) -> Bool {
    let letters = letters(of: before)
    return letters.count == 1 || !letters.isEmpty && isKnown(letters)
  }

  private static func isKnown(_ letters: [Unicode.Scalar]) -> Bool {
    // One or two capitals are a symbol too.
    if letters.count <= 2, letters.allSatisfy(\.properties.isUppercase) { return true }
    return symbols.contains(String(String.UnicodeScalarView(letters)))
  }

  private static func letters(of before: [Unicode.Scalar]) -> [Unicode.Scalar] {
    Array(before[(before.lastIndex { !$0.isLetter }.map { $0 + 1 } ?? 0)...])
  }

  private static let words = Set(
    words: """
      metre metres meter meters feet foot inch inches yard yards mile miles rods ells fuß mètre mètres metri sinh cosh tanh sech
      """)

  /// Whether a raised number is the power of a unit that is written out, `feet²`.
  static func areWritten(_ word: String, with label: String) -> Bool {
    (label == "2" || label == "3") && words.contains(word)
  }

  /// Whether it could be a power: 2 or 3 right after a letter.
  static func mayRaise(_ label: String, after before: [Unicode.Scalar]) -> Bool {
    (label == "2" || label == "3") && before.last?.isLetter == true
  }
}
