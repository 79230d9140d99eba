/// Walks through prose and asks the rules of its language at each stop.
struct ProseSentences {
  let text: ScalarText
  let range: ScalarRange
  let language: ProseLanguage
  /// Whether quotations are written `« so »`, not `»so«`.
  let guillemetsPointOut: Bool
  private let references: Set<Int>
  private let usage: WordUsage
  let brackets: Brackets
  /// Where the items of a list begin that runs on in one paragraph, in order.
  private(set) var items: ArraySlice<Int>
  private(set) var start: Int
  private var sentences: [ScalarRange] = []
  /// Where the last bracket closes that the sentence holds.
  private var bracketEnd: Int
  /// The rules that decided, for whoever asks.
  private var decisions: [SentenceRule]?

  static func sentences(
    in range: ScalarRange, of text: ScalarText, references: Set<Int>, language: ProseLanguage,
    usage: WordUsage
  ) -> [ScalarRange] {
    var walk = ProseSentences(range, text, references, language, usage)
    walk.run()
    return walk.sentences
  }

  /// The names of the rules that decide about a text's stops, in order.
  static func rules(
    deciding text: ScalarText, references: Set<Int>, language: ProseLanguage = .english
  ) -> [String] {
    var walk = ProseSentences(text.range, text, references, language, WordUsage())
    walk.decisions = []
    walk.run()
    return (walk.decisions ?? []).map(\.name)
  }

  private init(
    _ range: ScalarRange, _ text: ScalarText, _ references: Set<Int>, _ language: ProseLanguage,
    _ usage: WordUsage
  ) {
    (self.text, self.range, self.references) = (text, range, references)
    (self.language, self.usage) = (language, usage)
    guillemetsPointOut = text.scalars[range.offsets].first { $0 == "«" || $0 == "»" } == "«"
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
      } else if Marks.isTerminator(scalar) || scalar == ";" || scalar == "\u{37E}", stops(index) {
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
        let following = following(at: after)
        if let first = following.first, !Marks.isSmall(first), !isContinuer(after) {
          decisions?.append(SharedRules.plain)
          return end(at: index + 1, next: run.omission)
        }
      }
    }
    let closed = closing(from: run.end)
    let close = noteMarks(from: closed, stop: run.end, at: index)
    let next = skippingBlanks(from: close)
    guard next < range.end else { return range.end }
    // An omission at the beginning of a sentence belongs to it.
    if run.count >= 3, index == start, closed == run.end { return run.end }
    let spoken = language(between: index, and: next)
    var stop = Stop(
      text: text, sentence: start, limit: range.end, start: index, end: run.end, close: close,
      isClosed: closed > run.end, next: next, mark: run.mark, gap: .blank,
      isContinued: isContinuer(next), isInBrackets: close <= bracketEnd,
      preceding: Preceding(index, in: text, from: start),
      following: Following(at: next, in: text, before: range.end, starters: spoken.starters),
      usage: usage, endings: spoken.endings, capitalisesNouns: spoken.capitalisesNouns,
      isForeign: spoken.isForeign)
    if next == close {
      stop.gap = (run.end...close).contains { references.contains($0) } ? .reference : .none
    }
    let rule = spoken.deciding(stop)
    decisions?.append(rule)
    return rule.verdict == .ends ? end(at: close, next: next) : close
  }

  // MARK: - Around a stop

  private func isContinuer(_ index: Int) -> Bool {
    // `»Nein.« »Doch.«`, `”Nej.” ”Jo.”`, `,,Nein.'' ,,Doch.''`
    Marks.isContinuer(text[index]) && (text[index] != "»" || guillemetsPointOut)
      && !Marks.opensLikeItCloses(index, in: text)
      && !(text[index] == "," && index + 1 < range.end && text[index + 1] == ",")
  }

  /// What follows, as the language's sentences begin.
  func following(at offset: Int) -> Following {
    Following(at: offset, in: text, before: range.end, starters: language.starters)
  }

  /// Whether a mark may end a sentence: a semicolon does where it asks, as in Greek, with a Greek word before it and no
  /// small letter after it.
  private func stops(_ index: Int) -> Bool {
    guard text[index] == ";" || text[index] == "\u{37E}" else { return true }
    guard index > range.start, Marks.isGreek(text[index - 1]) else { return false }
    let next = skippingBlanks(from: closing(from: index + 1))
    return next < range.end && (following(at: next).first.map(Marks.isCapital) ?? false)
      && language(between: index, and: next).asksWithSemicolon
  }

  /// The language by which a stop is judged: where words of another script stand on both sides of it, theirs. A letter
  /// by itself is a sign.
  private func language(between stop: Int, and next: Int) -> ProseLanguage {
    guard stop > start, let script = Marks.script(of: text[stop - 1]), script != language.script,
      stop > start + 1, Marks.script(of: text[stop - 2]) == script || text[stop - 2] == ".",
      let first = following(at: next).first, Marks.script(of: first) == script
    else { return language }
    return .of(script)
  }

  func skippingBlanks(from offset: Int) -> Int {
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
    if first == ";" || first == "\u{37E}" {
      return Run(mark: .cry, end: start + 1, count: 1, omission: start)
    }
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
}
