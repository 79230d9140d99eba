/// A paper in a form that a converter reads, so that it loses as little as can be, and what it lost all the same.
public struct ForeignPaper: Sendable {
  /// What the converter is given.
  public let prepared: [UInt8]

  /// What must stand in what is made of it, by its longer words, with how it is called: notes, entries of its
  /// literature, what is in the braces of commands.
  private var passages: [(kind: String, words: [[String]])] = []
  /// The names of other files that it takes in.
  private var files: [String] = []
  /// How many notes it has, where only that can be told.
  private var noteCount = 0

  /// - Parameter isJournal: whether it is in the XML of journals (JATS).
  public init(_ source: [UInt8], _ format: ForeignFormat, isJournal: Bool = false) {
    switch format {
    case .rtf:
      // A reader passes over a group that begins so, and some programs write notes in such.
      prepared = source.replacing(Array("{\\*\\footnote".utf8), with: Array("{\\footnote".utf8))
      noteCount = prepared.count(ofWord: Array("{\\footnote".utf8))
    case .xml where isJournal:
      let journal = JournalMarkup(source)
      prepared = journal.prepared
      passages = [
        ("note", journal.notes.map { Self.words(of: source[$0]) }),
        ("entry of its literature", journal.entries.map { Self.words(of: source[$0]) }),
      ]
    case .latex:
      // A reader knows no notes but these, and loses the others.
      let named = ["\\endnote{", "\\sidenote{", "\\tablefootnote{", "\\marginpar{", "\\marginnote{"].reduce(
        source
      ) {
        $0.replacing(Array($1.utf8), with: Array("\\footnote{".utf8))
      }
      prepared = TeXSource(named).withNotesAtMarks
      let paper = TeXSource(prepared)
      noteCount = paper.count(of: "footnote")
      passages = [("command", paper.passages)]
      files = paper.files
    case .xml:
      prepared = source
      noteCount = source.count(ofWord: Array("<footnote".utf8))
    default: prepared = source
    }
  }

  /// What the converter left out, for the report on the paper that was read.
  ///
  /// - Parameter markdown: what it made of the paper.
  public func losses(in markdown: [UInt8], notes read: Int) -> [ImportReport.Undecided] {
    var losses = files.map { name in
      ImportReport.Undecided(
        what:
          "The source takes in the file “\(name)”, which was not sent, so what it holds is missing. Make one file of "
          + "them (latexpand FILE > whole.tex), and import that.", address: "p1", text: name)
    }
    if noteCount > read {
      losses.append(
        ImportReport.Undecided(
          what:
            "The source has \(noteCount) notes, the paper \(read): the converter left out the others. Compare the "
            + "two; another program may keep them.", address: "p1", text: ""))
    }
    let known = Set(Self.words(of: markdown[...]))
    for (kind, passages) in passages {
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
  /// How often a word stands in the bytes, with no letter after it.
  fileprivate func count(ofWord word: [UInt8]) -> Int {
    indices.count { index in
      let end = index + word.count
      return self[index] == word[0] && self[index...].starts(with: word)
        && (end == count || !SourceText.isLetter(self[end]))
    }
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
