/// Invitations' codes and credentials' tokens, wherever somebody typed them.
enum Secrets {
  /// Whether a line may hold one: that of `join` does, whatever stands there.
  static func areIn(_ line: String) -> Bool {
    line.split { $0.isWhitespace || $0 == ";" || $0 == "\"" || $0 == "'" || $0 == "\\" }
      .contains { "join".hasPrefix($0) && $0.hasPrefix("j") || isOne($0) }
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
    let head = word.hasPrefix("rec_") ? "rec_" : ""
    return head + word.dropFirst(head.count).map { $0 == "-" ? "-" : "*" }
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
  }

  /// Whether a word has the form of a token or a code, or of most of one.
  private static func isOne(_ word: Substring) -> Bool {
    if word.contains("rec_") && word.utf8.count >= 20 { return true }
    let groups = word.split(separator: "-", omittingEmptySubsequences: false)
    return groups.count >= 4 && groups.dropLast().dropFirst().allSatisfy { $0.utf8.count == 5 }
      && word.utf8.allSatisfy {
        $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
      }
  }
}
