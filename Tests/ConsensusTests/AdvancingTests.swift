import ActSupport
import Consensus
import Manuscript
import Scholarship
import SeededRandom
import Testing

@Suite("Brought forward")
struct AdvancingTests {
  static let seeds: ClosedRange<UInt64> = 1...250

  @Test func `after every step it is what a fresh one is`() throws {
    for seed in Self.seeds {
      var (before, steps) = (try Group(scholars: []), 0)
      var reconciliation = Reconciliation(of: .initial, base: ScalarText(""))
      var done = 0
      _ = try Group.random(seed: seed, changesGround: true) { group in
        let change = reconciliation.advance(to: group.paper, after: group.events[done...], base: group.text)
        let fresh = Reconciliation(of: group.paper, base: group.text)
        #expect(reconciliation == fresh, "seed \(seed), @\(group.paper.position)")
        #expect(
          reconciliation.acceptedCount == fresh.accepted.count, "seed \(seed), @\(group.paper.position)")
        #expect(
          reconciliation.text(of: group.text).utf8.elementsEqual(fresh.text(of: group.text).utf8),
          "seed \(seed), @\(group.paper.position)")
        #expect(reconciliation.loci == fresh.loci, "seed \(seed), @\(group.paper.position)")
        if done > 0 { try check(change, from: before, to: group, "seed \(seed), @\(group.paper.position)") }
        (before, done, steps) = (group, group.events.count, steps + 1)
      }
      #expect(steps > 10)
    }
  }

  /// What a step says that it changed is what it did, and the claims near it.
  private func check(
    _ change: Reconciliation.Impact, from before: Group, to after: Group, _ place: Comment
  ) throws {
    let (old, new) = (before.reconciliation.decisions, after.reconciliation.decisions)
    let changed = new.indices.filter { $0 >= old.count || old[$0] != new[$0] }.map {
      EntityID(.correction, $0 + 1)
    }
    #expect(change.corrections == changed, place)
    let textChanged = zip(before.paper.claims, after.paper.claims).filter { was, now in
      before.standing.standing(of: was).textChanged != after.standing.standing(of: now).textChanged
    }
    let subjects = Set(after.events[before.events.count...].flatMap(\.event.subjects))
    #expect(Set(textChanged.map(\.1.id)).subtracting(subjects).isSubset(of: change.claims), place)
    if change.everything { #expect(change.claims == after.paper.claims.map(\.id), place) }
  }

  @Test func `many events at once come to the same as one by one`() throws {
    for seed in Self.seeds {
      let group = try Group.random(seed: seed, steps: 120)
      var random = SeededGenerator(seed: seed)
      var paper = Paper.initial.evolved(by: group.events.prefix(1))
      var reconciliation = Reconciliation(of: paper, base: group.text)
      var events = group.events.dropFirst()
      while !events.isEmpty {
        let some = events.prefix(Int.random(in: 1...30, using: &random))
        events = events.dropFirst(some.count)
        paper = paper.evolved(by: some)
        _ = reconciliation.advance(to: paper, after: some, base: group.text)
        #expect(
          reconciliation == Reconciliation(of: paper, base: group.text), "seed \(seed), @\(paper.position)")
      }
    }
  }

  @Test func `those of earlier positions stay as they were`() throws {
    for seed in UInt64(1)...60 {
      var kept: [(Group, Reconciliation)] = []
      var reconciliation = Reconciliation(of: .initial, base: ScalarText(""))
      var done = 0
      _ = try Group.random(seed: seed, changesGround: true) { group in
        _ = reconciliation.advance(to: group.paper, after: group.events[done...], base: group.text)
        kept.append((group, reconciliation))
        done = group.events.count
      }
      for (group, reconciliation) in kept {
        #expect(reconciliation == group.reconciliation, "seed \(seed), @\(group.paper.position)")
      }
    }
  }

  @Test func `another policy is brought forward as well`() throws {
    let policy = Policy(rules: PolicyRules(quorum: 1))
    for seed in UInt64(1)...60 {
      var reconciliation = Reconciliation(of: .initial, under: policy, base: ScalarText(""))
      var done = 0
      _ = try Group.random(seed: seed, changesGround: true) { group in
        _ = reconciliation.advance(to: group.paper, after: group.events[done...], base: group.text)
        #expect(
          reconciliation == Reconciliation(of: group.paper, under: policy, base: group.text),
          "seed \(seed), @\(group.paper.position)")
        done = group.events.count
      }
    }
  }

  @Test func `erasing takes a fresh one`() throws {
    var group = try Group()
    try group.pass(3, 6, "X")
    var reconciliation = group.reconciliation
    #expect(reconciliation.acceptedCount == 1)
    let proposed = try #require(group.paper.correction("x1")).stamp.position
    let erased = RecordedEvent(
      Event(BodyErased(position: proposed, reason: "R")),
      Stamp(by: "edd", at: Timestamp(microseconds: 99), position: 99))
    let paper = group.paper.evolved(by: [erased])
    let change = reconciliation.advance(to: paper, after: [erased], base: group.text)
    #expect(change.everything && change.corrections == ["x1"])
    #expect(reconciliation == Reconciliation(of: paper, base: group.text))
    #expect(reconciliation.decisions[0].status == .withdrawn)
  }

  @Test func `a vote that changes only a tally says so`() throws {
    var group = try Group()
    try group.pass(3, 6, "X")
    var reconciliation = group.reconciliation
    let before = group.events.count
    try group.run(.vote(.for, on: "x1", reason: nil), by: "cyd")
    let change = reconciliation.advance(to: group.paper, after: group.events[before...], base: group.text)
    #expect(change.corrections == ["x1"] && change.claims.isEmpty && !change.everything)
    #expect(reconciliation.decisions[0].tally.for == ["ada", "bel", "cyd"])
  }
}
