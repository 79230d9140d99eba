/// Which openings belong together, and how well they stand for notes.
extension NoteMatching {
  /// Whether notes that open so go with marks of the form.
  func fits(_ opening: NoteOpening) -> Bool {
    if opening.isNote { return true }
    let isUnderHeading = places.sections[opening.block] == .notes || opening.isAnchored
    switch (form, opening.form) {
    case (.raised, _), (.bracket, _), (_, .word): return true
    case (.round, .list):
      // `1)` in the text and at the foot.
      return isUnderHeading || places.isListAtPageEnd(opening.block) || isGlued || endsPart(opening)
    case (.bare, .list): return isUnderHeading || places.isListAtPageEnd(opening.block) || endsPart(opening)
    case (.symbol, let other): return [.symbol, .raised, .alone].contains(other)
    case (.letter, let other):
      return other != .bare && other != .alone
        && (other != .list || isUnderHeading || places.isListAtEnd(opening.block))
    case (.round, _), (.bare, _): return true
    }
  }

  /// The openings that fit, those that take turns with the text, and items of lists that one which does goes on, over
  /// another paragraph of theirs too.
  func fitting(_ own: [Int]) -> [Int] {
    if own.allSatisfy({ fits(openings[$0]) }) { return own }
    let all = runs(of: own)
    let turns = Set(NoteTurns(of: all, in: self).runs.flatMap { all[$0] })
    var fitting: [Int] = []
    for index in own.reversed() {
      let next = fitting.last.map { openings[$0] }
      let isGoneOn =
        next.map { next in
          openings[index].form == .list && next.form == .list && next.label.follows(openings[index].label)
            && places.chapters[openings[index].block] == places.chapters[next.block]
            && !places.isDeeper(openings[index].block, than: next.block)
            && places.texts(between: openings[index].block, and: next.block) <= Self.longestNote
        } ?? false
      if isGoneOn || turns.contains(index) || fits(openings[index]) { fitting.append(index) }
    }
    return fitting.reversed()
  }

  /// Whether an opening is in a list with which a chapter ends, or the paper.
  func endsPart(_ opening: NoteOpening) -> Bool {
    places.isListAtEnd(opening.block) || places.isListAtChapterEnd(opening.block)
  }

  /// Most blocks with text that may stand between a note and the next in one list.
  private static let longestNote = 6

  /// Openings one after another, each with the label after the one before; between two of them stands no
  /// mark of the second, or the text has gone on. Lists that say a part of a series are none where another says all.
  func runs(of own: [Int]) -> [[Int]] { withoutPartial(allRuns(of: own)) }

  private func allRuns(of own: [Int]) -> [[Int]] {
    var runs: [[Int]] = []
    var inner: Int?
    for index in own where !isBullet(index) && !isOfText(index) {
      if isInside(index, of: runs.last?.last, after: inner) {
        inner = index
        continue
      }
      inner = nil
      guard let last = runs.last?.last else {
        runs.append([index])
        continue
      }
      let start = runs.dropLast().last?.last.map { openings[$0].offset } ?? 0
      if isNext(index, after: last, from: start), mayGoOn(index, after: last, from: start),
        !opensNextFoot(index, after: last)
      {
        runs[runs.count - 1].append(index)
      } else if runs.count > 1, let note = runs[runs.count - 2].last, isNext(index, after: note, from: 0),
        openings[index].form == openings[note].form, ![.list, .alone].contains(openings[note].form),
        openings[runs[runs.count - 1][0]].label.ordinal == 1,
        runs[runs.count - 1].allSatisfy({ openings[$0].form == .list })
      {
        // The list between them is the note's own.
        runs.removeLast()
        runs[runs.count - 1].append(index)
      } else {
        runs.append([index])
      }
    }
    return runs
  }

  /// Whether an item is in a list of the note before it: it is set in under that one, and counts from 1.
  private func isInside(_ index: Int, of last: Int?, after inner: Int?) -> Bool {
    let opening = openings[index]
    guard let last, opening.form == .list || opening.form == .round,
      places.isNested(opening.block, under: openings[last].block)
    else { return false }
    return opening.label.ordinal == 1 || inner.map { opening.label.follows(openings[$0].label) } ?? false
  }

  /// Whether an opening comes next after another; `start` is where the run before theirs ends.
  private func isNext(_ index: Int, after last: Int, from start: Int) -> Bool {
    let (before, opening) = (openings[last], openings[index])
    return opening.label.follows(before.label) && opening.endsText == before.endsText
      && places.chapters[before.block] == places.chapters[opening.block]
      && places.texts(between: before.block, and: opening.block) <= Self.longestNote
      && !isMarked(opening, behind: before, from: start)
      && fused(
        opening.label, of: opening.label.ordinal...opening.label.ordinal + 1, from: before.offset,
        after: before.offset, before: opening.offset) == nil
  }

  /// Whether the mark of an opening stands between another and it. Where the text has said the number right at a word, one
  /// that stands by itself counts what a note speaks of, `1 at Leeds, 2 at York`.
  private func isMarked(_ opening: NoteOpening, behind before: NoteOpening, from start: Int) -> Bool {
    guard let found = mark(opening.label, from: before.offset, before: opening.offset) else { return false }
    return form != .bare && form != .bracket || isRightAtWord(marks[found])
      || mark(opening.label, from: start, before: before.offset, atWord: true) == nil
  }

  /// Whether an opening begins the next page's foot with a note of the page before: text stands between, and in it the mark of
  /// the note after this one. Where the text has run into the note before, the marks of two say so.
  private func opensNextFoot(_ index: Int, after last: Int) -> Bool {
    let (before, opening) = (openings[last], openings[index])
    guard opening.label.system == .number else { return false }
    let isTextBetween = places.texts(between: before.block, and: opening.block) > 0
    var label = opening.label
    for _ in 0..<(isTextBetween ? 1 : 2) {
      guard
        let next = openings[(index + 1)...].prefix(Self.nearOpenings).first(where: { $0.label.follows(label) }
        ),
        let mark = mark(next.label, from: before.offset, before: opening.offset), marks[mark].isTight
      else { return false }
      label = next.label
    }
    return true
  }

  /// Most openings between a note and the next.
  private static let nearOpenings = 4

  /// Whether a number by itself goes on others that stand so, or plain ones if a mark from an offset on has said it: else
  /// it is a chapter's.
  private func mayGoOn(_ index: Int, after last: Int, from start: Int) -> Bool {
    let (before, opening) = (openings[last], openings[index])
    // `2. The Rope` is a heading of the text, or a day, where others stand alone.
    if before.form == .alone, opening.form == .bare { return !hasStop(index) }
    if opening.form == .alone, before.form == .bare, hasStop(last), !hasStop(index) { return false }
    guard opening.form == .alone, before.form != .alone else { return true }
    return (before.form == .bare || before.form == .raised)
      && mark(opening.label, from: start, before: opening.offset) != nil
  }

  /// Whether an item is in a list that the text leads in, and that no page's end makes a foot.
  private func isOfText(_ index: Int) -> Bool {
    let opening = openings[index]
    return (opening.form == .list || opening.form == .round) && places.isLedIn[opening.block]
      && !opening.isAnchored && !places.isListAtPageEnd(opening.block)
  }

  /// Whether a `*` is one of several bullets, which `\*` is not.
  private func isBullet(_ index: Int) -> Bool {
    let opening = openings[index]
    guard opening.form == .symbol, opening.text == "*", source.bytes[opening.offset] != UInt8(ascii: "\\")
    else { return false }
    return [index - 1, index + 1].contains { other in
      openings.indices.contains(other) && openings[other].text == "*"
        && abs(openings[other].block - opening.block) == 1
    }
  }

  /// How well a run stands for notes: 4 under a heading that says so or with anchors, 3 at a page's foot or the
  /// end of something, 2 by a form that hardly anything else has, 1 elsewhere, 0 in a list of literature.
  private func strength(of run: [Int]) -> Int {
    let (first, last) = (openings[run[0]], openings[run[run.count - 1]])
    // Nothing but notes leads back to the text, whatever the heading over them says.
    if first.isNote || run.count(where: { openings[$0].leadsBack }) * 2 > run.count { return 4 }
    switch places.sections[first.block] {
    // A number by itself is the next chapter's as well.
    case .notes where run.count > 1 || first.form != .alone: return 4
    case .notes: break
    case .literature: return 0
    case .text: break
    }
    if run.contains(where: { openings[$0].isAnchored }) || first.form == .word { return 4 }
    if places.isFoot(of: first, to: places.end(of: last)) { return 3 }
    if places.textGoesOn(after: last, over: first) != nil { return 3 }
    // Such figures number the points of an argument too.
    if first.label.system == .circled { return 1 }
    switch first.form {
    case .raised, .bracket, .symbol, .letter: return 2
    default: return 1
    }
  }

  /// Runs with nothing but headings between them are parts of one list: they stand where the best of them does.
  func strengths(of runs: [[Int]], _ turns: NoteTurns) -> [Int] {
    var strengths = runs.map { strength(of: $0) }
    func level(_ index: Int, _ other: Int) {
      let (first, second) = (runs[min(index, other)], runs[max(index, other)])
      let end = places.end(of: openings[first[first.count - 1]])
      // What stands over the heading of the notes is none of theirs.
      let isOver =
        places.sections[openings[first[0]].block] == .text
        && places.sections[openings[second[0]].block] == .notes
      if strengths[index] > 0, strengths[other] > strengths[index], !isOver,
        places.hasOnlyHeadings(between: end, and: openings[second[0]].block)
      {
        strengths[index] = strengths[other]
      }
    }
    for index in runs.indices.dropFirst() { level(index, index - 1) }
    for index in runs.indices.dropFirst().reversed() { level(index - 1, index) }
    for index in turns.runs where strengths[index] > 0 {
      strengths[index] = max(strengths[index], 3)
    }
    return strengths
  }
}

extension NoteOpening {
  /// Whether it follows a note in the same paragraph, and that note has ended: then it is no part of the note, and
  /// nothing but another note stands there, although no mark says so.
  func isNext(to note: NoteOpening, in source: SourceText) -> Bool {
    guard block == note.block, form == note.form, line > note.line, source.beginsLikeSentence(body) else {
      return false
    }
    let end = source.trimmed(note.offset..<offset).upperBound
    return TextEnd.terminators.contains(source.scalar(before: end))
  }
}
