import ActSupport
import Editions
import Foundation
import Manuscript
import Scholarship
import Testing

@Suite("Editions as TEI")
struct TEITests {
  private func parsed(_ group: Group, _ options: EditionOptions = EditionOptions()) throws -> Markup {
    try #require(Markup.parse(group.rendered(as: .tei, options)))
  }

  @Test func `a correction stands in line with who holds it and what was said`() throws {
    var group = try Group(onParagraph: "On 1 August it fell.")
    try group.correct(group.range(of: "1 August"), "8 August", reason: "See <p. 2>.")
    try group.run(.vote(.for, on: "x1", reason: nil), by: "bel")
    try group.run(.vote(.against, on: "x1", reason: "No & no."), by: "cyd")
    let app = try #require(try parsed(group).first("app"))
    let (lemma, base) = (app.elements[0], app.elements[1])
    #expect(
      lemma.name == "lem" && lemma.attributes["xml:id"] == "x1" && lemma.attributes["source"] == "#ada #bel")
    #expect(base.attributes["wit"] == "#base" && base.attributes["source"] == "#cyd")
    let against = try #require(app.elements.first { $0.attributes["type"] == "against" })
    #expect(
      against.attributes["resp"] == "#cyd" && against.first("date")?.attributes["when"]?.isEmpty == false)
    #expect(app.elements.contains { $0.attributes["type"] == "silent" && $0.attributes["resp"] == "#edd" })
  }

  @Test func `a negative apparatus names only who does not hold the lemma`() throws {
    var group = try Group(onParagraph: "On 1 August it fell.")
    try group.pass("1 August", "8 August")
    let app = try #require(try parsed(group, EditionOptions(coverage: .negative)).first("app"))
    #expect(app.elements[0].attributes["source"] == nil)
    #expect(!app.elements.contains { $0.attributes["type"] == "silent" })
  }

  @Test func `scholars are witnesses too where a viewer needs that`() throws {
    var group = try Group(onParagraph: "On 1 August it fell.")
    try group.pass("1 August", "8 August")
    let tei = try parsed(group, EditionOptions(declaresScholarsAsWitnesses: true))
    let witnesses = tei.descendants.filter { $0.name == "witness" }.compactMap { $0.attributes["xml:id"] }
    #expect(witnesses == ["base", "ada", "bel", "cyd", "edd"])
    #expect(tei.first("lem")?.attributes["wit"] == "#ada #bel")
  }

  @Test func `what XML cannot hold is named in the header`() throws {
    let group = try Group(onParagraph: "A\u{7}b.")
    let tei = try parsed(group)
    #expect(tei.first("notesStmt")?.first("item")?.attributes["n"] == "U+0007")
    #expect(group.rendered(as: .tei).contains("A\u{FFFD}b."))
  }

  private func words(_ element: Markup) -> String {
    element.children.map { child in
      switch child {
      case .text(let text): text
      case .element(let inner): inner.attributes["type"] == "delimiter" ? "" : words(inner)
      }
    }.joined()
  }

  @Test func `a table has rows and cells, and corrections inside them`() throws {
    var sketch = Sketch()
    sketch.add(.table, "| Year | Event |\n|------|:---:|\n|1842 | The retreat|\n| 1843 |  |")
    sketch.add(.note, "A note.")
    var group = try Group(on: sketch.document)
    try group.pass("retreat", "march")
    let table = try #require(try parsed(group).first("table"))
    let rows = table.elements
    #expect(rows.map(\.name) == ["row", "row", "row"] && rows[0].attributes["role"] == "label")
    #expect(rows.map { $0.elements.map(\.name) } == Array(repeating: ["cell", "cell"], count: 3))
    #expect(rows[0].elements.map(words) == ["Year", "Event"] && words(rows[1].elements[0]) == "1842")
    #expect(rows[2].elements.map(words) == ["1843", ""])
    let app = try #require(rows[1].elements[1].first("app"))
    #expect(app.elements.prefix(2).map(words) == ["march", "retreat"])
    // With what parts the cells it is the source again.
    var base = try #require(TEIReader(group.rendered(as: .tei), taking: .base))
    #expect(base.text() == sketch.document.text.string)
  }

  @Test func `a bar that the source escapes parts no cells, and a note stands in its own, in any form`()
    throws
  {
    let source = "| A | B | C |\n|---|---|---|\n| 1 \\| 2 | | x |\n| 3 | | [^1] |\n\n[^1]: A note.\n"
    let group = try Group(on: PaperReader.read(Array(source.utf8), as: .markdown).document)
    let rows = try #require(try parsed(group).first("table")).elements
    #expect(rows.map(\.elements.count) == [3, 3, 3])
    #expect(words(rows[1].elements[0]) == "1 | 2")
    #expect(rows[2].elements.map { $0.first("note") != nil } == [false, false, true])
    let html = group.rendered(as: .html)
    #expect(html.contains("<td dir=\"auto\">1 | 2</td>"))
    #expect(html.contains("<td dir=\"auto\"></td><td dir=\"auto\"><a class=\"note\""))
    #expect(group.rendered(as: .markdown).contains("| 1 \\| 2 |  | x |\n| 3 |  | [^n1] |"))
  }

  @Test func `what is corrected across cells leaves a table as it stands`() throws {
    var sketch = Sketch()
    sketch.add(.table, "| a | b |\n|---|---|\n| c | d |")
    var group = try Group(on: sketch.document)
    try group.pass("c | d", "e")
    let tei = try parsed(group)
    #expect(tei.first("table") == nil && tei.first("ab")?.attributes["type"] == "table")
  }

  /// What RELAX NG cannot see.
  @Test func `ids are unique, pointers lead somewhere, entries have what they need`() throws {
    for seed in UInt64(1)...150 {
      let options = EditionOptions(
        coverage: seed % 3 == 0 ? .negative : .positive,
        omitting: seed % 4 == 0 ? [.disputes, .rulings] : [],
        declaresScholarsAsWitnesses: seed % 2 == 0)
      let all = try parsed(RandomHistory(seed: seed).group, options).descendants
      let ids = all.compactMap { $0.attributes["xml:id"] }
      #expect(Set(ids).count == ids.count, "seed \(seed)")
      let known = Set(ids)
      for element in all {
        for name in ["wit", "source", "resp", "from", "to", "target"] {
          for pointer in element.tokens(name) where pointer.hasPrefix("#") {
            #expect(known.contains(String(pointer.dropFirst())), "seed \(seed): \(element.name) \(pointer)")
          }
        }
        if element.name == "p" { #expect(!element.descendants.contains { $0.name == "p" }, "seed \(seed)") }
        if element.name == "app" {
          #expect((element.attributes["from"] == nil) == (element.attributes["to"] == nil), "seed \(seed)")
          let readings = element.elements.filter { $0.name == "lem" || $0.name == "rdg" }
          #expect(readings.first?.name == "lem" && readings.count > 1, "seed \(seed)")
          #expect(readings.count { $0.tokens("wit").contains("#base") } == 1, "seed \(seed)")
        }
      }
      #expect(all.count { $0.name == "variantEncoding" } == 2, "seed \(seed)")
    }
  }

  @Test func `an address that is corrected leads nowhere else`() throws {
    var sketch = Sketch()
    let address = "https://a.example/old"
    sketch.add(
      .paragraph, "See \(address) and here.", links: [(address, to: address), ("here", to: address)],
      notes: [(1, after: "here")])
    sketch.add(.note, "Also \(address)/1.", links: [("\(address)/1", to: "\(address)/1")])
    var group = try Group(on: sketch.document)
    for block in group.document.blocks {
      let start = block.range.start + (block.kind == .note ? 23 : 22)
      try group.correct(ScalarRange(start, start + 3), "new")
    }
    for id in ["x1", "x2"] as [EntityID] { try group.run(.vote(.for, on: id, reason: nil), by: "bel") }
    let tei = group.rendered(as: .tei)
    #expect(tei.contains("/<app") && tei.contains(">new</lem>"))
    // Words that are no address lead where they led.
    #expect(tei.components(separatedBy: "<ref").count == 2 && tei.contains("\(address)\">here</ref>"))
  }

  @Test(.enabled(if: Oracle.schemaOfTEI != nil && Oracle.has("jing"), "no jing, or no RECENSION_TEI_SCHEMA"))
  func `jing finds every file valid`() throws {
    let schema = try #require(Oracle.schemaOfTEI)
    try Oracle.withFolder { folder in
      var files: [String] = []
      for seed in Oracle.seeds(40) {
        for (name, group) in [
          ("a", try RandomHistory(seed: seed).group), ("b", try Group.random(seed: seed)),
        ] {
          let file = folder.appending(path: "\(seed)\(name).xml")
          let options = EditionOptions(declaresScholarsAsWitnesses: seed % 2 == 0)
          try Data(group.rendered(as: .tei, options).utf8).write(to: file)
          files.append(file.path)
        }
      }
      let (status, said) = try Oracle.run("jing", [schema] + files)
      #expect(status == 0, "\(said.prefix(2_000))")
    }
  }
}
