/// What may be a mark of a note in the text, with the form in which it is written.
struct NoteMark {
  enum Form: Hashable, CaseIterable {
    /// Raised, or a link to an anchor: such marks hardly mean anything else.
    case raised
    /// `[1]`
    case bracket
    /// `(1)`, `1)`, `(a)`
    case round
    /// `1` right after a word or stop, or after a stop and a blank.
    case bare
    /// `*`, `†`
    case symbol
    /// A raised letter.
    case letter
  }

  var form: Form
  var labels: [NoteLabel]
  var marker: NoteMarker
  /// Whether it stands as marks do: right after a word or stop, or before a stop.
  var isTight: Bool
  /// Why a plain number may be none of a note.
  var doubt: Doubt?
  /// Whether what stands before it is an abbreviation that numbers follow, and a blank: `fr. [2]`
  var isCounted = false
  /// Whether a line's or a paragraph's end parts it from the word at which it stood in print.
  var isPartedFromWord = false
  /// Whether it stands within a sentence where all notes are marked behind sentences: it may mention one again, or be text.
  var isOutOfPlace = false
  /// Whether it stands in a table.
  var isInTable = false

  var offset: Int { marker.bytes.lowerBound }

  /// What stands before a plain number, so that it may be the text's.
  enum Doubt {
    /// An abbreviation, or a word and a blank.
    case place
    /// A word and a blank, and a stop right behind it: `widow 1.`
    case stop
    /// A figure or a name in capitals, with the stop of its sentence: `on p. 12.1`
    case figure
    /// A short name in capitals: `NATO2`
    case name
    /// A dash, or a stop that a blank parts from its word: `the carpenter –2 a`, `le registre :2 «`
    case dash
  }
}

/// Finds what may be marks in a paper's blocks, in order. Only the series of the notes tells which are.
struct NoteMarkScanner {
  private let source: SourceText
  private let openings: Set<Int>
  /// Numbers of four figures in brackets that may be marks.
  private let longNumbers: Set<String>
  private(set) var marks: [NoteMark] = []
  /// Whether a `*` before is open as a mark of emphasis.
  private var isStarOpen = false

  /// - Parameter openings: what may be the beginnings of notes, whose labels are no marks.
  static func marks(
    in blocks: [SourceBlock], but openings: [NoteOpening], of source: SourceText
  ) -> [NoteMark] {
    var scanner = NoteMarkScanner(source: source, openings: openings)
    // What leads back to the text is a note, and a number in it is no mark of the text's.
    let notes = Set(openings.filter(\.leadsBack).map(\.block))
    for (place, block) in blocks.enumerated()
    where block.isText && !block.isNote && block.kind != .code && !notes.contains(place) {
      scanner.isStarOpen = false
      for index in block.lines.indices { scanner.scan(index, of: block) }
    }
    return scanner.marks
  }

  private init(source: SourceText, openings: [NoteOpening]) {
    self.source = source
    self.openings = Set(openings.map(\.offset))
    longNumbers = Self.longNumbers(in: Set(openings.lazy.map(\.label).filter { $0.system == .number }))
  }

  /// What numbers of four figures may say where they stand in brackets as years do: the notes from 1000 on that open
  /// somewhere, and two neighbours run together, `[1011]`.
  private static func longNumbers(in labels: Set<NoteLabel>) -> Set<String> {
    let pairs = labels.filter { (10..<99).contains($0.ordinal) }.map { ($0, "\($0.ordinal + 1)") }
      .filter { _, next in NoteLabel(next).map(labels.contains) ?? false }
    return Set(labels.filter { $0.ordinal >= 1000 }.map { "\($0.ordinal)" })
      .union(pairs.map { "\($0.ordinal)\($1)" })
  }

  /// Among the figures of a table plain numbers are its own, and those in brackets may be.
  private static let formsInTables: Set<NoteMark.Form> = [.raised, .letter, .symbol]

  /// Bytes with which a mark may begin.
  private static let mayBegin: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in "0123456789[(\\*_{<$^/".utf8 { table[Int(byte)] = true }
    for byte in [0xC2, 0xE2, 0xE3, 0xEF] { table[byte] = true }
    return table
  }()

  private mutating func scan(_ index: Int, of block: SourceBlock) {
    let line = block.lines[index].content
    // What a block begins with is an opening, or nothing.
    let isOpening = index == 0 && block.kind != .table || openings.contains(line.lowerBound)
    let start = isOpening ? source.endOfOpening(line) : line.lowerBound
    let before = index > 0 ? block.lines[index - 1].content.last.map { source.scalar(before: $0 + 1) } : nil
    var offset = start
    let mayBegin = Self.mayBegin
    while offset < line.upperBound {
      guard mayBegin[Int(source.bytes[offset])] else {
        offset += 1
        continue
      }
      if var mark = mark(at: offset, on: line, after: before) {
        if index > 0, mark.marker.bytes == line { mark.isPartedFromWord = true }
        mark.isInTable = block.kind == .table
        if !mark.isInTable || Self.formsInTables.contains(mark.form)
          || mark.form == .bracket && endsCell(mark, on: line)
        {
          marks.append(mark)
        }
        offset = mark.marker.bytes.upperBound
      } else {
        offset = source.endOfNoMark(at: offset, before: line.upperBound)
      }
    }
  }

  /// Whether a mark ends a table's cell, right behind what stands in it: `4s[3] |`
  private func endsCell(_ mark: NoteMark, on line: Range<Int>) -> Bool {
    guard mark.offset > line.lowerBound, case let before = source.bytes[mark.offset - 1],
      !SourceText.isBlank(before), before != UInt8(ascii: "|")
    else { return false }
    let rest = source.trimmed(mark.marker.bytes.upperBound..<line.upperBound)
    return rest.isEmpty || source.bytes[rest.lowerBound] == UInt8(ascii: "|")
  }

  private mutating func mark(
    at offset: Int, on line: Range<Int>, after lineBefore: Unicode.Scalar?
  ) -> NoteMark? {
    let end = line.upperBound
    var form = NoteMark.Form.raised
    var found: NoteMarker?
    var doubt: NoteMark.Doubt?
    switch source.bytes[offset] {
    case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "\\"):
      (found, form) = bracketed(at: offset, before: end)
      if found == nil, offset > line.lowerBound {
        (found, form) = (longNumber(at: offset, before: end), .bracket)
      }
    case 0x30...0x39:
      let bare = source.bareMark(at: offset, on: line, after: lineBefore)
      (found, form) = (bare?.marker, .bare)
      doubt = bare?.doubt
      if found == nil, let round = source.halfRoundMark(at: offset, on: line, after: lineBefore) {
        (found, form) = (round, .round)
      }
    case UInt8(ascii: "*"): (found, form) = starred(at: offset, on: line)
    case UInt8(ascii: "<"), UInt8(ascii: "$"), UInt8(ascii: "^"), 0xC2, 0xE2:
      (found, form) = raised(at: offset, before: end)
    case UInt8(ascii: "_"): (found, form) = (source.emphasisedBracket(at: offset, before: end), .bracket)
    case UInt8(ascii: "/"): (found, form) = (source.slashedMark(at: offset, on: line), .bracket)
    case UInt8(ascii: "{"): (found, form) = (source.bracedMark(at: offset, before: end), .bracket)
    case 0xE3, 0xEF:
      (found, form) = (
        source.wideMark(at: offset, before: end),
        source.isWideRound(at: offset, before: end) ? .round : .bracket
      )
    default: break
    }
    guard let marker = found, marker.style != .caret else { return nil }
    let labels = marker.labels.compactMap { NoteLabel($0) }
    guard !labels.isEmpty, form == .raised || labels.count == marker.labels.count else { return nil }
    let place = NotePlace(of: marker.bytes, on: line, after: lineBefore, in: source)
    let isCounted = form == .bracket && source.followsCountedWord(offset, on: line)
    guard form != .symbol || place.isGlued && !place.isInBrackets else { return nil }
    if doubt == .place, marker.bytes.upperBound < end,
      !SourceText.isBlank(source.bytes[marker.bytes.upperBound])
    {
      doubt = .stop
    }
    return NoteMark(
      form: form, labels: labels, marker: marker,
      isTight: doubt == nil && !isCounted && place.isTight(for: form), doubt: doubt, isCounted: isCounted)
  }

  /// What opens with a bracket, or with what keeps a sign from being one of Markdown's.
  private func bracketed(at offset: Int, before end: Int) -> (NoteMarker?, NoteMark.Form) {
    let isEscape = source.bytes[offset] == UInt8(ascii: "\\")
    if let link = source.linkedMark(at: offset, before: end) { return (link, .raised) }
    if isEscape, let raised = source.noteMarker(at: offset, before: end) { return (raised, .raised) }
    if isEscape, let letter = source.raisedLetter(at: offset, before: end) { return (letter, .letter) }
    if let (marker, isRound) = source.bracketedMark(at: offset, before: end) {
      return (marker, isRound ? .round : .bracket)
    }
    if let letter = source.roundLetter(at: offset, before: end) { return (letter, .round) }
    if let star = source.starNumber(at: offset, before: end) { return (star, .bracket) }
    guard source.has("\\*", at: offset, before: end) else { return (nil, .raised) }
    return (source.symbolMark(at: offset, before: end), .symbol)
  }

  /// `[1000]` in a paper of so many notes.
  private func longNumber(at offset: Int, before end: Int) -> NoteMarker? {
    guard !longNumbers.isEmpty,
      let (mark, isRound) = source.bracketedMark(at: offset, before: end, mostDigits: 4), !isRound,
      longNumbers.contains(mark.label)
    else { return nil }
    return mark
  }

  private mutating func starred(at offset: Int, on line: Range<Int>) -> (NoteMarker?, NoteMark.Form) {
    let end = line.upperBound
    if let bold = source.boldNumber(at: offset, before: end)
      ?? source.emphasisedBracket(at: offset, before: end)
    {
      return (bold, .bracket)
    }
    if !isStarOpen, offset > line.lowerBound, !SourceText.isBlank(source.bytes[offset - 1]),
      let star = source.starNumber(at: offset, before: end)
    {
      return (star, .bracket)
    }
    return (starMark(at: offset, on: line), .symbol)
  }

  /// What stands above the line, by whatever means.
  private func raised(at offset: Int, before end: Int) -> (NoteMarker?, NoteMark.Form) {
    if let marker = source.noteMarker(at: offset, before: end) ?? source.anchorMark(at: offset, before: end) {
      return (marker, .raised)
    }
    if let letter = source.raisedLetter(at: offset, before: end) { return (letter, .letter) }
    if let mark = source.wideMark(at: offset, before: end) ?? source.caretNumber(at: offset, before: end) {
      return (mark, .bracket)
    }
    guard source.bytes[offset] >= 0xC2 else { return (nil, .raised) }
    return (source.symbolMark(at: offset, before: end), .symbol)
  }

  /// A `*` that opens or closes no emphasis.
  private mutating func starMark(at offset: Int, on line: Range<Int>) -> NoteMarker? {
    let stop = source.endOfRun(at: offset, before: line.upperBound)
    let isBlankBefore =
      offset == line.lowerBound || SourceText.isBlank(source.bytes[offset - 1])
      || "([\"'".utf8.contains(source.bytes[offset - 1])
    let isBlankAfter = stop == line.upperBound || SourceText.isBlank(source.bytes[stop])
    if isBlankBefore {
      if !isBlankAfter { isStarOpen = true }
      return nil
    }
    if isStarOpen {
      isStarOpen = false
      return nil
    }
    return source.symbolMark(at: offset, before: line.upperBound)
  }
}

/// What stands around a mark.
private struct NotePlace {
  private var before: Unicode.Scalar?
  private var isBlankBefore = false
  private var after: Unicode.Scalar?

  init(of mark: Range<Int>, on line: Range<Int>, after lineBefore: Unicode.Scalar?, in source: SourceText) {
    var start = source.startOfAnchors(before: mark.lowerBound, on: line)
    while start > line.lowerBound, SourceText.isBlank(source.bytes[start - 1]) {
      start -= 1
      isBlankBefore = true
    }
    if start > line.lowerBound {
      before = source.scalar(before: start)
    } else {
      (before, isBlankBefore) = (lineBefore, true)
    }
    if mark.upperBound < line.upperBound { after = source.scalar(at: mark.upperBound).scalar }
  }

  /// `(† 1908)`
  var isInBrackets: Bool { before == "(" && (after.map(\.properties.isWhitespace) ?? false) }

  /// Whether it stands right after a word or a stop.
  var isGlued: Bool { !isBlankBefore && before != nil }

  func isTight(for form: NoteMark.Form) -> Bool {
    if isGlued { return true }
    if let before, Self.closers.contains(before) { return true }
    guard form == .bracket || form == .round, before != nil else { return false }
    return after.map { Self.stops.contains($0) } ?? true
  }

  private static let closers: Set<Unicode.Scalar> = [
    ".", ",", ";", ":", "!", "?", "…", "”", "’", "\"", "'", "»", "“", "‘", "«", ")", "]",
  ]
  private static let stops: Set<Unicode.Scalar> = [".", ",", ";", ":", "!", "?", "…", ")", "”", "»"]
}
