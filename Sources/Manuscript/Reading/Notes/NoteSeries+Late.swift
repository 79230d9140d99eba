/// Notes that came in late between two others and took the number of the first with a letter or a word, `2a`, `2bis`.
extension NoteSeries {
  /// The words that count such notes as letters do.
  private static let words = ["bis", "ter", "quater"]
  /// Most lines behind one note that are tried.
  private static let mostTried = 12

  /// Finds such notes behind the notes that have their numbers: the text says each once, between the marks of the two notes
  /// between which it stands. A body alone is no proof, as a note's line may begin so, `see Holt, part` `2a of the roll`.
  mutating func addLate(_ marks: [NoteMark], but claimed: Set<Int>, in source: SourceText) {
    let known = runs.joined().filter { openings[$0].label.system == .number }
      .sorted { openings[$0].offset < openings[$1].offset }
    guard !known.isEmpty else { return }
    var found: LateMarks?
    // For a note those that came in behind it, with where their marks stand.
    var behind: [Int: [(index: Int, mark: Int)]] = [:]
    var tried: [Int: Int] = [:]
    for (block, line) in lateLines(in: source) {
      let content = places.blocks[block].lines[line].content
      let next = known.partitioningIndex { openings[$0].offset >= content.lowerBound }
      guard next > 0, case let note = known[next - 1],
        var opening = opening(content, late: openings[note], in: source),
        tried[note, default: 0] < Self.mostTried
      else { continue }
      tried[note, default: 0] += 1
      let said = found ?? LateMarks(marks.filter { claimed.contains($0.offset) }, in: places, of: source)
      found = said
      guard let mark = said.mark(opening, behind: openings[note], from: behind[note]?.last?.mark) else {
        continue
      }
      (opening.block, opening.line) = (block, line)
      late.append(opening)
      openings.append(opening)
      self.marks.append(mark)
      answered.append(mark.offset)
      behind[note, default: []].append((openings.count - 1, mark.offset))
    }
    if late.isEmpty { return }
    answered.sort()
    insert(behind)
  }

  /// Makes late notes part of the run of the note behind which they came; those whose marks stand behind that run are of
  /// another foot, with the run that goes on there, or by themselves.
  private mutating func insert(_ behind: [Int: [(index: Int, mark: Int)]]) {
    var apart: [[Int]] = []
    for place in runs.indices {
      runs[place] = runs[place].flatMap { note in
        let all = behind[note] ?? []
        let own = all.filter { $0.mark < openings[note].offset }.map(\.index)
        if own.count < all.count { apart.append(all.map(\.index).filter { !own.contains($0) }) }
        return [note] + own
      }
    }
    for notes in apart {
      let last = openings[notes[notes.count - 1]]
      let next = runs.partitioningIndex { openings[$0[0]].offset > last.offset }
      if next < runs.count, places.isOneFoot(from: last.block, to: openings[runs[next][0]].block) {
        runs[next] = notes + runs[next]
      } else {
        runs.insert(notes, at: next)
      }
    }
  }

  /// The lines of paragraphs that begin with a number and a letter or word right behind it, by their blocks.
  private func lateLines(in source: SourceText) -> [(block: Int, line: Int)] {
    let bytes = source.bytes
    func mayOpen(_ line: Range<Int>) -> Bool {
      guard let start = line.first(where: { !"[(\\".utf8.contains(bytes[$0]) }),
        SourceText.isDigit(bytes[start])
      else { return false }
      let end = source.endOfDigits(at: start, before: line.upperBound)
      return end < line.upperBound && SourceText.isLetter(bytes[end])
    }
    return places.blocks.enumerated().flatMap { index, block in
      block.isRunning || block.isNote
        ? block.lines.indices.filter { mayOpen(block.lines[$0].content) }.map { (index, $0) } : []
    }
  }

  /// What a line opens with if that is a note's number with a letter or a word: `2a See`, `[2a] See`, `2bis. See`
  private func opening(_ line: Range<Int>, late note: NoteOpening, in source: SourceText) -> NoteOpening? {
    let bytes = source.bytes
    let start = line.first { !"[(\\".utf8.contains(bytes[$0]) } ?? line.upperBound
    let number = start..<start + note.text.utf8.count
    guard number.upperBound < line.upperBound, bytes[number].elementsEqual(note.text.utf8) else { return nil }
    let letters = bytes[number.upperBound..<line.upperBound].prefix(while: SourceText.isLetter)
    let word = source.string(letters.startIndex..<letters.endIndex)
    guard Self.words.contains(word) || word.utf8.count == 1 && ("a"..."f").contains(word) else { return nil }
    let end = bytes[letters.endIndex..<line.upperBound].prefix { "])\\.:".utf8.contains($0) }.endIndex
    let body = source.trimmed(end..<line.upperBound)
    let isInBrackets = start > line.lowerBound
    guard end < line.upperBound, SourceText.isBlank(bytes[end]), !body.isEmpty,
      !isInBrackets || bytes[letters.endIndex..<end].contains(where: { "])".utf8.contains($0) })
    else { return nil }
    return NoteOpening(
      form: isInBrackets ? .bracket : note.form, label: note.label, text: note.text + word, block: 0,
      line: 0, marker: line.lowerBound..<end, body: body)
  }
}

/// Where the text may say the marks of notes that came in late.
private struct LateMarks {
  /// Where marks stand that found their notes, by their labels, in order.
  private let marks: [NoteLabel: [Range<Int>]]
  private let places: NotePlaces
  private let source: SourceText

  init(_ marks: [NoteMark], in places: NotePlaces, of source: SourceText) {
    (self.places, self.source) = (places, source)
    let said = marks.flatMap { mark in mark.labels.map { (label: $0, bytes: mark.marker.bytes) } }
    self.marks = Dictionary(grouping: said, by: \.label).mapValues { $0.map(\.bytes) }
  }

  /// The mark of such a note, if there is one alone between those of the notes before and after it, and over its body.
  /// - Parameter position: where the mark of another such note stands between the two.
  func mark(_ note: NoteOpening, behind other: NoteOpening, from position: Int?) -> NoteMark? {
    guard let same = marks[note.label],
      let own = same[..<same.partitioningIndex { $0.lowerBound >= other.offset }].last
    else { return nil }
    let low = position.map { $0 + 1 } ?? own.upperBound
    let following = NoteLabel("\(note.label.ordinal + 1)").flatMap { marks[$0] } ?? []
    let next = following[following.partitioningIndex { $0.lowerBound > low }...].first?.lowerBound
    let end = min(next ?? note.offset, note.offset)
    guard low < end else { return nil }
    var found: [NoteMark] = []
    let firstBlock = places.blocks.partitioningIndex { $0.bytes.upperBound > low }
    for block in places.blocks[firstBlock...].prefix(while: { $0.bytes.lowerBound < end })
    where block.isText && !block.isNote {
      for line in block.lines where line.content.upperBound > low && line.content.lowerBound < end {
        let part = max(low, line.content.lowerBound)..<min(end, line.content.upperBound)
        found += part.compactMap { mark(note, at: $0, on: line.content) }
      }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// What says a note's label at an offset, right behind a word or stop, or in brackets, and ends there.
  private func mark(_ note: NoteOpening, at offset: Int, on line: Range<Int>) -> NoteMark? {
    let (bytes, end) = (source.bytes, offset + note.text.utf8.count)
    guard end <= line.upperBound, offset > line.lowerBound, bytes[offset..<end].elementsEqual(note.text.utf8)
    else { return nil }
    let before = bytes[offset - 1]
    var marker = offset..<end
    if let close = ["[": "]", "(": ")"][Character(UnicodeScalar(before))] {
      guard end < line.upperBound, bytes[end] == close.utf8.first else { return nil }
      marker = offset - 1..<end + 1
    } else if SourceText.isBlank(before) || SourceText.isDigit(before) || "-/".utf8.contains(before)
      || end < line.upperBound && (SourceText.isLetter(bytes[end]) || SourceText.isDigit(bytes[end]))
    {
      return nil
    }
    return NoteMark(
      form: marker == offset..<end ? .bare : .bracket, labels: [note.label],
      marker: NoteMarker(style: .weak, bytes: marker, content: marker, label: note.text), isTight: true)
  }
}
