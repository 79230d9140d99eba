public import CanonicalJSON
public import Manuscript

/// A change to the base was proposed.
public struct CorrectionProposed: Hashable, Sendable {
  public var correction: EntityID
  /// The passage to replace; an empty range is an insertion.
  public var anchor: Anchor
  /// The replacement; empty for a deletion.
  public var replacement: String
  /// The class of correction, which decides the rules that apply.
  public var `class`: CorrectionClass?
  public var reason: String
  public var evidence: [Evidence]
  /// Where it was brought in from; absent where it was proposed here.
  public var origin: Origin?

  public init(
    correction: EntityID, anchor: Anchor, replacement: String, class: CorrectionClass?, reason: String,
    evidence: [Evidence], origin: Origin? = nil
  ) {
    self.origin = origin
    self.correction = correction
    self.anchor = anchor
    self.replacement = replacement
    self.class = `class`
    self.reason = reason
    self.evidence = evidence
  }
}

extension CorrectionProposed: EventRecord {
  public static let type = "correction.proposed"
  public static let noun = "the correction"
  public static let shape = Shape(
    CorrectionProposed.init, Field("correction", \.correction), Field("anchor", \.anchor),
    Field("replacement", \.replacement, .prose), Field("class", \.class),
    Field("reason", \.reason, .prose), Field("evidence", \.evidence, .prose),
    Field("origin", \.origin, .prose))

  public var subjects: [EntityID] { [correction] }
  public func fits(_ paper: Paper) -> Bool { paper.isNext(correction, .correction) && paper.covers(anchor) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { .made(correction) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.corrections.append(
      Correction(
        id: correction, stamp: stamp, anchor: anchor,
        placements: [.init(quote: anchor.quote, stamp: stamp)], class: `class`, evidenceProposed: evidence,
        versions: [.init(replacement: replacement, reason: reason, stamp: stamp)],
        ballot: Ballot(proposer: stamp.by, began: stamp.position), origin: origin))
    paper.noteStandingEdit(correction)
  }
  public var words: String? { reason }
  public var summary: String {
    "proposed \(correction)\(inBrackets(`class`)): \(change(from: anchor.quote, to: replacement))"
      + citing(evidence) + because(reason) + origin.words
  }
}

/// A correction's replacement was changed. Its ballot starts anew, and its ruling no longer counts.
public struct CorrectionAmended: Hashable, Sendable {
  public var correction: EntityID
  public var replacement: String
  public var reason: String

  public init(correction: EntityID, replacement: String, reason: String) {
    self.correction = correction
    self.replacement = replacement
    self.reason = reason
  }
}

extension CorrectionAmended: EventRecord {
  public static let type = "correction.amended"
  public static let noun = "the amendment of"
  public static let shape = Shape(
    CorrectionAmended.init, Field("correction", \.correction),
    Field("replacement", \.replacement, .prose), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [correction] }
  public func fits(_ paper: Paper) -> Bool { paper.has(correction, .correction) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { paper.proposal(correction) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.forgetStandingEdit(correction)
    paper.corrections[correction.index].amend(
      .init(replacement: replacement, reason: reason, stamp: stamp))
    // Only open corrections are amended. If this one is withdrawn here, an earlier version of it was erased.
    paper.corrections[correction.index].withdrawn = nil
    paper.corrections[correction.index].ballot.startAnew(at: stamp.position)
    paper.noteStandingEdit(correction)
  }
  public var words: String? { reason }
  public var summary: String { "amended \(correction) to \(replacement.verbatim)" + because(reason) }
}

/// Someone adopted a withdrawn correction. Its ballot starts anew with the adopter as proposer.
public struct CorrectionAdopted: Hashable, Sendable {
  public var correction: EntityID

  public init(correction: EntityID) { self.correction = correction }
}

extension CorrectionAdopted: EventRecord {
  public static let type = "correction.adopted"
  public static let noun = "the adoption of"
  public static let shape = Shape(
    CorrectionAdopted.init, Field("correction", \.correction))

  public var subjects: [EntityID] { [correction] }
  public func fits(_ paper: Paper) -> Bool { paper.has(correction, .correction) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { paper.proposal(correction) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.corrections[correction.index].adoption = stamp
    paper.corrections[correction.index].ballot.startAnew(at: stamp.position, proposer: stamp.by)
    // A proposal whose words are gone cannot come back, even if it was adopted before they went.
    guard !paper.corrections[correction.index].isErased else { return }
    paper.corrections[correction.index].withdrawn = nil
    paper.noteStandingEdit(correction)
  }
  public var summary: String { "adopted \(correction)" }
}

/// Someone proposed a correction that stood already: a vote for it, with their own reason, class and evidence beside the
/// first's.
public struct CorrectionSeconded: Hashable, Sendable {
  public var correction: EntityID
  public var reason: String
  /// What sort of correction they hold it to be; the first's decides which rules apply.
  public var `class`: CorrectionClass?
  public var evidence: [Evidence]

  public init(correction: EntityID, reason: String, class: CorrectionClass?, evidence: [Evidence]) {
    self.correction = correction
    self.reason = reason
    self.class = `class`
    self.evidence = evidence
  }
}

extension CorrectionSeconded: EventRecord {
  public static let type = "correction.seconded"
  public static let noun = "the support of"
  public static let shape = Shape(
    CorrectionSeconded.init, Field("correction", \.correction), Field("reason", \.reason, .prose),
    Field("class", \.class), Field("evidence", \.evidence, .prose))

  public var subjects: [EntityID] { [correction] }
  public var spokenOn: [EntityID] { [correction] }
  public var spokenReason: String? { reason }
  public func fits(_ paper: Paper) -> Bool { paper.has(correction, .correction) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    paper.correction(correction).map {
      .second(
        correction, $0.ballot.votes[stamp.by],
        .init(reason: reason, class: `class`, evidence: evidence, wording: $0.wording, stamp: stamp),
        round: $0.ballot.began)
    }
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.changeBallot(on: correction) {
      $0.votes[stamp.by] = .init(vote: .for, reason: reason, stamp: stamp)
    }
    let wording = paper.corrections[correction.index].wording
    paper.corrections[correction.index].seconds.append(
      .init(reason: reason, class: `class`, evidence: evidence, wording: wording, stamp: stamp))
  }
  public var words: String? { reason }
  public var summary: String {
    "proposed the same as \(correction)\(inBrackets(`class`)), a vote for it" + citing(evidence)
      + because(reason)
  }
}

/// Its author said of what class a correction is, or cited more for it. Its ballot goes on, for its words stay.
public struct CorrectionDocumented: Hashable, Sendable {
  public var correction: EntityID
  /// The class that it is of from now on; absent where that stays.
  public var `class`: CorrectionClass?
  /// What is cited besides.
  public var evidence: [Evidence]
  public var reason: String?

  public init(
    correction: EntityID, class: CorrectionClass? = nil, evidence: [Evidence] = [], reason: String? = nil
  ) {
    self.correction = correction
    self.class = `class`
    self.evidence = evidence
    self.reason = reason
  }
}

extension CorrectionDocumented: EventRecord {
  public static let type = "correction.documented"
  public static let noun = "what was added to"
  public static let shape = Shape(
    CorrectionDocumented.init(correction:class:evidence:reason:), Field("correction", \.correction),
    Field("class", \.class), Field("evidence", \.evidence, .prose), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [correction] }
  public func fits(_ paper: Paper) -> Bool { paper.has(correction, .correction) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    paper.correction(correction).map {
      .documents(correction, $0.class, .init(evidence: evidence, reason: reason, stamp: stamp))
    }
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    if let `class` { paper.corrections[correction.index].class = `class` }
    paper.corrections[correction.index].additions.append(
      .init(evidence: evidence, reason: reason, stamp: stamp))
  }
  public var words: String? { reason }
  public var summary: String {
    let cited = evidence.map(\.reference.quoted).joined(separator: ", ")
    let words =
      `class`.map { "said \(correction) to be of class \($0.rawValue)\(citing(evidence))" }
      ?? "cited \(cited) for \(correction)"
    return words + because(reason)
  }
}
