internal import Manuscript
internal import Scholarship

/// How a reconciliation takes in what became of single corrections.
extension Reconciliation {
  /// What corrections were before a step, and what it has changed so far.
  struct Step {
    /// Of the corrections whose edit or whose own outcome is another now, what they proposed before.
    fileprivate var proposed: [Int: Proposal?] = [:]
    /// And how they were decided; `nil` where they are new.
    fileprivate var decided: [Int: CorrectionDecision?] = [:]
    /// The corrections that are decided otherwise.
    fileprivate(set) var changed: Set<Int> = []
    /// The accepted edits that came or went.
    fileprivate(set) var edits: Set<Edit> = []
  }

  /// Decides corrections by themselves anew. Where that changes nothing but a tally, their loci are as they were.
  ///
  /// - Parameter numbers: in order; all new ones are among them.
  mutating func decide(_ numbers: [Int], of paper: Paper) -> Step {
    var step = Step()
    for number in numbers {
      let index = number - 1
      let correction = paper.corrections[index]
      var decision = CorrectionDecision(byItself: correction, of: paper, under: policy, rosters)
      guard index < decisions.count else {
        let proposal = Proposal(of: correction, decision, known: nil, &effects)
        (step.proposed[number], step.decided[number]) = (.some(nil), .some(nil))
        proposals.append(proposal)
        decisions.append(decision)
        file(proposal, insteadOf: nil)
        continue
      }
      let (proposedBefore, decidedBefore) = (proposals[index], decisions[index])
      let proposal = Proposal(of: correction, decision, known: proposedBefore, &effects)
      if proposal == proposedBefore {
        if proposal != nil { decision.status = decidedBefore.status }
        if decision != decidedBefore { step.changed.insert(number) }
      } else {
        (step.proposed[number], step.decided[number]) = (.some(proposedBefore), decidedBefore)
        proposals[index] = proposal
        file(proposal, insteadOf: proposedBefore)
      }
      decisions[index] = decision
    }
    return step
  }

  /// Keeps the list of effects.
  private mutating func file(_ proposal: Proposal?, insteadOf before: Proposal?) {
    let (old, new) = (before.map(EffectOfProposal.init), proposal.map(EffectOfProposal.init))
    if old == new { return }
    if let old {
      byEffect.replace(from: byEffect.position { $0 >= old }, to: byEffect.position { $0 > old }, with: [])
    }
    if let new { byEffect.insert(new, at: byEffect.position { $0 > new }) }
  }

  /// Settles the loci of what a step decided, and those that it joins or parts.
  mutating func settle(_ step: Step) -> Step {
    var step = step
    var pending = step.proposed
    // What only turned out otherwise, in a locus of many, changes no locus.
    for number in step.proposed.keys.sorted() where takeOutcome(of: number, &step) { pending[number] = nil }
    var waiting = pending.keys.compactMap { proposals[$0 - 1] }.sorted(by: Proposal.isBefore)[...]
    for region in regions(of: pending) {
      let start = outlines.position { $0.hull.start >= region.start }
      let end = outlines.position { $0.hull.end > region.end }
      let before = outlines.elements(from: start, while: { $0.hull.end <= region.end })
      var members = before.flatMap(\.members).filter { pending[$0] == nil }.compactMap {
        proposals[$0 - 1]
      }
      let arrived = waiting.prefix { $0.range.start <= region.end }
      waiting = waiting.dropFirst(arrived.count)
      members = arrived.isEmpty ? members : (members + arrived).sorted(by: Proposal.isBefore)
      let settlement = Settlement(of: members)
      note(settlement, of: members, insteadOf: before, &step)
      outlines.replace(from: start, to: end, with: settlement.loci)
    }
    for (number, before) in step.decided where decisions[number - 1] != before { step.changed.insert(number) }
    return step
  }

  /// Takes another outcome of the same edit into the locus of many that it is in, if it is in one.
  private mutating func takeOutcome(of number: Int, _ step: inout Step) -> Bool {
    guard case let before?? = step.proposed[number], let now = proposals[number - 1],
      before.edit == now.edit
    else { return false }
    let start = outlines.position { $0.hull.end >= now.range.start }
    for outline in outlines.elements(from: start, while: { $0.hull.start <= now.range.end }) {
      guard var contest = outline.contest, outline.hull.contains(now.range) else { continue }
      let index = outline.members.partitioningIndex { member in
        proposals[member - 1].map { !Proposal.isBefore($0, now) } ?? false
      }
      guard index < outline.members.count, outline.members[index] == number,
        let turned = contest.take(now, at: index)
      else { continue }
      decisions[number - 1].status = contest.statuses[index]
      note(turned.filter { $0 != index }, of: outline, contest, &step)
      return true
    }
    return false
  }

  private mutating func note(
    _ turned: [Int], of outline: LocusOutline, _ contest: Contest, _ step: inout Step
  ) {
    var outline = outline
    for index in turned {
      let member = outline.members[index]
      if step.decided[member] == nil { step.decided.updateValue(decisions[member - 1], forKey: member) }
      decisions[member - 1].status = contest.statuses[index]
    }
    let applied = contest.applied(outline.members)
    if applied != outline.applied {
      acceptedCount += applied.count - outline.applied.count
      for number in Set(applied).symmetricDifference(outline.applied) {
        if let edit = proposals[number - 1]?.edit { step.edits.insert(edit) }
      }
    }
    (outline.applied, outline.contest) = (applied, contest)
    // Alone: where it ends, another may be that only inserts.
    let place = outlines.position { $0.hull >= outline.hull }
    let next = outlines.position { $0.hull > outline.hull }
    outlines.replace(from: place, to: next, with: [outline])
  }

  private mutating func note(
    _ settlement: Settlement, of members: [Proposal], insteadOf before: [LocusOutline], _ step: inout Step
  ) {
    for (member, status) in zip(members, settlement.statuses)
    where decisions[member.number - 1].status != status {
      decisions[member.number - 1].status = status
      if step.decided[member.number] == nil { step.changed.insert(member.number) }
    }
    let (old, new) = (before.flatMap(\.applied), settlement.loci.flatMap(\.applied))
    acceptedCount += new.count - old.count
    let made = old.compactMap { (step.proposed[$0] ?? proposals[$0 - 1])?.edit }
    let makes = new.compactMap { proposals[$0 - 1]?.edit }
    if made != makes { step.edits.formUnion(Set(made).symmetricDifference(makes)) }
  }

  /// The parts of the text whose loci may be others where proposals changed, in order. Each holds whole loci, and no two touch.
  private func regions(of changed: [Int: Proposal?]) -> [ScalarRange] {
    var regions: [ScalarRange] = []
    for (number, before) in changed {
      if let before { regions.append(region(around: before.range)) }
      guard let now = proposals[number - 1] else { continue }
      // What does the same is of its locus, and all between them.
      let agreeing = proposals(with: now.effect).compactMap { proposals[$0 - 1]?.range }
      regions.append(region(around: agreeing.reduce(now.range) { $0.union($1) }))
    }
    regions.sort()
    return regions.reduce(into: []) { merged, region in
      if let last = merged.last, last.touches(region) {
        merged[merged.count - 1] = last.union(region)
      } else {
        merged.append(region)
      }
    }
  }

  /// A range with the loci that it touches.
  private func region(around range: ScalarRange) -> ScalarRange {
    outlines(touching: range).reduce(range) { $0.union($1.hull) }
  }
}
