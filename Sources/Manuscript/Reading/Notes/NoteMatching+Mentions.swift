/// Marks that may mention notes again, where what mentions them first stands before.
extension NoteMatching {
  /// Reports what is read as a note mentioned again only for its number.
  mutating func reportOutOfPlace() {
    for mark in references where mark.isOutOfPlace {
      // The mark itself gives no text; what stands before it does.
      let before = max(0, source.endOfText(before: mark.offset) - 1)
      undecided.append(
        PageStructure.Undecided(
          what: "This may mention note \(mark.marker.label) again, or be the text's. It is read as a mark.",
          bytes: before..<mark.marker.bytes.upperBound))
    }
  }

  /// Reports plain numbers and those in round brackets that may mention notes again, `le plan que nous donnons (2) est`: they
  /// are kept as text, for much else is written like them. Where there are more of them than of marks, they number
  /// things of the text, and one report is enough.
  ///
  /// - Parameter left: marks that are left to the text. With them a number may count a sentence's points.
  mutating func reportMentions(beside left: [NoteMark]) {
    guard form == .bare || form == .round, !runs.isEmpty else { return }
    var mentions = mentions()
    if form == .round, !left.isEmpty, !mentions.isEmpty {
      let points = Self.offsetsOfPoints(among: (marks + left).sorted { $0.offset < $1.offset }, in: source)
      mentions.removeAll { points.contains(marks[$0].offset) }
    }
    undecided += mentions.prefix(mentions.count > matched ? 1 : mentions.count).map { index in
      PageStructure.Undecided(
        what:
          "This may mention note \(marks[index].marker.label) again, or be the text's. It is kept as text.",
        bytes: marks[index].marker.bytes)
    }
  }

  /// The marks that found no note, where one before them has found that of their number, with no notes between.
  private func mentions() -> [Int] {
    let notes = Set(runs.joined().map { openings[$0].label })
    var first: [NoteLabel: Int] = [:]
    return marks.indices.filter { index in
      guard marks[index].labels.count == 1, case let label = marks[index].labels[0], notes.contains(label)
      else { return false }
      if isClaimed[index] {
        first[label] = marks[index].offset
        return false
      }
      guard let before = first[label], mayMention(marks[index]) else { return false }
      let end = acceptedEnds.partitioningIndex { $0 > before }
      return end == acceptedEnds.count || acceptedEnds[end] > marks[index].offset
    }
  }

  /// Whether a mark stands right at a word, or in round brackets behind one that no number belongs to.
  private func mayMention(_ mark: NoteMark) -> Bool {
    guard !mark.isInTable, !mark.isPartedFromWord, !Self.isOwned(mark, in: source) else { return false }
    if form == .bare { return mark.isTight && isRightAtWord(mark) }
    return !points.contains(mark.offset) && source.followsFreeWord(mark.offset)
  }
}

extension SourceText {
  /// Whether the word before an offset, blanks left aside, is one that no number belongs to: not `equation (2)`, `f(2)`.
  fileprivate func followsFreeWord(_ offset: Int) -> Bool {
    let head = scalars(before: endOfText(before: offset), atMost: Self.longestFreeWord)
    let word = String(String.UnicodeScalarView(head.reversed().prefix(while: \.isLetter).reversed()))
    return word.count > 2 && !isFollowedByNumber(word.lowercased())
  }

  /// Most letters of a word that are looked at.
  private static let longestFreeWord = 24
}
