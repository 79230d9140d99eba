public import Manuscript
public import Scholarship

extension Reconciliation {
  /// What a step forward changed.
  public struct Impact: Equatable, Sendable {
    /// Whether all was decided anew: the policy, the voters or the base changed, or words were erased. Then disputes and
    /// claims may stand otherwise too.
    public internal(set) var everything = false
    /// The corrections that are new or decided otherwise, by number.
    public internal(set) var corrections: [EntityID] = []
    /// The claims near which an accepted edit came or went, by number: all whose words changed or changed back are among
    /// them.
    public internal(set) var claims: [EntityID] = []

    public init() {}
  }

  /// Brings the reconciliation forward: it is then what a fresh one of `paper` would be.
  ///
  /// Costs what the events touched: their ballots, and the loci of the corrections that are decided otherwise. Another
  /// policy, other voters, another base or an erasure take a fresh one.
  ///
  /// - Parameters:
  ///   - paper: with the events folded in.
  ///   - events: all that happened in the paper since this was made.
  ///   - base: the reading text of the paper's present base.
  public mutating func advance(
    to paper: Paper, after events: some Sequence<RecordedEvent>, base: ScalarText
  ) -> Impact {
    var touched: Set<EntityID> = []
    for recorded in events {
      if recorded.isErased || recorded.event.payload is BodyErased {
        return startAnew(from: paper, base: base)
      }
      touched.formUnion(recorded.event.subjects)
    }
    return advance(to: paper, touching: touched, base: base)
  }

  /// As ``advance(to:after:base:)``, where it is known already what the events were about.
  ///
  /// - Parameter touched: every thing of which anything may be otherwise than it was when this was made.
  public mutating func advance(
    to paper: Paper, touching touched: Set<EntityID>, base: ScalarText
  ) -> Impact {
    guard origin.givenPolicy != nil || paper.policy == policy, paper.identity?.base == origin.base,
      hasSameVoters(as: paper)
    else { return startAnew(from: paper, base: base) }
    var (corrections, claims) = (Set<Int>(), Set<Int>())
    for id in touched {
      switch id.kind {
      case .correction: corrections.insert(id.number)
      case .claim: claims.insert(id.number)
      case .annotation: break
      case .dispute:
        // What a dispute comes to bears on what it is about.
        if let target = paper.dispute(id)?.target.thing, target.kind == .correction {
          corrections.insert(target.number)
        }
      }
    }
    if decisions.count < paper.corrections.count {
      corrections.formUnion(decisions.count + 1...paper.corrections.count)
    }
    if claimPassages.count < paper.claims.count {
      claims.formUnion(claimPassages.count + 1...paper.claims.count)
    }
    let step = settle(decide(corrections.sorted(), of: paper))
    var change = Impact()
    change.corrections = step.changed.sorted().map { EntityID(.correction, $0) }
    change.claims = self.claims(touching: step.edits).map { EntityID(.claim, $0) }
    for number in claims.sorted() { note(claim: number, of: paper) }
    return change
  }

  /// Who is invited may not vote yet.
  private mutating func hasSameVoters(as paper: Paper) -> Bool {
    if paper.members == origin.members { return true }
    guard Rosters(paper) == rosters else { return false }
    origin.members = paper.members
    return true
  }

  private mutating func startAnew(from paper: Paper, base: ScalarText) -> Impact {
    let before = decisions
    self = Reconciliation(of: paper, under: origin.givenPolicy, base: base)
    var change = Impact()
    change.everything = true
    change.corrections = decisions.indices.filter { $0 >= before.count || before[$0] != decisions[$0] }
      .map { EntityID(.correction, $0 + 1) }
    change.claims = paper.claims.map(\.id)
    return change
  }

  /// The claims that are about words which one of `edits` is about, or that it touches.
  private func claims(touching edits: Set<Edit>) -> [Int] {
    let found = edits.reduce(into: Set<Int>()) { found, edit in
      found.formUnion(
        claims.things(near: edit.range).filter { claimPassages[$0 - 1].contains { $0.touches(edit.range) } })
    }
    return found.sorted()
  }

  private mutating func note(claim number: Int, of paper: Paper) {
    let passages = paper.claims[number - 1].passages(in: paper)
    if number > claimPassages.count {
      claimPassages.append(passages)
    } else {
      if claimPassages[number - 1] == passages { return }
      for passage in claimPassages[number - 1] { claims.remove(number, at: passage) }
      claimPassages[number - 1] = passages
    }
    for passage in passages { claims.insert(number, at: passage) }
  }
}
