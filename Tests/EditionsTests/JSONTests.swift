import ActSupport
import CanonicalJSON
import Editions
import FoundationEssentials
import Manuscript
import Protocol
import Scholarship
import Testing

/// What a program that reads an edition's JSON would declare.
private struct Whole {
  struct Base {
    var id: String
    var text: String
  }

  var v: Int
  var base: Base
  var slug: String
  var title: String
  var position: Int64
  var policy: PolicyItem
  var text: String
  var loci: [LocusItem]
  var claims: [ClaimItem]
  var annotations: [AnnotationItem]
  var disputes: [DisputeItem]
  var corrections: [CorrectionItem]
  var members: [MemberItem]
  var checkpoint: String?
}

extension Whole: JSONRecord {
  fileprivate static let shape = Shape(
    Whole.init(
      v:base:slug:title:position:policy:text:loci:claims:annotations:disputes:corrections:members:checkpoint:),
    Field("v", \.v), Field("base", \.base), Field("slug", \.slug), Field("title", \.title),
    Field("position", \.position), Field("policy", \.policy), Field("text", \.text), Field("loci", \.loci),
    Field("claims", \.claims), Field("annotations", \.annotations), Field("disputes", \.disputes),
    Field("corrections", \.corrections), Field("members", \.members), Field("checkpoint", \.checkpoint))

  init(_ group: Group, checkpoint: String? = nil) throws {
    let bytes = group.edition(checkpoint: checkpoint).rendered(as: .json)
    self = try Whole(json: JSON.parsed(Array(bytes)))
  }
}

extension Whole.Base: JSONRecord {
  fileprivate static let shape = Shape(Whole.Base.init(id:text:), Field("id", \.id), Field("text", \.text))
}

@Suite("Editions as JSON")
struct JSONTests {
  /// Unnormalised letters, marks that direct writing, controls, what JSON escapes.
  private let awkward =
    "e\u{301} \u{E9} \u{202E}abc\u{202C} \u{1F469}\u{200D}\u{1F3EB} \u{7F} \u{85} \u{2028} \"\\/ 1 May"

  @Test func `texts survive scalar for scalar`() throws {
    var group = try Group(onParagraph: awkward)
    try group.pass("1 May", "e\u{301}")
    let whole = try Whole(group)
    #expect(whole.base.text.unicodeScalars.elementsEqual(awkward.unicodeScalars))
    #expect(whole.text.unicodeScalars.elementsEqual((awkward.dropLast(5) + "e\u{301}").unicodeScalars))
    let range = whole.corrections[0].range
    let quoted = Array(whole.base.text.unicodeScalars)[range[0]..<range[1]]
    #expect(quoted.elementsEqual("1 May".unicodeScalars))
  }

  @Test func `everything is there`() throws {
    var group = try Group(onParagraph: "On 1 August the fort fell.")
    try group.pass("1 August", "8 August")
    try group.correct(group.range(of: "fort fell"), "fort was taken")
    try group.run(.withdraw("x2", reason: "Better not."), by: "ada")
    try group.run(
      .registerClaim(
        anchors: [group.document.anchor(for: ScalarRange(0, 11), base: Group.base)], statement: "S",
        kind: .date),
      by: "bel")
    try group.run(.dispute(.thing("c1"), ground: .date, body: "B"), by: "cyd")
    try group.run(.annotate(.thing("d1"), motivation: .commenting, body: "B", tags: ["t"]), by: "bel")
    let whole = try Whole(group, checkpoint: "log\n3\n")
    #expect(whole.v == 1)
    #expect(whole.slug == "letters")
    #expect(whole.title == Group.title)
    #expect(whole.base.id == Group.base.description)
    #expect(whole.position == group.paper.position)
    #expect(whole.policy.rules.threshold == "2/3")
    #expect(whole.text == "On 8 August the fort fell.")
    #expect(whole.loci.map(\.status) == ["accepted"])
    #expect(whole.corrections.map(\.status) == ["accepted", "withdrawn"])
    #expect(whole.corrections[0].tally.for == ["ada", "bel"])
    #expect(whole.claims.map(\.status) == ["contested"])
    #expect(whole.claims[0].textChanged)
    #expect(whole.disputes.map(\.target) == ["c1"])
    #expect(whole.annotations.map(\.target) == ["d1"])
    #expect(whole.members.map(\.handle) == ["ada", "bel", "cyd", "edd"])
    #expect(whole.checkpoint == "log\n3\n")
  }

  @Test func `it is one object with its keys in order`() throws {
    let group = try Group(onParagraph: "One.")
    let json = group.rendered(as: .json)
    #expect(json.hasPrefix(#"{"annotations":[],"base":{"id":"sha256:"#))
    #expect(
      json.contains(
        #","checkpoint":null,"claims":[],"corrections":[],"disputes":[],"edition":null,"loci":[],"members":[{"#
      ))
    #expect(json.hasSuffix(#","slug":"letters","text":"One.","title":"Letters *from* Kabul","v":1}"#))
    #expect(try Whole(group).checkpoint == nil)
  }
}
