/// What tells a stamp that recurs from a sentence that recurs.
extension SourceText {
  /// Whether a line says what a library or publisher stamps on pages: that it was downloaded, whose rights it is.
  func saysStamp(_ line: Range<Int>) -> Bool { says(Self.stampWords, line) }

  /// Whether a line says a stamp's words, or what a publisher prints on pages, as no refrain does.
  func looksStamped(_ line: Range<Int>) -> Bool {
    says(Self.stampWords, line) || says(Self.publishersWords, line)
  }

  private func says(_ words: [[[UInt8]]], _ line: Range<Int>) -> Bool {
    guard line.count <= Self.longestStamp else { return false }
    return line.contains { offset in
      words[Int(small(bytes[offset]))].contains { word in
        offset + word.count <= line.upperBound
          && word.indices.allSatisfy { small(bytes[offset + $0]) == word[$0] }
      }
    }
  }

  private func small(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// Whether a line is a name or title, which in the heads of old books ends with a stop: capitals alone, or one at the
  /// head of each longer word. `Item, he paid 3 shillings.` is a sentence.
  func isTitle(_ line: Range<Int>) -> Bool {
    // `Holt, Mills, 34.` is a note.
    guard !endsSentence(line) || !bytes[line].contains(where: Self.isDigit) else { return false }
    let words = string(line).split { !$0.isLetter && $0 != "'" && $0 != "’" }.filter { $0.count > 3 }
    return words.count > 1 && words.allSatisfy { $0.first?.isUppercase ?? false }
  }

  /// Whether each word of a line has a capital that names are written with: `R. Keller and A. Prior, r.keller@mill.org`.
  func isName(_ line: Range<Int>) -> Bool {
    beginsLikeSentence(line) && !holdsSmallWord(line)
      && string(line).split(separator: " ").allSatisfy { word in
        word.first?.isUppercase ?? false || word.count < Self.shortestName || word.contains("@")
      }
  }

  /// Whether one of a line's words is in small letters of ASCII and longer than those in names, as one of nearly every line of
  /// prose is.
  private func holdsSmallWord(_ line: Range<Int>) -> Bool {
    var letters = 0
    for offset in line {
      let byte = bytes[offset]
      // Of a word that begins with another sign nothing is counted.
      let mayCount = letters > 0 || offset == line.lowerBound || bytes[offset - 1] == 0x20
      letters = mayCount && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? letters + 1 : 0
      if letters >= Self.shortestName, isEndOfWord(offset + 1, in: line) { return true }
    }
    return false
  }

  private func isEndOfWord(_ offset: Int, in line: Range<Int>) -> Bool {
    offset == line.upperBound || bytes[offset] == 0x20
  }

  /// Fewest letters of a word that names write with a capital.
  private static let shortestName = 4

  /// Whether a line is capitals before or after a page's number, which a scan may have read as letters too: `ll5`.
  func isScannedHead(_ line: Range<Int>) -> Bool {
    guard line.count <= Self.longestHead else { return false }
    let words = string(line).split(whereSeparator: \.isWhitespace)
    guard words.count > 1, let first = words.first, let last = words.last,
      let number = [first, last].first(where: { word in
        word.contains(where: \.isNumber) && word.allSatisfy { $0.isNumber || "lIOo".contains($0) }
      })
    else { return false }
    let rest = number == first ? words.dropFirst() : words.dropLast()
    return !rest.contains { $0.contains(where: \.isLowercase) }
      && rest.contains { $0.count(where: \.isUppercase) > 2 }
  }

  private static let longestHead = 100

  /// Whether a line says in which volume of a journal, what year and on what pages something stands: `Mill Studies 12 (2001),
  /// 34–52`, `Mill Stud. 2001;12(3):34–52`.
  func saysImprint(_ line: Range<Int>) -> Bool {
    guard line.count <= Self.longestImprint, !endsSentence(line), beginsLikeSentence(line) else {
      return false
    }
    let words = self.words(in: line)
    let numbers = words.compactMap { Int($0) }
    guard words.count(where: \.isLetters) > 0, numbers.count >= 4,
      let year = numbers.first(where: Self.years.contains), numbers.filter(Self.years.contains).count == 1,
      let first = numbers.dropLast().last, let last = numbers.last, first < last, first != year, last != year
    else { return false }
    // The dash between the pages.
    let tail = string(line).reversed().drop(while: \.isNumber).prefix(3)
    return tail.contains("-") || tail.contains("–")
  }

  private static let years = 1700...2099
  private static let longestImprint = 160

  /// Most bytes of a stamp's line.
  private static let longestStamp = 400

  private static let stampWords = byFirst([
    "downloaded", "all rights reserved", "all use subject to", "©", "digitized by", "digitised by",
    "heruntergeladen", "téléchargé", "descargado", "scaricato", "gedownload",
    "скачано", "Скачано",
  ])
  private static let publishersWords = byFirst([
    "://", "www.", "doi.org", "doi:", "issn", "arxiv", "preprint", "published online",
    "university press",
    "creative commons", "license", "licence", "terms of use", "terms and conditions",
  ])

  /// Words by their first bytes, so that a line is gone over once.
  private static func byFirst(_ words: [String]) -> [[[UInt8]]] {
    var table = [[[UInt8]]](repeating: [], count: 256)
    for word in words { table[Int(word.utf8.first ?? 0)].append(Array(word.utf8)) }
    return table
  }
}
