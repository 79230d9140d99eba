import ActSupport
import Consensus
import Editions
import Foundation
import Manuscript
import Scholarship
import Testing
import Views

@Suite("Editions as HTML")
struct HTMLTests {
  private func page(_ group: Group, _ options: EditionOptions = EditionOptions()) throws -> Page {
    try Page(group.edition(options: options).rendered(as: .html))
  }

  private func busy() throws -> Group {
    var sketch = Sketch()
    sketch.add(.heading, "Letters", level: 1)
    sketch.add(.paragraph, "On 1 August the fort fell. It burnt.", notes: [(1, after: "fell.")])
    sketch.add(.paragraph, "Nobody saw it.")
    sketch.add(.note, "Letters, p. 3.")
    var group = try Group(on: sketch.document)
    try group.pass("1 August", "8 August")
    try group.run(.vote(.against, on: "x1", reason: "The diary says 1."), by: "cyd")
    try group.correct(group.range(of: "1 August the"), "1 August our")
    try group.pass("Nobody saw it.", "")
    try group.run(.dispute(.thing("x1"), ground: .date, body: "Which calendar?"), by: "cyd")
    try group.run(
      .registerClaim(
        anchors: [group.document.anchor(for: group.range(of: "fort fell"), base: Group.base)],
        statement: "It fell by <treason>.", kind: .fact), by: "bel")
    return group
  }

  @Test func `each block has its address and its kind, and the consensus' words`() throws {
    let page = try page(busy())
    #expect(page.blocks.map(\.id) == ["p1", "p2", "n1"])
    #expect(page.blocks.map(\.kind) == ["heading", "paragraph", "note"])
    #expect(page.blocks.map(\.text) == ["Letters", "On 8 August the fort fell. It burnt.", "Letters, p. 3."])
  }

  @Test func `each sentence of which words are left has its number before them`() throws {
    var sketch = Sketch()
    let sentences = ["It fell.", "It burnt.", "All went.", "None came.", "So it ended."]
    sketch.add(.paragraph, sentences.joined(separator: " "), sentences: sentences)
    var group = try Group(on: sketch.document)
    try group.pass("It burnt", "It stood")
    try group.pass("All went.", "")
    try group.pass("None ", "")
    let paragraph = try #require(try page(group).root.with("data-block").first { $0.name == "p" })
    let numbers = paragraph.with("data-n").compactMap { $0.attributes["data-n"] }
    #expect(numbers == ["2", "4", "5"])
    let html = group.rendered(as: .html)
    #expect(html.contains("data-n=\"2\"></span>It stood") && html.contains("data-n=\"4\"></span>came."))
  }

  @Test func `what HTML cannot hold is replaced, and its footer says where`() throws {
    let html = try Group(onParagraph: "A\u{FFFE}b").rendered(as: .html)
    #expect(html.contains("A\u{FFFD}b") && !html.contains("\u{FFFE}"))
    #expect(html.contains("<dt>Written as U+FFFD</dt><dd>U+FFFE at p1/1+1</dd>"))
    #expect(try !Group(onParagraph: "A\u{FFFD}b").rendered(as: .html).contains("Written as"))
  }

  @Test func `a locus opens to its readings, names, votes, reasons and history`() throws {
    let entry = try #require(
      try page(busy()).root.all("details").first { $0.attributes["data-locus"] == "x1" })
    #expect(entry.elements.first?.name == "summary")
    let readings = entry.with("data-reading").map { $0.attributes["data-reading"] }
    #expect(readings == ["base", "x1", "x2"])
    let words = entry.words
    for part in [
      "8 August the", "base cyd", "ada bel", "For: ada, bel. Against: cyd. Silent: edd.",
      "against: The diary says 1.",
      "1970-01-01 ada proposed", "Disputed: d1",
    ] { #expect(words.contains(part), "\(part) in \(words)") }
  }

  @Test func `claims and disputes open likewise, where they stand in the text`() throws {
    let page = try page(busy())
    let threads = page.root.with("data-thread")
    #expect(threads.map { $0.attributes["data-thread"] } == ["d1", "c1"])
    #expect(threads.allSatisfy { $0.name == "details" })
    #expect(threads[1].words.contains("It fell by <treason>."))
    #expect(page.root.all("a").contains { $0.attributes["href"] == "#c1" && $0.attributes["id"] == "ref-c1" })
  }

  @Test func `the entry of a paragraph that is gone is referred to at the end of the one before`() throws {
    let page = try page(busy())
    let paragraph = try #require(page.root.with("data-block").first { $0.attributes["id"] == "p2" })
    #expect(paragraph.elements.last?.attributes["href"] == "#x3")
    #expect(page.root.with("data-locus").contains { $0.attributes["data-locus"] == "x3" })
  }

  @Test func `nothing is asked for and nothing runs`() throws {
    var sketch = Sketch()
    sketch.add(
      .paragraph, "<script>x</script> at a site", links: [("a site", to: "https://a.example/?a=\"b\"&c")])
    let page = try page(Group(on: sketch.document))
    for name in ["script", "img", "link", "iframe"] { #expect(page.root.all(name).isEmpty) }
    let policy = page.root.all("meta").compactMap { $0.attributes["content"] }
    #expect(policy.contains("default-src 'none'; style-src 'unsafe-inline'"))
    #expect(!page.root.all("style")[0].text.contains("url("))
    #expect(page.blocks[0].text == "<script>x</script> at a site")
    #expect(page.root.all("a").contains { $0.attributes["href"] == "https://a.example/?a=\"b\"&c" })
  }

  @Test func `every link within the page leads somewhere, and no id stands twice`() throws {
    for seed in 0..<60 as Range<UInt64> {
      let page = try page(Group.random(seed: seed))
      let ids = page.root.with("id").map { $0.attributes["id"]! }
      #expect(Set(ids).count == ids.count, "seed \(seed)")
      let targets = page.root.all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
      let lost = Set(targets.map { String($0.dropFirst()) }).subtracting(ids)
      #expect(lost.isEmpty, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `its blocks are the consensus`(seed: UInt64) throws {
    let group = try Group.random(seed: seed)
    let page = try page(group)
    let edits = group.edition().presenter.standing.reconciliation.accepted
    let gone = Departures(from: group.document, with: edits).blocks
    let staying = group.document.blocks.indices.filter { !gone.contains($0) }
    #expect(page.blocks.map(\.id) == staying.map { group.document.blocks[$0].address }, "seed \(seed)")
    for (read, index) in zip(page.blocks, staying) where read.kind != "table" {
      let range = group.document.blocks[index].range
      let text = group.document.text.applying(
        edits.filter { $0.range.start >= range.start && $0.range.end <= range.end }, in: range)
      #expect(Array(read.text.unicodeScalars) == Array(text.unicodeScalars), "seed \(seed), \(read.id)")
    }
    let labels = group.edition().presenter.standing.reconciliation.loci.count
    #expect(page.root.with("data-locus").count == labels, "seed \(seed)")
  }

  @Test func `a negative apparatus with short lemmas says less`() throws {
    var group = try Group(onParagraph: "One two three four five.")
    try group.pass("One two three four", "A b c d")
    let words = try page(group, EditionOptions(coverage: .negative, lemma: .short)).root.with("data-locus")[0]
    let summary = try #require(words.elements.first).words
    #expect(summary.contains("A … d] ; One … four base") && !summary.contains("ada"))
  }
}

/// A page as an XML parser reads it once what HTML leaves open is closed.
struct Page {
  let root: Element

  struct Block: Equatable {
    var id: String
    var kind: String
    var text: String
  }

  init(_ bytes: [UInt8]) throws {
    var text = String(decoding: bytes, as: UTF8.self).replacing("<!doctype html>\n", with: "")
    for name in ["meta", "input", "br"] {
      text = text.replacing(try Regex("<\(name)([^>]*)>")) { "<\(name)\($0.output[1].substring ?? "")/>" }
    }
    text = text.replacing(" checked/>", with: " checked=\"\"/>").replacing(
      " data-apparatus", with: " data-apparatus=\"\"")
    root = try Element.parsed(Array(text.utf8))
  }

  /// The blocks and their words, without what is no text of the paper.
  var blocks: [Block] {
    root.with("data-block").map {
      Block(id: $0.attributes["id"]!, kind: $0.attributes["data-block"]!, text: $0.paperText)
    }
  }
}

extension Element {
  /// All elements with an attribute within it, in order.
  func with(_ attribute: String) -> [Element] {
    (attributes[attribute] == nil ? [] : [self]) + elements.flatMap { $0.with(attribute) }
  }

  /// All words within it.
  var words: String {
    children.map { child in
      switch child {
      case .text(let text): text
      case .element(let element): element.words
      }
    }.joined()
  }

  /// The words within it that are the paper's: of a list's item, without the lists in it.
  fileprivate var paperText: String {
    children.map { child in
      switch child {
      case .text(let text): return text
      case .element(let element):
        if element.attributes["data-apparatus"] != nil || ["ul", "ol"].contains(element.name) { return "" }
        return element.name == "br" ? "\n" : element.paperText
      }
    }.joined()
  }
}
