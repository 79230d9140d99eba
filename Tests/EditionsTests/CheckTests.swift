import ActSupport
import Consensus
import Editions
import Manuscript
import Protocol
import Scholarship
import Testing
import Views

@Suite("What an apparatus lacks or contradicts")
struct CheckTests {
  private func group() throws -> Group {
    var group = try Group(onParagraph: "On 1 August 1998 it fell.")
    try group.correct(group.range(of: "1 August"), "8 August")
    try group.run(.vote(.for, on: "x1", reason: "Yes."), by: "bel")
    try group.correct(group.range(of: "it fell"), "it was taken")
    try group.run(.vote(.against, on: "x2", reason: nil), by: "cyd")
    return group
  }

  private func findings(_ text: String) throws -> [String] {
    try EditionCheck(of: Array(text.utf8)).findings
  }

  @Test func `our own files are sound`() throws {
    for seed in UInt64(1)...120 {
      let group = try RandomHistory(seed: seed).group
      for format in [EditionFormat.tei, .json, .markdown] {
        for coverage in EditionOptions.Coverage.allCases {
          let check = try EditionCheck(
            of: Array(group.rendered(as: format, EditionOptions(coverage: coverage)).utf8))
          #expect(check.findings.isEmpty, "seed \(seed), \(format.name)")
          #expect(check.format == format.name)
        }
      }
    }
  }

  @Test(arguments: ["ada", "bel", "cyd"] as [Handle])
  func `our own files are sound without someone`(left: Handle) throws {
    let group = try group()
    let standing = try Supposition(without: left).standing(of: group.paper, base: group.document.text)
    let edition = Edition(
      slug: "letters", title: "Letters", base: Group.base,
      presenter: Presenter(standing, document: group.document), position: group.paper.position,
      checkpoint: nil, supposed: SupposedItem(without: left.name))
    for format in [EditionFormat.tei, .json, .markdown] {
      #expect(try EditionCheck(of: edition.rendered(as: format)).findings == [], "\(format.name)")
    }
    let markdown = String(decoding: edition.rendered(as: .markdown), as: UTF8.self)
    #expect(markdown.contains("`ada (left out)`") == (left == "ada") && !markdown.contains("formerly"))
  }

  @Test(arguments: [
    ("source=\"#ada #bel\"", "source=\"#zoe\"", "The siglum zoe"),
    (
      "<variantEncoding method=\"parallel-segmentation\" location=\"internal\"/>\n<variantEncoding method=\"double-end-point\" location=\"external\"/>",
      "", "how variants are encoded"
    ),
    (" wit=\"#base\"", "", "does not say what the base has"),
    (" source=\"#ada\"", "", "nobody holds"), (" source=\"#ada #bel\"", "", "nobody holds"),
    ("<body>", "<body", "well-formed"),
    ("xml:id=\"x2\"", "xml:id=\"x1\"", "more than one element"),
    ("#bel #edd\"", "#bel\"", "does not say where edd stands"),
  ])
  func `TEI`(written: String, spoiled: String, finding: String) throws {
    let tei = try group().rendered(as: .tei)
    #expect(try findings(tei).isEmpty && tei.contains(written))
    #expect(try findings(tei.replacing(written, with: spoiled)).contains { $0.contains(finding) })
  }

  @Test func `a TEI entry without a lemma`() throws {
    let tei = try group().rendered(as: .tei).replacing("<lem", with: "<rdg").replacing(
      "</lem>", with: "</rdg>")
    #expect(try findings(tei).contains { $0.contains("has no lemma") })
  }

  @Test(arguments: [
    ("\"handle\":\"bel\"", "\"handle\":\"zoe\"", "The siglum bel"),
    ("\"lemma\":\"8 August\"", "\"lemma\":\"9 August\"", "do not give the consensus"),
    ("\"against\":[\"cyd\"]", "\"against\":[\"ada\",\"cyd\"]", "on two sides"),
    ("\"lemma\":\"8 August\",", "", "can be read: loci[0] has no “lemma”."),
    ("\"loci\":[", "\"loci\":7,\"l\":[", "can be read: at loci, "),
  ])
  func `JSON`(written: String, spoiled: String, finding: String) throws {
    let json = try group().rendered(as: .json)
    #expect(try findings(json).isEmpty && json.contains(written))
    #expect(try findings(json.replacing(written, with: spoiled)).contains { $0.contains(finding) })
  }

  @Test(arguments: [
    ("`bel (scholar)`, ", "", "The siglum bel"),
    ("8 August[^x1]", "8 August", "Nothing refers to the note x1"),
    ("\n[^x2]: ", "\n[^x3]: ", "The mark x2 leads to no note"),
    ("“8 August” (changed)", "8 August", "no lemma"),
    ("Held by ada, bel.", "Held by nobody.", "nobody holds"),
    ("Against: cyd.", "Against: ada, cyd.", "ada on two sides"),
  ])
  func `Markdown`(written: String, spoiled: String, finding: String) throws {
    let markdown = try group().rendered(as: .markdown)
    #expect(try findings(markdown).isEmpty && markdown.contains(written))
    #expect(try findings(markdown.replacing(written, with: spoiled)).contains { $0.contains(finding) })
  }

  @Test(
    arguments: [
      (.html, "a page of HTML"), (.docx, "a zip archive"), (.csv, "a table in CSV"),
      (.criticmarkup, "CriticMarkup"), (.w3c, "W3C Web Annotations"),
    ] as [(EditionFormat, String)])
  func `of another form it says so, and finds nothing in it`(format: EditionFormat, name: String) throws {
    let bytes = try group().edition().rendered(as: format)
    let error = #expect(throws: UncheckedForm.self) { try EditionCheck(of: bytes) }
    #expect(error?.name.contains(name) == true)
  }
}
