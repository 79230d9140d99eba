/// A block of a source: which lines it has and what it is, before its text is read.
struct SourceBlock: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case heading(level: Int)
    case paragraph
    case listItem(depth: Int)
    case code
    case table
    /// The words under a figure.
    case caption
    case note(NoteStyle)
    case rule
    case pageNumber
    /// Where a page ends, or, if it has no bytes, one of its columns.
    case pageMarker
    case runningHead
    case comment
    case frontMatter
    case linkDefinition
    case author
    case abstract
  }

  /// How a note's definition is marked.
  enum NoteStyle: Hashable, Sendable {
    /// `[^34]: …`
    case caret
    /// `<sup>34</sup> …`, `³⁴ …`
    case superscript
    /// In any other form, as the series of the notes shows.
    case bare
    /// In brackets in the text or after its paragraph: `^[…]`, `[Footnote 1: …]`.
    case inline
  }

  var kind: Kind
  var lines: [SourceLine]
  /// Bytes from its first mark to the end of its last line.
  var bytes: Range<Int>
  /// Block quotes it stands in.
  var quoteDepth = 0
  /// A note's label or a list item's marker, as printed.
  var label: String?
  /// The bytes of a note's marker.
  var marker: Range<Int>?
  /// Whether its label is told by its place in a list and stands nowhere in the source.
  var isCounted = false
  /// Whether it cannot be told what it goes on, so that it is joined with nothing before it.
  var standsApart = false
  /// Whether it is at a page's foot as a note is, but no mark in the text refers to it.
  var isLostNote = false
  /// Whether other pages repeat it where their heads stand, and it may be one or the text's own.
  var mayBeHead = false
  /// White space before its first line, in columns.
  var indent = 0

  /// Whether its label is part of its text: the number or letter of a list's item, by which people cite it. A
  /// bullet says nothing.
  var labelsText: Bool {
    guard case .listItem = kind, let label, !isCounted else { return false }
    return label.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }

  var isNote: Bool { if case .note = kind { true } else { false } }
  var isHeading: Bool { if case .heading = kind { true } else { false } }

  /// Whether it marks a page's end, and not that of a column.
  var endsPage: Bool { kind == .pageMarker && !bytes.isEmpty }

  /// Whether it gives text.
  var isText: Bool {
    switch kind {
    case .heading, .paragraph, .listItem, .code, .table, .caption, .note, .author, .abstract: true
    case .rule, .pageNumber, .pageMarker, .runningHead, .comment, .frontMatter, .linkDefinition: false
    }
  }

  /// Whether its lines end where the source ends them, as verse does; of a text that a page's end parts, those
  /// of its last part.
  var keepsLines: Bool {
    let last = lines.dropFirst().last { [.hardBreak, .pageBreak, .keptHyphen].contains($0.joint) }
    return last?.joint == .hardBreak
  }

  /// Whether its text runs on, so that a page's end can interrupt it.
  var isRunning: Bool {
    switch kind {
    case .paragraph, .listItem, .note: true
    default: false
    }
  }

  /// Number of bytes of its text.
  var length: Int { lines.reduce(0) { $0 + $1.content.count } }

  /// Whether its text has so many bytes, found without going over all of a long block.
  func hasLength(atLeast count: Int) -> Bool {
    var rest = count
    for line in lines {
      rest -= line.content.count
      if rest <= 0 { return true }
    }
    return rest <= 0
  }

  /// The block with its label, where that is part of its text, at the start of its first line.
  func withLabelInText(of source: SourceText) -> SourceBlock {
    guard labelsText, let first = lines.first?.content, bytes.lowerBound < first.lowerBound else {
      return self
    }
    var labelled = self
    let end = bytes.lowerBound + (label?.utf8.count ?? 0)
    if source.trimmedWide(end..<first.lowerBound).isEmpty {
      labelled.lines[0].content = source.trimmed(bytes.lowerBound..<first.upperBound)
    } else {
      // Marks that are no text stand between them.
      labelled.lines.insert(SourceLine(content: bytes.lowerBound..<end, newline: end..<end + 1), at: 0)
      labelled.lines[1].joint = .softBreak
    }
    return labelled
  }

  /// Adds the lines of a block that goes on from this one. Over a page's end a line of verse begins where it is known to.
  mutating func append(_ other: SourceBlock, by joint: SourceLine.Joint) {
    guard var first = other.lines.first else { return }
    if joint != .pageBreak || first.joint != .hardBreak { first.joint = joint }
    lines.append(first)
    lines.append(contentsOf: other.lines.dropFirst())
  }
}

extension [SourceBlock] {
  /// The blocks with some of them in parts; where there are none for a block it stays whole. Most papers have none for all
  /// blocks, and then nothing is copied.
  func parted(_ parts: (Int, SourceBlock) -> [SourceBlock]?) -> [SourceBlock] {
    var result: [SourceBlock]?
    withUnsafeBufferPointer { blocks in
      for index in blocks.indices {
        if let parts = parts(index, blocks[index]) {
          if result == nil { result = Array(self[..<index]) }
          result?.append(contentsOf: parts)
        } else {
          result?.append(blocks[index])
        }
      }
    }
    return result ?? self
  }
}
