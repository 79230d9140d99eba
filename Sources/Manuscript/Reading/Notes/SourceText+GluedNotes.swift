/// What a note begins with right after its number where the blank between was lost, as TeX leaves its feet.
extension SourceText {
  /// Whether a note may begin at an offset, right after a number: with a word, a document's code (`6A/RES/50`, `12E 134`), a sum (`14£11 4s.`), a word of
  /// one letter (`33I thank`), a bracket or an address of the web. An ordinal or a unit (`2nd`, `5kg`) begins none.
  func beginsGluedNote(at offset: Int, before end: Int) -> Bool {
    if beginsWord(at: offset, before: end) { return true }
    if has("http", at: offset, before: end) || has("www.", at: offset, before: end) { return true }
    if beginsWithSum(offset..<end) { return true }
    let (first, width) = scalar(at: offset)
    let next = offset + width
    guard next + 1 < end else { return false }
    if Self.brackets.contains(first) { return beginsWord(at: next, before: end) }
    guard first.properties.isUppercase else { return false }
    if bytes[next] == 0x2F { return true }
    // `7L’auteur`, `12E 134/11`
    if beginsElided(at: next, before: end) || Self.isBlank(bytes[next]) && Self.isDigit(bytes[next + 1]) {
      return true
    }
    guard Self.isBlank(bytes[next]), Self.wordsOfOneLetter.contains(first) else {
      return false
    }
    return scalar(at: next + 1).scalar.properties.isLowercase
  }

  /// Whether an apostrophe stands at an offset, and a word right behind it.
  private func beginsElided(at offset: Int, before end: Int) -> Bool {
    let (sign, width) = scalar(at: offset)
    return (sign == "’" || sign == "'") && offset + width < end
      && scalar(at: offset + width).scalar.properties.isAlphabetic
  }

  /// Whether a sum of money begins a text: `£11 4s. 7d.`
  func beginsWithSum(_ text: Range<Int>) -> Bool {
    guard !text.isEmpty, case let (sign, width) = scalar(at: text.lowerBound),
      sign.properties.generalCategory == .currencySymbol, text.lowerBound + width < text.upperBound
    else { return false }
    return Self.isDigit(bytes[text.lowerBound + width])
  }

  private static let brackets: Set<Unicode.Scalar> = ["[", "(", "\"", "'", "‹", "›", "»"]
  /// In the languages that papers come in; capitals, for they begin a sentence.
  private static let wordsOfOneLetter = Set("AÀÁEÈÉIOÓÒUYАВИКОСУЯΗΟ".unicodeScalars)
}
