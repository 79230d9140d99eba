import ActSupport
import Consensus
import Manuscript
import Scholarship
import Testing

@Suite("Random histories")
struct HistoryTests {
  static let seeds: ClosedRange<UInt64> = 1...400

  /// The histories say something only if every status comes up in them.
  @Test func theHistoriesAreManifold() throws {
    var statuses: [CorrectionStatus: Int] = [:]
    var claims: [ClaimStatus: Int] = [:]
    for seed in Self.seeds {
      let group = try Group.random(seed: seed)
      for status in group.statuses { statuses[status, default: 0] += 1 }
      for claim in group.paper.claims { claims[group.standing.standing(of: claim).status, default: 0] += 1 }
    }
    for status in [CorrectionStatus.open, .accepted, .rejected, .contested, .moot, .withdrawn] {
      #expect(statuses[status, default: 0] >= 20, "\(statuses)")
    }
    for status in [ClaimStatus.unreviewed, .agreed, .qualified, .rejected, .contested] {
      #expect(claims[status, default: 0] >= 5, "\(claims)")
    }
  }

  @Test func settlingIsAsTheDesignWordsIt() throws {
    for seed in Self.seeds {
      let group = try Group.random(seed: seed)
      #expect(group.statuses == settled(group), "seed \(seed)")
    }
  }

  @Test func theTextIsTheBaseWithTheAcceptedEditsMade() throws {
    for seed in Self.seeds {
      let group = try Group.random(seed: seed)
      let accepted = zip(group.paper.corrections, group.statuses).filter { $0.1 == .accepted }.map(\.0)
      // From the end to the start, so that no range moves before its turn.
      var scalars = group.text.scalars
      let backwards = accepted.sorted { ($0.anchor.range, $0.id.number) > ($1.anchor.range, $1.id.number) }
      for correction in backwards {
        scalars.replaceSubrange(correction.anchor.range.offsets, with: correction.replacement.unicodeScalars)
      }
      #expect(group.consensus.unicodeScalars.elementsEqual(scalars), "seed \(seed)")
      #expect(Set(group.reconciliation.acceptedIDs) == Set(accepted.map(\.id)), "seed \(seed)")
      if accepted.isEmpty {
        #expect(group.consensus.unicodeScalars.elementsEqual(group.text.scalars), "seed \(seed)")
      }
    }
  }

  @Test func lociTakenTogetherAreTheText() throws {
    for seed in Self.seeds {
      let group = try Group.random(seed: seed)
      let (text, loci) = (group.text, group.reconciliation.loci)
      let lemmas = loci.map { Edit(range: $0.hull, replacement: $0.lemma) }
      #expect(
        text.applying(lemmas, in: text.range).unicodeScalars.elementsEqual(group.consensus.unicodeScalars),
        "seed \(seed)")
      let bases = loci.map { Edit(range: $0.hull, replacement: $0.base) }
      #expect(text.applying(bases, in: text.range).unicodeScalars.elementsEqual(text.scalars), "seed \(seed)")
      // Every correction that stands is a reading of one locus; each reading is its edit in the hull.
      let standing = group.paper.corrections.filter { $0.withdrawn == nil }
      #expect(
        loci.flatMap { $0.readings.map(\.correction) }.sorted() == standing.map(\.id), "seed \(seed)")
      for locus in loci {
        for reading in locus.readings {
          let correction = try #require(group.paper.correction(reading.correction))
          let edit = Edit(range: correction.anchor.range, replacement: correction.replacement)
          #expect(locus.hull.contains(edit.range), "seed \(seed)")
          #expect(text.applying([edit], in: locus.hull).utf8.elementsEqual(reading.text.utf8), "seed \(seed)")
        }
      }
    }
  }

  @Test func theOrderOfIndependentEventsDoesNotMatter() throws {
    for seed in Self.seeds {
      let group = try Group.random(seed: seed)
      var random = SeededGenerator(seed: seed &* 7919)
      var events = group.events
      var swaps = 0
      for _ in 0..<events.count * 20 {
        let index = Int.random(in: 0..<events.count - 1, using: &random)
        guard events[index].isIndependent(of: events[index + 1]) else { continue }
        events.swapAt(index, index + 1)
        swaps += 1
      }
      #expect(swaps > 20, "seed \(seed)")
      let paper = Paper.initial.evolved(by: events)
      let standing = Standing(of: paper, base: group.text)
      #expect(standing.reconciliation == group.reconciliation, "seed \(seed)")
      #expect(
        paper.claims.map(standing.standing) == group.paper.claims.map(group.standing.standing), "seed \(seed)"
      )
      #expect(
        paper.disputes.map(standing.decision) == group.paper.disputes.map(group.standing.decision),
        "seed \(seed)")
    }
  }

  @Test func withdrawingEqualsNeverProposingForTheText() throws {
    for seed in Self.seeds {
      var group = try Group.random(seed: seed)
      var random = SeededGenerator(seed: seed)
      let candidates = group.paper.corrections.filter { $0.withdrawn == nil }
      guard let standing = candidates.randomElement(using: &random) else { continue }
      let gone = standing.id
      let without = group.events.compactMap { recorded in
        recorded.event.without(gone).map { RecordedEvent($0, recorded.stamp) }
      }
      let never = Paper.initial.evolved(by: without)
      try group.run(.withdraw(gone, reason: nil), by: standing.ballot.proposer)
      let expected = Reconciliation(of: never, base: group.text)
      #expect(
        group.consensus.unicodeScalars.elementsEqual(expected.text(of: group.text).unicodeScalars),
        "seed \(seed), \(gone)")
      var statuses = group.statuses
      statuses.remove(at: gone.number - 1)
      #expect(statuses == expected.decisions.map(\.status), "seed \(seed), \(gone)")
    }
  }

  @Test func theSameEventsGiveTheSameResult() throws {
    for seed in Self.seeds {
      let (first, second) = (try Group.random(seed: seed), try Group.random(seed: seed))
      #expect(first.paper == second.paper, "seed \(seed)")
      #expect(first.reconciliation == second.reconciliation, "seed \(seed)")
      // Read back from what is stored, they are the same as well.
      let stored = try first.events.map { recorded in
        RecordedEvent(
          try Event(type: recorded.event.type, version: recorded.event.version, body: recorded.event.body()),
          recorded.stamp)
      }
      #expect(Paper.initial.evolved(by: stored) == first.paper, "seed \(seed)")
    }
  }

  @Test func anotherPolicyNeedsNoOtherLog() throws {
    for seed in Self.seeds {
      let group = try Group.random(seed: seed)
      let unreachable = Policy(rules: PolicyRules(quorum: 100))
      let other = Reconciliation(of: group.paper, under: unreachable, base: group.text)
      // With no ballot decided, only what is ruled stands.
      for (decision, correction) in zip(other.decisions, group.paper.corrections)
      where decision.status == .accepted {
        #expect(correction.ballot.ruling?.verdict == .accept, "seed \(seed)")
      }
      #expect(other.loci.map(\.hull) == group.reconciliation.loci.map(\.hull), "seed \(seed)")
    }
  }

  /// The rules on conflicts, pair by pair, from the ballots up.
  private func settled(_ group: Group) -> [CorrectionStatus] {
    let corrections = group.paper.corrections
    let edits = corrections.map { Edit(range: $0.anchor.range, replacement: $0.replacement) }
    let rulings = corrections.map { $0.withdrawn == nil ? $0.ballot.ruling : nil }
    var statuses: [CorrectionStatus] = corrections.indices.map { index in
      let correction = corrections[index]
      if correction.withdrawn != nil { return .withdrawn }
      if let ruling = rulings[index] { return ruling.verdict == .accept ? .accepted : .rejected }
      let rules = group.paper.rules(for: correction.id)
      let roster = group.paper.roster(rules.voters)
      let tally = Tally(of: correction.ballot, roster: roster, proposerVotes: rules.proposerVotes)
      return switch tally.outcome(under: rules) {
      case .open: .open
      case .passes: .accepted
      case .rejected: .rejected
      case .contested: .contested
      }
    }
    func others(_ index: Int, _ statuses: [CorrectionStatus], _ wanted: CorrectionStatus) -> [Int] {
      edits.indices.filter {
        $0 != index && statuses[$0] == wanted && edits[$0].conflicts(with: edits[index])
      }
    }
    let ballots = statuses
    for index in edits.indices where ballots[index] == .accepted && rulings[index] == nil {
      if others(index, ballots, .accepted).contains(where: { rulings[$0] != nil }) { statuses[index] = .moot }
    }
    let passing = statuses
    for index in edits.indices where passing[index] == .accepted {
      if !others(index, passing, .accepted).isEmpty { statuses[index] = .contested }
    }
    let accepted = statuses
    for index in edits.indices where accepted[index] == .open || accepted[index] == .contested {
      if !others(index, accepted, .accepted).isEmpty { statuses[index] = .moot }
    }
    return statuses
  }
}
