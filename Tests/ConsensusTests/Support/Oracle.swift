import Consensus
import Manuscript
import Scholarship

// What the design says of edits, loci, statuses and text, word by word and pair by pair: slow, and written without a look
// at how the program does it.

extension Edit {
  /// Whether they share a scalar, insert at the same point, or one inserts strictly inside the other's range.
  func meetsByDefinition(_ other: Edit) -> Bool {
    let (one, another) = (Set(range.offsets), Set(other.range.offsets))
    switch (range.isEmpty, other.isEmpty) {
    case (true, true): return range.start == other.range.start
    case (false, false): return !one.isDisjoint(with: another)
    case (true, false): return another.contains(range.start) && another.contains(range.start - 1)
    case (false, true): return one.contains(other.range.start) && one.contains(other.range.start - 1)
    }
  }

  private var isEmpty: Bool { range.isEmpty }

  /// Whether each alone gives the same text, up to canonical equivalence; where that is the base's, whether they write
  /// the same characters otherwise.
  func agreesByDefinition(with other: Edit, in base: ScalarText) -> Bool {
    let (one, another) = (made(in: base), other.made(in: base))
    guard one == another else { return false }
    if one != base.string { return true }
    let (mine, theirs) = (respelled(in: base), other.respelled(in: base))
    return mine.isEmpty && theirs.isEmpty
      ? range.start == other.range.start : mine.first == theirs.first && mine.last == theirs.last
  }

  /// The text with this edit alone.
  func made(in base: ScalarText) -> String {
    var scalars = base.scalars
    scalars.replaceSubrange(range.offsets, with: replacement.unicodeScalars)
    return ScalarText(scalars).string
  }

  /// The characters that it leaves equivalent and writes with other scalars.
  private func respelled(in base: ScalarText) -> [Int] {
    let characters = Array(zip(base.string, made(in: base)))
    return characters.indices.filter {
      !characters[$0].0.unicodeScalars.elementsEqual(characters[$0].1.unicodeScalars)
    }
  }
}

/// A paper reconciled by definition.
struct Oracle {
  let statuses: [CorrectionStatus]
  /// What decided each, and the open disputes on it.
  let bases: [Basis]
  let disputed: [[EntityID]]
  /// The corrections of each locus.
  let loci: Set<Set<EntityID>>
  /// The corrections whose edits are made, in order of their numbers.
  let made: [EntityID]
  let text: String

  init(of paper: Paper, in base: ScalarText) {
    let corrections = Array(paper.corrections)
    let edits = corrections.map { Edit(range: $0.anchor.range, replacement: $0.replacement) }
    let verdicts = corrections.map { Self.verdict(on: $0, in: paper) }
    bases = verdicts.map(\.basis)
    disputed = corrections.map { correction in
      Self.disputes(on: correction, in: paper).filter { Self.outcome(of: $0, in: paper) == .open }.map(\.id)
    }
    var statuses = zip(corrections, verdicts).map { Self.outcome(of: $0, $1.status, in: paper) }
    let standing = statuses.indices.filter { statuses[$0].edits }
    var (agree, conflict): ([Set<Int>], [Set<Int>]) = (
      corrections.map { _ in [] }, corrections.map { _ in [] }
    )
    var linked = agree
    for one in standing {
      for other in standing {
        let meets = edits[one].meetsByDefinition(edits[other])
        let agrees = edits[one].agreesByDefinition(with: edits[other], in: base)
        if agrees { agree[one].insert(other) }
        if meets, !agrees { conflict[one].insert(other) }
        if meets || agrees { linked[one].insert(other) }
      }
    }
    func isRuled(_ index: Int) -> Bool { [.ruling, .settled].contains(verdicts[index].basis) }

    let outcomes = statuses
    func passes(_ index: Int) -> Bool { outcomes[index] == .accepted }
    for index in standing where passes(index) && !isRuled(index) {
      if conflict[index].contains(where: { passes($0) && isRuled($0) }) { statuses[index] = .moot }
    }
    let left = statuses
    for index in standing where left[index] == .accepted {
      if conflict[index].contains(where: { left[$0] == .accepted }) { statuses[index] = .contested }
    }
    let accepted = statuses
    for index in standing where accepted[index] == .open || accepted[index] == .contested {
      if conflict[index].contains(where: { accepted[$0] == .accepted }) { statuses[index] = .moot }
    }
    let made = standing.filter { index in
      statuses[index] == .accepted && !agree[index].contains { $0 < index && statuses[$0] == .accepted }
    }
    // From the end to the start, so that no range moves before its turn; at one point what is inserted stands first.
    var scalars = base.scalars
    for index in made.sorted(by: { edits[$0].range > edits[$1].range }) {
      scalars.replaceSubrange(edits[index].range.offsets, with: edits[index].replacement.unicodeScalars)
    }
    self.statuses = statuses
    self.made = made.map { corrections[$0].id }
    text = ScalarText(scalars).string
    loci = Set(
      Self.components(of: standing, linked, edits).map { component in
        Set(component.map { corrections[$0].id })
      })
  }

  /// Connected components, by following links; then those whose hulls share a scalar are one.
  private static func components(of nodes: [Int], _ links: [Set<Int>], _ edits: [Edit]) -> Set<Set<Int>> {
    var components: Set<Set<Int>> = []
    var left = Set(nodes)
    while let first = left.first {
      var component: Set<Int> = []
      var waiting = [first]
      while let next = waiting.popLast() {
        guard left.remove(next) != nil else { continue }
        component.insert(next)
        waiting += links[next]
      }
      components.insert(component)
    }
    func hull(_ component: Set<Int>) -> Edit {
      let ranges = component.map { edits[$0].range }
      return Edit(range: ScalarRange(ranges.map(\.start).min()!, ranges.map(\.end).max()!), replacement: "")
    }
    while let (one, other) = components.lazy.flatMap({ one in components.map { (one, $0) } })
      .first(where: { $0 != $1 && hull($0).meetsByDefinition(hull($1)) })
    {
      components.subtract([one, other])
      components.insert(one.union(other))
    }
    return components
  }
}
