/// Whether a hyphen at a line's or page's end belongs to the word: the paper's own other words decide.
enum Hyphenation {
  /// The blocks with every joint after a hyphen settled.
  static func settled(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var vocabulary: Vocabulary?
    var settled = blocks
    for block in blocks.indices where blocks[block].kind != .code && blocks[block].kind != .table {
      let lines = blocks[block].lines
      for index in lines.indices.dropFirst() where lines[index].joint != .paragraph {
        guard let (left, right) = halves(lines[index - 1].content, lines[index].content, in: source) else {
          continue
        }
        if vocabulary == nil { vocabulary = Vocabulary(of: blocks, in: source) }
        let isCompound = vocabulary!.isCompound(left, right)
        settled[block].lines[index].joint = isCompound ? .keptHyphen : .droppedHyphen
      }
    }
    return settled
  }

  /// The two halves of a word that a hyphen at a line's end breaks.
  private static func halves(
    _ first: Range<Int>, _ second: Range<Int>, in source: SourceText
  ) -> (left: String, right: String)? {
    guard first.count >= 2, let final = first.last, source.bytes[final] == UInt8(ascii: "-"),
      source.scalar(before: final).properties.isAlphabetic || SourceText.isDigit(source.bytes[final - 1])
    else { return nil }
    let head = source.string(max(first.lowerBound, first.upperBound - 60)..<first.upperBound - 1)
    let tail = source.string(second.lowerBound..<min(second.upperBound, second.lowerBound + 60))
    let left = head.unicodeScalars.reversed().prefix {
      $0.properties.isAlphabetic || $0 == "-"
        || SourceText.isDigit(UInt8(truncatingIfNeeded: $0.value)) && $0.isASCII
    }
    let right = tail.unicodeScalars.prefix {
      $0.properties.isAlphabetic || $0 == "'" || $0 == "’" || $0.isASCII && $0.properties.numericType != nil
    }
    guard !left.isEmpty, !right.isEmpty else { return nil }
    return (String(String.UnicodeScalarView(left.reversed())), String(String.UnicodeScalarView(right)))
  }

  /// The words of a paper, as far as they bear on hyphens.
  private struct Vocabulary {
    private var words: Set<String> = []
    /// What stands before a hyphen.
    private var heads: Set<String> = []

    /// Beginnings of compounds that English writes with a hyphen.
    private static let prefixes = Set(
      words: """
        self well non post pre anti ex co semi quasi cross half all mid high low long short so then vice
        two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety
        """)

    init(of blocks: [SourceBlock], in source: SourceText) {
      for block in blocks {
        for line in block.lines {
          let parts = source.bytes[line.content].split { byte in
            !(SourceText.isLetter(byte) || byte >= 0x80 || byte == UInt8(ascii: "-"))
          }
          for part in parts where part.last != UInt8(ascii: "-") {
            let word = String(decoding: part, as: UTF8.self).lowercased()
            words.insert(word)
            if let hyphen = word.firstIndex(of: "-") { heads.insert(String(word[..<hyphen])) }
          }
        }
      }
    }

    func isCompound(_ left: String, _ right: String) -> Bool {
      let (low, rest) = (left.lowercased(), right.lowercased())
      guard right.unicodeScalars.first!.properties.isLowercase, !left.contains("-"),
        left.unicodeScalars.last!.properties.isLowercase
      else { return true }
      if words.contains("\(low)-\(rest)") { return true }
      if words.contains(low + rest) { return false }
      return Self.prefixes.contains(low) || heads.contains(low)
    }
  }
}
