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

  public init(
    correction: EntityID, anchor: Anchor, replacement: String, class: CorrectionClass?, reason: String,
    evidence: [Evidence]
  ) {
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
  public static let shape = Shape(
    CorrectionProposed.init, Field("correction", \.correction), Field("anchor", \.anchor),
    Field("replacement", \.replacement, .prose), Field("class", \.class),
    Field("reason", \.reason, .prose), Field("evidence", \.evidence, .prose))
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
  public static let shape = Shape(
    CorrectionAmended.init, Field("correction", \.correction),
    Field("replacement", \.replacement, .prose), Field("reason", \.reason, .prose))
}

/// Someone adopted a withdrawn correction. Its ballot starts anew with the adopter as proposer.
public struct CorrectionAdopted: Hashable, Sendable {
  public var correction: EntityID

  public init(correction: EntityID) { self.correction = correction }
}

extension CorrectionAdopted: EventRecord {
  public static let type = "correction.adopted"
  public static let shape = Shape(
    CorrectionAdopted.init, Field("correction", \.correction))
}
