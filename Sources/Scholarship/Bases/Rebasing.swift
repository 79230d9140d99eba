public import Manuscript

/// Finds where everything said on one base of a paper belongs in another.
///
/// The texts are compared once. Papers are then carried over, also at several positions, at the cost of what
/// is new in them. The result is recorded in ``BaseImported``, so later rules of anchoring change nothing in
/// the past.
public struct Rebasing: Sendable {
  /// The base that it carries from, and the one that it carries to.
  public let origin: BaseID
  public let target: BaseID
  private let old: ScalarText
  private let new: ScalarText
  private let reanchoring: Reanchoring
  /// For anchors that the old base did not have either; made on demand.
  private lazy var search = AnchorSearch(in: new)
  private var known: [Question: CarriedAnchor.Placement] = [:]

  /// The input that an outcome depends on.
  private struct Question: Hashable {
    var anchor: Anchor
    /// For a correction: the words that the other base may have in place of the anchor's. That is its
    /// replacement or, if the old base has that already, the words it replaced. As scalars, since strings
    /// that differ only in normalisation compare equal.
    var alternative: [Unicode.Scalar]?

    init(_ anchor: Anchor, of correction: Correction?, in paper: Paper) {
      self.anchor = anchor
      alternative = correction.map {
        Array((paper.isIncorporated($0) ? $0.old : $0.replacement).unicodeScalars)
      }
    }

    /// Of a note, which replaces no words.
    init(_ anchor: Anchor) { self.anchor = anchor }
  }

  /// Compares the documents of two bases.
  public init(from old: Document, _ origin: BaseID, to new: Document, _ target: BaseID) {
    self.origin = origin
    self.target = target
    self.old = old.text
    self.new = new.text
    reanchoring = Reanchoring(from: old, to: new)
  }

  /// Where every anchor of a paper on the base ``origin`` belongs in ``target``.
  public mutating func carry(_ paper: Paper) -> [CarriedAnchor] {
    let questions = paper.anchors.map { name, anchor in
      (name: name, question: Question(anchor, of: paper.correction(name.thing), in: paper))
    }
    answer(questions.map(\.question).filter { known[$0] == nil })
    let adopted = adopted(questions.map(\.question))
    var edits: Set<Paper.EditKey> = []
    return questions.compactMap { name, question in
      guard let outcome = adopted[question] ?? known[question] else { return nil }
      return CarriedAnchor(name, Self.single(outcome, of: paper.correction(name.thing), among: &edits))
    }
  }

  /// Where the new text has what corrections propose. They are looked at together, for those beside one another may all
  /// have been made.
  private func adopted(_ questions: [Question]) -> [Question: CarriedAnchor.Placement] {
    var seen: Set<Question> = []
    let asked = questions.filter {
      $0.anchor.base == origin && $0.alternative != nil && seen.insert($0).inserted
    }
    let edits = asked.map { ProposedEdit(range: $0.anchor.range, replacement: $0.alternative ?? []) }
    var adopted: [Question: CarriedAnchor.Placement] = [:]
    for (question, range) in zip(asked, reanchoring.adopted(edits)) {
      guard let range else { continue }
      adopted[question] = .found(new.anchor(for: range, base: target), method: .diff, score: Self.whole)
    }
    return adopted
  }

  /// Where passages that notes are on belong in ``target``, in the same order.
  public mutating func carry(_ passages: [Anchor]) -> [CarriedAnchor.Placement] {
    let questions = passages.map { Question($0) }
    answer(questions.filter { known[$0] == nil })
    return questions.map { known[$0] ?? .lost(.orphaned(nearest: nil)) }
  }

  /// The outcome for an open correction. If another would make the very same edit there, it gets no place:
  /// two corrections of different words never become one by themselves.
  private static func single(
    _ outcome: CarriedAnchor.Placement, of correction: Correction?, among edits: inout Set<Paper.EditKey>
  ) -> CarriedAnchor.Placement {
    guard let correction, correction.withdrawn == nil, case .found(let anchor, _, _) = outcome,
      !anchor.quote.utf8.elementsEqual(correction.replacement.utf8)
    else { return outcome }
    let edit = Paper.EditKey(range: anchor.range, replacement: correction.replacement)
    return edits.insert(edit).inserted ? outcome : .lost(.orphaned(nearest: anchor.range))
  }

  private mutating func answer(_ questions: [Question]) {
    let placed = questions.filter { $0.anchor.base == origin }
    var ranges: [ScalarRange] = []
    for question in placed {
      ranges.append(question.anchor.range)
      if question.alternative != nil { ranges += surroundings(of: question.anchor.range) }
    }
    var outcomes = reanchoring.carry(ranges)[...]
    for question in placed {
      let outcome = outcomes.removeFirst()
      var near: ScalarRange?
      if question.alternative != nil {
        near = outcomes.prefix(3).lazy.compactMap { $0.placement?.range }.first
        outcomes.removeFirst(3)
      }
      known[question] = alternative(to: question, near: near) ?? settled(outcome, question)
    }
    for question in questions where question.anchor.base != origin {
      // In the very text that it was made on, it is where it was.
      known[question] =
        question.anchor.base == target
        ? .found(question.anchor, method: .exact, score: Self.whole)
        : settled(search.place(question.anchor), question)
    }
  }

  private func settled(_ outcome: AnchorOutcome, _ question: Question) -> CarriedAnchor.Placement {
    switch outcome {
    case .found(let place):
      let anchor = new.anchor(for: place.range, base: target)
      // People voted on a change of certain words, not of others in their place.
      if question.alternative != nil, !anchor.quote.utf8.elementsEqual(question.anchor.quote.utf8) {
        return .lost(.orphaned(nearest: place.range))
      }
      return .found(anchor, method: place.method, score: Int((place.score * Double(Self.whole)).rounded()))
    case .ambiguous(let places): return .lost(.ambiguous(places.prefix(Self.candidates).map(\.range)))
    case .orphaned(let nearest): return .lost(.orphaned(nearest: nearest?.range))
    }
  }

  /// A passage with the words around it, then the words before it and those after it.
  private func surroundings(of range: ScalarRange) -> [ScalarRange] {
    let start = max(0, range.start - Anchor.contextLength)
    let end = min(old.count, range.end + Anchor.contextLength)
    return [ScalarRange(start, end), ScalarRange(start, range.start), ScalarRange(range.end, end)]
  }

  /// Where the new text has the alternative: in exactly one place it reads as the old text would with the
  /// alternative in place of the anchor's words, and nowhere as the old text does.
  private func alternative(to question: Question, near place: ScalarRange?) -> CarriedAnchor.Placement? {
    guard let place, let alternative = question.alternative else { return nil }
    let range = question.anchor.range
    let words = old.scalars[range.offsets]
    let slack = alternative.count + range.count + 2 * Anchor.contextLength
    let near = ScalarRange(max(0, place.start - slack), min(new.count, place.end + slack))
    // Other changes nearby leave less of its surroundings, so try shorter ones too.
    for context in [32, 16, 8, 4] {
      let before = old.scalars[max(0, range.start - context)..<range.start]
      let after = old.scalars[range.end..<min(old.count, range.end + context)]
      let (same, other) = (before + words + after, before + alternative + after)
      guard min(same.count, other.count) >= Self.telling else { return nil }
      if !new.occurrences(of: same, in: near).isEmpty { return nil }
      let places = new.occurrences(of: other, in: near)
      guard let start = places.first else { continue }
      guard places.count == 1 else { return nil }
      let found = ScalarRange(start: start + before.count, count: alternative.count)
      return .found(new.anchor(for: found, base: target), method: .diff, score: Self.whole)
    }
    return nil
  }

  /// How many scalars must agree to rule out chance.
  private static let telling = 12
  /// The score of full agreement.
  private static let whole = 1000
  /// How many places of an ambiguous anchor are kept: as many as someone can look through.
  private static let candidates = 100
}

extension ScalarText {
  /// Where a run of scalars occurs in a range.
  fileprivate func occurrences(of run: ArraySlice<Unicode.Scalar>, in range: ScalarRange) -> [Int] {
    guard range.count >= run.count else { return [] }
    return (range.start...range.end - run.count).filter {
      scalars[$0..<$0 + run.count].elementsEqual(run)
    }
  }
}
