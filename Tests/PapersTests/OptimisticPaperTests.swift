import ActSupport
import EventLog
import Scholarship
import Testing

@testable import Papers

/// A paper with appends that are pending.
struct OptimisticPaperTests {
  private func joined(_ person: Handle) -> Event { Event(MemberJoined(member: person)) }

  private func recorded(_ person: Handle, _ position: Int64) -> RecordedEvent {
    RecordedEvent(joined(person), Stamp(by: person, at: Timestamp(microseconds: 9), position: position))
  }

  @Test func `what is pending is decided on, and settles when it is read`() {
    var paper = OptimisticPaper(.initial)
    paper.expect([joined("ada"), joined("bel")], by: "ada", key: "k", ticket: AppendTicket())
    #expect(paper.latest.sequence == 2 && paper.confirmed.sequence == 0 && !paper.isSettled)
    #expect(paper.foldIn(recorded("ada", 5), sequence: 1, key: "k") == .folded)
    #expect(!paper.isSettled && paper.latest.sequence == 2)
    #expect(paper.foldIn(recorded("bel", 6), sequence: 2, key: "k") == .folded)
    #expect(paper.isSettled && paper.latest.position == 6)
    #expect(paper.foldIn(recorded("bel", 6), sequence: 2, key: "k") == .foldedBefore)
    #expect(paper.foldIn(recorded("cyd", 9), sequence: 4, key: "l") == .gap)
  }

  @Test func `another's event drops what is pending`() {
    var paper = OptimisticPaper(.initial)
    let ticket = AppendTicket()
    paper.expect([joined("ada")], by: "ada", key: "k", ticket: ticket)
    #expect(paper.foldIn(recorded("bel", 1), sequence: 1, key: "another") == .folded)
    #expect(paper.isSettled && paper.latest == paper.confirmed)
    paper.expect([joined("ada")], by: "ada", key: "k", ticket: ticket)
    paper.abandon(AppendTicket())
    #expect(!paper.isSettled)
    paper.abandon(ticket)
    #expect(paper.isSettled && paper.latest == paper.confirmed)
  }
}
