import ActSupport
import Protocol
import Scholarship
import Testing
import Views

@Suite struct HistoryItemTests {
  @Test func `a history says of an event what, when, by whom and of which things`() {
    let link = ClaimLinked(claim: "c1", relation: .dependsOn, other: "c2")
    let stamp = Stamp(by: "ada", at: Timestamp(microseconds: 0), position: 7)
    let item = HistoryItem(RecordedEvent(Event(link), stamp), sequence: 3)
    #expect(item.position == 7 && item.sequence == 3 && item.by == "ada" && item.type == "claim.linked")
    #expect(item.at == stamp.at.description)
    #expect(item.ids == ["c1", "c2"] && item.summary == "linked c1: it depends on c2")
  }
}
