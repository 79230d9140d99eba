import ActSupport
import EventLog
import Manuscript
import Protocol
import Scholarship
import SeededRandom
import Testing
import Views

@testable import Papers

/// That what is kept in memory is bounded.
struct BudgetTests {
  @Test func `states are evenly spaced and never more than some`() {
    var states = SpacedStates(spacing: 2)
    var paper = Paper.initial
    for number in 1...500 {
      paper.evolve(.joined(number))
      states.pass(paper)
      #expect(states.count <= 16)
      // From any position on, the nearest is no further than the spacing.
      let nearest = states.nearest(to: paper.position)?.sequence ?? 0
      #expect(paper.sequence - nearest < states.spacing)
    }
    #expect(states.spacing == 32 && states.count == 15)
    #expect(states.nearest(to: 100)?.sequence == 96)
    #expect(states.nearest(to: 31) == nil)
    while states.thin() {}
    #expect(states.cost == 0)
  }

  @Test func `the past gives way to its allowance, where it takes most`() throws {
    var past = PaperPast(spacing: 10)
    var paper = Paper.initial
    let document = try PaperReader.read(Array(SampleLog.text.utf8), as: .markdown).document
    for number in 1...100 {
      paper.evolve(.joined(number))
      past.pass(paper)
      if number % 7 == 0 {
        past.keep(
          PaperState(paper, document: document), asOf: paper.position, passed: SpacedStates(spacing: 10))
      }
    }
    #expect(past.askedCount == 4 && past.states.count == 10)
    #expect(past.state(at: 98) != nil && past.state(at: 7) == nil)
    let before = past.cost
    past.shrink(to: before - 1)
    #expect(past.askedCount == 4 && past.states.count == 5)
    past.shrink(to: 40)
    #expect(past.askedCount == 1 && past.state(at: 98) != nil && past.cost <= 40)
    past.shrink(to: 0)
    #expect(past.cost == 0 && past.nearest(to: 100) == nil)
  }

  @Test func `what may say erased words is not kept`() {
    var past = PaperPast(spacing: 1)
    past.pass(Paper.initial.evolved(by: [.joined(1)]))
    #expect(past.nearest(to: 1) != nil)
    let epoch = past.epoch
    past.forget()
    #expect(past.nearest(to: 1) == nil && past.epoch != epoch)
  }

  @Test func `papers that nobody uses leave, and come back as they were`() async throws {
    var budget = Papers.Budget()
    budget.papers = 3
    budget.events = 100
    budget.spacing = 4
    let log = SampleLog(budget: budget)
    let slugs: [Slug] = ["one", "two", "three", "four", "five"]
    var generator = SeededGenerator(seed: 1)
    var contents: [Slug: Paper] = [:]
    for slug in slugs {
      try await log.importPaper(slug)
      let last = try await log.act(30, in: slug, &generator)
      _ = try await log.access.open(slug, Moment(.position(last - 4)), for: SampleLog.owner)
      contents[slug] = try await log.papers.paper(slug).paper()
      #expect(log.papers.kept.papers <= 3)
      #expect(log.papers.kept.events <= 100)
    }
    for slug in slugs {
      let paper = try await log.access.open(slug, Moment(), for: SampleLog.owner).paper
      #expect(paper == contents[slug])
      #expect(log.papers.kept.papers <= 3 && log.papers.kept.events <= 100)
    }
  }

  @Test func `a paper that is more than the budget by itself is kept without its past`() async throws {
    var budget = Papers.Budget()
    budget.events = 20
    budget.spacing = 2
    let log = SampleLog(budget: budget)
    var generator = SeededGenerator(seed: 2)
    try await log.importPaper("one")
    let last = try await log.act(60, in: "one", &generator)
    for position in [last - 1, last / 2, 5] {
      let snapshot = try await log.access.open("one", Moment(.position(position)), for: SampleLog.owner)
      #expect(snapshot.paper.position == position)
      let kept = log.papers.kept
      #expect(kept.papers == 1 && kept.events <= last)
    }
  }
}

extension RecordedEvent {
  /// An event that any paper takes.
  fileprivate static func joined(_ position: Int) -> RecordedEvent {
    RecordedEvent(
      Event(MemberJoined(member: "ada")),
      Stamp(by: "ada", at: Timestamp(microseconds: 0), position: Int64(position)))
  }
}
