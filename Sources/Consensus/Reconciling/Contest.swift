internal import Manuscript
internal import Scholarship

/// A locus of many edits, kept so that another outcome of one of them costs what conflicts with it, and not the settling of
/// all: for each edit, with how many it conflicts of those that matter.
///
/// Its edits never change; where one comes, goes or is another, the locus is settled anew.
struct Contest: Sendable {
  /// In text order, by range and by what stands for the effect.
  private let edits: [ConflictIndex.Element]
  private var outcomes: [CorrectionStatus]
  private var outweighs: [Bool]
  /// Whether it passes and nothing that was decided by more than a ballot is against it, and whether nothing is.
  private var isLeft: [Bool]
  private var isAccepted: [Bool]
  /// With how many it conflicts that outweigh ballots, that are left, and that are accepted.
  private var heavier: [Int32]
  private var rivals: [Int32]
  private var winners: [Int32]
  /// What each comes to.
  private(set) var statuses: [CorrectionStatus]

  /// So many edits are settled anew as fast.
  static let least = 64
  /// Where more change sides, all is settled anew.
  private static let mostTurned = 64

  /// - Parameter proposals: of one locus, in text order, each with the number of its effect.
  init(_ proposals: some Sequence<(proposal: Proposal, class: Int)>) {
    let all = Array(proposals)
    edits = all.map { ($0.proposal.range, $0.class) }
    outcomes = all.map(\.proposal.outcome)
    outweighs = all.map(\.proposal.outweighsBallots)
    (isLeft, isAccepted, statuses) = ([], [], [])
    (heavier, rivals, winners) = ([], [], [])
    heavier = conflicts { outcomes[$0] == .accepted && outweighs[$0] }
    isLeft = edits.indices.map(remains)
    rivals = conflicts { isLeft[$0] }
    isAccepted = edits.indices.map(wins)
    winners = conflicts { isAccepted[$0] }
    statuses = edits.indices.map(status)
  }

  private func conflicts(_ matters: (Int) -> Bool) -> [Int32] {
    let others = edits.indices.filter(matters)
    if others.isEmpty { return Array(repeating: 0, count: edits.count) }
    let index = ConflictIndex(others.map { edits[$0] })
    return edits.map { Int32(index.conflicts(with: $0)) }
  }

  private func remains(_ index: Int) -> Bool {
    outcomes[index] == .accepted && (outweighs[index] || heavier[index] == 0)
  }

  private func wins(_ index: Int) -> Bool { isLeft[index] && rivals[index] == 0 }

  private func status(_ index: Int) -> CorrectionStatus {
    switch outcomes[index] {
    case .accepted: isAccepted[index] ? .accepted : isLeft[index] ? .contested : .moot
    case .open, .contested: winners[index] > 0 ? .moot : outcomes[index]
    case let other: other
    }
  }

  /// Takes another outcome of one edit in. Gives the places of those that come to something else; `nil` where so many
  /// change sides that all is better settled anew: then this is of no use any more.
  mutating func take(_ proposal: Proposal, at index: Int) -> [Int]? {
    let was = outcomes[index] == .accepted && outweighs[index]
    (outcomes[index], outweighs[index]) = (proposal.outcome, proposal.outweighsBallots)
    var near = [index]
    if was != (outcomes[index] == .accepted && outweighs[index]) {
      near += count(\.heavier, was ? -1 : 1, against: index).filter { outcomes[$0] == .accepted }
    }
    let turned = near.filter { isLeft[$0] != remains($0) }
    guard turned.count <= Self.mostTurned else { return nil }
    near = [index] + turned
    for other in turned {
      isLeft[other].toggle()
      near += count(\.rivals, isLeft[other] ? 1 : -1, against: other).filter { isLeft[$0] }
    }
    let decided = Set(near).filter { isAccepted[$0] != wins($0) }
    guard decided.count <= Self.mostTurned else { return nil }
    near += decided
    for other in decided {
      isAccepted[other].toggle()
      near += count(\.winners, isAccepted[other] ? 1 : -1, against: other).filter {
        outcomes[$0] != .accepted
      }
    }
    return Set(near).filter { place in
      let status = status(place)
      defer { statuses[place] = status }
      return statuses[place] != status
    }.sorted()
  }

  /// Counts one more or one less in all that conflicts with an edit. Gives those with which the first comes or
  /// the last goes.
  private mutating func count(
    _ counts: WritableKeyPath<Contest, [Int32]>, _ step: Int32, against index: Int
  ) -> [Int] {
    let edit = edits[index]
    let conflicting = edits.indices.filter {
      edits[$0].class != edit.class && edits[$0].range.meets(edit.range)
    }
    for other in conflicting { self[keyPath: counts][other] += step }
    let turning = max(step, 0)
    return conflicting.filter { self[keyPath: counts][$0] == turning }
  }

  /// The edits that the consensus makes: of those that are accepted and agree, the first proposed.
  ///
  /// - Parameter numbers: those of the corrections, in text order.
  func applied(_ numbers: [Int]) -> [Int] {
    var first: [Int: Int] = [:]
    for (index, number) in numbers.enumerated() where isAccepted[index] {
      first[edits[index].class] = min(first[edits[index].class] ?? number, number)
    }
    return numbers.enumerated().filter { isAccepted[$0] && first[edits[$0].class] == $1 }.map(\.element)
  }
}
