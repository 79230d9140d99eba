/// What stands around marks that are written as the numbers of points are.
extension NoteMatching {
  /// Whether all of them follow sentences, and one ends a paragraph. The numbers of points, `(1) The price. (2) The roof.`,
  /// stand before what they count, and something follows the last.
  func endSentences(_ answers: [Int: Answer]) -> Bool {
    followSentences(answers)
      && answers.values.contains { answer in
        guard case .mark(let index) = answer else { return false }
        return source.endsParagraph(at: marks[index].marker.bytes.upperBound)
      }
  }

  func followSentences(_ answers: [Int: Answer]) -> Bool {
    answers.values.allSatisfy { answer in
      guard case .mark(let index) = answer else { return false }
      return marks[index].isTight && source.followsSentence(marks[index].offset)
    }
  }

  /// Whether all of them, two or more, stand right before stops or end paragraphs, where the numbers of points do not.
  func standAtEnds(_ answers: [Int: Answer]) -> Bool {
    answers.count > 1
      && answers.values.allSatisfy { answer in
        if case .mark(let index) = answer { source.standsAtEnd(marks[index]) } else { false }
      }
  }

  /// Whether all of them, three or more, stand by themselves behind words that no number belongs to, and before stops:
  /// `à l’abbé 1. Il écrivit`
  func standBeforeStops(_ answers: [Int: Answer]) -> Bool {
    answers.count > 2 && standAtEnds(answers) && !followOneWord(answers)
      && answers.values.allSatisfy { answer in
        if case .mark(let index) = answer { source.followsFreeText(marks[index].offset) } else { false }
      }
  }

  /// Whether the same word stands before all of the marks: `file1`, `file2` number things.
  func followOneWord(_ answers: [Int: Answer]) -> Bool {
    let words = answers.values.compactMap { answer -> ArraySlice<UInt8>? in
      guard case .mark(let mark) = answer else { return nil }
      let start = marks[mark].offset
      return source.bytes[max(0, start - Self.longestWord)..<start]
        .reversed().drop(while: SourceText.isBlank).prefix(while: SourceText.isLetter).reversed()[...]
    }
    guard words.count > 1, let first = words.first, !first.isEmpty else { return false }
    return words.dropFirst().allSatisfy { $0.elementsEqual(first) }
  }

  /// Whether plain numbers belong to what stands before all of them, or most.
  func namesThings(_ answers: [Int: Answer]) -> Bool {
    followOneWord(answers) || followNames(answers) || countParts(answers)
  }

  /// Whether the same figure and a stop stand before all of the marks: sections, `2.1 The Wheel`, `2.2 The Mill`.
  private func countParts(_ answers: [Int: Answer]) -> Bool {
    let figures = answers.values.compactMap { answer -> [UInt8]? in
      guard case .mark(let index) = answer, marks[index].doubt == .figure else { return nil }
      return source.bytes[..<marks[index].offset].suffix(Self.longestWord).reversed().prefix {
        !SourceText.isBlank($0)
      }
    }
    return figures.count > 1 && figures.count == answers.count && Set(figures).count == 1
  }

  /// Whether most of the marks stand at short names, of which each may have its own number, `PAX2`.
  func followNames(_ answers: [Int: Answer]) -> Bool {
    answers.values.count { answer in
      if case .mark(let index) = answer { marks[index].doubt == .name } else { false }
    } * 2 > answers.count
  }

  /// Whether most of the marks name what the text numbers, `as in (1) and (2)`, `Of these (1) is proved. (2) is likely`: they
  /// stand by themselves behind words that lead to numbers, or before words that go on from them.
  func nameItems(_ answers: [Int: Answer]) -> Bool {
    let places = answers.values.compactMap { answer in
      if case .mark(let index) = answer { index } else { nil }
    }
    guard !places.isEmpty, places.count == answers.count,
      !places.contains(where: { isRightAtWord(marks[$0]) })
    else { return false }
    return followOneWord(answers) || places.count { source.namesItem(marks[$0]) } * 3 >= places.count * 2
  }

  /// Most bytes of such a word.
  private static let longestWord = 24

  /// Whether the marks in round brackets before a run, from its first on, say it one by one and nothing else, and stand
  /// behind what they are notes to: right at words, before stops, or in the midst of a sentence after a word that no number
  /// belongs to. The numbers of points stand before what they count, and those of examples and of the parts of a law
  /// follow words that lead to them.
  func standsUnderItsMarks(_ run: [Int], _ answers: [Int: Answer]) -> Bool {
    guard answers.count == run.count, !followOneWord(answers) else { return false }
    let areBehindSentences = endSentences && followSentences(answers)
    var (free, ends, last) = (0, 0, -1)
    for place in run.indices {
      guard case .mark(let index)? = answers[place], last < 0 || index == last + 1 else { return false }
      let isAtEnd = isRightAtWord(marks[index]) || source.standsAtEnd(marks[index])
      let isFree = source.followsFreeText(marks[index].offset)
      guard isAtEnd || areBehindSentences || isFree && !marks[index].isTight else { return false }
      (free, ends, last) = (free + (isFree ? 1 : 0), ends + (isAtEnd || areBehindSentences ? 1 : 0), index)
    }
    // `1.` begins the items of many a list.
    let isLikeMarks = openings[run[0]].form != .list || source.endsInBracket(openings[run[0]].marker)
    return (isLikeMarks || answers.values.allSatisfy { isRightAtWord($0) }) && ends > 0
      && free * 2 >= run.count
      && (last + 1 == marks.count || marks[last + 1].offset > openings[run[0]].offset)
  }
}

extension SourceText {
  /// Most bytes that tell what stands before a mark.
  private static let nearMark = 24

  /// Whether a stop that ends a sentence stands before an offset, closing marks and blanks left aside.
  func followsSentence(_ offset: Int) -> Bool {
    let last = scalars(before: endOfText(before: offset), atMost: Self.nearMark).last { scalar in
      !scalar.properties.isWhitespace
        && !["”", "’", "\"", "'", "»", "«", "“", "‘", ")", "]", "*", "_"].contains(scalar)
    }
    return last.map { TextEnd.terminators.contains($0) } ?? false
  }

  /// Whether a mark stands right before a stop, of Chinese and Japanese too, or ends a paragraph.
  func standsAtEnd(_ mark: NoteMark) -> Bool {
    let end = mark.marker.bytes.upperBound
    guard end < bytes.count else { return true }
    return ".,;:!?".utf8.contains(bytes[end])
      || bytes[end] >= 0xE3 && ["。", "、", "，", "．", "；", "："].contains(scalar(at: end).scalar)
      || endsParagraph(at: end)
  }

  /// Whether a mark stands behind a word that leads to a number, or where a sentence or a point begins that goes on in a small
  /// letter.
  fileprivate func namesItem(_ mark: NoteMark) -> Bool {
    if !followsFreeText(mark.offset) { return true }
    let rest = bytes[mark.marker.bytes.upperBound...].prefix(2)
    guard let blank = rest.first, Self.isBlank(blank), let next = rest.last, (0x61...0x7A).contains(next)
    else {
      return false
    }
    let last = bytes[..<mark.offset].last { !Self.isBlank($0) }
    return followsSentence(mark.offset) || last.map { ",;:".utf8.contains($0) } ?? false
  }

  /// Whether a mark ends a paragraph behind the end of a sentence.
  func endsBoth(_ mark: NoteMark) -> Bool {
    mark.isTight && endsParagraph(at: mark.marker.bytes.upperBound) && followsSentence(mark.offset)
  }

  /// Whether a bracket closes what a note opens with: `1)`
  func endsInBracket(_ marker: Range<Int>) -> Bool {
    trimmed(marker).last.map { bytes[$0] == UInt8(ascii: ")") } ?? false
  }

  /// Whether what stands before an offset, blanks left aside, is a whole sentence, a year, or a word within a sentence to
  /// which no number belongs.
  func followsFreeText(_ offset: Int) -> Bool {
    let head = scalars(before: endOfText(before: offset), atMost: Self.nearMark * 2).reversed()
      .drop { $0.properties.isWhitespace }
    guard let last = head.first else { return false }
    let figures = head.prefix { $0.properties.numericType != nil }.count
    guard figures == 0 else { return figures > 3 }
    guard last.isLetter, last.properties.isCased else { return true }
    let word = head.prefix(while: \.isLetter)
    let before = head.dropFirst(word.count).first { !$0.properties.isWhitespace }
    let isWithin = before.map { !TextEnd.terminators.contains($0) } ?? false
    return word.count > 2 && isWithin
      && !isFollowedByNumber(String(String.UnicodeScalarView(word.reversed())).lowercased())
  }

  /// Whether nothing but blanks stands from an offset to the end of its line, and a blank line or nothing below.
  fileprivate func endsParagraph(at offset: Int) -> Bool {
    var breaks = 0
    for byte in bytes[offset...] {
      if byte == 0x0A { breaks += 1 } else if !Self.isBlank(byte) && byte != 0x0D { return false }
      if breaks == 2 { return true }
    }
    return true
  }
}
