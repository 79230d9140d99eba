public import Manuscript
public import Scholarship

/// One paper's corrections decided under one policy: what the consensus text is, and why. A pure function of
/// the state and the policy.
///
/// Copies share what neither of them changes, so those of many positions stand side by side in little more memory than
/// one; and each is brought forward by what happened since, see ``advance(to:after:base:)``.
public struct Reconciliation: Sendable {
  public internal(set) var policy: Policy
  /// How every correction is decided, withdrawn ones included; by number less one.
  public internal(set) var decisions: Series<CorrectionDecision>
  /// How many edits the consensus makes.
  public internal(set) var acceptedCount: Int

  /// The edits of those that stand in the present base, by number less one.
  var proposals: Series<Proposal?>
  /// The same by what they do, and the first proposed first.
  var byEffect: SortedChunks<EffectOfProposal>
  var outlines: SortedChunks<LocusOutline>
  var effects: Effects
  /// Where the claims of each number stand in the present base, and which claims stand where.
  var claimPassages: Series<[ScalarRange]>
  var claims: PassageIndex
  var rosters: Rosters
  /// What it was computed of, so that a change can be told.
  var origin: Origin

  /// What all decisions depend on.
  struct Origin: Sendable {
    /// The policy that was given instead of the paper's own.
    var givenPolicy: Policy?
    var members: [Handle: Member]
    var base: BaseID?
  }

  /// Decides every correction of `paper` over its base. Costs n log n in the number of corrections and votes.
  ///
  /// - Parameters:
  ///   - policy: the rules to count by; the paper's own where none is given.
  ///   - base: the reading text that the corrections' ranges count in.
  public init(of paper: Paper, under policy: Policy? = nil, base: ScalarText) {
    origin = Origin(givenPolicy: policy, members: paper.members, base: paper.identity?.base)
    let policy = policy ?? paper.policy
    let rosters = Rosters(paper)
    var effects = Effects(in: base)
    decisions = []
    proposals = []
    for correction in paper.corrections {
      let decision = CorrectionDecision(byItself: correction, of: paper, under: policy, rosters)
      decisions.append(decision)
      proposals.append(Proposal(of: correction, decision, known: nil, &effects))
    }
    let standing = proposals.compactMap(\.self).sorted(by: Proposal.isBefore)
    byEffect = SortedChunks(sorted: standing.map(EffectOfProposal.init).sorted())
    let settlement = Settlement(of: standing)
    outlines = SortedChunks(sorted: settlement.loci)
    acceptedCount = settlement.loci.reduce(0) { $0 + $1.applied.count }
    claimPassages = Series(paper.claims.lazy.map { $0.passages(in: paper) })
    claims = PassageIndex(length: base.count)
    for (index, passages) in claimPassages.enumerated() {
      for passage in passages { claims.insert(index + 1, at: passage) }
    }
    self.policy = policy
    self.rosters = rosters
    self.effects = effects
    for (proposal, status) in zip(standing, settlement.statuses) {
      decisions[proposal.number - 1].status = status
    }
  }

  /// How a correction is decided and settled.
  public subscript(correction: Correction) -> CorrectionDecision { decisions[correction.id.number - 1] }
}

extension Reconciliation: Equatable {
  /// Whether both decide the same corrections the same way: what text, and why.
  public static func == (a: Reconciliation, b: Reconciliation) -> Bool {
    a.policy == b.policy && a.decisions == b.decisions && a.proposals == b.proposals
      && a.outlines.elementsEqual(b.outlines)
  }
}

/// Which proposal has which effect.
struct EffectOfProposal: Comparable, Sendable {
  let effect: Effect
  let number: Int

  init(_ proposal: Proposal) { (effect, number) = (proposal.effect, proposal.number) }

  static func < (a: Self, b: Self) -> Bool {
    a.effect == b.effect ? a.number < b.number : a.effect < b.effect
  }
}

extension Proposal {
  /// `nil` where the correction edits nothing.
  ///
  /// - Parameter known: what it proposed before, so that the effect of the same edit need not be found again.
  init?(
    of correction: Correction, _ decision: CorrectionDecision, known: Proposal?, _ effects: inout Effects
  ) {
    guard decision.status.edits else { return nil }
    number = correction.id.number
    edit = Edit(range: correction.anchor.range, replacement: correction.replacement)
    if let known, known.edit == edit {
      effect = known.effect
    } else {
      effect = effects.effect(of: edit)
    }
    outcome = decision.status
    outweighsBallots = decision.basis.outweighsBallots
  }
}

extension Claim {
  /// The passages that it is about and that have their place in the present base.
  func passages(in paper: Paper) -> [ScalarRange] { anchors.filter(paper.isPlaced).map(\.range) }
}
