import ActSupport
import Acts
import Archive
import Exchange
import Manuscript
import Protocol
import Scholarship
import Testing

@Suite("Annotations of Hypothesis")
struct HypothesisTests {
  private static func row(
    _ id: String, _ text: String, quote: String? = nil, prefix: String = "", suffix: String = "",
    tags: String = "[]", references: String? = nil
  ) -> String {
    let selector =
      quote.map {
        #"""
        ,"selector":[{"type":"RangeSelector","startContainer":"/div[1]/p[2]","startOffset":4,"endContainer":"/div[1]/p[2]","endOffset":9},{"type":"TextPositionSelector","start":912,"end":917},{"type":"TextQuoteSelector","exact":"\#($0)","prefix":"\#(prefix)","suffix":"\#(suffix)"}]
        """#
      } ?? ""
    return #"""
      {"id":"\#(id)","created":"2026-05-01T10:00:00.123456+00:00","updated":"2026-05-01T10:00:00.123456+00:00","user":"acct:ann@hypothes.is","uri":"https://a.example/ferry","text":"\#(text)","tags":\#(tags),"group":"__world__","permissions":{"read":["group:__world__"]},"target":[{"source":"https://a.example/ferry"\#(selector)}],"document":{"title":["On the Ferry"]},"links":{"html":"https://hypothes.is/a/\#(id)"},\#(references.map { "\"references\":\($0)," } ?? "")"user_info":{"display_name":"Ann Other"},"flagged":false,"hidden":false}
      """#
  }

  private static let rows = [
    row("r2", "Not to me.", references: #"["n1","r1"]"#),
    row("r1", "Is it?", references: #"["n1"]"#),
    row("n1", "Which ledger?", quote: "Nobody paid the clerk", prefix: "1742. ", tags: #"["money"]"#),
    row("h1", "", quote: "winter of 1743"),
    row("t1", "", quote: "was lost", tags: #"["loss"]"#),
    row("p1", "A good page."),
    row("m1", "Which one?", quote: "The mill"),
    row("g1", "It is gone.", quote: "a steam tug towed the barges", prefix: "and then "),
  ]

  static let search = #"{"total":8,"rows":[\#(rows.joined(separator: ","))]}"#
  static let sidebar =
    #"{"export_date":"2026-05-02","export_userid":"acct:ann@hypothes.is","client_version":"1.1","annotations":[\#(rows.joined(separator: ","))]}"#

  @Test func `what was changed there since it came in is told, and not taken for what is here`() throws {
    var desk = try Desk()
    let before = Self.row("n1", "Which ledger?", quote: "Nobody paid the clerk")
    let after = Self.row("n1", "Which  ledger,\nof 1742?", quote: "Nobody paid the clerk")
    let other = Self.row("n1", "Not so.", quote: "the fare was lost")
    func file(_ rows: String...) -> String { #"{"total":9,"rows":[\#(rows.joined(separator: ","))]}"# }
    #expect(try desk.bring(file(before, other), named: "notes.json").told == ["found a1", "refused"])
    let receipt = try desk.bring(file(after.replacing("\n", with: " ")), named: "notes.json")
    #expect(receipt.told == ["refused"])
    #expect(receipt.items[0].why?.contains("here as a1, with other words") == true)
    // What was edited here, and not there, is the same.
    try desk.run(EditAnnotation(id: EntityID(.annotation, 1), body: "Of 1742?"))
    #expect(try desk.bring(file(before), named: "notes.json").told == ["standing a1"])
    #expect(try desk.bring(file(before), named: "notes.json", into: .correction).told == ["standing a1"])
  }

  @Test(arguments: [Self.search, Self.sidebar, "[\(Self.rows.joined(separator: ","))]"])
  func `notes come in at their words, answers after them`(_ file: String) throws {
    var desk = try Desk()
    let receipt = try desk.bring(file, named: "notes.json")
    #expect(
      receipt.told == [
        "found a1", "found a2", "found a3", "found a4", "found a5", "refused", "ambiguous", "orphaned",
      ])
    #expect(receipt.items[5].why?.contains("whole page") == true)
    #expect(receipt.items[6].candidates?.count == 2)
    let note = try #require(desk.paper.annotation("a1"))
    #expect(note.target.passage?.quote == "Nobody paid the clerk")
    #expect(note.tags == ["money"] && note.body == "Which ledger?" && note.stamp.by == "ada")
    #expect(
      note.origin
        == Origin(
          file: "notes.json", form: .hypothesis, id: "https://hypothes.is/a/n1", author: "Ann Other",
          authorID: "acct:ann@hypothes.is", said: "2026-05-01T10:00:00.123456+00:00"))
    #expect(desk.paper.annotation("a2")?.target == .thing("a1"))
    #expect(desk.paper.annotation("a3")?.target == .thing("a2"))
    #expect(desk.paper.annotation("a4")?.motivation == .highlighting)
    #expect(desk.paper.annotation("a5")?.motivation == .tagging)
  }

  @Test func `the same file adds nothing the second time, also under another name`() throws {
    var desk = try Desk()
    try desk.bring(Self.search, named: "notes.json")
    let before = desk.paper
    let again = try desk.bring(Self.sidebar, named: "again.json")
    #expect(again.standing == 5 && again.found == 0)
    #expect(desk.paper == before)
  }

  @Test func `what was withdrawn does not come back`() throws {
    var desk = try Desk()
    try desk.bring(Self.search, named: "notes.json")
    try desk.run(Withdraw(id: "a4"))
    #expect(try desk.bring(Self.search, named: "notes.json").standing == 5)
    #expect(desk.paper.annotation("a4")?.withdrawn != nil)
  }

  @Test func `an answer that comes later finds what it answers`() throws {
    var desk = try Desk()
    try desk.bring(#"{"rows":[\#(Self.rows[2])]}"#, named: "first.json")
    let later = try desk.bring(#"{"rows":[\#(Self.rows[1])]}"#, named: "second.json")
    #expect(later.told == ["found a2"])
    #expect(desk.paper.annotation("a2")?.target == .thing("a1"))
  }

  @Test func `an answer to what did not come in stays out`() throws {
    var desk = try Desk()
    let answer = Self.row("r9", "Yes.", references: #"["m1"]"#)
    let receipt = try desk.bring(#"{"rows":[\#(answer),\#(Self.rows[6])]}"#, named: "notes.json")
    #expect(receipt.told == ["ambiguous", "refused"])
    #expect(desk.paper.annotations.isEmpty)
  }

  @Test func `notes come in as claims where that is asked for, their answers as notes on them`() throws {
    var desk = try Desk()
    let receipt = try desk.bring(Self.search, named: "notes.json", into: .claim)
    #expect(
      receipt.told == [
        "found c1", "found a1", "found a2", "refused", "refused", "refused", "ambiguous", "orphaned",
      ])
    #expect(desk.paper.claim("c1")?.statement == "Which ledger?")
    #expect(desk.paper.annotation("a1")?.target == .thing("c1"))
    #expect(desk.paper.claim("c1")?.origin?.author == "Ann Other")
  }

  @Test func `answers that go round in a circle are refused`() throws {
    var desk = try Desk()
    let rows = [
      Self.row("q1", "One.", references: #"["q2"]"#), Self.row("q2", "Two.", references: #"["q1"]"#),
    ]
    let receipt = try desk.bring(#"{"rows":[\#(rows.joined(separator: ","))]}"#, named: "notes.json")
    #expect(receipt.told == ["refused", "refused"])
  }
}
