/// Reads the marks in a block's text: emphasis, code, links, entities, tags, references to notes. After
/// CommonMark 0.31, with what converters add. Takes time in proportion to the text.
struct InlineReader {
  let source: SourceText
  /// Whether the text is Markdown; in plain text only line ends and note marks mean anything.
  let isMarkdown: Bool
  /// Destinations of `[text][label]`, by label in small letters.
  let linkDefinitions: [String: String]
  /// Marks that only the series of the notes shows to be marks, by where they begin.
  let knownMarkers: [Int: NoteMarker]
  /// All marks that may refer to notes, of all blocks read so far.
  var markers: [NoteMarker] = []
  /// What reviewers remarked, and what follows it.
  var comments: [(said: Range<Int>, line: Range<Int>)] = []

  var items: [InlineItem] = []
  /// Start of the text not yet made an item.
  var textStart = 0
  /// Items that are open brackets.
  var brackets: [Int] = []
  /// Tags that are open in this block, by name: the items that they are, innermost last.
  var openTags: [String: [Int]] = [:]
  /// Where tags stand that belong together although a block's end parts them.
  let pairedTags: Set<Int>
  /// Whether the block is a table written in HTML.
  var isTagTable = false
  /// Start of the line that is being read.
  var lineStart = 0
  /// Lengths of backtick runs that are known to close nowhere in this line.
  var unclosedTicks: Set<Int> = []
  var hasUnclosedComment = false
  var hasUnclosedDollar = false
  var hasUnclosedParenthesis = false

  init(
    source: SourceText, isMarkdown: Bool, linkDefinitions: [String: String], knownMarkers: [Int: NoteMarker]
  ) {
    self.source = source
    self.knownMarkers = knownMarkers
    self.isMarkdown = isMarkdown
    self.linkDefinitions = linkDefinitions
    pairedTags = isMarkdown ? Self.pairedTags(in: source) : []
  }

  /// The items of a block in order.
  mutating func items(of block: SourceBlock) -> [InlineItem] {
    items = []
    brackets = []
    openTags = [:]
    isTagTable = block.kind == .table && block.lines.first.map { source.isTag($0.content) } ?? false
    for (index, line) in block.lines.enumerated() {
      if index > 0 { join(line, to: block.lines[index - 1], in: block) }
      switch block.kind {
      case .code: addCode(line.content)
      case .table where !isTagTable: readRow(line.content)
      default:
        let isLast = index + 1 == block.lines.count
        let dropsHyphen = !isLast && block.lines[index + 1].joint == .droppedHyphen
        // Emphasis that closes at a hyphen and opens again behind it is one.
        let closed = isLast ? 0 : emphasis(from: line, goingOnIn: block.lines[index + 1])
        let opened = index > 0 ? emphasis(from: block.lines[index - 1], goingOnIn: line) : 0
        let content = line.content.lowerBound + opened..<line.content.upperBound - closed
        if opened > 0 { add(.furniture(.markup), line.content.lowerBound..<content.lowerBound) }
        let end = content.upperBound
        let hyphen = dropsHyphen ? source.hyphen(endingAt: line.content) : end..<end
        read(content.lowerBound..<hyphen.lowerBound)
        if dropsHyphen { add(.furniture(.hyphen), hyphen) }
        if hyphen.upperBound < end { read(hyphen.upperBound..<end) }
        if closed > 0 { add(.furniture(.markup), end..<line.content.upperBound) }
      }
    }
    // In a table each cell is by itself.
    if block.kind != .table || isTagTable { pairDelimiters(from: 0) }
    return items
  }

  /// How many signs close emphasis at a line's end after a hyphen and open it again on the next: `_qui-_`, `_dam_`.
  private func emphasis(from line: SourceLine, goingOnIn next: SourceLine) -> Int {
    guard isMarkdown, next.joint == .droppedHyphen || next.joint == .keptHyphen,
      let sign = line.content.last.map({ source.bytes[$0] }), sign == 0x2A || sign == 0x5F
    else { return 0 }
    let count = source.bytes[line.content].reversed().prefix { $0 == sign }.count
    guard count < min(line.content.count, next.content.count), count <= 3,
      source.bytes[next.content].prefix(while: { $0 == sign }).count == count,
      source.hyphen(endingAt: line.content).upperBound == line.content.upperBound - count
    else { return 0 }
    return count
  }

  /// What stands between two lines.
  private mutating func join(_ line: SourceLine, to previous: SourceLine, in block: SourceBlock) {
    let pageEnd = previous.content.upperBound..<previous.content.upperBound
    let lineEnd = previous.newline.isEmpty ? pageEnd : previous.newline
    let isKept = block.kind == .code || block.kind == .table
    switch line.joint {
    case .softBreak, .pageBreak:
      let bytes = line.joint == .softBreak ? lineEnd : pageEnd
      let hasBlank = source.hasBlank(between: previous.content, and: line.content)
      add(hasBlank ? .replaced([" "]) : .furniture(.blank), bytes)
    case .hardBreak: add(isKept ? .replaced(["\n"]) : .lineBreak, lineEnd)
    case .paragraph: add(.replaced(["\n"]), pageEnd)
    case .keptHyphen, .droppedHyphen, .inlineNote: break
    }
  }

  mutating func add(_ content: InlineItem.Content, _ bytes: Range<Int>) {
    items.append(InlineItem(content: content, bytes: bytes))
  }

  /// Makes an item of the text before an offset.
  mutating func flush(to offset: Int) {
    if textStart < offset { add(.text, textStart..<offset) }
    textStart = offset
  }

  /// Makes an item of the text before some bytes, and another of them.
  mutating func emit(_ content: InlineItem.Content, _ bytes: Range<Int>) {
    flush(to: bytes.lowerBound)
    add(content, bytes)
    textStart = bytes.upperBound
  }

  mutating func read(_ range: Range<Int>) {
    textStart = range.lowerBound
    lineStart = range.lowerBound
    unclosedTicks = []
    (hasUnclosedComment, hasUnclosedDollar, hasUnclosedParenthesis) = (false, false, false)
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      let byte = source.bytes[index]
      if !knownMarkers.isEmpty, let marker = knownMarkers[index] {
        index = read(marker)
        continue
      }
      guard Self.isSpecial[Int(byte)] else {
        index += 1
        continue
      }
      index = isMarkdown ? readMark(byte, at: index, before: end) : readPlain(at: index, before: end)
    }
    flush(to: end)
  }

  private mutating func readPlain(at index: Int, before end: Int) -> Int {
    guard let marker = source.noteMarker(at: index, before: end), marker.style != .math else {
      return readRaisedLetters(at: index, before: end) ?? index + 1
    }
    return read(marker)
  }

  private mutating func readMark(_ byte: UInt8, at index: Int, before end: Int) -> Int {
    if "<^\\".utf8.contains(byte), source.beginsFraction(at: index, onLineFrom: lineStart, before: end) {
      flush(to: index)
      add(.replaced([" "]), index..<index)
    }
    switch byte {
    case UInt8(ascii: "~"):
      return readScript(at: index, before: end) ?? readDelimiters(at: index, before: end)
    case UInt8(ascii: "*"), UInt8(ascii: "_"):
      return readEmphasisedMark(at: index, before: end) ?? readDelimiters(at: index, before: end)
    case UInt8(ascii: "`"): return readCode(at: index, before: end)
    case UInt8(ascii: "\\"):
      if index + 1 == end {
        emit(.furniture(.markup), index..<end)
        return end
      }
      if source.has("\\(", at: index, before: end) {
        if let marker = source.noteMarker(at: index, before: end) { return read(marker) }
        if let stop = readFormula(at: index, before: end) { return stop }
      }
      if let marker = source.noteMarker(at: index, before: end) { return read(marker) }
      if let stop = readCommandScript(at: index, before: end) { return stop }
      // Before a blank the backslash keeps it from ending a line (Pandoc).
      guard SourceText.isPunctuation(source.bytes[index + 1]) || source.bytes[index + 1] == 0x20 else {
        return index + 1
      }
      emit(.furniture(.markup), index..<index + 1)
      return index + 2
    case UInt8(ascii: "&"):
      guard let entity = source.entity(at: index, before: end) else { return index + 1 }
      emit(.replaced(entity.scalars), entity.bytes)
      return entity.bytes.upperBound
    case UInt8(ascii: ":"): return readURL(at: index, before: end)
    case UInt8(ascii: "<"):
      if let stop = readRaisedComma(at: index, before: end) { return stop }
      if let marker = source.noteMarker(at: index, before: end) { return read(marker) }
      return readTag(at: index, before: end)
    case UInt8(ascii: "["), UInt8(ascii: "!"), UInt8(ascii: "]"):
      return readRaisedEnding(at: index, before: end) ?? readBracket(at: index, before: end)
    default:
      if let marker = source.noteMarker(at: index, before: end) { return read(marker) }
      let stop: Int? =
        switch byte {
        case UInt8(ascii: "$"): readFormula(at: index, before: end)
        case UInt8(ascii: "^"):
          readScript(at: index, before: end) ?? readRaisedLetters(at: index, before: end)
        default: nil
        }
      return stop ?? index + 1
    }
  }

  mutating func read(_ marker: NoteMarker) -> Int {
    emit(.marker(markers.count), marker.bytes)
    markers.append(marker)
    return marker.bytes.upperBound
  }

  /// `` `code` ``: text as it stands between runs of equally many backticks on one line.
  private mutating func readCode(at index: Int, before end: Int) -> Int {
    let open = source.endOfRun(at: index, before: end)
    let length = open - index
    if length <= 8, !unclosedTicks.contains(length) {
      var close = open
      while close < end {
        guard source.bytes[close] == UInt8(ascii: "`") else {
          close += 1
          continue
        }
        let stop = source.endOfRun(at: close, before: end)
        if stop - close == length {
          emit(.furniture(.markup), index..<open)
          add(.open(.code), open..<open)
          addCode(open..<close)
          add(.close(.code), close..<close)
          let marks = close..<(source.attributes(at: stop, before: end)?.upperBound ?? stop)
          emit(.furniture(.markup), marks)
          return marks.upperBound
        }
        close = stop
      }
      unclosedTicks.insert(length)
    }
    return open
  }

  /// A URL that stands bare in the text; its underscores and stars are no marks.
  private mutating func readURL(at colon: Int, before end: Int) -> Int {
    guard source.has("://", at: colon, before: end) else { return colon + 1 }
    var start = colon
    while start > textStart, SourceText.isLetter(source.bytes[start - 1]) { start -= 1 }
    let scheme = source.string(start..<colon).lowercased()
    guard ["http", "https", "ftp"].contains(scheme) else { return colon + 1 }
    var stop = colon + 3
    while stop < end, !SourceText.isBlank(source.bytes[stop]),
      ![0x3C, 0x3E, 0x22, 0x60, 0x5D].contains(source.bytes[stop])
    {
      stop += 1
    }
    // What ends a sentence or a bracket around it is no part of it.
    var depth = 0
    for byte in source.bytes[start..<stop] { depth += byte == 0x28 ? 1 : byte == 0x29 ? -1 : 0 }
    while stop > colon + 3 {
      let last = source.bytes[stop - 1]
      if [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x2A, 0x5F].contains(last) {
        stop -= 1
      } else if last == 0x29, depth < 0 {
        depth += 1
        stop -= 1
      } else {
        break
      }
    }
    flush(to: start)
    let escapes = (start..<stop - 1).filter { offset in
      source.bytes[offset] == UInt8(ascii: "\\") && SourceText.isPunctuation(source.bytes[offset + 1])
    }
    let ends = escapes + [stop]
    let parts = zip([start] + escapes.map { $0 + 1 }, ends).map { $0..<$1 }
    add(.linkStart(destination: parts.map { source.string($0) }.joined()), start..<start)
    for (part, end) in zip(parts, ends) {
      emit(.text, part)
      if end < stop { emit(.furniture(.markup), end..<end + 1) }
    }
    add(.linkEnd, stop..<stop)
    return stop
  }

  /// Bytes at which something other than plain text may begin.
  private static let isSpecial: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in "*_~`\\&:<[]!$^".utf8 { table[Int(byte)] = true }
    table[0xC2] = true
    table[0xE2] = true
    return table
  }()
}
