public import Manuscript
public import Scholarship

/// A place where corrections meet: a connected component of edits that meet or agree. What lies between edits that
/// agree belongs to it too, so that no two loci share a scalar.
public struct Locus: Equatable, Sendable {
  /// The smallest range of the base that holds every edit of the component.
  public let hull: ScalarRange
  /// What the base has there.
  public let base: String
  /// What the consensus prints there.
  public let lemma: String
  /// The corrections that meet here, in text order, and for each what the hull reads with it.
  public let readings: [Reading]

  /// One correction's reading of the hull, or where that is long and has many, of the words that the correction is on.
  public struct Reading: Sendable {
    public let correction: EntityID
    /// What the correction does, as it was proposed.
    public let edit: Edit
    /// What it is a reading of: the hull, or of a crowded locus the edit's own range.
    public let range: ScalarRange
    fileprivate let source: ScalarText

    /// What the range reads with this edit alone. Costs the range's length.
    public var text: String { source.applying([edit], in: range) }
  }

  /// Whether the consensus differs from the base here.
  public var isChanged: Bool { !base.utf8.elementsEqual(lemma.utf8) }
}

extension Locus.Reading: Equatable {
  public static func == (a: Self, b: Self) -> Bool {
    a.correction == b.correction && a.range == b.range && a.edit == b.edit
  }
}

extension Locus {
  /// - Parameter proposals: those of the locus, in text order; of them the consensus makes the edits of `applied`.
  init(_ outline: LocusOutline, _ proposals: [Proposal], in text: ScalarText) {
    let hull = outline.hull
    self.hull = hull
    base = text[hull]
    let applied = Set(outline.applied)
    lemma = text.applying(proposals.lazy.filter { applied.contains($0.number) }.map(\.edit), in: hull)
    let isCrowded = proposals.count > 1 && proposals.count * hull.count > Self.crowd
    readings = proposals.map {
      Reading(
        correction: EntityID(.correction, $0.number), edit: $0.edit, range: isCrowded ? $0.edit.range : hull,
        source: text)
    }
  }

  /// How many scalars of the base all readings of a locus may repeat together. Beyond it none repeats the hull, or
  /// they would grow with the square of how many there are.
  private static let crowd = 65_536
}

/// A locus without its words.
struct LocusOutline: Sendable {
  var hull: ScalarRange
  /// The numbers of its corrections, in text order.
  var members: [Int]
  /// Of those, the ones whose edits the consensus makes.
  var applied: [Int]
  /// How its edits contend, where they are many; `nil` where they are few.
  var contest: Contest?
}

extension LocusOutline: Equatable {
  /// How edits contend follows from the rest.
  static func == (a: Self, b: Self) -> Bool {
    a.hull == b.hull && a.members == b.members && a.applied == b.applied
  }
}
