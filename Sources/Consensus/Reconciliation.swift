public import Manuscript
public import Scholarship

/// Where a correction stands under a policy.
public enum CorrectionStatus: String, Hashable, Sendable {
  /// Too few have voted.
  case open
  /// It passes and nothing stands against it: the consensus text has it.
  case accepted
  case rejected
  /// It neither passes nor is rejected, or conflicts with another that passes too.
  case contested
  /// Another edit of the same words was accepted.
  case moot
  /// A new base has what it proposes; there is nothing left to edit.
  case incorporated
  /// Its words have no place, or no one place, in the present base: it edits nothing until someone says where it
  /// belongs.
  case orphaned
  case withdrawn
}

extension CorrectionStatus {
  /// Whether a correction that stands so is a reading of the base, made in the consensus or not.
  public var edits: Bool {
    switch self {
    case .open, .accepted, .rejected, .contested, .moot: true
    case .incorporated, .orphaned, .withdrawn: false
    }
  }
}

/// How one correction is decided.
public struct CorrectionDecision: Hashable, Sendable {
  public var status: CorrectionStatus
  public var basis: Basis
  public var tally: Tally
}

/// A place where corrections meet: a connected component of edits that conflict.
public struct Locus: Hashable, Sendable {
  /// The smallest range of the base that holds every edit of the component.
  public var hull: ScalarRange
  /// What the base has there.
  public var base: String
  /// What the consensus prints there.
  public var lemma: String
  /// The corrections that meet here, in text order, and for each what the hull reads with it.
  public var readings: [Reading]

  public struct Reading: Hashable, Sendable {
    public var correction: EntityID
    public var text: String
  }

  /// Whether the consensus differs from the base here.
  public var isChanged: Bool { !base.utf8.elementsEqual(lemma.utf8) }
}

/// One paper's corrections decided under one policy: what the consensus text is, and why. A pure function of
/// the state and the policy.
public struct Reconciliation: Hashable, Sendable {
  public let policy: Policy
  /// How every correction is decided, withdrawn ones included; by number less one.
  public let decisions: [CorrectionDecision]
  /// The loci in text order.
  public let loci: [Locus]
  /// The accepted corrections' edits in text order.
  public let accepted: [Edit]
  /// Whose they are, in the same order.
  public let acceptedIDs: [EntityID]

  /// The corrections that stand and edit nothing: a later base has what they propose, or their words have no place in
  /// it. By id.
  public let apart: [EntityID]

  public subscript(correction: Correction) -> CorrectionDecision { decisions[correction.id.number - 1] }

  /// The consensus text: the base with the accepted edits made.
  public func text(of base: ScalarText) -> String { base.applying(accepted, in: base.range) }

  /// Decides every correction of `paper` over its base.
  ///
  /// - Parameters:
  ///   - policy: the rules to count by; the paper's own where none is given.
  ///   - base: the reading text that the corrections' ranges count in.
  public init(of paper: Paper, under policy: Policy? = nil, base: ScalarText) {
    let policy = policy ?? paper.policy
    let rosters = Rosters(paper)
    var decisions: [CorrectionDecision] = []
    decisions.reserveCapacity(paper.corrections.count)
    for correction in paper.corrections {
      decisions.append(
        .init(
          correction, of: paper, under: policy.rules(for: correction.class.map(PolicyClass.init)), rosters))
    }
    let standing = paper.corrections.filter { decisions[$0.id.number - 1].status.edits }
    let edits = standing.map { Edit(range: $0.anchor.range, replacement: $0.replacement) }
    var loci: [Locus] = []
    var accepted: [Edit] = []
    var acceptedIDs: [EntityID] = []
    for component in Conflicts.components(of: edits) {
      settle(component.map { (standing[$0].id.number - 1, edits[$0]) }, in: &decisions)
      let chosen = component.filter { decisions[standing[$0].id.number - 1].status == .accepted }
      let start = component.map { edits[$0].range.start }.min() ?? 0
      let hull = ScalarRange(start, component.map { edits[$0].range.end }.max() ?? start)
      loci.append(
        Locus(
          hull: hull, base: base[hull], lemma: base.applying(chosen.map { edits[$0] }, in: hull),
          readings: component.map {
            .init(correction: standing[$0].id, text: base.applying([edits[$0]], in: hull))
          }))
      accepted += chosen.map { edits[$0] }
      acceptedIDs += chosen.map { standing[$0].id }
    }
    self.policy = policy
    self.decisions = decisions
    self.loci = loci
    self.accepted = accepted
    self.acceptedIDs = acceptedIDs
    apart = paper.corrections.map(\.id).filter {
      [.incorporated, .orphaned].contains(decisions[$0.number - 1].status)
    }
  }
}

extension CorrectionDecision {
  /// By its own ballot or ruling, before conflicts are looked at: here `accepted` says that it passes.
  fileprivate init(
    _ correction: Correction, of paper: Paper, under rules: PolicyRules, _ rosters: Rosters
  ) {
    let tally = Tally(
      of: correction.ballot, roster: rosters[rules.voters], proposerVotes: rules.proposerVotes)
    let basis: Basis = correction.ballot.ruling == nil ? .ballot : .ruling
    let status: CorrectionStatus =
      if correction.withdrawn != nil {
        .withdrawn
      } else if !paper.isPlaced(correction.anchor) {
        .orphaned
      } else if paper.isIncorporated(correction) {
        .incorporated
      } else if let ruling = correction.ballot.ruling {
        ruling.verdict == .accept ? .accepted : .rejected
      } else {
        switch tally.outcome(under: rules) {
        case .open: .open
        case .passes: .accepted
        case .rejected: .rejected
        case .contested: .contested
        }
      }
    self.init(status: status, basis: basis, tally: tally)
  }
}

/// Settles the edits of one component among themselves.
///
/// A ruled edit that passes makes the balloted ones that pass and conflict with it moot; then passing edits that
/// conflict with each other are contested, and the base stands there; every other passing one is accepted, and
/// what is open or contested and conflicts with it is moot.
private func settle(_ edits: [(index: Int, edit: Edit)], in decisions: inout [CorrectionDecision]) {
  if edits.count == 1 { return }
  func those(_ status: CorrectionStatus, _ basis: Basis? = nil) -> [(index: Int, edit: Edit)] {
    edits.filter {
      decisions[$0.index].status == status && (basis == nil || decisions[$0.index].basis == basis)
    }
  }
  func set(
    _ status: CorrectionStatus, _ candidates: [(index: Int, edit: Edit)], against others: ConflictIndex
  ) {
    for candidate in candidates where others.hasConflict(with: candidate.edit) {
      decisions[candidate.index].status = status
    }
  }
  set(.moot, those(.accepted, .ballot), against: ConflictIndex(those(.accepted, .ruling).map(\.edit)))
  let passing = those(.accepted)
  set(.contested, passing, against: ConflictIndex(passing.map(\.edit), holdingCandidates: true))
  set(.moot, those(.open) + those(.contested), against: ConflictIndex(those(.accepted).map(\.edit)))
}

/// Who may vote, worked out once for each role.
struct Rosters {
  private let byRole: [Role: [Handle]]

  init(_ paper: Paper) {
    byRole = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, paper.roster($0)) })
  }

  subscript(role: Role) -> [Handle] { byRole[role] ?? [] }
}
