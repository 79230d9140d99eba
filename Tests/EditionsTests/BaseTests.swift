import ActSupport
import Archive
import CanonicalJSON
import Consensus
import Editions
import FoundationEssentials
import Manuscript
import Protocol
import Scholarship
import Testing
import Views

@Suite("Editions of a later base")
struct BaseTests {
  /// x1, which passed, is in the later base; the words of x2 and of the claim are gone from it.
  private func rebased() throws -> Edition {
    var group = try Group(onParagraph: "On 1 August the fort fell to Ismail's men.")
    try group.pass("1 August", "8 August")
    try group.correct(group.range(of: "to Ismail's men"), "by treason", reason: "*So* they say.")
    try group.run(
      .registerClaim(
        anchors: [group.document.anchor(for: group.range(of: "Ismail"), base: Group.base)], statement: "S",
        kind: nil), by: "bel")
    var sketch = Sketch()
    sketch.add(.paragraph, "On 8 August the fort fell.")
    let document = sketch.document
    let base = BaseID(raw: [1], document: [])
    var rebasing = Rebasing(from: group.document, Group.base, to: document, base)
    try group.run(
      .importBase(
        .init(
          base: base, scalars: document.text.count, mediaType: "text/markdown", source: "cc", document: "dd",
          anchors: rebasing.carry(group.paper))), by: "edd")
    return Edition(
      slug: "letters", title: Group.title, base: base,
      presenter: Presenter(Standing(of: group.paper, base: document.text), document: document),
      position: group.paper.position, checkpoint: nil)
  }

  /// x1 was proposed in the earlier base and x2 in the later one.
  private func inTwoBases() throws -> Edition {
    var group = try Group(onParagraph: "On 1 August the fort fell.")
    try group.correct(group.range(of: "fort"), "castle")
    var sketch = Sketch()
    sketch.add(.paragraph, "On 8 August the fort fell.")
    let document = sketch.document
    let base = BaseID(raw: [1], document: [])
    var rebasing = Rebasing(from: group.document, Group.base, to: document, base)
    try group.run(
      .importBase(
        .init(
          base: base, scalars: document.text.count, mediaType: "text/markdown", source: "cc", document: "dd",
          anchors: rebasing.carry(group.paper))), by: "edd")
    let range = ScalarRange(start: 21, count: 4)
    try group.run(
      .correct(
        document.anchor(for: range, base: base), replacement: "held", class: .wording, reason: "R",
        evidence: []), by: "bel")
    return Edition(
      slug: "letters", title: Group.title, base: base,
      presenter: Presenter(Standing(of: group.paper, base: document.text), document: document),
      position: group.paper.position, checkpoint: nil)
  }

  @Test func `an earlier base is a witness of what was proposed in it, and not collated elsewhere`() throws {
    let edition = try inTwoBases()
    let tei = try #require(Markup.parse(String(decoding: edition.rendered(as: .tei), as: UTF8.self)))
    let witnesses = tei.descendants.filter { $0.name == "witness" }.map { $0.attributes["xml:id"] }
    #expect(witnesses == ["base", "base1"])
    let details = tei.descendants.filter { $0.name == "witDetail" }
    #expect(details.map { $0.attributes["wit"] } == ["#base1", "#base1"])
    #expect(details.map { $0.attributes["target"] } == ["#x1", nil])
    #expect(details[1].attributes["type"] == "not-collated")
    let markdown = String(decoding: edition.rendered(as: .markdown), as: UTF8.self)
    #expect(markdown.contains("base1, where x1 was proposed: “fort”."))
    #expect(markdown.contains("Not collated: base1."))
    #expect(markdown.contains("`base1 (") && markdown.contains("`base ("))
    for format: EditionFormat in [.tei, .json, .markdown] {
      #expect(try EditionCheck(of: edition.rendered(as: format)).findings.isEmpty, "\(format.name)")
    }
  }

  private func rendered(as format: EditionFormat) throws -> String {
    String(decoding: try rebased().rendered(as: format), as: UTF8.self)
  }

  @Test func `the text is that of the later base`() throws {
    #expect(try rendered(as: .text) == "On 8 August the fort fell.\n")
  }

  @Test func `the apparatus has what edits nothing`() throws {
    let markdown = try rendered(as: .markdown)
    let apparatus = try #require(markdown.split(separator: "\n\nCorrections that", maxSplits: 1).last)
    #expect(
      apparatus == """
         this base has: [^x1]

        Corrections whose words have no place in this base: [^x2]

        [^x1]: p1:8 August, p1: “1 August” → “8 August”; **incorporated**.

            - **x1** (wording), proposed by ada, 1970-01-01: “8 August”. **incorporated**. Held by ada, bel.\\
              For: ada, bel. Against: nobody. Abstained: nobody. Recused: nobody. Silent: cyd, edd.\\
              Reason (ada): R

        [^x2]: “to Ismail's men” → “by treason”; **orphaned**.

            - **x2** (wording), proposed by ada, 1970-01-01: “by treason”. **orphaned**. Held by ada.\\
              For: ada. Against: nobody. Abstained: nobody. Recused: nobody. Silent: bel, cyd, edd.\\
              Reason (ada): \\*So\\* they say.

        """)
  }

  @Test func `no form says that votes decided where words are`() throws {
    for format in EditionFormat.allCases where format.name != "bundle" {
      let bytes = try rebased().rendered(as: format)
      let files = bytes.starts(with: Array("PK".utf8)) ? try ZipReader.files(in: bytes).map(\.bytes) : [bytes]
      for text in files.map({ String(decoding: $0, as: UTF8.self) }) {
        for status in ["orphaned", "incorporated"] {
          #expect(!text.contains("\(status), by") && !text.contains("\(status) by"), "\(format.name)")
        }
      }
    }
  }

  @Test func `a program is told what has no place`() throws {
    struct Whole: JSONRecord {
      var text: String
      var loci: [LocusItem]
      var claims: [ClaimItem]
      var corrections: [CorrectionItem]
      static let shape = Shape(
        Whole.init(text:loci:claims:corrections:), Field("text", \.text), Field("loci", \.loci),
        Field("claims", \.claims), Field("corrections", \.corrections))
    }
    let whole = try Whole(json: JSON.parsed(Array(try rebased().rendered(as: .json))))
    #expect(whole.text == "On 8 August the fort fell." && whole.loci.isEmpty)
    #expect(whole.corrections.map(\.status) == ["incorporated", "orphaned"])
    #expect(whole.corrections.map(\.range) == [[3, 11], []])
    #expect(whole.corrections.map(\.old) == ["1 August", "to Ismail's men"])
    #expect(whole.claims.map(\.lost) == ["orphaned"] && whole.claims[0].ranges.isEmpty)
    #expect(whole.claims[0].quote == "Ismail" && whole.claims[0].address.isEmpty)
  }
}
