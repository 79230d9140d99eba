/// Walks through a text of English prose and asks the rules at each stop.
struct EnglishSentences {
  private let text: ScalarText
  private let range: ScalarRange
  private let references: Set<Int>
  private let brackets: Brackets
  /// Where the items of a list begin that runs on in one paragraph, in order.
  private var items: ArraySlice<Int>
  private var sentences: [ScalarRange] = []
  private var start: Int
  /// Where the last bracket closes that the sentence holds.
  private var bracketEnd: Int
  /// The rules that decided, for whoever asks.
  private var decisions: [SentenceRule] = []

  static func sentences(in range: ScalarRange, of text: ScalarText, references: Set<Int>) -> [ScalarRange] {
    var walk = EnglishSentences(range, text, references)
    walk.run()
    return walk.sentences
  }

  /// The names of the rules that decide about a text's stops, in order.
  static func rules(deciding text: ScalarText, references: Set<Int>) -> [String] {
    var walk = EnglishSentences(text.range, text, references)
    walk.run()
    return walk.decisions.map(\.name)
  }

  private init(_ range: ScalarRange, _ text: ScalarText, _ references: Set<Int>) {
    (self.text, self.range, self.references) = (text, range, references)
    brackets = Brackets(in: range, of: text)
    items = Enumeration.items(in: range, of: text)[...]
    start = range.start
    bracketEnd = range.start
  }

  private mutating func run() {
    start = skippingBlanks(from: range.start)
    var index = start
    while index < range.end {
      while let item = items.first, item <= start { items.removeFirst() }
      let scalar = text[index]
      if scalar == "\n" {
        index = end(at: index, next: skippingBlanks(from: index))
      } else if index == items.first {
        items.removeFirst()
        index = end(at: index, next: index)
      } else if scalar == "(" || scalar == "[" {
        if index > start, let close = brackets.close(of: index) { bracketEnd = max(bracketEnd, close) }
        index += 1
      } else if Marks.isTerminator(scalar) {
        index = judge(index)
      } else {
        index += 1
      }
    }
    _ = end(at: range.end, next: range.end)
  }

  private mutating func end(at end: Int, next: Int) -> Int {
    if let sentence = text.trimmed(start, end) { sentences.append(sentence) }
    start = next
    return next
  }

  /// Asks about the stop at an offset. Returns where the walk goes on.
  private mutating func judge(_ index: Int) -> Int {
    let run = run(from: index)
    if run.omission > index {
      // A stop, and then an omission: what is left out began the next sentence, if one follows.
      let after = skippingBlanks(from: run.end)
      if after > run.end, after < range.end, index >= bracketEnd {
        let following = Following(at: after, in: text, before: range.end)
        if let first = following.first, !Marks.isSmall(first), !Marks.isContinuer(text[after]) {
          decisions.append(SentenceRules.plain)
          return end(at: index + 1, next: run.omission)
        }
      }
    }
    let closed = closing(from: run.end)
    let close = noteMark(from: closed, stop: run.end, at: index)
    let next = skippingBlanks(from: close)
    guard next < range.end else { return range.end }
    // An omission at the beginning of a sentence belongs to it.
    if run.count >= 3, index == start, closed == run.end { return run.end }
    var stop = Stop(
      text: text, sentence: start, limit: range.end, start: index, end: run.end, close: close,
      isClosed: closed > run.end, next: next, mark: run.mark, gap: .blank,
      isInBrackets: close <= bracketEnd, preceding: Preceding(index, in: text, from: start),
      following: Following(at: next, in: text, before: range.end))
    if next == close {
      stop.gap = (run.end...close).contains { references.contains($0) } ? .reference : .none
    }
    let rule = SentenceRules.deciding(stop)
    decisions.append(rule)
    return rule.verdict == .ends ? end(at: close, next: next) : close
  }

  // MARK: - Around a stop

  private func skippingBlanks(from offset: Int) -> Int {
    var index = offset
    while index < range.end, Marks.isBlank(text[index]) { index += 1 }
    return index
  }

  private struct Run {
    var mark: Stop.Mark
    var end: Int
    var count: Int
    /// Where an omission begins that follows the sentence's own stop; else where the run begins.
    var omission: Int
  }

  /// The marks that stand together: `?!`, `...`, `. . .`
  private func run(from start: Int) -> Run {
    let first = text[start]
    guard first == "." || first == "…" else {
      var end = start + 1
      while end < range.end, Marks.isTerminator(text[end]) { end += 1 }
      let isWide = Marks.isWide(first) || first == "।" || first == "۔"
      return Run(mark: isWide ? .wide : .cry, end: end, count: 1, omission: start)
    }
    var (end, count, omission) = (start, 0, start)
    while end < range.end {
      let isAfterBlank = count > 0 && text[end] == " "
      let dot = isAfterBlank ? end + 1 : end
      guard dot < range.end, text[dot] == "." || text[dot] == "…" else { break }
      if count == 1, isAfterBlank { omission = dot }
      count += text[dot] == "…" ? 3 : 1
      end = dot + 1
    }
    let isJoined = start > range.start && !Marks.isBlank(text[start - 1])
    let isOmission = isJoined && omission > start && count >= 4
    if count == 1 || count == 2 && omission == start {
      while end < range.end, text[end] == "!" || text[end] == "?" { end += 1 }
      let isCry = text[end - 1] == "!" || text[end - 1] == "?"
      return Run(mark: isCry ? .cry : .period, end: end, count: 1, omission: start)
    }
    return Run(
      mark: .ellipsis(count: count, isJoined: isJoined), end: end, count: count,
      omission: isOmission ? omission : start)
  }

  /// The end of the quotes and brackets that close after a stop.
  private func closing(from offset: Int) -> Int {
    var index = offset
    while index < range.end, closes(index) { index += 1 }
    return index
  }

  private func closes(_ index: Int) -> Bool {
    let scalar = text[index]
    let isBeforeLetter = index + 1 < range.end && Marks.isLetter(text[index + 1])
    switch scalar {
    case "\"", "'", "’":
      // `Jr.'s`, and a quotation that opens where a blank was lost.
      return !(isBeforeLetter && !Marks.isCapital(text[index + 1]))
    case "“", "‘":
      // German quotations close so.
      return index + 1 == range.end || Marks.isBlank(text[index + 1])
    default: return Marks.isCloser(scalar)
    }
  }

  /// The end of a note's mark that was left in the text: `war.[12] The`, `war.12 The`, `war.² The`.
  private func noteMark(from offset: Int, stop: Int, at start: Int) -> Int {
    guard offset < range.end else { return offset }
    var index = offset
    if text[index] == "[" {
      index += 1
      let digits = index
      while index < range.end, index - digits < 12, Marks.isDigit(text[index]) || ",–- ".contains(text[index])
      {
        index += 1
      }
      return index > digits && index < range.end && text[index] == "]" && Marks.isDigit(text[digits])
        ? closing(from: index + 1) : offset
    }
    while index < range.end, "¹²³⁰⁴⁵⁶⁷⁸⁹†‡".contains(text[index]) { index += 1 }
    if index > offset { return index }
    while index < range.end, index - offset < 4, Marks.isDigit(text[index]) { index += 1 }
    guard index > offset, index - offset < 4, index + 1 < range.end, text[index] == " " else { return offset }
    let following = Following(at: index, in: text, before: range.end)
    guard let first = following.first, Marks.isCapital(first) else { return offset }
    let preceding = Preceding(start, in: text, from: self.start)
    let isYear = preceding.isNumber && preceding.word.count == 4 && following.isStarter
    let isWord = preceding.letters >= 3 && preceding.isPlain && !preceding.isCapitalised
    return isYear || isWord || offset > stop ? index : offset
  }
}

extension String {
  fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool { unicodeScalars.contains(scalar) }
}
