/// Invitations' codes and credentials' tokens, wherever somebody typed them.
enum Secrets {
  /// Whether a line may hold one: that of `join` does, whatever stands there.
  static func areIn(_ line: String) -> Bool {
    line.split { $0.isWhitespace || $0 == ";" || $0 == "\"" || $0 == "'" || $0 == "\\" }
      .contains { "join".hasPrefix($0) && $0.hasPrefix("j") || mayBeOne($0) }
  }

  /// A text with a star for each of their characters, for what others may come to read.
  static func masked(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: isPart) {
      let word = rest[start...].prefix(while: isPart)
      result += rest[..<start]
      result += isOne(word) ? stars(word) : String(word)
      rest = rest[word.endIndex...]
    }
    return result + rest
  }

  private static func stars(_ word: Substring) -> String {
    let head = word.lowercased().hasPrefix("rec_") ? String(word.prefix(4)) : ""
    return head + word.dropFirst(head.count).map { $0 == "-" ? "-" : "*" }
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
  }

  /// Whether a word is a token, with its beginning or without, or a code; or most of one. A slug of several words is none.
  private static func isOne(_ word: Substring) -> Bool {
    let word = word.lowercased()
    let isMarked = word.hasPrefix("rec_")
    let token = word.utf8.dropFirst(isMarked ? 4 : 0)
    if token.count >= (isMarked ? 16 : 40), token.allSatisfy(alphabet.contains) { return true }
    let groups = word.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let last = groups.last, groups.count >= 3, groups.dropLast().allSatisfy({ $0.count == 5 }),
      (1...5).contains(last.count), groups.joined().allSatisfy(alphabet.contains)
    else { return false }
    return groups.map(\.count) == [5, 5, 5, 5, 4] || groups.joined().count { (0x30...0x39).contains($0) } >= 3
  }

  /// Crockford's Base32, in which the server writes both.
  private static let alphabet = Set("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// Whether a word has the form of a token or a code, or of most of one: what is kept out of the history is no loss but
  /// that of a line.
  private static func mayBeOne(_ word: Substring) -> Bool {
    if word.contains("rec_") && word.utf8.count >= 20 || isOne(word) { return true }
    let groups = word.split(separator: "-", omittingEmptySubsequences: false)
    return groups.count >= 4 && groups.dropLast().dropFirst().allSatisfy { $0.utf8.count == 5 }
      && word.utf8.allSatisfy {
        $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
      }
  }
}
