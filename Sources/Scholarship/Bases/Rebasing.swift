public import Manuscript

/// Works out where everything said on one base of a paper stands in another.
///
/// The texts are compared once; papers, even of several positions, are then carried over at the cost of what is new in
/// them. What it comes to is recorded in ``BaseImported``, so that later rules of anchoring change nothing that was.
public struct Rebasing: Sendable {
  /// The base that it carries from, and the one that it carries to.
  public let origin: BaseID
  public let target: BaseID
  private let old: ScalarText
  private let new: ScalarText
  private let reanchoring: Reanchoring
  /// For what the base before did not have either; made when there is any.
  private lazy var search = AnchorSearch(in: new)
  private var known: [Question: CarriedAnchor.Outcome] = [:]

  /// What an outcome follows from.
  private struct Question: Hashable {
    var anchor: Anchor
    /// Of a correction, what another base may have in place of the anchor's words: what it proposes; where the base has
    /// that already, what it was to replace.
    /// Scalars, for strings that differ only in normalisation compare equal.
    var alternative: [Unicode.Scalar]?

    init(_ anchor: Anchor, of correction: Correction?, in paper: Paper) {
      self.anchor = anchor
      alternative = correction.map {
        Array((paper.isIncorporated($0) ? $0.old : $0.replacement).unicodeScalars)
      }
    }
  }

  /// Compares the documents of two bases.
  public init(from old: Document, _ origin: BaseID, to new: Document, _ target: BaseID) {
    self.origin = origin
    self.target = target
    self.old = old.text
    self.new = new.text
    reanchoring = Reanchoring(from: old, to: new)
  }

  /// Where every anchor of a paper, which has the base ``origin``, stands in ``target``.
  public mutating func carry(_ paper: Paper) -> [CarriedAnchor] {
    let questions = paper.anchors.map { name, anchor in
      (name: name, question: Question(anchor, of: paper.correction(name.thing), in: paper))
    }
    answer(questions.map(\.question).filter { known[$0] == nil })
    var edits: Set<Paper.EditKey> = []
    return questions.compactMap { name, question in
      guard let outcome = known[question] else { return nil }
      return CarriedAnchor(name, Self.single(outcome, of: paper.correction(name.thing), among: &edits))
    }
  }

  /// The outcome for a correction that stands, unless another would make the very same edit there: two that were about
  /// different words never become one of themselves.
  private static func single(
    _ outcome: CarriedAnchor.Outcome, of correction: Correction?, among edits: inout Set<Paper.EditKey>
  ) -> CarriedAnchor.Outcome {
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
      // Back in the very text that it was made on, it stands where it stood.
      known[question] =
        question.anchor.base == target
        ? .found(question.anchor, method: .exact, score: Self.whole)
        : settled(search.place(question.anchor), question)
    }
  }

  private func settled(_ outcome: AnchorOutcome, _ question: Question) -> CarriedAnchor.Outcome {
    switch outcome {
    case .found(let place):
      let anchor = new.anchor(for: place.range, base: target)
      // A correction was voted on as a change of certain words, not of any that stand in their place.
      if question.alternative != nil, !anchor.quote.utf8.elementsEqual(question.anchor.quote.utf8) {
        return .lost(.orphaned(nearest: place.range))
      }
      return .found(anchor, method: place.method, score: Int((place.score * Double(Self.whole)).rounded()))
    case .ambiguous(let places): return .lost(.ambiguous(places.prefix(Self.candidates).map(\.range)))
    case .orphaned(let nearest): return .lost(.orphaned(nearest: nearest?.range))
    }
  }

  /// A passage with the words around it, then those before and those after it.
  private func surroundings(of range: ScalarRange) -> [ScalarRange] {
    let start = max(0, range.start - Anchor.contextLength)
    let end = min(old.count, range.end + Anchor.contextLength)
    return [ScalarRange(start, end), ScalarRange(start, range.start), ScalarRange(range.end, end)]
  }

  /// Where the new text has the alternative: near where the surroundings stand it reads, in one place, as the old text
  /// would with the alternative in place of the anchor's words, and nowhere as the old text does.
  private func alternative(to question: Question, near place: ScalarRange?) -> CarriedAnchor.Outcome? {
    guard let place, let alternative = question.alternative else { return nil }
    let range = question.anchor.range
    let words = old.scalars[range.offsets]
    let slack = alternative.count + range.count + 2 * Anchor.contextLength
    let near = ScalarRange(max(0, place.start - slack), min(new.count, place.end + slack))
    // What was changed beside it too leaves less of its surroundings as they were.
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

  /// How many scalars must agree for what stands there to be no accident.
  private static let telling = 12
  /// The score of full agreement.
  private static let whole = 1000
  /// How many places of an ambiguous anchor are kept.
  private static let candidates = 10
}

extension ScalarText {
  /// Where a run of scalars begins in a range, at each of its occurrences.
  fileprivate func occurrences(of run: ArraySlice<Unicode.Scalar>, in range: ScalarRange) -> [Int] {
    guard range.count >= run.count else { return [] }
    return (range.start...range.end - run.count).filter {
      scalars[$0..<$0 + run.count].elementsEqual(run)
    }
  }
}
