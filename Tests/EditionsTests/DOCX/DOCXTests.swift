import ActSupport
import Consensus
import Editions
import Foundation
import Manuscript
import Scholarship
import Testing
import Views

/// Office Open XML (ECMA-376), and what word processors are known to reject or repair.
@Suite("Editions as DOCX")
struct DOCXTests {
  private func read(_ group: Group) throws -> WordReader {
    try WordReader(group.edition().rendered(as: .docx))
  }

  private func read(_ sketch: Sketch, _ work: (inout Group) throws -> Void = { _ in }) throws -> WordReader {
    var group = try Group(on: sketch.document)
    try work(&group)
    return try read(group)
  }

  /// A paragraph with a note, edited in both, with a disputed correction and one that is open.
  private func busy() throws -> WordReader {
    var sketch = Sketch()
    sketch.add(.paragraph, "On 1 August the fort fell. It burnt.", notes: [(1, after: "fell.")])
    sketch.add(.paragraph, "Nobody saw it.")
    sketch.add(.note, "Letters, p. 3.")
    return try read(sketch) { group in
      try group.pass("1 August", "8 August")
      try group.pass("p. 3", "p. 33")
      try group.correct(group.range(of: "burnt"), "burned")
      try group.pass("Nobody saw it.", "")
      try group.run(.vote(.against, on: "x1", reason: "The *diary* says 1."), by: "cyd")
      try group.run(.dispute(.thing("x1"), ground: .date, body: "Which calendar?"), by: "cyd")
      try group.run(.argue("d1", .against, body: "Julian.", evidence: []), by: "ada")
      try group.run(.rule(.reject, on: "d1", reason: "Settled."), by: "edd")
      try group.run(
        .annotate(
          .passage(group.document.anchor(for: group.range(of: "Letters"), base: Group.base)),
          motivation: .questioning, body: "Whose?", tags: []), by: "bel")
    }
  }

  @Test func `corrections are revisions by their scholars with dates, in body and notes`() throws {
    let reader = try busy()
    #expect(
      reader.blocks(accepting: false).map(\.text) == [
        "On 1 August the fort fell. It burnt.", "Nobody saw it.",
      ])
    #expect(reader.blocks(accepting: true).map(\.text) == ["On 8 August the fort fell. It burnt."])
    #expect(Array(reader.notes(accepting: false).values) == ["Letters, p. 3."])
    #expect(Array(reader.notes(accepting: true).values) == ["Letters, p. 33."])
    let revisions =
      (reader.document.all("w:ins") + reader.document.all("w:del") + reader.footnotes.all("w:ins"))
    #expect(Set(revisions.map { $0.attributes["w:author"] }) == ["ada"])
    #expect(revisions[0].attributes["w:date"] == "1970-01-01T00:00:10Z")
  }

  @Test func `revision marks stand beside runs and hold nothing but runs`() throws {
    var sketch = Sketch()
    sketch.add(.paragraph, "See a site now.", links: [("a site", to: "https://a.example/")])
    let reader = try read(sketch) { try $0.pass("site", "page") }
    for name in ["w:ins", "w:del"] {
      let parents = reader.document.all("w:p") + reader.document.all("w:hyperlink")
      #expect(parents.flatMap(\.elements).count { $0.name == name } == 1)
      #expect(reader.document.all(name).allSatisfy { $0.elements.allSatisfy { $0.name == "w:r" } })
    }
    let deleted = reader.document.all("w:del").flatMap { $0.all("w:t") }
    #expect(deleted.isEmpty && reader.document.all("w:delText").map(\.text) == ["site"])
  }

  @Test func `one series of ids is for revisions, comments and bookmarks`() throws {
    let reader = try busy()
    let marks = ["w:ins", "w:del", "w:commentRangeStart", "w:bookmarkStart"]
    let ids = [reader.document, reader.footnotes].flatMap { part in
      marks.flatMap { part.all($0) }.compactMap { $0.attributes["w:id"] }
    }
    #expect(ids.count > 12 && Set(ids).count == ids.count)
  }

  @Test func `every comment has its marks in the body and a paragraph of its own id`() throws {
    let reader = try busy()
    let comments = reader.parts["word/comments.xml"]!.elements
    let ids = comments.map { $0.attributes["w:id"]! }
    #expect(ids.count == 9)
    for name in ["w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"] {
      #expect(reader.document.all(name).map { $0.attributes["w:id"]! }.sorted() == ids.sorted())
    }
    let paragraphs = comments.map { $0.all("w:p").last!.attributes["w14:paraId"]! }
    #expect(Set(paragraphs).count == ids.count)
    #expect(
      paragraphs.allSatisfy {
        $0.count == 8 && UInt32($0, radix: 16)! < 0x8000_0000 && UInt32($0, radix: 16)! > 0
      })
    let extended = reader.parts["word/commentsExtended.xml"]!.elements
    #expect(extended.map { $0.attributes["w15:paraId"]! } == paragraphs)
  }

  @Test func `disputes are threads of one level, and done where they are settled`() throws {
    let reader = try busy()
    let comments = reader.parts["word/comments.xml"]!.elements
    let extended = reader.parts["word/commentsExtended.xml"]!.elements
    let texts = comments.map { $0.all("w:t").map(\.text).joined(separator: "/") }
    let opening = try #require(
      texts.firstIndex { $0.hasPrefix("d1 (date): dispute on x1/dismissed, by ruling/Which") })
    #expect(texts[opening + 1] == "d1, against: Julian.")
    #expect(texts[opening + 2] == "d1, ruled to reject: Settled.")
    #expect(comments[opening...].prefix(3).map { $0.attributes["w:author"] } == ["cyd", "ada", "edd"])
    let parent = extended[opening].attributes["w15:paraId"]
    #expect(extended[opening].attributes["w15:paraIdParent"] == nil)
    #expect(
      extended[(opening + 1)...].prefix(2).map { $0.attributes["w15:paraIdParent"] } == [parent, parent])
    #expect(extended[opening...].prefix(3).map { $0.attributes["w15:done"] } == ["1", "1", "1"])
    let open = try #require(texts.firstIndex { $0.hasPrefix("x3 ") })
    #expect(texts[open].contains("open, by ballot/R/For: ada. Silent: bel, cyd, edd."))
    #expect(extended[open].attributes["w15:done"] == "0")
    // The minority's reason.
    #expect(texts.contains("x1, against: The *diary* says 1."))
  }

  @Test func `comments on a note's words hang on its mark`() throws {
    let reader = try busy()
    let paragraph = reader.document.all("w:p")[0].elements
    let mark = try #require(paragraph.firstIndex { !$0.all("w:footnoteReference").isEmpty })
    let start = try #require(paragraph[..<mark].lastIndex { $0.name == "w:commentRangeStart" })
    let id = paragraph[start].attributes["w:id"]
    #expect(paragraph[mark...].contains { $0.name == "w:commentRangeEnd" && $0.attributes["w:id"] == id })
    #expect(reader.footnotes.all("w:commentRangeStart").isEmpty)
  }

  @Test func `every part has a type, and every relationship its part`() throws {
    let reader = try busy()
    let types = reader.parts["[Content_Types].xml"]!.all("Override").compactMap { $0.attributes["PartName"] }
    let parts = reader.parts.keys.filter { !$0.hasSuffix(".rels") && $0 != "[Content_Types].xml" }
    #expect(Set(types) == Set(parts.map { "/" + $0 }))
    let targets = ["_rels/.rels": "", "word/_rels/document.xml.rels": "word/"].flatMap { relations, folder in
      reader.parts[relations]!.all("Relationship").filter { $0.attributes["TargetMode"] == nil }
        .map { folder + $0.attributes["Target"]! }
    }
    #expect(Set(targets) == Set(parts))
  }

  @Test func `the rules between text and notes are notes without a mark`() throws {
    let separators = try busy().footnotes.elements.filter { $0.attributes["w:type"] != nil }
    #expect(separators.map { $0.attributes["w:type"] } == ["separator", "continuationSeparator"])
    #expect(separators.allSatisfy { $0.all("w:footnoteRef").isEmpty })
    #expect(try busy().footnotes.all("w:footnoteRef").count == 1)
  }

  @Test func `a deleted paragraph has one deletion in its mark, and goes`() throws {
    let marks = try busy().document.all("w:pPr").compactMap { $0["w:rPr"] }
    #expect(marks.count == 1 && marks[0].elements.map(\.name) == ["w:del"])
  }

  @Test func `blanks at edges are kept`() throws {
    var sketch = Sketch()
    sketch.add(.paragraph, " a  b ")
    let reader = try read(sketch) { try $0.pass("b", " c ") }
    #expect(reader.blocks(accepting: true)[0].text == " a   c  ")
    let texts = reader.document.all("w:t") + reader.document.all("w:delText")
    #expect(texts.allSatisfy { $0.attributes["xml:space"] == "preserve" })
  }

  @Test func `forms of text are those of word processors`() throws {
    var sketch = Sketch()
    sketch.add(.heading, "Title", level: 1)
    sketch.add(.author, "A. Author")
    sketch.add(.quote, "Said he.")
    sketch.add(.paragraph, "Line one\nline two", [(.emphasis, "one")])
    sketch.add(.list, "bullet", level: 1, label: "-")
    sketch.add(.list, "third", level: 2, label: "3.")
    sketch.add(.list, "4. own number", level: 1)
    sketch.add(.code, "x = 1\ny")
    sketch.add(.table, "| a | b |\n|---|---|\n| c | *d |")
    let reader = try read(sketch)
    #expect(
      reader.blocks(accepting: true).map(\.style) == [
        "Heading1", "Author", "Quote", "Verse", "ListParagraph", "ListParagraph", "ListParagraph",
        "SourceCode", "table",
      ])
    #expect(reader.blocks(accepting: true).last?.text == "a|b\nc|*d")
    #expect(reader.document.all("w:numId").map { $0.attributes["w:val"]! } == ["1", "2"])
    let numbering = reader.parts["word/numbering.xml"]!.all("w:abstractNum")
    #expect(numbering.map { $0["w:lvl"]?["w:numFmt"]?.attributes["w:val"] } == ["bullet", "decimal"])
    #expect(numbering[1]["w:lvl"]?["w:start"]?.attributes["w:val"] == "3")
    #expect(reader.document.all("w:i").count == 1 && reader.document.all("w:tblHeader").count == 1)
  }

  @Test func `code with revisions, comments or notes is preformatted text`() throws {
    var sketch = Sketch()
    sketch.add(.code, "kept")
    sketch.add(.code, "an old word")
    sketch.add(.code, "noted", notes: [(1, after: "noted")])
    sketch.add(.code, "doubtful")
    sketch.add(.code, "dropped")
    sketch.add(.note, "A note.")
    let reader = try read(sketch) { group in
      try group.pass("old", "new")
      try group.pass("dropped", "")
      try group.run(
        .annotate(
          .passage(group.document.anchor(for: group.range(of: "doubtful"), base: Group.base)),
          motivation: .questioning, body: "Whose?", tags: []), by: "bel")
    }
    let preformatted = [String](repeating: "HTMLPreformatted", count: 4)
    #expect(reader.blocks(accepting: false).map(\.style) == ["SourceCode"] + preformatted)
  }

  @Test func `a correction that reaches over a table's cells leaves it as it stands`() throws {
    var sketch = Sketch()
    sketch.add(.table, "| a | b |\n|---|---|\n| c | d |")
    let inside = try read(sketch) { try $0.pass("c", "e|f") }
    #expect(inside.blocks(accepting: true).map(\.text) == ["a|b\ne|f|d"])
    let across = try read(sketch) { try $0.pass("c | d", "e") }
    #expect(across.blocks(accepting: true).map(\.text) == ["| a | b |\n|---|---|\n| e |"])
    #expect(across.blocks(accepting: false).map(\.text) == ["| a | b |\n|---|---|\n| c | d |"])
  }

  @Test func `a note is referred to once, and again by a field`() throws {
    var sketch = Sketch()
    sketch.add(.paragraph, "One. Two.", notes: [(1, after: "One."), (1, after: "Two.")])
    sketch.add(.note, "A note.")
    let document = try read(sketch).document
    #expect(document.all("w:footnoteReference").count == 1)
    #expect(document.all("w:instrText").map(\.text) == [" NOTEREF _Ref_n1 \\f \\h "])
  }

  @Test func `what is put into a note that leaves with its mark leaves too`() throws {
    var sketch = Sketch()
    sketch.add(.paragraph, "Kept words.", notes: [(2, after: "words.")])
    sketch.add(.note, "Old words.")
    sketch.add(.note, "See there.", notes: [(1, after: "there.")])
    var group = try Group(on: sketch.document)
    try group.pass("See there.", "")
    try group.pass("Old words", "New words")
    let reader = try WordReader(group.edition().rendered(as: .docx))
    #expect(reader.blocks(accepting: true).map(\.text) == ["Kept words."])
    #expect(reader.blocks(accepting: false).map(\.text) == ["Kept words.", "Old words."])
  }

  @Test func `properties name what it follows from`() throws {
    var group = try Group(onParagraph: "A\u{1}b")
    try group.pass("b", "c")
    let reader = try WordReader(group.edition(checkpoint: "log\n2\nroot").rendered(as: .docx))
    let properties = reader.parts["docProps/custom.xml"]!.elements
    let values = Dictionary(
      uniqueKeysWithValues: properties.map { ($0.attributes["name"]!, $0.all("vt:lpwstr")[0].text) })
    #expect(values["Base"] == Group.base.description && values["Position"] == "\(group.paper.position)")
    #expect(values["Policy"]?.hasPrefix("quorum=2") == true && values["Checkpoint"] == "log\n2\nroot")
    #expect(values["Written as U+FFFD"] == "U+0001 at p1/1+1")
    #expect(reader.blocks(accepting: false)[0].text == "A\u{FFFD}b")
    #expect(reader.parts["docProps/core.xml"]!.all("dc:title")[0].text == Group.title)
  }

  @Test func `a link that has to be escaped is, and one that was corrected is none`() throws {
    var sketch = Sketch()
    sketch.add(
      .paragraph, "at a site or https://b.example/1 now",
      links: [
        ("a site", to: "https://a.example/[x]%2F|#a#b\"é"),
        ("https://b.example/1", to: "https://b.example/1"),
      ])
    let reader = try read(sketch) { try $0.pass("1", "2") }
    let links = reader.parts["word/_rels/document.xml.rels"]!.all("Relationship")
      .filter { $0.attributes["TargetMode"] == "External" }
    #expect(links.map { $0.attributes["Target"] } == ["https://a.example/%5Bx%5D%2F%7C#a%23b%22%C3%A9"])
  }
}
