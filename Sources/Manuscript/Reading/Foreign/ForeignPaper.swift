/// One of the files of a paper whose form packs several.
public struct PackedPart: Sendable {
  /// Its path in the pack, parts divided by `/`.
  public var name: String
  /// Unpacked.
  public var bytes: [UInt8]

  /// A file of a pack.
  public init(name: String, bytes: [UInt8]) {
    (self.name, self.bytes) = (name, bytes)
  }
}

/// A paper in a form that a converter reads, so that it loses as little as can be, and what it lost all the same.
public struct ForeignPaper: Sendable {
  /// What the converter is given.
  public let prepared: [UInt8]

  /// What it says, which must come again in what is made of it.
  private let passages: [SourcePassage]
  /// How many notes it has, where only that can be told.
  private let noteCount: Int
  private let isTeX: Bool
  /// The line of a TeX source in which its text begins.
  private var firstLine = 0

  /// - Parameter isJournal: whether it is in the XML of journals (JATS).
  public init(_ source: [UInt8], _ format: ForeignFormat, isJournal: Bool = false) {
    isTeX = format == .latex
    switch format {
    case .rtf:
      let text = RichText(source)
      // A reader passes over a group that begins so, and some programs write notes in such.
      prepared = text.prepared.replacing(Array("{\\*\\footnote".utf8), with: Array("{\\footnote".utf8))
      noteCount = prepared.count(ofWord: Array("{\\footnote".utf8))
      passages = text.passages
    case .xml where isJournal:
      let journal = JournalMarkup(source)
      prepared = journal.prepared
      noteCount = 0
      passages =
        MarkupPassages(source, .journal).passages
        + journal.entries.map { SourcePassage(.entry, MarkupPassages.words(of: source[$0], .journal)) }
    case .latex:
      let source = TeXSource(source)
      (prepared, noteCount, passages) = (source.prepared, source.noteCount, [])
      firstLine = source.firstLine
    case .xml:
      prepared = source
      noteCount = source.count(ofWord: Array("<footnote".utf8))
      passages = MarkupPassages(source, .docBook).passages
    case .reStructuredText:
      (prepared, noteCount, passages) = (FieldList.joined(source), 0, [])
    case .html:
      prepared = WebPage(source).prepared
      (noteCount, passages) = (0, MarkupPassages(prepared, .page).passages)
    default:
      (prepared, noteCount, passages) = (source, 0, [])
    }
  }

  /// A paper that is packed of several files.
  ///
  /// - Parameters:
  ///   - source: the packed file.
  ///   - pack: packs the files again where one of them was changed; `nil` where that cannot be done.
  public init(
    _ source: [UInt8], _ format: ForeignFormat, of files: [PackedPart],
    packedBy pack: ([PackedPart]) -> [UInt8]?
  ) {
    (isTeX, noteCount) = (false, 0)
    passages = files.flatMap { file in
      MarkupVocabulary(of: file.name, in: format).map { MarkupPassages(file.bytes, $0).passages } ?? []
    }
    let place = format == .word ? "word/document.xml" : "content.xml"
    guard format != .epub, let index = files.firstIndex(where: { $0.name == place }),
      let text = format == .word
        ? WordMarkup(files[index].bytes).prepared : OpenDocumentMarkup(files[index].bytes).prepared
    else {
      prepared = source
      return
    }
    var changed = files
    changed[index].bytes = text
    prepared = pack(changed) ?? source
  }

  /// What the converter is to be given anew, so that it keeps words that it passed over; `nil` where it keeps no more.
  public func prepared(after log: ConverterLog) -> [UInt8]? {
    guard isTeX else { return nil }
    let definitions = UnknownCommands(in: log, from: firstLine).definitions
    return definitions.isEmpty ? nil : Array(definitions.utf8) + prepared
  }

  /// What the converter left out, for the report on the paper that was read.
  ///
  /// - Parameters:
  ///   - markdown: what it made of the paper.
  ///   - log: what it said of that; of what it said first, where it was given the paper anew.
  public func losses(
    in markdown: [UInt8], notes read: Int, log: ConverterLog = ConverterLog([])
  ) -> [ImportReport.Undecided] {
    var losses = log.missing.map { path in
      Self.entry(
        "The source takes in another file, “\(path)”, which did not come with it: what stands there is missing. "
          + "Put all into one file (of TeX: latexpand FILE > paper.tex), and import that.", path)
    }
    if noteCount > read {
      losses.append(
        Self.entry(
          "The source has \(noteCount) notes, the paper \(read): the converter left out the others. Compare the "
            + "two; another program may keep them.", ""))
    }
    let lines = markdown.split(separator: UInt8(ascii: "\n"))
    let tables = lines.count { $0.elementsEqual("[TABLE]".utf8) }
    if tables > 0 {
      losses.append(
        Self.entry(
          "The converter left out \(tables == 1 ? "a table" : "\(tables) tables"): “[TABLE]” stands there. Give each of its "
            + "cells one paragraph, without lists and line ends, and import that.", "[TABLE]"))
    }
    let made = SourcePassage.words(of: String(decoding: markdown, as: UTF8.self).unicodeScalars)
    if isTeX {
      losses += Self.entries(on: UnknownCommands(in: log, from: firstLine).passages, in: made)
    } else if !passages.isEmpty {
      losses += LostWords(of: passages, in: made).stretches.map { stretch in
        Self.entry(
          "The source has \(stretch.kind) with these words\(stretch.kind.advice)",
          Self.opening(of: stretch.words))
      }
    }
    return Self.bounded(losses)
  }

  // MARK: - Entries of the report

  private static func entry(_ what: String, _ text: String) -> ImportReport.Undecided {
    ImportReport.Undecided(what: what, address: "p1", text: text)
  }

  /// Of each command one that says what of it was kept, and one for each of its places that was not.
  private static func entries(
    on passages: [UnknownCommands.Passage], in made: [String]
  ) -> [ImportReport.Undecided] {
    let text = " " + made.joined(separator: " ") + " "
    let isKept = passages.map { text.contains(" " + $0.words.prefix(4).joined(separator: " ") + " ") }
    var (told, entries) = (Set<String>(), [ImportReport.Undecided]())
    for (passage, kept) in zip(passages, isKept) {
      if !kept {
        entries.append(
          entry(
            "The converter does not know \(passage.name): the words in it were left out. Define it in the source, or "
              + "take its name out, and import that.", opening(of: passage.words)))
      } else if told.insert(passage.name).inserted {
        let words = zip(passages, isKept).filter { $0.0.name == passage.name && $0.1 }.flatMap(\.0.words)
        entries.append(
          entry(
            "The converter does not know \(passage.name): the words in it were kept as text.",
            opening(of: words)))
      }
    }
    return entries
  }

  private static func opening(of words: [String]) -> String {
    words.prefix(12).joined(separator: " ") + (words.count > 12 ? " …" : "")
  }

  /// So many that someone can look at each; the rest by number.
  private static func bounded(_ losses: [ImportReport.Undecided]) -> [ImportReport.Undecided] {
    guard losses.count > most else { return losses }
    return losses.prefix(most) + [
      entry(
        "The converter left out \(losses.count - most) more passages. Compare the paper with its source.", "")
    ]
  }

  private static let most = 100
}

extension MarkupVocabulary {
  /// That of a part of a packed form; `nil` where the part holds no text of the paper.
  fileprivate init?(of part: String, in format: ForeignFormat) {
    switch format {
    case .word:
      let names = ["document", "comments", "footnotes", "endnotes", "header", "footer"]
      let file = part.split(separator: "/").last ?? ""
      guard part.hasPrefix("word/"), file.hasSuffix(".xml"),
        names.contains(String(file.dropLast(4).prefix { !$0.isNumber }))
      else { return nil }
      self = .word
    case .openDocument where part == "content.xml": self = .openDocument
    case .epub where [".xhtml", ".html", ".htm"].contains(where: part.hasSuffix): self = .book
    default: return nil
    }
  }
}

extension [UInt8] {
  /// How often a word stands in the bytes, with no letter after it.
  fileprivate func count(ofWord word: [UInt8]) -> Int {
    var (count, index) = (0, 0)
    while index < self.count {
      let end = index + word.count
      if self[index] == word[0], end <= self.count, self[index..<end].elementsEqual(word),
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
