internal import Agreement
internal import CanonicalJSON
internal import Manuscript
internal import Protocol
internal import Scholarship

/// What counts among marks: the passages, in the present base, of claims or of annotations with one tag that are not
/// withdrawn, each by whoever made it, if they may vote on claims now. Nobody can know whether one who marked nothing
/// has looked: they are not counted.
extension Snapshot {
  /// Of claims, of claims of each kind and of the tags that were used most; or of one kind or one tag alone.
  func spanAgreement(of kind: ClaimKind?, tag: String?) -> [SpanAgreementItem] {
    // Bounded, and by steps and not by time, so that the answer is the same again.
    var steps = 1_000_000
    if let tag { return [item(marks(tag), "tag", tag, &steps)] }
    if let kind { return [item(marks(kind), "kind", kind.rawValue, &steps)] }
    let kinds = ClaimKind.allCases.filter { kind in paper.claims.contains { $0.kind == kind } }
    var items = [item(marks(nil), "claims", nil, &steps)]
    for kind in kinds { items.append(item(marks(kind), "kind", kind.rawValue, &steps)) }
    for tag in sharedTags.prefix(10) { items.append(item(marks(tag), "tag", tag, &steps)) }
    return items
  }

  /// The tags that at least two people put on passages, the most used first.
  private var sharedTags: [String] {
    var use: [String: (number: Int, people: Set<Handle>)] = [:]
    for annotation in paper.annotations where annotation.withdrawn == nil && annotation.target.passage != nil
    {
      for tag in annotation.tags {
        use[tag, default: (0, [])].number += 1
        use[tag]?.people.insert(annotation.stamp.by)
      }
    }
    return use.filter { $0.value.people.count > 1 }
      .sorted { (-$0.value.number, $0.key) < (-$1.value.number, $1.key) }.map(\.key)
  }

  private func marks(_ kind: ClaimKind?) -> [Mark] {
    paper.claims.filter { kind == nil || $0.kind == kind }.flatMap { claim in
      claim.anchors.map { Mark(by: claim.stamp.by, anchor: $0, isWithdrawn: claim.withdrawn != nil) }
    }
  }

  private func marks(_ tag: String) -> [Mark] {
    paper.annotations.filter { $0.tags.contains(tag) }.compactMap { annotation in
      annotation.target.passage.map {
        Mark(by: annotation.stamp.by, anchor: $0, isWithdrawn: annotation.withdrawn != nil)
      }
    }
  }

  private func item(
    _ all: [Mark], _ scope: String, _ name: String?, _ steps: inout Int
  ) -> SpanAgreementItem {
    let sample = SpanSample(all, in: self)
    let (text, bootstrap) = (sample.text, bootstrap("spans of \(scope)", name))
    let gamma = text.gamma(bootstrap.salted(1), steps: &steps)
    return SpanAgreementItem(
      scope: scope, name: name, units: text.units, raters: text.raters, length: text.length,
      leftOut: sample.leftOut,
      coefficients: [
        CoefficientItem("unitizingAlpha", text.unitizingAlpha(bootstrap)),
        CoefficientItem("gamma", gamma.estimate),
      ],
      observedDisorder: gamma.observed.flatMap(FixedPoint.init(_:)),
      expectedDisorder: gamma.expected.flatMap(FixedPoint.init(_:)),
      samples: gamma.samples == 0 ? nil : gamma.samples,
      most: text.mostDisputed(10).map { stretch in
        let range = ScalarRange(stretch.range.lowerBound, stretch.range.upperBound)
        let others = sample.people.indices.filter { !stretch.raters.contains($0) }
        return DisputedPassageItem(
          address: document.address(of: range), range: [range.start, range.end], quote: document.text[range],
          marked: stretch.raters.map { sample.people[$0].name },
          unmarked: others.map { sample.people[$0].name })
      })
  }
}

/// A passage that someone marked.
private struct Mark {
  var by: Handle
  var anchor: Anchor
  var isWithdrawn: Bool
}

/// The marks that count.
private struct SpanSample {
  /// Who made any, in the order of their handles.
  let people: [Handle]
  let text: Continuum
  private(set) var leftOut: [LeftOutItem]

  init(_ all: [Mark], in snapshot: Snapshot) {
    let eligible = Set(snapshot.eligible)
    var counted: [Handle: [Range<Int>]] = [:]
    var (withdrawn, lost, points, outside) = (0, 0, 0, 0)
    for mark in all {
      if mark.isWithdrawn {
        withdrawn += 1
      } else if !snapshot.paper.isPlaced(mark.anchor) {
        lost += 1
      } else if mark.anchor.range.isEmpty {
        points += 1
      } else if !eligible.contains(mark.by) {
        outside += 1
      } else {
        counted[mark.by, default: []].append(mark.anchor.range.offsets)
      }
    }
    people = counted.keys.sorted()
    text = Continuum(
      length: snapshot.document.text.count, marks: people.map { counted[$0] ?? [] },
      boundaries: snapshot.document.blocks.map(\.range.start))
    leftOut = [
      (withdrawn, "are withdrawn"), (lost, "have no place in the present base"),
      (points, "are points without words"),
      (outside, "are of people who may not vote on claims"),
      (text.joined, "are joined with others of the same person that they overlap"),
    ]
    .filter { $0.0 > 0 }.map { LeftOutItem(number: $0, what: "mark", why: $1) }
  }
}
