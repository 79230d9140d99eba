public import Manuscript
public import Scholarship

/// What a reconciliation answers.
extension Reconciliation {
  /// The consensus text: the base with the accepted edits made.
  public func text(of base: ScalarText) -> String { base.applying(accepted, in: base.range) }

  /// The accepted corrections' edits in text order; of those that agree, the one that is made. Costs their number.
  public var accepted: [Edit] { acceptedIDs.compactMap { proposals[$0.number - 1]?.edit } }

  /// Whose the accepted edits are, in the same order.
  public var acceptedIDs: [EntityID] {
    outlines.flatMap(\.applied).map { EntityID(.correction, $0) }
  }

  /// The loci in text order. Costs their number and their words.
  public var loci: [Locus] { outlines.map(locus) }

  /// The corrections that stand and edit nothing: a later base has what they propose, or their words have no place in
  /// it. By id.
  public var apart: [EntityID] {
    decisions.enumerated().filter { $1.status == .incorporated || $1.status == .orphaned }
      .map { EntityID(.correction, $0.offset + 1) }
  }

  /// The accepted edits that share a scalar or a point with `range`, in text order. Costs what is there.
  public func accepted(touching range: ScalarRange) -> [Edit] {
    outlines(touching: range).flatMap(\.applied).compactMap { proposals[$0 - 1]?.edit }
      .filter { $0.range.touches(range) }
  }

  /// The loci that share a scalar or a point with `range`, in text order. Costs what is there.
  public func loci(touching range: ScalarRange) -> [Locus] { outlines(touching: range).map(locus) }

  /// The correction that stands and does the same as `edit`, whatever words it names: the first proposed. To propose the
  /// edit would be to support it.
  public func correction(agreeingWith edit: Edit) -> EntityID? {
    corrections(agreeingWith: edit).first
  }

  /// All corrections that stand and do the same as `edit`, the first proposed first.
  public func corrections(agreeingWith edit: Edit) -> [EntityID] {
    var effects = effects
    return proposals(with: effects.effect(of: edit)).map { EntityID(.correction, $0) }
  }

  /// Of a correction that stands and all that do the same, the first proposed; `nil` where it does not stand. Logarithmic.
  public func first(agreeingWith correction: EntityID) -> EntityID? {
    guard let proposal = proposals[correction.number - 1] else { return nil }
    return proposals(with: proposal.effect).first.map { EntityID(.correction, $0) }
  }

  /// The numbers of the proposals with an effect, in order.
  func proposals(with effect: Effect) -> [Int] {
    byEffect.elements(from: byEffect.position { $0.effect >= effect }, while: { $0.effect == effect })
      .map(\.number)
  }

  func outlines(touching range: ScalarRange) -> [LocusOutline] {
    outlines.elements(
      from: outlines.position { $0.hull.end >= range.start }, while: { $0.hull.start <= range.end })
  }

  private func locus(_ outline: LocusOutline) -> Locus {
    Locus(outline, outline.members.compactMap { proposals[$0 - 1] }, in: effects.base)
  }
}
