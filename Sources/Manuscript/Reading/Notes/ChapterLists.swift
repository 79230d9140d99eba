/// Which chapter each list of notes at a paper's end belongs to, by the headings over them: `Notes to Chapter 2`, or the
/// chapter's own name again.
struct ChapterLists {
  private struct Heading {
    var offset: Int
    var level: Int
    /// The words that say which chapter, and not that notes stand there.
    var words: [String]
    /// Where the next heading begins that is no part of what stands under this one.
    var end: Int
  }

  private var headings: [Heading] = []
  /// The first heading that says such words, and the first that begins with such a number.
  private var named: [[String]: Int] = [:]
  private var numbered: [Int: Int] = [:]

  init(of blocks: [SourceBlock], in source: SourceText) {
    var open: [Int] = []
    for block in blocks {
      guard case .heading(let level) = block.kind else { continue }
      let words = block.lines.flatMap { source.words(in: $0.content) }.filter { !Self.generic.contains($0) }
      let offset = block.bytes.lowerBound
      while let last = open.last, headings[last].level >= level {
        headings[last].end = offset
        open.removeLast()
      }
      let index = headings.count
      open.append(index)
      headings.append(Heading(offset: offset, level: level, words: words, end: source.bytes.count))
      if named[words] == nil { named[words] = index }
      if let number = words.first.flatMap(Self.number), numbered[number] == nil { numbered[number] = index }
    }
  }

  /// The bytes of the chapter whose notes begin at an offset; nil where the heading over them names none.
  func chapter(ofListAt offset: Int) -> Range<Int>? {
    let over = headings.partitioningIndex { $0.offset > offset } - 1
    guard over > 0, case let words = headings[over].words, !words.isEmpty else { return nil }
    let byNumber = words.count == 1 ? Self.number(words[0]).flatMap { numbered[$0] } : nil
    guard let chapter = [named[words], byNumber].compactMap({ $0 }).min(), chapter < over,
      headings[chapter].end <= headings[over].offset
    else { return nil }
    return headings[chapter].offset..<headings[chapter].end
  }

  private static func number(_ word: String) -> Int? {
    Int(word) ?? PageNumbers.roman(word) ?? numerals.firstIndex(of: word).map { $0 + 1 }
  }

  private static let numerals = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]
  private static let generic = Set(
    words: """
      notes note endnotes endnote footnotes to for of on the chapter chapters part section anmerkungen zu zum kapitel
      abschnitt teil notas al del capítulo du des au chapitre noten bij hoofdstuk note al capitolo
      """)
}
