/// Decides what the marks in the text refer to: by the sequence of the notes through the whole document and
/// by the notes that stand at the foot of the mark's own page. What neither decides stays undecided.
struct NoteResolver {
  /// A note's body, as the resolver sees it.
  struct Definition {
    var label: String
    /// The page at whose foot it stands; nil if notes do not stand at pages' feet.
    var page: Int?
  }

  /// A mark in the text of the body.
  struct Mark {
    var marker: NoteMarker
    var page: Int
    /// What stands right before it, up to a few scalars.
    var before: [Unicode.Scalar]
    /// Whether its number stands in brackets of its own.
    var isInBrackets = false
    /// Whether a stop, a comma or a closing sign stands right before it, and not a word.
    var isBehindStop = true
    /// Whether a blank stands before it.
    var isApart = false
    /// Whether a common word stands right before it, which has no raised number anywhere else.
    var isAtWord = false

    /// Whether it could be a power or an ordinal's ending as well.
    var isRaised: Bool { marker.style != .weak && marker.style != .caret }
  }

  enum Decision: Hashable {
    /// It refers to these notes, named by their place among the definitions.
    case notes([Int])
    /// It refers to these notes, as far as one can tell; what else it may be.
    case likely([Int], String)
    /// It is no note but raised text: an ordinal, a unit, a power.
    case text
    /// It may be a note, but which one is not decided; why.
    case undecided(String)
  }

  private let definitions: [Definition]
  private let byLabel: [String: [Int]]
  private var isReferred: [Bool]
  /// For each label, the first of its notes that a mark may still refer to for the first time.
  private var firstOpen: [String: Int] = [:]
  /// How far the resolver looks ahead, so that its time stays in proportion to the marks.
  static let horizon = 64
  /// The first note that no mark has referred to yet.
  private var next = 0
  /// Of the marks that stand right at words, how many say each label.
  private var atWords: [String: Int] = [:]
  /// Whether the marks behind stops say all notes one after another.
  private var isWholeInPlace = false

  init(_ definitions: [Definition]) {
    self.definitions = definitions
    byLabel = Dictionary(grouping: definitions.indices, by: { definitions[$0].label })
    isReferred = Array(repeating: false, count: definitions.count)
  }

  /// One decision for each mark; the marks come in the order of the text.
  mutating func decisions(for marks: [Mark]) -> [Decision] {
    atWords = Dictionary(
      marks.lazy.filter { !$0.isBehindStop }.map { ($0.marker.label, 1) }, uniquingKeysWith: +)
    let inPlace = marks.filter(\.isBehindStop)
    isWholeInPlace =
      inPlace.count < marks.count && inPlace.map(\.marker.label) == definitions.map(\.label)
    return marks.indices.map { index in
      let decision = decide(marks[index], before: marks[(index + 1)...])
      switch decision {
      case .notes(let notes), .likely(let notes, _): refer(to: notes)
      case .text, .undecided: break
      }
      return decision
    }
  }

  private mutating func refer(to notes: [Int]) {
    for note in notes { isReferred[note] = true }
    while next < definitions.count, isReferred[next] { next += 1 }
  }

  /// The notes that no mark refers to.
  var unreferred: [Int] { definitions.indices.filter { !isReferred[$0] } }

  private mutating func decide(_ mark: Mark, before following: ArraySlice<Mark>) -> Decision {
    let label = mark.marker.label
    if mark.marker.style == .caret {
      guard let note = nearest(label, to: mark.page) else {
        return .undecided("The note \(label) has no body.")
      }
      return .notes([note])
    }
    let parts = mark.marker.labels
    if parts.count > 1 {
      let notes = parts.compactMap { nearest($0, to: mark.page) }
      return notes.count == parts.count
        ? .notes(notes) : .undecided("Some of the notes \(label) have no body.")
    }
    if mark.isRaised, Units.raise(label, after: mark.before),
      !isExpected(label, on: mark.page, before: following)
    {
      return .text
    }
    if mark.isRaised, Self.belongs(mark, before: following, to: Units.owns) { return .text }
    if mark.isRaised, let standing = standing(mark, before: following) { return standing }
    return number(label, mark, before: following)
  }

  /// A mark of one number, which may be two or more fused.
  private mutating func number(_ label: String, _ mark: Mark, before following: ArraySlice<Mark>) -> Decision
  {
    if next < definitions.count, definitions[next].label == label, isNear(next, mark.page) {
      return .notes([next])
    }
    let whole = nearest(label, to: mark.page)
    let fused = fused(mark, before: following)
    switch (whole, fused) {
    case (nil, nil):
      if !mark.isInBrackets, let later = laterFused(label, on: mark.page) { return .notes(later) }
      return .undecided(
        byLabel[label] == nil
          ? "No note has the number \(label), and no notes here make it up."
          : "The number \(label) is out of sequence, and its note is not on this page.")
    case (let whole?, nil):
      if isPower(whole, label, mark, before: following) { return .text }
      if isReferred[whole], mark.isRaised,
        Units.mayRaise(label, after: mark.before) || Units.mayOwn(label, mark.before)
          || !mark.isBehindStop && areOthersBehindStops(label)
      {
        return .undecided("The number \(label) may be a symbol's, or note \(label) once more.")
      }
      return .notes([whole])
    case (nil, let fused?): return .notes(fused)
    case (let whole?, let fused?):
      // Both could be: the mark that comes next tells.
      let upcoming = following.prefix(Self.horizon).first { !Units.raise($0.marker.label, after: $0.before) }?
        .marker.label
      let goesOnFused = follows(upcoming, fused[fused.count - 1])
      let goesOnWhole = follows(upcoming, whole)
      if goesOnFused, !goesOnWhole { return .notes(fused) }
      if goesOnWhole, !goesOnFused { return .notes([whole]) }
      return .undecided("The number \(label) may be one note or several run together.")
    }
  }

  /// What a mark is that stands otherwise than the others do, where one that stands as they do says the same later; nil if it
  /// stands as they do.
  private mutating func standing(_ mark: Mark, before following: ArraySlice<Mark>) -> Decision? {
    let label = mark.marker.label
    var doubt = Decision.undecided(
      "The number \(label) may belong to the word before it, or be a mark. It is kept as text.")
    if Self.belongs(mark, before: following, to: Units.mayOwn) { return doubt }
    guard !mark.isBehindStop else { return nil }
    if mark.isAtWord, let note = nearest(label, to: mark.page) {
      doubt = .likely(
        [note],
        "The number \(label) may mention note \(label) early, or belong to the word. It is read as a mark.")
    }
    let isNew = byLabel[label]?.contains { isReferred[$0] } == false
    if isWholeInPlace, isNew { return mark.isApart ? .text : doubt }
    guard areOthersBehindStops(label),
      following.prefix(Self.horizon).contains(where: { $0.isBehindStop && $0.marker.label == label })
    else { return nil }
    return doubt
  }

  /// Whether all marks that say other labels stand behind stops.
  private func areOthersBehindStops(_ label: String) -> Bool {
    atWords.isEmpty || atWords.count == 1 && atWords[label] != nil
  }

  /// Whether a number right after a letter comes too early for its note, and again where the note is expected: `mc²`.
  private func isPower(
    _ whole: Int, _ label: String, _ mark: Mark, before following: ArraySlice<Mark>
  ) -> Bool {
    guard mark.isRaised, whole > next, Units.mayRaise(label, after: mark.before) else { return false }
    let ahead = following.prefix(Self.horizon)
    guard let expected = ahead.firstIndex(where: { $0.marker.label == definitions[next].label }) else {
      return false
    }
    return ahead[expected...].contains { $0.marker.label == label }
  }

  /// Whether the mark that comes next begins with the number of the note after this one.
  private func follows(_ upcoming: String?, _ note: Int) -> Bool {
    guard note + 1 < definitions.count else { return upcoming == nil }
    return upcoming?.hasPrefix(definitions[note + 1].label) ?? false
  }

  /// Whether a note stands where a mark on the page may refer to it: at its foot, or carried over to the
  /// next page's.
  private func isNear(_ note: Int, _ page: Int) -> Bool {
    guard let foot = definitions[note].page else { return true }
    return foot == page || foot == page + 1
  }

  /// The note with a label for a mark on a page: at its own foot before another's, not yet referred to
  /// before one that is.
  private mutating func nearest(_ label: String, to page: Int) -> Int? {
    guard let notes = byLabel[label] else { return nil }
    // Notes of one label stand in the order of their pages, and marks come in the order of theirs.
    var first = firstOpen[label, default: 0]
    while first < notes.count, isReferred[notes[first]] || definitions[notes[first]].page ?? page < page {
      first += 1
    }
    firstOpen[label] = first
    if first < notes.count, isNear(notes[first], page) { return notes[first] }
    // Referred to before: once more.
    return first > 0 && definitions[notes[first - 1]].page ?? page == page ? notes[first - 1] : nil
  }

  /// The notes that come next where they, run together, make a mark's label. In one pair of brackets they do only if the
  /// marks before and after leave room for them; where none comes before or after, if no note has the whole number.
  private func fused(_ mark: Mark, before following: ArraySlice<Mark>) -> [Int]? {
    guard let notes = fused(mark.marker.label, from: next, on: mark.page) else { return nil }
    if !mark.isInBrackets { return notes }
    let after = notes[notes.count - 1] + 1
    let isAlone = byLabel[mark.marker.label] == nil
    let isGoneOn =
      after < definitions.count
      ? following.first?.marker.labels.first == definitions[after].label : following.isEmpty && isAlone
    return isGoneOn && (next > 0 || isAlone) ? notes : nil
  }

  /// The consecutive notes from `first` on whose numbers, run together, make the label.
  private func fused(_ label: String, from first: Int, on page: Int) -> [Int]? {
    var rest = label[...]
    var note = first
    while note < definitions.count, !rest.isEmpty, isNear(note, page), !isReferred[note],
      rest.hasPrefix(definitions[note].label)
    {
      rest = rest.dropFirst(definitions[note].label.count)
      note += 1
    }
    return rest.isEmpty && note >= first + 2 ? Array(first..<note) : nil
  }

  /// The same where marks before this one were lost: if the notes at the page's foot make it in one way only.
  private func laterFused(_ label: String, on page: Int) -> [Int]? {
    var found: [Int]?
    var first = next + 1
    while first < min(definitions.count, next + Self.horizon), isNear(first, page),
      definitions[first].page != nil
    {
      if let notes = fused(label, from: first, on: page) {
        guard found == nil else { return nil }
        found = notes
      }
      first += 1
    }
    return found
  }

  /// Whether the sequence expects this very number here and no other mark of the page could be it.
  private func isExpected(_ label: String, on page: Int, before following: ArraySlice<Mark>) -> Bool {
    guard next < definitions.count, definitions[next].label == label, isNear(next, page) else { return false }
    return !following.prefix(Self.horizon).prefix { $0.page <= page }.contains {
      $0.marker.label.hasPrefix(label)
    }
  }
}
