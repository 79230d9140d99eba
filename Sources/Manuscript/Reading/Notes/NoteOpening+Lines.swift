extension NoteOpening {
  /// A block's first opening, and those of its lines that open like it and go on the series.
  static func lines(
    of block: SourceBlock, from first: NoteOpening, at index: Int, in source: SourceText
  ) -> [NoteOpening] {
    var openings = [first]
    openings[0].block = index
    for place in block.lines.indices.dropFirst() {
      let last = openings[openings.count - 1]
      let line = block.lines[place].content
      guard var next = source.opening(line) ?? source.thousandth(line, after: last) else { continue }
      (next.block, next.line) = (index, place)
      if openings.count > 1, last.isWrapped(before: next, in: block, of: source) {
        openings[openings.count - 1] = next
        continue
      }
      guard next.label.follows(last.label),
        next.form == last.form
          || [.bare, .alone, .raised].contains(next.form) && first.form != .list && first.form != .word,
        place > last.line + (last.form == .alone ? 1 : 0),
        !isCounted(next, after: block.lines[place - 1], in: source),
        !isDate(next, after: block.lines[place - 1], in: source)
      else { continue }
      openings.append(next)
    }
    return openings
  }

  /// Whether a word that something must follow stands over a plain number: it counts what comes behind it.
  private static func isCounted(_ next: NoteOpening, after line: SourceLine, in source: SourceText) -> Bool {
    guard next.form == .bare else { return false }
    let block = SourceBlock(kind: .paragraph, lines: [line], bytes: line.content)
    return Continuation.isSurelyFollowed(TextEnd(of: block, in: source))
  }

  /// Whether a number stands at the head of a note's line by chance, `not fewer than` `2 copies`, `the act of` `3 Geo. III`,
  /// where another line opens with the same number: a small letter follows it, or the line over it breaks off, as it does not with
  /// the other.
  private func isWrapped(before next: NoteOpening, in block: SourceBlock, of source: SourceText) -> Bool {
    func isSmall(_ body: Range<Int>) -> Bool {
      body.first.map { source.scalar(at: $0).scalar.properties.isLowercase } ?? false
    }
    guard form == .bare, next.form == .bare, next.label == label else { return false }
    if isSmall(body) != isSmall(next.body) { return isSmall(body) }
    let ends = [line, next.line].map { TextEnd(of: block.part($0 - 1..<$0), in: source) }
    let areCut = ends.map { $0.isDangling || Continuation.isDangling($0) || $0.awaitsNumber }
    if areCut[0] != areCut[1] { return areCut[0] }
    return !source.endsWithFullStop(block.lines[line - 1].content)
      && source.endsWithFullStop(block.lines[next.line - 1].content)
  }
}
