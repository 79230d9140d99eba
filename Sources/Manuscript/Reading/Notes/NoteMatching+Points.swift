/// Points that a sentence counts as notes in round brackets are marked: `in three ways: (1) in coin, (2) in timber`
extension NoteMatching {
  /// The marks in round brackets without those that number the points of a sentence, where other marks that stand behind
  /// what they are notes to say the labels of the openings. Lists that the text leads in have none.
  static func withoutPoints(
    _ marks: [NoteMark], of openings: [NoteOpening], at places: NotePlaces, in source: SourceText
  ) -> (marks: [NoteMark], points: Set<Int>) {
    let points = points(among: marks, in: source)
    guard !points.isEmpty else { return (marks, []) }
    let numbers = Set(points.joined())
    var said: [NoteLabel: Int] = [:]
    for index in marks.indices where !numbers.contains(index) && stands(marks[index], in: source) {
      for label in marks[index].labels { said[label, default: 0] += 1 }
    }
    var needed: [NoteLabel: Int] = [:]
    for opening in openings where asks(opening, at: places, in: source) {
      needed[opening.label, default: 0] += 1
    }
    let counted = Set(
      points.filter { group in
        let asked = group.compactMap { index in
          let label = marks[index].labels[0]
          return needed[label].map { said[label, default: 0] < $0 }
        }
        // One of three may have lost its mark.
        return asked.count(where: { $0 }) * 3 <= asked.count
      }.joined())
    let others = Set(numbers.subtracting(counted).map { marks[$0].offset })
    if counted.isEmpty { return (marks, others) }
    return (marks.indices.filter { !counted.contains($0) }.map { marks[$0] }, others)
  }

  /// Whether all marks that found their note are numbers of a sentence's points, which no others of their form say.
  var countsPoints: Bool {
    !points.isEmpty && marks.indices.allSatisfy { !isClaimed[$0] || points.contains(marks[$0].offset) }
  }

  /// Whether it answers more openings than another; the numbers of a sentence's points stand back behind marks of another
  /// form that say most of what they say.
  func prevails(over other: NoteMatching, by more: Int) -> Bool {
    if countsPoints, other.matched * 3 >= matched * 2 { return false }
    if other.countsPoints, matched * 3 >= other.matched * 2 { return true }
    return matched + more > other.matched
  }

  /// Whether an opening may be a note that a mark in round brackets names: `1.` within the text begins an item of a list.
  private static func asks(_ opening: NoteOpening, at places: NotePlaces, in source: SourceText) -> Bool {
    if opening.isAnchored { return true }
    let isLikeMark = opening.form != .list || source.endsInBracket(opening.marker)
    return !places.isLedIn[opening.block] && (isLikeMark || places.sections[opening.block] == .notes)
  }

  /// Where marks begin that number points.
  static func offsetsOfPoints(among marks: [NoteMark], in source: SourceText) -> Set<Int> {
    Set(points(among: marks, in: source).joined().map { marks[$0].offset })
  }

  /// Most bytes from a point to the next.
  private static let longestPoint = 600

  /// Marks that rise one by one from the first within a sentence, each before what it counts; and each that numbers the
  /// issue of a volume, `12 (2)`.
  private static func points(among marks: [NoteMark], in source: SourceText) -> [[Int]] {
    var (groups, group): ([[Int]], [Int]) = ([], [])
    func close() {
      if group.count > 1 { groups.append(group) }
      group = []
    }
    for (index, mark) in marks.enumerated() where mark.labels.count == 1 {
      let label = mark.labels[0]
      if source.numbersIssue(mark) {
        groups.append([index])
        continue
      }
      guard label.ordinal == 1 || !group.isEmpty, source.standsWithinSentence(mark) else { continue }
      if let last = group.last, label.follows(marks[last].labels[0]),
        mark.offset - marks[last].offset < longestPoint,
        group.count > 1 || source.followsPoint(mark.offset)
      {
        group.append(index)
      } else if label.ordinal == 1 {
        close()
        group = [index]
      }
    }
    close()
    return groups
  }

  /// Whether a mark stands behind what it is a note to.
  private static func stands(_ mark: NoteMark, in source: SourceText) -> Bool {
    guard mark.isTight, mark.offset > 0 else { return false }
    return !SourceText.isBlank(source.bytes[mark.offset - 1])
      || source.followsSentence(source.endOfText(before: mark.offset))
      || source.standsAtEnd(mark) && source.followsFreeText(mark.offset)
  }
}

extension SourceText {
  /// Where the text ends that stands before an offset, blanks and the ends of lines left aside.
  func endOfText(before offset: Int) -> Int {
    var end = offset
    while end > 0, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// Whether a mark stands by itself before words, and behind others that end no sentence.
  fileprivate func standsWithinSentence(_ mark: NoteMark) -> Bool {
    let (start, end) = (endOfText(before: mark.offset), mark.marker.bytes.upperBound)
    guard start > 0, end < bytes.count, start < mark.offset || endsPoint(start) else { return false }
    let next = scalar(at: end).scalar.properties
    return (next.isWhitespace || next.isAlphabetic) && !standsAtEnd(mark) && !followsSentence(start)
  }

  /// Whether a mark in brackets stands behind a blank and a number that is no year.
  fileprivate func numbersIssue(_ mark: NoteMark) -> Bool {
    guard bytes[mark.offset] == UInt8(ascii: "("), mark.labels[0].system == .number else { return false }
    let end = endOfText(before: mark.offset)
    let figures = bytes[max(0, end - 4)..<end].reversed().prefix(while: Self.isDigit).count
    return end < mark.offset && (1...3).contains(figures)
  }

  /// Whether a comma or the like stands right before an offset.
  private func endsPoint(_ offset: Int) -> Bool {
    offset > 0 && [",", ";", ":", "，", "、", "；", "："].contains(scalar(before: offset))
  }

  /// Whether what stands before an offset ends a point and leads to the next, `in coin, (2)`, `in coin and (2)`
  fileprivate func followsPoint(_ offset: Int) -> Bool {
    let end = endOfText(before: offset)
    if endsPoint(end) { return true }
    let word = bytes[max(0, end - Self.longestLink - 1)..<end].reversed().prefix { !Self.isBlank($0) }
    return (1...Self.longestLink).contains(word.count) && word.allSatisfy(Self.isLetter)
  }

  /// Most bytes of a word that links two points: `and`, `oder`
  private static let longestLink = 4
}
