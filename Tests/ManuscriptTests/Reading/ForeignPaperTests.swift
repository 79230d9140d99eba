import Manuscript
import Testing

/// What is done to papers of other programs before a converter reads them, and what is said of what it lost.
@Suite struct ForeignPaperTests {
  private func prepared(_ source: String, _ format: ForeignFormat) -> String {
    String(
      decoding: ForeignPaper(Array(source.utf8), format, isJournal: format == .xml).prepared, as: UTF8.self)
  }

  private static let journal = #"""
    <?xml version="1.0"?><!-- <fn id="f1">none</fn> -->
    <article><front><article-meta><title-group><article-title>Weirs</article-title></title-group></article-meta></front>
    <body><p>The weir broke.<xref ref-type="fn" rid="f1"><sup>1</sup></xref> It was mended.<sup><xref
    ref-type="fn" rid='f2'>2</xref></sup> So says Lund [<xref ref-type="bibr" rid="r2">2</xref>].</p></body>
    <back><fn-group><fn id="f1"><label>1</label><p>Harbour rolls, membrane nine.</p></fn>
    <fn id="f2"><p>Compare <italic>Sluices</italic>.</p></fn></fn-group>
    <ref-list><ref id="r1"><label>[1]</label><mixed-citation>Rowe C. <italic>Weirs</italic>. 1988.</mixed-citation></ref>
    <ref id="r2"><element-citation><person-group><name><surname>Lund</surname> <given-names>K</given-names></name>
    <name><surname>Bell</surname><given-names>A</given-names></name></person-group><article-title>Locks</article-title>
    <source>J Rivers</source><year>1991</year><volume>7</volume><fpage>12</fpage><lpage>19</lpage></element-citation>
    </ref></ref-list></back></article>
    """#

  @Test func `notes of a journal's paper come to where the text refers to them`() {
    let text = prepared(Self.journal, .xml)
    #expect(text.contains("broke.<fn><p>Harbour rolls, membrane nine.</p></fn> It"))
    #expect(text.contains("mended.<fn><p>Compare <italic>Sluices</italic>.</p></fn> So"))
    #expect(text.split(separator: "membrane nine").count == 2)
  }

  @Test func `its authors have names that a converter knows`() {
    let names =
      "<contrib><string-name><given-names>Ann</given-names> <surname>Rowe</surname></string-name></contrib>"
    #expect(
      prepared(names + "<contrib><collab>River Group</collab></contrib>", .xml)
        == "<contrib><name><surname>Ann Rowe</surname></name></contrib>"
        + "<contrib><name><surname>River Group</surname></name></contrib>")
  }

  @Test func `its literature becomes paragraphs under a heading`() {
    let text = prepared(Self.journal, .xml)
    #expect(text.contains("<sec><title>References</title><p>1. Rowe C. <italic>Weirs</italic>. 1988.</p>"))
    #expect(text.contains("<p>2. Lund K, Bell A. Locks. J Rivers. 1991 7: 12–19</p>"))
    #expect(!text.contains("ref-list"))
  }

  @Test func `its raised citations are in brackets where it has notes, so that none is taken for one`() {
    let cited =
      #"<p>It fell.<sup><xref ref-type="bibr" rid="r1">1</xref>,<xref ref-type="bibr" rid="r2">2</xref></sup></p>"#
    let other = #"<p>It rose.<xref ref-type="bibr" rid="r1"><sup>1</sup></xref> 3 m<sup>2</sup></p>"#
    func body(_ text: String) -> String {
      String(text.filter { $0 != "\n" }.split(separator: "<p>").last ?? "")
    }
    #expect(body(prepared("<article><p>A<fn>b</fn></p>" + cited, .xml)).hasPrefix("It fell.[<xref"))
    #expect(body(prepared("<article><p>A<fn>b</fn></p>" + cited, .xml)).hasSuffix("</xref>]</p>"))
    #expect(
      body(prepared("<article><p>A<fn>b</fn></p>" + other, .xml)).hasSuffix("[1]</xref> 3 m<sup>2</sup></p>"))
    #expect(prepared("<article>" + cited, .xml).hasSuffix(cited))
  }

  @Test(arguments: ["", "<article", "<a><b></a></b>", "<fn id=\"f1\">", "<xref rid='f1'>", "<!-- x", "a < b"])
  func `what is no whole markup stays as it is`(source: String) { #expect(prepared(source, .xml) == source) }

  @Test func `notes of other names are written as those that a converter knows`() {
    #expect(
      prepared(#"{\rtf1 It broke.{\*\footnote See 3.}}"#, .rtf) == #"{\rtf1 It broke.{\footnote See 3.}}"#)
    #expect(prepared(#"It broke.\endnote{See 3.}"#, .latex) == #"It broke.\footnote{See 3.}"#)
  }

  @Test func `what a converter left out is said, and nothing else`() {
    let journal = ForeignPaper(Array(Self.journal.utf8), .xml, isJournal: true)
    let text = "Weirs. The weir broke. It was mended. So says Lund. Rowe Weirs. Lund Bell J Rivers C K A"
    let whole = text + " Harbour rolls, membrane nine. Compare Sluices. Locks."
    #expect(journal.losses(in: Array(whole.utf8), notes: 2).isEmpty)
    let lost = journal.losses(in: Array((text + " Compare Sluices. Locks.").utf8), notes: 1)
    #expect(lost.map(\.text) == ["Harbour rolls membrane nine"] && lost.allSatisfy { $0.address == "p1" })
    #expect(lost.first?.what.hasPrefix("The source has a note with these words") == true)
    let rich = ForeignPaper(Array(#"{\rtf1 A{\footnote B}{\*\footnote C}}"#.utf8), .rtf)
    #expect(rich.losses(in: [], notes: 2).isEmpty && rich.losses(in: [], notes: 1).count == 1)
    let tex = ForeignPaper(Array("A\\footnote{B} \\footnotemark\n% \\footnote{C}\n".utf8), .latex)
    #expect(tex.losses(in: [], notes: 1).isEmpty && tex.losses(in: [], notes: 0).count == 1)
  }

  @Test(arguments: [
    ("\\begin{document}A\\footnote{B}\\end{document}\\footnote{C}", 1),
    ("\\newcommand{\\fn}[1]{\\footnote{#1}}\\begin{document}A\\fn{B}", 0),
    (
      "A\\footnote{B} \\iffalse \\footnote{C} \\ifx\\a\\b \\footnote{D} \\fi \\footnote{E} \\fi F\\footnote{G}",
      2
    ),
    ("\\iffalse\\footnote{C}\\else A\\footnote{B}\\fi", 1),
    ("A\\footnote{B}\\begin{comment}\\footnote{C}\\end{comment}\\verb|\\footnote{D}| 50\\% \\footnote{E}", 2),
    ("\\begin{verbatim}\\footnote{C}\\end{verbatim}", 0),
  ])
  func `notes that are never set are none`(source: String, count: Int) {
    let paper = ForeignPaper(Array(source.utf8), .latex)
    #expect(paper.losses(in: [], notes: count).isEmpty)
    if count > 0 { #expect(paper.losses(in: [], notes: count - 1).count == 1) }
  }

  @Test func `notes whose texts stand apart from their marks are put there`() {
    #expect(
      prepared(#"A\footnotemark. B\footnotemark{} C.\footnotetext[1]{D {e}.}\footnotetext{F.} G"#, .latex)
        == #"A\footnote{D {e}.}. B\footnote{F.} C. G"#)
    #expect(
      prepared(#"A\footnotemark[2] B\footnotemark[1]\footnotetext[1]{C}\footnotetext[2]{D}"#, .latex)
        == #"A\footnote{D} B\footnote{C}"#)
  }
}
