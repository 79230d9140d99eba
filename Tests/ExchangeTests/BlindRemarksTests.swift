import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

/// What comes in is held against what whoever brings it in may see: that something is here already would tell them what
/// a blind round hides.
@Suite("Remarks brought in while rounds are blind")
struct BlindRemarksTests {
  /// A note on edd's c1, whose round is blind, with an answer to it, and one on an answer there of ours.
  private static func file(claim: String = "c1", answered: String = "a2") -> String {
    #"""
    [{"id":"https://b.example/1","type":"Annotation","motivation":"replying","bodyValue":"Who says so?","target":"urn:recension:ferry:\#(claim)"},
     {"id":"https://b.example/2","type":"Annotation","motivation":"replying","bodyValue":"The ledger.","target":"https://b.example/1"},
     {"id":"https://b.example/3","type":"Annotation","motivation":"replying","bodyValue":"So?","target":"urn:recension:ferry:\#(answered)"}]
    """#
  }

  private static func desk() throws -> Desk {
    var desk = try Desk()
    try desk.run(SetPolicy(settings: ["blind=on"]), by: "edd")
    try desk.run(RegisterClaim(address: "p1", statement: "It crossed."), by: "edd")
    try desk.run(Annotate(target: "p1", body: "When?"), by: "edd")
    return desk
  }

  @Test func `what others brought in there is not recognised, and not answered`() throws {
    var (spoken, silent) = (try Self.desk(), try Self.desk())
    // bel brings in the first two, as a2 and a3; there is no a2 beside.
    #expect(
      try spoken.bring(Self.file(), named: "n.jsonld", by: "bel").told.prefix(2) == ["found a2", "found a3"])
    try silent.run(Annotate(target: "p1", body: "One."), by: "bel")
    try silent.run(Annotate(target: "p1", body: "Two."), by: "bel")
    for desk in [spoken, silent] {
      var desk = desk
      let receipt = try desk.bring(Self.file(answered: "a9"), named: "n.jsonld")
      #expect(
        receipt.told == [
          "found a\(desk.paper.annotations.count - 1)", "found a\(desk.paper.annotations.count)", "refused",
        ])
    }
    // Hidden and absent alike.
    let answered = try spoken.bring(Self.file(), named: "n.jsonld").items.last
    let absent = try silent.bring(Self.file(answered: "a9"), named: "n.jsonld").items.last
    #expect(answered?.outcome == "refused" && answered?.why == absent?.why)
    // What one brought in oneself is known again, and what others did once one may see it.
    #expect(try spoken.bring(Self.file(answered: "a9"), named: "n.jsonld").standing == 2)
    #expect(try spoken.bring(Self.file(answered: "a9"), named: "n.jsonld", by: "bel").standing == 2)
  }

  @Test func `what an export of ours has of others is not recognised by what they said blindly`() throws {
    let file =
      #"{"id":"urn:recension:ferry:c1","type":"Annotation","bodyValue":"Cormorant.","target":{"selector":"#
      + #"{"type":"TextQuoteSelector","exact":"the fare was lost"}}}"#
    var desk = try Self.desk()
    try desk.run(Stand<Agree>(id: "c1", reason: "Cormorant."), by: "bel")
    var other = desk
    #expect(try desk.bring(file, named: "n.jsonld").told == ["found c2"])
    try other.run(Reveal(all: true, reason: "Enough."), by: "edd")
    #expect(try other.bring(file, named: "n.jsonld").told == ["standing c1"])
  }
}
