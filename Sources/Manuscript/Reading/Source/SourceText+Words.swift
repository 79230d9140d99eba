extension SourceText {
  /// The words of a range in small letters: runs of letters and figures.
  func words(in range: Range<Int>) -> [String] {
    if bytes[range].contains(where: { $0 >= 0x80 }) {
      return string(range).lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
    return bytes[range].split { !Self.isLetter($0) && !Self.isDigit($0) }.map { word in
      String(decoding: word.map { Self.isLetter($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
  }
}

extension [String] {
  /// The words with `#` for each number, between blanks.
  var withoutNumbers: String {
    map { $0.utf8.contains(where: SourceText.isDigit) || $0.contains(where: \.isNumber) ? "#" : $0 }
      .joined(separator: " ")
  }
}
