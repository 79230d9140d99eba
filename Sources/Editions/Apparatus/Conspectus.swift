internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

/// The conspectus of sigla: everyone and everything that an apparatus may name as holding a reading.
struct Conspectus: Sendable {
  /// A version of the source.
  struct Witness: Sendable {
    /// `base` for the present one, `base1`, `base2`… for those before it, the first import first.
    let siglum: String
    let id: BaseID
    /// Of the event that brought it in.
    let stamp: Stamp?
  }

  /// Someone whose siglum is their handle.
  struct Scholar: Sendable {
    let handle: Handle
    /// Their role in the paper now; `nil` where they have none.
    let role: Role?
    /// Whether they have said anything, and not only may.
    let isHeard: Bool
    /// Whether the consensus is computed as if they had no say.
    var isLeftOut = false

    /// What they are in the paper.
    var standing: String { isLeftOut ? "left out" : role?.rawValue ?? "formerly a member" }
  }

  let base: Witness
  /// The bases before the present one, the first import first.
  let earlierBases: [Witness]
  /// All who may be named, in the order of their handles: whoever votes, and whoever has said anything that an
  /// apparatus may repeat.
  let scholars: [Scholar]

  init(of edition: Edition) {
    let (paper, base) = (edition.presenter.paper, edition.base)
    self.base = Witness(siglum: "base", id: base, stamp: paper.identity?.baseStamp)
    earlierBases = paper.earlierBases.enumerated().map { index, earlier in
      Witness(siglum: "base\(index + 1)", id: earlier.id, stamp: earlier.stamp)
    }
    let members = paper.members.values.lazy.filter { $0.joined && $0.role >= .scholar }.map(\.handle)
    var heard: Set<Handle> = []
    for correction in paper.corrections {
      heard.insert(correction.stamp.by)
      heard.formUnion(correction.versions.lazy.map(\.stamp.by))
      heard.formUnion(correction.ballot.voices)
      heard.formUnion(correction.seconds.lazy.map(\.stamp.by))
    }
    for dispute in paper.disputes {
      heard.insert(dispute.stamp.by)
      heard.formUnion(dispute.arguments.lazy.map(\.stamp.by))
      heard.formUnion(dispute.ballot.voices)
    }
    for claim in paper.claims {
      heard.formUnion(claim.wordings.lazy.map(\.stamp.by))
      heard.formUnion(claim.stances.keys)
      if let adopter = claim.adoption?.by { heard.insert(adopter) }
    }
    scholars = heard.union(members).sorted().map {
      Scholar(
        handle: $0, role: paper.members[$0]?.role, isHeard: heard.contains($0),
        isLeftOut: $0.name == edition.supposed?.without)
    }
  }

  /// Each siglum with what it stands for: the bases, then the scholars.
  var words: [String] {
    ([base] + earlierBases).map { "\($0.siglum) (\($0.id))" }
      + scholars.map { "\($0.handle) (\($0.standing))" }
  }

  /// The witness that was the base at a position of the log; `nil` where that is the present one.
  func earlierBase(at position: Int64) -> Witness? {
    guard let stamp = base.stamp, position < stamp.position else { return nil }
    return earlierBases.last { ($0.stamp?.position ?? 0) <= position }
  }
}

extension Ballot {
  /// Who proposed, voted or ruled.
  fileprivate var voices: [Handle] {
    [proposer] + votes.keys + (ruling.map { [$0.stamp.by] } ?? [])
  }
}
