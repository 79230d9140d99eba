extension SourceText {
  /// The words of a range in small letters: runs of letters and figures.
  func words(in range: Range<Int>) -> [String] {
    if let words = simpleWords(in: range, wordsHaveFigures: true) { return words }
    var words: [String] = []
    var start = range.lowerBound
    for offset in range where bytes[offset] == 0x20 || offset + 1 == range.upperBound {
      // A blank before another scalar may be one character with it.
      guard offset + 1 == range.upperBound || bytes[offset + 1] < 0x80 else { continue }
      let part = start..<offset + 1
      start = offset + 1
      words +=
        simpleWords(in: part, wordsHaveFigures: true)
        ?? string(part).lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
    return words
  }

  /// The words of a range in small letters, with a blank between them: runs of letters, which figures part too.
  func wordsOfLetters(in range: Range<Int>) -> String {
    (simpleWords(in: range, wordsHaveFigures: false)
      ?? string(range).lowercased().split { !$0.isLetter }.map(String.init)).joined(separator: " ")
  }

  /// A word in small letters.
  func smallLetters(of word: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      let word = UnsafeBufferPointer(rebasing: bytes[word])
      return word.allSatisfy { $0 < 0x80 }
        ? Self.inSmallLetters(word) : String(decoding: word, as: UTF8.self).lowercased()
    }
  }

  /// The words of a range that holds only ASCII, letters of Latin-1, and quotation marks and dashes, which costs far less to
  /// take apart; nil for any other.
  private func simpleWords(in range: Range<Int>, wordsHaveFigures: Bool) -> [String]? {
    bytes.withUnsafeBufferPointer { bytes in
      var words: [String] = []
      var (offset, start) = (range.lowerBound, range.lowerBound)
      // What comes before `offset` and after `start` is a word's.
      func end(at offset: Int) {
        guard start < offset else { return }
        words.append(Self.inSmallLetters(UnsafeBufferPointer(rebasing: bytes[start..<offset])))
      }
      while offset < range.upperBound {
        let byte = bytes[offset]
        let isASCII = byte < 0x80
        if isASCII
          ? Self.isLetter(byte) || wordsHaveFigures && Self.isDigit(byte) : Self.isLatin1Letter(bytes, offset)
        {
          offset += isASCII ? 1 : 2
          continue
        }
        guard isASCII || Self.isQuoteOrDash(bytes, offset) else { return nil }
        end(at: min(offset, range.upperBound))
        offset += isASCII ? 1 : 3
        start = offset
      }
      guard offset == range.upperBound else { return nil }
      end(at: offset)
      return words
    }
  }

  private static func inSmallLetters(_ word: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: word.count) { small in
      for index in word.indices {
        let byte = word[index]
        let isCapital = (0x41...0x5A).contains(byte) || index > 0 && word[index - 1] == 0xC3 && byte < 0x9F
        small[index] = isCapital ? byte | 0x20 : byte
      }
      return word.count
    }
  }

  /// `À` to `ÿ`, but for the signs of times and division between them. Each has one small letter.
  private static func isLatin1Letter(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    bytes[offset] == 0xC3 && offset + 1 < bytes.count && bytes[offset + 1] != 0x97
      && bytes[offset + 1] != 0xB7
  }

  /// U+2010 to U+2027: hyphens, dashes, quotation marks, daggers, dots. No character goes on after one unless another scalar
  /// follows that is none of them.
  private static func isQuoteOrDash(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    bytes[offset] == 0xE2 && offset + 2 < bytes.count && bytes[offset + 1] == 0x80
      && (0x90...0xA7).contains(bytes[offset + 2])
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

  /// Whether it has more than two characters, one of them a letter.
  var isLongWord: Bool {
    isASCII
      ? utf8.count > 2 && utf8.contains(where: SourceText.isLetter) : count > 2 && contains(where: \.isLetter)
  }

  /// Whether it is all letters.
  var isLetters: Bool { isASCII ? utf8.allSatisfy(SourceText.isLetter) : allSatisfy(\.isLetter) }

  private var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
