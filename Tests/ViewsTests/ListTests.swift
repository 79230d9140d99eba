import ActSupport
import Acts
import Consensus
import Protocol
import Scholarship
import Testing
import Views

@Suite struct ListTests {
  private func study() throws -> Study {
    var study = try Study()
    try study.run(.correct(.init(address: "p3:1742", new: "1743", reason: "R", class: .fact)), by: "ada")
    try study.run(.correct(.init(address: "p3:burned", new: "burnt", reason: "R", class: .ocr)), by: "bel")
    try study.run(.correct(.init(address: "p4:kept", new: "held", reason: "R")), by: "ada")
    return study
  }

  private func ids(_ question: ListOf<Corrections>, _ snapshot: Snapshot) throws -> [String] {
    try question.view(of: snapshot).items.map(\.id)
  }

  @Test func `corrections are listed by class`() throws {
    let snapshot = try study().now
    #expect(try ids(ListOf(class: .ocr), snapshot) == ["x2"])
    #expect(try ids(ListOf(class: .typo), snapshot) == [])
  }

  @Test func `things are listed by when they were made`() throws {
    let study = try study()
    let stamps = study.paper.corrections.map(\.stamp)
    let second = PointInTime.position(stamps[1].position)
    #expect(try ids(ListOf(since: second), study.now) == ["x2", "x3"])
    #expect(try ids(ListOf(until: second), study.now) == ["x1", "x2"])
    #expect(try ids(ListOf(since: second, until: second), study.now) == ["x2"])
    // As a history prints times: the minute is meant whole.
    let minute = try #require(
      PointInTime(String(stamps[1].at.description.prefix(16)).replacing("T", with: " ")))
    #expect(try ids(ListOf(since: minute, until: minute), study.now) == ["x2"])
    #expect(try ids(ListOf(since: PointInTime("2026-03-01")), study.now) == ["x1", "x2", "x3"])
    #expect(try ids(ListOf(until: PointInTime("2026-02-28")), study.now) == [])
  }

  @Test func `those without one's vote are listed`() throws {
    let study = try study()
    #expect(try ids(ListOf(waiting: true), study.snapshot(for: "bel")) == ["x1", "x3"])
    #expect(try ids(ListOf(waiting: true), study.snapshot(for: "rea")) == [])
  }

  @Test func `a name that nobody has and a thing that is not there are told`() throws {
    let snapshot = try study().now
    let error = #expect(throws: Problem.self) { try ListOf<Corrections>(by: "adda").view(of: snapshot) }
    #expect(error?.detail == "adda is not a member of this paper. There are ada, bel, cyd, edd, rea.")
    #expect(throws: Problem.self) { try ListOf<Corrections>(on: "x9").view(of: snapshot) }
    #expect(try ids(ListOf(by: "cyd"), snapshot) == [])
  }

  @Test func `an empty list says whether all were asked for`() throws {
    let empty = try Study().now
    let all = ListOf<Corrections>()
    #expect(all.page(of: try all.view(of: empty)).lines.first?.hasPrefix("No corrections.") == true)
    let some = ListOf<Corrections>(status: .open)
    #expect(some.page(of: try some.view(of: empty)).lines == ["There are no such corrections."])
  }
}
