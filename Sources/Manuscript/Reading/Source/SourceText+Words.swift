extension SourceText {
  /// The words of a range in small letters: runs of letters and figures.
  func words(in range: Range<Int>) -> [String] {
    guard bytes[range].contains(where: { $0 >= 0x80 }) else { return plainWords(in: range) }
    var words: [String] = []
    var start = range.lowerBound
    for offset in range where bytes[offset] == 0x20 || offset + 1 == range.upperBound {
      // A blank before another scalar may be one character with it.
      guard offset + 1 == range.upperBound || bytes[offset + 1] < 0x80 else { continue }
      let part = start..<offset + 1
      start = offset + 1
      if bytes[part].allSatisfy({ $0 < 0x80 }) {
        words += plainWords(in: part)
      } else {
        words += string(part).lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      }
    }
    return words
  }

  /// The words of a range that is all ASCII, which costs far less to take apart.
  private func plainWords(in range: Range<Int>) -> [String] {
    bytes[range].split { !Self.isLetter($0) && !Self.isDigit($0) }.map { word in
      String(decoding: word.map { Self.isLetter($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
  }
}

extension SourceText {
  /// Whether a line begins with an address of the web.
  func beginsWithSite(_ line: Range<Int>) -> Bool {
    let starts: [StaticString] = ["http://", "https://", "www.", "doi:", "doi.org/", "<http"]
    return starts.contains { has($0, at: line.lowerBound, before: line.upperBound, ignoringCase: true) }
  }
}

extension [String] {
  /// The words with `#` for each number, between blanks.
  var withoutNumbers: String {
    map { $0.hasNumber ? "#" : $0 }.joined(separator: " ")
  }
}

extension String {
  /// Whether it holds a figure. A word in ASCII is looked through byte by byte, which costs far less.
  var hasNumber: Bool {
    utf8.contains(where: SourceText.isDigit) || !isASCII && contains(where: \.isNumber)
  }

  /// Whether it is all letters.
  var isLetters: Bool { isASCII ? utf8.allSatisfy(SourceText.isLetter) : allSatisfy(\.isLetter) }

  private var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
