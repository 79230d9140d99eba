import ActSupport
import Consensus
import Manuscript
import Protocol
import Scholarship
import Testing

@testable import Editions

@Suite("The apparatus of an edition")
struct ApparatusTests {
  /// x1 and x2 do the same; x3 meets them and fails.
  private func group() throws -> Group {
    var group = try Group(onParagraph: "On 1 August 1998 it fell.")
    try group.correct(group.range(of: "1 August"), "8 August", reason: "See p. 2.")
    try group.correct(group.range(of: "On 1 August"), "On 8 August")
    try group.run(.vote(.for, on: "x1", reason: "Yes."), by: "bel")
    try group.correct(group.range(of: "August 1998"), "August")
    try group.run(.vote(.against, on: "x3", reason: "No."), by: "cyd")
    try group.run(.vote(.against, on: "x3", reason: nil), by: "ada")
    try group.run(.vote(.recuse, on: "x1", reason: nil), by: "edd")
    try group.run(.dispute(.thing("x1"), ground: .date, body: "Why?"), by: "cyd")
    return group
  }

  @Test func `identical readings are one`() throws {
    let entry = try group().edition().apparatus.entry(at: 0)
    #expect(entry.readings.map { $0.proposals.map(\.id) } == [["x1", "x2"], ["x3"]])
    #expect(entry.readings.map(\.text) == ["On 8 August 1998", "On 1 August"])
    #expect(entry.readings.map(\.isMade) == [true, false])
    #expect(entry.lemma.text == "On 8 August 1998" && entry.lemma.made == ["x1"])
    #expect(entry.status == "accepted" && entry.basis == "ballot" && entry.label == "x1")
  }

  @Test func `every scholar is accounted for once`() throws {
    let apparatus = try group().edition().apparatus
    let entry = apparatus.entry(at: 0)
    #expect(apparatus.conspectus.scholars.map(\.handle) == ["ada", "bel", "cyd", "edd"])
    #expect(entry.readings.map(\.holders) == [["ada", "bel"], []])
    #expect(entry.baseHolders == ["cyd"])
    #expect(entry.others.recused == ["edd"] && entry.others.silent.isEmpty)
    #expect(entry.others.abstained.isEmpty && entry.others.withoutVote.isEmpty)
  }

  @Test func `votes have their dates and reasons, the one that goes without saying too`() throws {
    let proposal = try #require(try group().edition().apparatus.proposal("x1"))
    #expect(proposal.votes.map(\.by) == ["ada", "bel", "edd"])
    #expect(proposal.votes.map(\.isImplicit) == [true, false, false])
    #expect(proposal.votes.map(\.reason) == [nil, "Yes.", nil])
    #expect(proposal.votes[0].at == proposal.item.at)
    #expect(proposal.openDisputes == ["d1"])
  }

  @Test func `layers are left out`() throws {
    var group = try group()
    try group.run(.rule(.accept, on: "x1", reason: "So be it."), by: "edd")
    let whole = group.edition().apparatus
    #expect(whole.rulings == ["x1"] && whole.disputes == ["d1"] && whole.proposal("x1")?.ruling != nil)
    let bare = group.edition(options: EditionOptions(omitting: [.disputes, .rulings])).apparatus
    #expect(bare.rulings.isEmpty && bare.disputes.isEmpty && bare.proposal("x1")?.ruling == nil)
    #expect(bare.proposal("x1")?.disputes == [])
  }

  /// Where very many meet, no reading repeats the whole place, and an edition grows with how many they are.
  @Test func `a crowded place has each reading beside the words that it changes`() throws {
    var group = try Group(onParagraph: String(repeating: "abcdefgh", count: 200))
    let start = group.range(of: String(repeating: "abcdefgh", count: 200)).start
    for number in 0..<199 {
      try group.correct(ScalarRange(start + number * 8, start + number * 8 + 9), "N\(number)")
    }
    let edition = group.edition()
    let entry = edition.apparatus.entry(at: 0)
    #expect(entry.readings.count == 199 && entry.readings.allSatisfy { $0.part == "abcdefgha" })
    let words = EntryWording(options: EditionOptions(), plain: { $0 }, strong: { $0 })
    #expect(words.readings(of: entry)[4][0].contains(": “abcdefgha” → “N3”. open"))
    let small = try self.group().edition().apparatus.entry(at: 0)
    #expect(small.readings.allSatisfy { $0.part == nil })
  }
}
