/// What stands in one block with notes and opens none.
extension NoteBodies {
  /// Most notes of a foot that are looked over for the text before it.
  private static let longestFoot = 40

  /// Most blocks of a page's end that stand between a note and what goes on it.
  private static let mostFurniture = 4

  /// What stands before the first note of a paragraph: it goes on a note that is open right before it, unless the
  /// text's own sentence is open too and goes on there.
  mutating func readPart(_ part: SourceBlock, over next: NoteOpening) {
    // A page's number or mark may stand between the two.
    let last = output.indices.suffix(Self.mostFurniture).last { !isFurniture(output[$0]) }
    // What holds a note's mark is the next page's text.
    guard let last, output[last].isNote, !output[last].lines.isEmpty, !holdsMark(part) else {
      output.append(part)
      return
    }
    if last == output.indices.last, isParagraph(part, of: output[last], over: next) {
      output[last].append(part.withLabelInText(of: source), by: .paragraph)
      output[last].bytes = output[last].bytes.lowerBound..<part.bytes.upperBound
      return
    }
    let note = TextEnd(of: output[last], in: source)
    let text = output.suffix(Self.longestFoot).last { !$0.isNote && !isFurniture($0) }
    let isTextOpen = text.map { $0.isRunning && TextEnd(of: $0, in: source).isOpen } ?? false
    let goesOn = TextStart(of: part, in: source).goesOn
    let isOfText = goesOn && isTextOpen && !note.isHyphenated
    let isNumber = note.awaitsNumber && SourceText.isDigit(source.bytes[part.bytes.lowerBound])
    // `Cf.` ends no note over what goes on in a small letter, unless the text does.
    let isRest = goesOn && !isTextOpen && last == output.indices.last
    guard note.isOpen && !isOfText || isNumber || isRest else {
      output.append(part)
      return
    }
    // What looks like a list's number is the note's: `pp. 201-`, `230. He says`.
    output[last].append(
      part.withLabelInText(of: source), by: note.isHyphenated ? .keptHyphen : .pageBreak)
    output[last].bytes = output[last].bytes.lowerBound..<part.bytes.upperBound
  }

  private func holdsMark(_ part: SourceBlock) -> Bool {
    let next = answered.partitioningIndex { $0 >= part.bytes.lowerBound }
    return next < answered.count && answered[next] < part.bytes.upperBound
  }

  private func isFurniture(_ block: SourceBlock) -> Bool {
    !block.isText || PageNumbers.number(of: block, in: source) != nil
  }

  /// Whether what stands right between two notes is a paragraph of the first: whole sentences after a whole one, and no
  /// mark in them, so that the mark of the second note stands over the first.
  private func isParagraph(_ part: SourceBlock, of note: SourceBlock, over next: NoteOpening) -> Bool {
    guard part.kind == .paragraph, let label = note.label.flatMap({ NoteLabel($0) }),
      next.label.follows(label),
      let first = part.lines.first?.content, let last = part.lines.last?.content,
      source.beginsLikeSentence(first), source.endsWithFullStop(last),
      let end = note.lines.last?.content, source.endsSentence(end),
      !part.lines.contains(where: { source.isFewDigits($0.content) })
    else { return false }
    let mark = answered.partitioningIndex { $0 > note.bytes.lowerBound }
    return mark > 0 && (mark == answered.count || answered[mark] > next.offset)
  }

  /// What goes on after a foot's last note in the same block; the page's number may stand over it.
  mutating func appendText(_ rest: SourceBlock) {
    guard rest.lines.count > 1, source.isFewDigits(rest.lines[0].content),
      let value = Int(source.string(rest.lines[0].content)),
      !rest.standsApart || lastPage.map({ value == $0 + 1 }) ?? false
    else {
      output.append(rest)
      return
    }
    var number = rest.part(0..<1)
    number.kind = .pageNumber
    output += [number, rest.part(1..<rest.lines.count)]
    lastPage = value
  }

  /// Takes a page's number off a note's end, where the one before it stood under a foot too.
  mutating func partPageNumber() {
    let last = output.count - 1
    guard let lastPage, output[last].isNote, output[last].lines.count > 1,
      let line = output[last].lines.last?.content, source.isFewDigits(line),
      Int(source.string(line)) == lastPage + 1,
      source.endsWithFullStop(output[last].lines[output[last].lines.count - 2].content)
    else { return }
    var number = output[last].part(output[last].lines.count - 1..<output[last].lines.count)
    (number.kind, number.label, number.marker) = (.pageNumber, nil, nil)
    output[last].lines.removeLast()
    let end = output[last].lines[output[last].lines.count - 1].content.upperBound
    output[last].bytes = output[last].bytes.lowerBound..<end
    output.append(number)
    self.lastPage = lastPage + 1
  }
}
