/// What a note begins with right after its number where the blank between was lost, as TeX leaves its feet.
extension SourceText {
  /// Whether a note may begin at an offset, right after a number: with a word, a document's code (`6A/RES/50`), a word of
  /// one letter (`33I thank`), a bracket or an address of the web. An ordinal or a unit (`2nd`, `5kg`) begins none.
  func beginsGluedNote(at offset: Int, before end: Int) -> Bool {
    if beginsWord(at: offset, before: end) { return true }
    if has("http", at: offset, before: end) || has("www.", at: offset, before: end) { return true }
    let (first, width) = scalar(at: offset)
    let next = offset + width
    guard next < end else { return false }
    if Self.brackets.contains(first) { return beginsWord(at: next, before: end) }
    guard first.properties.isUppercase else { return false }
    if bytes[next] == 0x2F { return true }
    guard Self.isBlank(bytes[next]), next + 1 < end, Self.wordsOfOneLetter.contains(first) else {
      return false
    }
    return scalar(at: next + 1).scalar.properties.isLowercase
  }

  private static let brackets: Set<Unicode.Scalar> = ["[", "(", "\"", "'", "‹", "›", "»"]
  /// In the languages that papers come in; capitals, for they begin a sentence.
  private static let wordsOfOneLetter = Set("AÀÁEÈÉIOÓÒUYАВИКОСУЯΗΟ".unicodeScalars)
}
