import ActSupport
import Acts
import Archive
import Exchange
import Manuscript
import Protocol
import Scholarship
import Testing

@Suite("W3C Web Annotations brought in")
struct WebAnnotationTests {
  private static let one = #"""
    {"@context":"http://www.w3.org/ns/anno.jsonld","id":"https://b.example/anno/1","type":"Annotation",
     "motivation":"questioning","creator":{"id":"https://orcid.org/0000-0001","type":"Person","name":"Ben"},
     "created":"2026-04-01T09:00:00Z",
     "body":[{"type":"TextualBody","value":"Who says so?","format":"text/markdown"},
             {"type":"TextualBody","purpose":"tagging","value":"source"}],
     "target":{"source":"https://a.example/ferry","selector":[
       {"type":"FragmentSelector","value":"p2","refinedBy":
         {"type":"TextQuoteSelector","exact":"the fare was lost","prefix":"clerk, and ","suffix":"."}}]}}
    """#
  private static let answer = #"""
    {"id":"https://b.example/anno/2","type":"Annotation","motivation":"oa:replying",
     "bodyValue":"The ledger.","target":"https://b.example/anno/1"}
    """#
  private static let edit = #"""
    {"id":"https://b.example/anno/3","type":"Annotation","motivation":"editing",
     "body":[{"type":"TextualBody","purpose":"editing","value":"8 August"},
             {"type":"TextualBody","purpose":"commenting","value":"As the register has it."}],
     "target":{"source":"https://a.example/ferry",
       "selector":{"type":"TextQuoteSelector","exact":"1 August","prefix":"river on ","suffix":" 1742"}}}
    """#

  @Test func `what else is in a list is refused, and the annotations come in`() throws {
    var desk = try Desk()
    let blankTag = Self.one.replacing("\"value\":\"source\"", with: "\"value\":\" \"")
    let receipt = try desk.bring("[null,7,{\"type\":\"Note\"},\(blankTag)]", named: "notes.jsonld")
    #expect(receipt.told == ["refused", "refused", "refused", "found a1"])
    #expect(desk.paper.annotation("a1")?.tags == [])
  }

  @Test(
    arguments: [
      "[\(answer),\(one),\(edit)]", #"{"@graph":[\#(answer),\#(one),\#(edit)]}"#,
      #"{"type":"AnnotationPage","items":[\#(answer),\#(one),\#(edit)]}"#,
      #"{"type":"AnnotationCollection","total":3,"first":{"type":"AnnotationPage","items":[\#(answer)],"next":{"type":"AnnotationPage","items":[\#(one),\#(edit)]}}}"#,
    ])
  func `a list, a graph, a page and a collection come in alike`(_ file: String) throws {
    var desk = try Desk()
    let receipt = try desk.bring(file, named: "notes.jsonld")
    #expect(receipt.told == ["found a1", "found a2", "found x1"])
    let note = try #require(desk.paper.annotation("a1"))
    #expect(note.target.passage?.quote == "the fare was lost")
    #expect(note.motivation == .questioning && note.tags == ["source"] && note.body == "Who says so?")
    #expect(note.origin?.author == "Ben" && note.origin?.authorID == "https://orcid.org/0000-0001")
    #expect(desk.paper.annotation("a2")?.target == .thing("a1"))
    let correction = try #require(desk.paper.correction("x1"))
    #expect(correction.old == "1 August" && correction.replacement == "8 August")
    #expect(correction.reason == "As the register has it." && correction.origin?.form == .w3c)
    #expect(try desk.bring(file, named: "notes.jsonld").standing == 3)
  }

  @Test func `one annotation alone comes in`() throws {
    var desk = try Desk()
    #expect(try desk.bring(Self.one, named: "note.jsonld").told == ["found a1"])
  }

  @Test func `a collection whose pages are elsewhere is refused, and one that goes on elsewhere`() throws {
    for file in [
      #"{"type":"AnnotationCollection","first":"https://b.example/page1"}"#,
      #"{"type":"AnnotationPage","items":[\#(Self.one)],"next":"https://b.example/page2"}"#,
    ] {
      #expect(throws: ForeignFileError.self) { try ForeignFile(Array(file.utf8), named: "notes.jsonld") }
    }
  }

  @Test func `a note on a whole page, or by counting in another text, is refused with the reason`() throws {
    var desk = try Desk()
    let file = #"""
      [{"id":"u:1","body":"https://c.example/","target":"https://a.example/ferry"},
       {"id":"u:2","bodyValue":"Here.","target":{"source":"https://a.example/ferry",
        "selector":{"type":"TextPositionSelector","start":3,"end":9}}}]
      """#
    let receipt = try desk.bring(file, named: "notes.jsonld")
    #expect(receipt.told == ["refused", "refused"])
    #expect(receipt.items[0].why?.contains("as a whole") == true)
    #expect(receipt.items[1].why?.contains("TextQuoteSelector") == true)
  }

  @Test func `an annotation of several passages comes in as a claim alone`() throws {
    var desk = try Desk()
    let file = #"""
      {"id":"u:1","bodyValue":"Both are of the river.","target":[
       {"source":"a","selector":{"type":"TextQuoteSelector","exact":"crossed the river"}},
       {"source":"a","selector":{"type":"TextQuoteSelector","exact":"stood by the river"}}]}
      """#
    #expect(try desk.bring(file, named: "n.jsonld").items[0].why?.contains("--into claims") == true)
    #expect(try desk.bring(file, named: "n.jsonld", into: .claim).told == ["found c1"])
    #expect(desk.paper.claim("c1")?.anchors.count == 2)
  }

  /// As in our own export of a paper into which Ann had brought it.
  @Test func `what was brought in elsewhere stays whose it was`() throws {
    var desk = try Desk()
    let file = #"""
      {"id":"u:1","creator":{"name":"Ann"},"created":"2026-05-01T09:00:00Z","bodyValue":"Whose boat?",
       "origin":{"author":"Zoe","authorID":"acct:zoe@a.example","file":"z.json","form":"hypothesis","said":"2026-02-01"},
       "target":{"source":"a","selector":{"type":"TextQuoteSelector","exact":"crossed the river"}}}
      """#
    #expect(try desk.bring(file, named: "ours.jsonld").told == ["found a1"])
    let origin = try #require(desk.paper.annotation("a1")?.origin)
    #expect(origin.author == "Zoe" && origin.authorID == "acct:zoe@a.example" && origin.said == "2026-02-01")
    #expect(origin.file == "ours.jsonld" && origin.id == "u:1")
  }

  @Test func `a correction of words that stand otherwise here is orphaned, not moved to them`() throws {
    var desk = try Desk()
    let file = Self.edit.replacing("\"exact\":\"1 August\"", with: "\"exact\":\"3 August\"")
    let receipt = try desk.bring(file, named: "n.jsonld")
    #expect(receipt.told == ["orphaned"])
    #expect(receipt.items[0].nearest?.excerpt.contains("August") == true)
  }

  @Test func `a correction that stands already is named, and gets no vote`() throws {
    var desk = try Desk()
    try desk.bring(Self.edit, named: "n.jsonld")
    let before = desk.paper
    let other = Self.edit.replacing("anno/3", with: "anno/4")
    #expect(try desk.bring(other, named: "other.jsonld").told == ["standing x1"])
    #expect(desk.paper == before)
  }
}
