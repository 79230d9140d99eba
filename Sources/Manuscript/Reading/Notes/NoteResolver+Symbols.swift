/// Raised text that belongs to what stands before it.
extension NoteResolver {
  /// Whether raised text belongs to what stands before it, a number to a siglum or a pitch, `A¹`, a letter to a figure,
  /// `fol. 12ᵇ`: the same label stands after none such before the next one does.
  static func belongs(
    _ mark: Mark, before following: ArraySlice<Mark>, to owns: (String, [Unicode.Scalar]) -> Bool
  ) -> Bool {
    let label = mark.marker.label
    guard owns(label, mark.before), let next = successor(of: label) else { return false }
    let first = following.prefix(horizon).first { other in
      (other.marker.label == label || other.marker.labels.first == next)
        && !owns(other.marker.label, other.before)
    }
    return first?.marker.label == label
  }

  /// The label that comes after a number or a letter.
  private static func successor(of label: String) -> String? {
    if let number = Int(label) { return "\(number + 1)" }
    guard let letter = label.unicodeScalars.first, label.unicodeScalars.count == 1, letter.isLetter else {
      return nil
    }
    return Unicode.Scalar(letter.value + 1).map { String($0) }
  }
}

extension SourceText {
  /// What stands right before a mark and may be a symbol, the signs of emphasis around it left aside: `*R*²`
  func symbol(before offset: Int) -> [Unicode.Scalar] {
    let before = scalars(before: offset, atMost: Units.longestSymbol + Self.longestEmphasis)
    let isEmphasised = before.last.map { $0 == "*" || $0 == "_" } ?? false
    let letters = isEmphasised ? before[...].reversed().drop { $0 == "*" || $0 == "_" }.reversed() : before
    return Array(letters.suffix(Units.longestSymbol))
  }

  /// The common words right before offsets: whole, long and in small letters, as sigla and symbols are not. Nil for other words,
  /// and for one that stands before several: `mill¹ is the building, mill² the coin`.
  func commonWords(before offsets: [Int]) -> [String?] {
    let words = offsets.map { commonWord(before: $0) }
    let counts = Dictionary(words.lazy.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
    return words.map { $0.flatMap { counts[$0] == 1 ? $0 : nil } }
  }

  private func commonWord(before offset: Int) -> String? {
    let head = scalars(before: offset, atMost: Self.longestWord).reversed()
    let letters = head.prefix { $0.properties.isLowercase || $0 == "-" || $0 == "’" }
    let before = head.dropFirst(letters.count).first
    guard letters.count >= Self.fewestLetters, letters.count < Self.longestWord, letters.first != "-",
      before.map({ $0.properties.isWhitespace || "([“‘«„\"'*_".unicodeScalars.contains($0) }) ?? true
    else { return nil }
    let word = String(String.UnicodeScalarView(letters.reversed()))
    let isCut = AbbreviationClass.of(word, isCapitalised: false) != nil || Self.hands.contains(word)
    return isCut ? nil : word
  }

  /// Hands and places in manuscripts that are counted by raised numbers, `corr²`.
  private static let hands = Set(words: "hand manus main marg corr vulg schol supra infra")

  /// Most letters of a word that is looked at, and fewest of one that is no symbol.
  private static let longestWord = 40
  private static let fewestLetters = 4

  /// Most signs of emphasis that close at one place.
  private static let longestEmphasis = 3

  /// Whether a stop, a comma or a quotation's end stands before an offset, or nothing.
  func standsBehindStop(_ offset: Int) -> Bool {
    let before = scalars(before: endOfText(before: offset), atMost: Self.longestEmphasis + 1)
    guard let last = before.last(where: { $0 != "*" && $0 != "_" }) else { return true }
    return !last.isLetter && last.properties.numericType == nil && last != ")" && last != "]"
  }

  /// The same with no blank before the offset.
  func standsRightBehindStop(_ offset: Int) -> Bool { !standsApart(offset) && standsBehindStop(offset) }

  /// Whether a blank stands before an offset, or nothing.
  func standsApart(_ offset: Int) -> Bool { offset == 0 || Self.isBlank(bytes[offset - 1]) }
}
