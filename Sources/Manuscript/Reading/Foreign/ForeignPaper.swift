/// A paper in a form that a converter reads, so that it loses as little as can be, and what it lost all the same.
public struct ForeignPaper: Sendable {
  /// What the converter is given.
  public let prepared: [UInt8]

  /// What must stand in what is made of it: the words of notes and of the entries of its literature.
  private let notes: [[String]]
  private let entries: [[String]]
  /// How many notes it has, where only that can be told.
  private let noteCount: Int

  /// - Parameter isJournal: whether it is in the XML of journals (JATS).
  public init(_ source: [UInt8], _ format: ForeignFormat, isJournal: Bool = false) {
    switch format {
    case .rtf:
      // A reader passes over a group that begins so, and some programs write notes in such.
      prepared = source.replacing(Array("{\\*\\footnote".utf8), with: Array("{\\footnote".utf8))
      noteCount = prepared.count(ofWord: Array("{\\footnote".utf8))
      (notes, entries) = ([], [])
    case .xml where isJournal:
      let journal = JournalMarkup(source)
      prepared = journal.prepared
      noteCount = 0
      notes = journal.notes.map { Self.words(of: source[$0]) }
      entries = journal.entries.map { Self.words(of: source[$0]) }
    case .latex:
      // A reader knows no notes but these, and loses the others.
      prepared = ["\\endnote{", "\\sidenote{", "\\tablefootnote{"].reduce(source) {
        $0.replacing(Array($1.utf8), with: Array("\\footnote{".utf8))
      }
      noteCount = prepared.count(ofWord: Array("\\footnote".utf8))
      (notes, entries) = ([], [])
    case .xml:
      prepared = source
      noteCount = source.count(ofWord: Array("<footnote".utf8))
      (notes, entries) = ([], [])
    default:
      (prepared, noteCount, notes, entries) = (source, 0, [], [])
    }
  }

  /// What the converter left out, for the report on the paper that was read.
  ///
  /// - Parameter markdown: what it made of the paper.
  public func losses(in markdown: [UInt8], notes read: Int) -> [ImportReport.Undecided] {
    var losses: [ImportReport.Undecided] = []
    if noteCount > read {
      losses.append(
        ImportReport.Undecided(
          what:
            "The source has \(noteCount) notes, the paper \(read): the converter left out the others. Compare the "
            + "two; another program may keep them.", address: "p1", text: ""))
    }
    let known = Set(Self.words(of: markdown[...]))
    for (kind, passages) in [("note", notes), ("entry of its literature", entries)] {
      losses += passages.filter { Self.isMissing($0, from: known) }.map { words in
        ImportReport.Undecided(
          what:
            "The source has a \(kind) with these words, which the converter left out. Compare the two; another "
            + "program may keep it.", address: "p1", text: words.prefix(12).joined(separator: " "))
      }
    }
    return losses
  }

  /// Whether most of the words are nowhere.
  private static func isMissing(_ words: [String], from known: Set<String>) -> Bool {
    words.count { !known.contains($0) } * 2 > words.count
  }

  /// The longer words of a text, its tags and entities left aside.
  private static func words(of bytes: ArraySlice<UInt8>) -> [String] {
    var (words, word, closing) = ([String](), [UInt8](), UInt8?.none)
    for byte in bytes + [0x20] {
      if SourceText.isLetter(byte) || byte >= 0x80, closing == nil {
        word.append(byte)
        continue
      }
      if word.count >= 4 { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
      if byte == closing || closing == UInt8(ascii: ";") && byte == 0x20 {
        closing = nil
      } else if closing == nil, byte == UInt8(ascii: "<") {
        closing = UInt8(ascii: ">")
      } else if closing == nil, byte == UInt8(ascii: "&") {
        closing = UInt8(ascii: ";")
      }
    }
    return words
  }
}

extension [UInt8] {
  /// How often a word stands in the bytes, with no letter after it and, in TeX, not in a comment.
  fileprivate func count(ofWord word: [UInt8]) -> Int {
    var (count, index, isComment) = (0, 0, false)
    while index < self.count {
      if self[index] == 0x0A { isComment = false }
      if self[index] == UInt8(ascii: "%"), word[0] == 0x5C, index == 0 || self[index - 1] != 0x5C {
        isComment = true
      }
      let end = index + word.count
      if !isComment, self[index] == word[0], end <= self.count, self[index..<end].elementsEqual(word),
        end == self.count || !SourceText.isLetter(self[end])
      {
        count += 1
      }
      index += 1
    }
    return count
  }

  fileprivate func replacing(_ old: [UInt8], with new: [UInt8]) -> [UInt8] {
    var (result, index) = ([UInt8](), 0)
    result.reserveCapacity(self.count)
    while index < self.count {
      if self[index] == old[0], self[index...].starts(with: old) {
        result += new
        index += old.count
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return result
  }
}
