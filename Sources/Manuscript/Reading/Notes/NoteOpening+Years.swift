/// Notes that begin with a year or another number to which their own was glued, `31666 was a bad year.`, `215,450
/// bushels`: after `2Ibid.` comes 3.
extension NoteOpening {
  /// The openings with those of such notes, which only the numbers glued to the notes beside them show.
  static func withGluedYears(
    _ openings: [NoteOpening], in blocks: [SourceBlock], of source: SourceText
  ) -> [NoteOpening] {
    guard openings.contains(where: \.isGlued) else { return openings }
    var all: [NoteOpening] = []
    for (place, opening) in openings.enumerated() {
      if opening.isGlued, all.last.map({ !opening.label.follows($0.label) }) ?? true,
        let first = before(opening, after: all.last, in: blocks, of: source)
      {
        all.append(first)
      }
      all.append(opening)
      let next = place + 1 < openings.count ? openings[place + 1] : nil
      while let last = all.last, last.isGlued, let found = after(last, before: next, in: blocks, of: source) {
        all.append(found)
      }
    }
    return all
  }

  /// Whether its number stands right at its text.
  var isGlued: Bool {
    form == .bare && label.system == .number && !isNote && !body.isEmpty
      && marker.upperBound == body.lowerBound
  }

  /// The note after one, if a year begins it.
  private static func after(
    _ last: NoteOpening, before next: NoteOpening?, in blocks: [SourceBlock], of source: SourceText
  ) -> NoteOpening? {
    if let next, next.label.follows(last.label), next.block <= last.block + 1 { return nil }
    let end = next.map { ($0.block, $0.line) } ?? (blocks.count, 0)
    let lines = blocks[last.block].lines
    let number = last.label.ordinal + 1
    for line in (last.line + 1)..<max(last.line + 1, lines.count) where (last.block, line) < end {
      guard source.endsSentence(lines[line - 1].content) else { continue }
      if let found = source.gluedYear(number, lines[line].content, last.block, line) { return found }
    }
    let block = last.block + 1
    guard (block, 0) < end, block < blocks.count, blocks[block].kind == .paragraph,
      let first = blocks[block].lines.first?.content,
      lines.last.map({ source.endsSentence($0.content) }) ?? false
    else { return nil }
    return source.gluedYear(number, first, block, 0)
  }

  /// The first note of a foot, if a year begins it and another note comes after it.
  private static func before(
    _ next: NoteOpening, after last: NoteOpening?, in blocks: [SourceBlock], of source: SourceText
  ) -> NoteOpening? {
    guard next.label.ordinal > 1 else { return nil }
    let number = next.label.ordinal - 1
    let start = last.map { ($0.block, $0.line) } ?? (-1, 0)
    let block = next.line > 0 ? next.block : next.block - 1
    guard block >= 0, blocks[block].kind == .paragraph else { return nil }
    let lines = blocks[block].lines
    let end = next.line > 0 ? next.line : lines.count
    for line in (max(0, end - mostLines)..<end).reversed() where (block, line) > start {
      if let found = source.gluedYear(number, lines[line].content, block, line) { return found }
    }
    return nil
  }

  /// Most lines of a note over the next.
  private static let mostLines = 6
}

extension SourceText {
  /// A line that opens with a number and a year right after it.
  fileprivate func gluedYear(_ number: Int, _ line: Range<Int>, _ block: Int, _ place: Int) -> NoteOpening? {
    let text = String(number)
    let digits = endOfDigits(at: line.lowerBound, before: line.upperBound)
    let start = line.lowerBound + text.utf8.count
    guard digits > start, digits < line.upperBound, bytes[line.lowerBound..<start].elementsEqual(text.utf8),
      beginsWithYear(start..<digits, before: line.upperBound)
        || beginsWithThousands(start..<digits, before: line.upperBound),
      let label = NoteLabel(text)
    else { return nil }
    return NoteOpening(
      form: .bare, label: label, text: text, block: block, line: place, marker: line.lowerBound..<start,
      body: start..<line.upperBound)
  }
}

extension SourceText {
  private func beginsWithYear(_ digits: Range<Int>, before end: Int) -> Bool {
    guard digits.count == 4, let year = Int(string(digits)), (1000...2100).contains(year) else {
      return false
    }
    let next = bytes[digits.upperBound]
    return Self.isBlank(next) || ",:;–-".utf8.contains(next) || next >= 0x80
  }

  /// Whether figures go on in groups of three: `15,450`.
  private func beginsWithThousands(_ digits: Range<Int>, before end: Int) -> Bool {
    guard digits.count <= 3, bytes[digits.lowerBound] != UInt8(ascii: "0"),
      ",.".utf8.contains(bytes[digits.upperBound])
    else { return false }
    return endOfDigits(at: digits.upperBound + 1, before: end) == digits.upperBound + 4
  }
}

extension SourceText {
  /// `[1000] See Holt`, which a year would open as well: the number after the one with which the opening before begins.
  func thousandth(_ line: Range<Int>, after last: NoteOpening?) -> NoteOpening? {
    guard let last, last.form == .bracket, last.label.ordinal >= 999,
      let (mark, isRound) = bracketedMark(at: line.lowerBound, before: line.upperBound, mostDigits: 4),
      !isRound,
      let label = NoteLabel(mark.label), label.follows(last.label)
    else { return nil }
    let body = trimmed(mark.bytes.upperBound..<line.upperBound)
    guard body.lowerBound > mark.bytes.upperBound, !body.isEmpty else { return nil }
    return NoteOpening(
      form: .bracket, label: label, text: mark.label, block: 0, line: 0, marker: mark.bytes, body: body)
  }
}
