/// Titles that stand right under the last note of a list, with no blank line between: the next chapter begins there.
enum NoteTails {
  /// The blocks with such titles parted from their notes, and a report on those that may go on the note after all.
  static func parted(
    _ blocks: [SourceBlock], in source: SourceText
  ) -> (blocks: [SourceBlock], undecided: [PageStructure.Undecided]) {
    var undecided: [PageStructure.Undecided] = []
    let parted = blocks.parted { index, note in
      guard
        let title = title(under: note, before: index + 1 < blocks.count ? blocks[index + 1] : nil, in: source)
      else { return nil }
      var rest = note.part(note.lines.count - 1..<note.lines.count)
      (rest.kind, rest.label, rest.marker, rest.standsApart) = (.paragraph, nil, nil, true)
      var body = note
      body.lines.removeLast()
      body.bytes = note.bytes.lowerBound..<body.lines[body.lines.count - 1].content.upperBound
      let above = body.lines[body.lines.count - 1].content
      if !isTitle(title, in: source) || !endsSentence(above, in: source) {
        undecided.append(
          PageStructure.Undecided(
            what:
              "Whether this is a title or goes on the note over it cannot be told. It is kept apart from the note.",
            bytes: title))
      }
      return [body, rest]
    }
    return (parted, undecided)
  }

  /// Fewest bytes of the text under a title.
  private static let shortestText = 40
  /// Most bytes of a title.
  private static let longest = 60

  /// A note's last line, if it may be the title of the text that comes next: it is short and has no stop, the line over
  /// it has room for its first word, and a sentence ends there, or it has a title's capitals.
  private static func title(
    under note: SourceBlock, before next: SourceBlock?, in source: SourceText
  ) -> Range<Int>? {
    guard note.isNote, note.lines.count > 1, let last = note.lines.last,
      last.joint == .softBreak || last.joint == .hardBreak, last.content.count <= longest,
      case let title = withoutEmphasis(last.content, in: source), !title.isEmpty,
      let next, next.kind == .paragraph, let first = next.lines.first?.content,
      source.beginsLikeSentence(first), next.hasLength(atLeast: shortestText)
    else { return nil }
    let (start, end) = (source.scalar(at: title.lowerBound).scalar, source.scalar(before: title.upperBound))
    let above = note.lines[note.lines.count - 2].content
    let word = source.bytes[title].prefix { !SourceText.isBlank($0) }.count
    let width = (note.lines + next.lines.prefix(2)).map(\.content.count).max() ?? 0
    guard above.count + word < width, start.properties.isUppercase || start.properties.numericType != nil,
      end.properties.isAlphabetic || end.properties.numericType != nil,
      endsSentence(above, in: source) || isTitle(title, in: source),
      !source.bytes[title].contains(UInt8(ascii: ","))
    else { return nil }
    return title
  }

  private static func withoutEmphasis(_ line: Range<Int>, in source: SourceText) -> Range<Int> {
    func isMark(_ offset: Int) -> Bool { "*_".utf8.contains(source.bytes[offset]) }
    guard let start = line.first(where: { !isMark($0) }), let last = line.last(where: { !isMark($0) }) else {
      return line.lowerBound..<line.lowerBound
    }
    return start..<last + 1
  }

  /// Whether a note may end with a line: with a stop, or because it says no more than `Ibid.`
  static func endsSentence(_ line: Range<Int>, in source: SourceText) -> Bool {
    source.endsWithFullStop(line) || line.count <= 6 && source.words(in: line) == ["ibid"]
  }

  /// Whether a line can hardly be anything but a title: a number, or words that all begin with capitals.
  private static func isTitle(_ line: Range<Int>, in source: SourceText) -> Bool {
    let words = source.string(line).split(separator: " ")
    return words.allSatisfy { word in
      guard let first = word.unicodeScalars.first else { return false }
      return first.properties.isUppercase || first.properties.numericType != nil
        || word.utf8.count < shortestNoun
    }
  }

  /// Fewest letters of a word that titles write with a capital.
  private static let shortestNoun = 4
}
