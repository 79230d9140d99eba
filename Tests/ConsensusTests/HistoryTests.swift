import ActSupport
import Consensus
import Manuscript
import Scholarship
import SeededRandom
import Testing

@Suite("Random histories")
struct HistoryTests {
  static let seeds: ClosedRange<UInt64> = 1...400

  /// The histories say something only if every status comes up in them.
  @Test func `the histories are manifold`() throws {
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

  @Test func `statuses, loci and text are as the design words them`() throws {
    // How often an accepted edit is not made, for one that agrees with it is; and loci that edits which agree span.
    var (agreed, spanned) = (0, 0)
    var bases: [Basis: Int] = [:]
    for seed in Self.seeds.lowerBound...Self.seeds.upperBound * 4 {
      let group = try Group.random(seed: seed, steps: 70, changesGround: seed.isMultiple(of: 2))
      let (oracle, reconciliation) = (Oracle(of: group.paper, in: group.text), group.reconciliation)
      #expect(group.statuses == oracle.statuses, "seed \(seed)")
      #expect(reconciliation.decisions.map(\.basis) == oracle.bases, "seed \(seed)")
      #expect(reconciliation.decisions.map(\.disputed) == oracle.disputed, "seed \(seed)")
      for basis in oracle.bases { bases[basis, default: 0] += 1 }
      #expect(
        Set(reconciliation.loci.map { Set($0.readings.map(\.correction)) }) == oracle.loci, "seed \(seed)")
      #expect(reconciliation.acceptedIDs.sorted() == oracle.made, "seed \(seed)")
      #expect(group.consensus.utf8.elementsEqual(oracle.text.utf8), "seed \(seed)")
      #expect(reconciliation.acceptedCount == oracle.made.count, "seed \(seed)")
      agreed += oracle.statuses.count { $0 == .accepted } - oracle.made.count
      spanned += reconciliation.loci.count { locus in
        locus.readings.allSatisfy { one in
          locus.readings.allSatisfy {
            $0.correction == one.correction || !one.edit.meetsByDefinition($0.edit)
          }
        } && locus.readings.count > 1
      }
    }
    #expect(agreed > 100 && spanned > 50, "\(agreed), \(spanned)")
    for basis in Basis.allCases { #expect(bases[basis, default: 0] > 50, "\(bases)") }
  }

  @Test func `what does the same, and what is where, is found`() throws {
    for seed in Self.seeds {
      let group = try Group.random(seed: seed, changesGround: true)
      let reconciliation = group.reconciliation
      let standing = group.paper.corrections.filter { reconciliation[$0].status.edits }
      let edits = standing.map { Edit(range: $0.anchor.range, replacement: $0.replacement) }
      var random = SeededGenerator(seed: seed)
      for _ in 0..<10 {
        let start = Int.random(in: 0...group.text.count, using: &random)
        let range = ScalarRange(start, min(group.text.count, start + Int.random(in: 0...3, using: &random)))
        let edit = Edit(range: range, replacement: ["", "a", "x", "é"].randomElement(using: &random)!)
        let agreeing = zip(standing, edits).filter { $1.agreesByDefinition(with: edit, in: group.text) }
        #expect(
          reconciliation.corrections(agreeingWith: edit) == agreeing.map(\.0.id), "seed \(seed): \(edit)")
        #expect(
          reconciliation.correction(agreeingWith: edit) == agreeing.first?.0.id, "seed \(seed): \(edit)")
        // Found by the paper alone, without what is computed of it.
        #expect(
          group.paper.correction(agreeingWith: edit, in: group.text) == agreeing.first?.0.id,
          "seed \(seed): \(edit)")
        func touches(_ other: ScalarRange) -> Bool { other.start <= range.end && range.start <= other.end }
        #expect(
          reconciliation.accepted(touching: range) == reconciliation.accepted.filter { touches($0.range) },
          "seed \(seed): \(range)")
        #expect(
          reconciliation.loci(touching: range) == reconciliation.loci.filter { touches($0.hull) },
          "seed \(seed): \(range)")
      }
    }
  }

  @Test func `loci taken together are the text`() throws {
    for seed in Self.seeds {
      let group = try Group.random(seed: seed, changesGround: seed.isMultiple(of: 2))
      let (text, loci) = (group.text, group.reconciliation.loci)
      let lemmas = loci.map { Edit(range: $0.hull, replacement: $0.lemma) }
      #expect(
        text.applying(lemmas, in: text.range).unicodeScalars.elementsEqual(group.consensus.unicodeScalars),
        "seed \(seed)")
      let bases = loci.map { Edit(range: $0.hull, replacement: $0.base) }
      #expect(text.applying(bases, in: text.range).unicodeScalars.elementsEqual(text.scalars), "seed \(seed)")
      // Every correction that stands is a reading of one locus; each reading is its edit in the hull.
      let standing = group.paper.corrections.filter { group.reconciliation[$0].status.edits }
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

  @Test func `the order of independent events does not matter`() throws {
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

  @Test func `withdrawing equals never proposing for the text`() throws {
    for seed in Self.seeds {
      var group = try Group.random(seed: seed)
      var random = SeededGenerator(seed: seed)
      // What was ruled or settled, itself or a dispute of it, is not its author's to withdraw.
      let paper = group.paper
      let candidates = paper.corrections.filter {
        $0.withdrawn == nil && $0.ballot.ruling == nil
          && $0.disputes.allSatisfy { paper.dispute($0)?.ballot.ruling == nil }
      }
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

  @Test func `the same events give the same result`() throws {
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

  @Test func `another policy needs no other log`() throws {
    for seed in Self.seeds {
      let group = try Group.random(seed: seed)
      let unreachable = Policy(rules: PolicyRules(quorum: 100))
      let other = Reconciliation(of: group.paper, under: unreachable, base: group.text)
      // With no ballot decided, only what is ruled stands.
      for (decision, correction) in zip(other.decisions, group.paper.corrections)
      where decision.status == .accepted {
        #expect(correction.ballot.decisions.last?.verdict == .accept, "seed \(seed)")
      }
      #expect(other.loci.map(\.hull) == group.reconciliation.loci.map(\.hull), "seed \(seed)")
    }
  }
}
