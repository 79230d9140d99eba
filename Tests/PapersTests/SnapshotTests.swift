import ActSupport
import Consensus
import EventLog
import Manuscript
import PaperLog
import Protocol
import Scholarship
import SeededRandom
import Testing
import Views

@testable import Papers

/// Papers as they are and as they were.
struct SnapshotTests {
  private static let slug: Slug = "lighthouse"

  /// Every position shows what a fold of the log up to there shows, in whatever order they are asked for.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a paper at a position is what its events up to there make of it`(_ seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    var budget = Papers.Budget()
    budget.spacing = 4
    let log = SampleLog(budget: budget)
    try await log.importPaper(Self.slug)
    let last = try await log.act(60, in: Self.slug, &generator)
    let archive = PaperArchive(log.store)
    for view in [log, log.again(budget: budget)] {
      for _ in 0..<60 {
        let position = Int64.random(in: 2...last, using: &generator)
        let shown = try await view.access.open(Self.slug, Moment(.position(position)), for: SampleLog.owner)
        let folded = try await archive.paper(Self.slug, at: position)
        #expect(shown.at == position, "seed \(seed)")
        #expect(shown.paper == folded, "seed \(seed), @\(position)")
        let fresh = PaperState(folded, document: shown.document)
        let all = ListOf<Corrections>(limit: 1000)
        #expect(
          try all.view(of: shown) == all.view(of: Snapshot(at: position, fresh)),
          "seed \(seed), @\(position)")
      }
    }
  }

  /// What is brought forward from one read to the next is what a fresh fold comes to.
  @Test(arguments: [7, 8] as [UInt64])
  func `a paper that is read after every act stands as if it were read once`(_ seed: UInt64) async throws {
    let log = SampleLog()
    var generator = SeededGenerator(seed: seed)
    try await log.importPaper(Self.slug)
    for _ in 0..<50 {
      _ = try await log.act(Int.random(in: 1...3, using: &generator), in: Self.slug, &generator)
      let shown = try await log.access.open(Self.slug, Moment(), for: SampleLog.owner)
      let fresh = Snapshot(at: shown.at, PaperState(shown.paper, document: shown.document))
      func isSame<Asked: Question>(_ question: Asked) throws -> Bool where Asked.View: Equatable {
        try question.view(of: shown) == question.view(of: fresh)
      }
      #expect(try isSame(ListOf<Corrections>(limit: 1000)), "seed \(seed), @\(shown.at)")
      #expect(try isSame(ListOf<Claims>(limit: 1000)), "seed \(seed), @\(shown.at)")
      #expect(try isSame(ConsensusOf()), "seed \(seed), @\(shown.at)")
      #expect(try isSame(ConsensusOf(on: "p2")), "seed \(seed), @\(shown.at)")
      let text = try Read(address: "p2", consensus: true).view(of: shown)
      let whole = try Read(consensus: true).view(of: shown)
      #expect(text.blocks == whole.blocks.filter { $0.address == "p2" }, "seed \(seed), @\(shown.at)")
    }
  }

  /// A projector folds the same paper beside it, and is sometimes behind.
  @Test(arguments: [11, 12] as [UInt64])
  func `what another computed of a paper is taken only where both have come equally far`(
    _ seed: UInt64
  ) async throws {
    let log = SampleLog()
    var generator = SeededGenerator(seed: seed)
    try await log.importPaper(Self.slug)
    let archive = PaperArchive(log.store)
    var (taken, refused) = (0, 0)
    for _ in 0..<40 {
      let last = try await log.act(2, in: Self.slug, &generator)
      let position = last - Int64.random(in: 0...1, using: &generator)
      let folded = try await archive.paper(Self.slug, at: position)
      let document = try await archive.document(of: folded)
      let standing = Standing(of: folded, base: document.text)
      if let shared = await log.papers.share(standing, document) {
        #expect(position == last && shared.paper == folded, "seed \(seed), @\(last)")
        #expect(shared.reconciliation == standing.reconciliation, "seed \(seed), @\(last)")
        let shown = try await log.access.open(Self.slug, Moment(), for: SampleLog.owner)
        #expect(
          shown.state.knownStanding?.reconciliation == standing.reconciliation, "seed \(seed), @\(last)")
        taken += 1
      } else {
        #expect(position < last, "seed \(seed), @\(last)")
        refused += 1
      }
      let shown = try await log.access.open(Self.slug, Moment(), for: SampleLog.owner)
      let fresh = Standing(of: shown.paper, base: shown.document.text)
      #expect(shown.standing.reconciliation == fresh.reconciliation, "seed \(seed), @\(last)")
    }
    #expect(taken > 5 && refused > 5)
  }

  @Test func `what is computed of a paper is computed once and shared`() async throws {
    let log = SampleLog()
    var generator = SeededGenerator(seed: 4)
    try await log.importPaper(Self.slug)
    let last = try await log.act(20, in: Self.slug, &generator)
    for moment in [Moment(), Moment(.position(last - 5))] {
      let snapshots = try await withThrowingTaskGroup { group in
        for _ in 0..<20 {
          group.addTask { try await log.access.open(Self.slug, moment, for: SampleLog.owner) }
        }
        return try await group.reduce(into: [Snapshot]()) { $0.append($1) }
      }
      let states = Set(snapshots.map { ObjectIdentifier($0.state) })
      #expect(states.count == 1 && snapshots.count == 20)
    }
  }

  @Test func `no question reads the whole history twice`() async throws {
    var budget = Papers.Budget()
    budget.spacing = 8
    let log = SampleLog(budget: budget)
    var generator = SeededGenerator(seed: 5)
    try await log.importPaper(Self.slug)
    let last = try await log.act(400, in: Self.slug, &generator)
    let view = log.again(budget: budget)
    _ = try await view.access.open(Self.slug, Moment(), for: SampleLog.owner)
    let before = log.store.read
    #expect(before >= Int(last))
    // Of some 400 events 16 states are kept at most, so none is further than 64 from the one before.
    for (count, position) in [last / 3, last / 2, last - 9].enumerated() {
      let moment = Moment(.position(position))
      let snapshot = try await view.access.open(Self.slug, moment, for: SampleLog.owner)
      #expect(log.store.read - before <= 64 * (count + 1), "@\(position)")
      let read = log.store.read
      // Once it was asked for, it is there; and a page costs the same wherever it begins.
      _ = try await view.access.open(Self.slug, moment, for: SampleLog.owner)
      for start in stride(from: Int64(0), to: 100, by: 10) {
        _ = try ListOf<Annotations>(limit: 10, after: start).view(of: snapshot)
      }
      #expect(log.store.read == read)
      _ = try await view.access.history(HistoryPart(after: position - 10, limit: 5), of: snapshot)
      #expect(log.store.read - read <= 6)
    }
  }

  @Test func `a position beyond the log's end is not there`() async throws {
    let log = SampleLog()
    try await log.importPaper(Self.slug)
    for moment in [Moment(.position(99)), Moment(atLeast: 99)] {
      await #expect(throws: Problem.self) {
        try await log.access.open(Self.slug, moment, for: SampleLog.owner)
      }
    }
  }

  @Test func `a history of a thing or a range has its events and no others`() async throws {
    let log = SampleLog()
    var generator = SeededGenerator(seed: 6)
    try await log.importPaper(Self.slug)
    let last = try await log.act(80, in: Self.slug, &generator)
    for moment in [Moment(), Moment(.position(last / 2))] {
      let snapshot = try await log.access.open(Self.slug, moment, for: SampleLog.owner)
      let all = try await log.access.history(HistoryPart(), of: snapshot).items
      #expect(all.map(\.sequence) == Array(1...snapshot.paper.sequence))
      #expect(all.allSatisfy { $0.position <= snapshot.at })
      let thing = EntityID(.correction, 1)
      let ofThing = try await log.access.history(HistoryPart(.thing(thing)), of: snapshot).items
      #expect(ofThing == all.filter { $0.ids.contains("x1") } && !ofThing.isEmpty)
      for address in ["p2.1", "p1..p3"] {
        let range = try snapshot.document.range(at: address)
        let things = Set(snapshot.things(on: range).map(\.description))
        var pages: [HistoryItem] = []
        var question = HistoryPart(.range(range), limit: 3)
        while true {
          let page = try await log.access.history(question, of: snapshot)
          pages += page.items
          guard let next = page.next else { break }
          question.after = next
        }
        #expect(pages == all.filter { !things.isDisjoint(with: $0.ids) }, "\(address)")
      }
      let some = HistoryPart(since: .position(7), until: .position(11))
      #expect(
        try await log.access.history(some, of: snapshot).items
          == all.filter { (7...11).contains($0.position) })
    }
  }

  @Test func `the latest events are given, with how many there are`() async throws {
    let log = SampleLog()
    var generator = SeededGenerator(seed: 6)
    try await log.importPaper(Self.slug)
    _ = try await log.act(80, in: Self.slug, &generator)
    let snapshot = try await log.access.open(Self.slug, Moment(), for: SampleLog.owner)
    let range = try snapshot.document.range(at: "p1..p3")
    for subject in [.paper, .thing(EntityID(.correction, 1)), .range(range)] as [HistoryPart.Subject] {
      for since in [nil, .position(20)] as [PointInTime?] {
        let all = try await log.access.history(HistoryPart(subject, since: since), of: snapshot).items
        for count in [1, 3, 1000] {
          let part = HistoryPart(subject, since: since, last: count)
          let latest = try await log.access.history(part, of: snapshot)
          #expect(latest.items == Array(all.suffix(count)) && latest.total == Int64(all.count))
        }
      }
    }
  }

  @Test func `what changed since a position is read off two states and the history between`() async throws {
    let log = SampleLog()
    var generator = SeededGenerator(seed: 9)
    try await log.importPaper(Self.slug)
    let last = try await log.act(100, in: Self.slug, &generator)
    let since = Diff(since: .position(last / 2))
    _ = try await log.access.answer(since, about: Self.slug, Moment(), for: SampleLog.owner)
    let read = log.store.read
    let view = try await log.access.answer(since, about: Self.slug, Moment(), for: SampleLog.owner).view
    #expect(Int64(log.store.read - read) <= last - last / 2 + 16)
    #expect(view.since == last / 2 && !view.things.isEmpty)
    let beginning = Diff(since: .position(0))
    let whole = try await log.access.answer(beginning, about: Self.slug, Moment(), for: SampleLog.owner).view
    #expect(whole.things.count >= view.things.count && whole.members?.isEmpty == false)
    await #expect(throws: Problem.self) {
      try await log.access.answer(since, about: Self.slug, Moment(.position(5)), for: SampleLog.owner)
    }
  }
}
