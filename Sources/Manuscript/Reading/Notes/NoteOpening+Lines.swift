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
      if openings.count > 1, last.isWrapped(before: next, in: source) {
        openings[openings.count - 1] = next
        continue
      }
      guard next.label.follows(last.label),
        next.form == last.form
          || [.bare, .alone, .raised].contains(next.form) && first.form != .list && first.form != .word,
        place > last.line + (last.form == .alone ? 1 : 0),
        !isDate(next, after: block.lines[place - 1], in: source)
      else { continue }
      openings.append(next)
    }
    return openings
  }

  /// Whether a number stands at the head of a note's line by chance, `not fewer than` `2 copies`: a small letter follows it, and
  /// another line opens with the same number and no small letter.
  private func isWrapped(before next: NoteOpening, in source: SourceText) -> Bool {
    func isSmall(_ body: Range<Int>) -> Bool {
      body.first.map { source.scalar(at: $0).scalar.properties.isLowercase } ?? false
    }
    return form == .bare && next.form == .bare && next.label == label && isSmall(body) && !isSmall(next.body)
  }
}
