import ActSupport
import Consensus
import Editions
import Foundation
import Manuscript
import Scholarship
import Testing
import Views

/// cmark-gfm reads every Markdown export, and what it reads is the consensus.
@Suite("Markdown as cmark-gfm reads it", .enabled(if: Oracle.has("cmark-gfm"), "no cmark-gfm"))
struct MarkdownOracleTests {
  /// What a reader makes of an export: the blocks before the rule, the paper's notes, and the marks of notes.
  private struct Reading {
    var blocks: [String] = []
    var notes: [String: String] = [:]
    var definitions: Set<String> = []
    var links: [(text: String, destination: String)] = []

    init(_ markdown: String) throws {
      let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).md")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(markdown.utf8).write(to: file)
      let extensions = ["table", "strikethrough", "autolink", "footnotes"].flatMap { ["-e", $0] }
      func output(_ format: String) throws -> Markup {
        var (status, said) = try Oracle.run("cmark-gfm", extensions + ["--unsafe", "-t", format, file.path])
        // Its XML has no names for notes and their marks; its HTML has a line feed after each break.
        for (unnamed, name) in [
          ("<<unknown> />", "<mark/>"), ("<<unknown>>", "<definition>"), ("</<unknown>>", "</definition>"),
          ("<br />\n", "<br/>"),
        ] { said = said.replacing(unnamed, with: name) }
        return try #require(status == 0 ? Markup.parse(said) : nil)
      }
      let document = try #require(try output("xml").first("document"))
      var isText = true
      for node in document.elements where node.name != "definition" {
        if node.name == "thematic_break" { isText = false }
        if isText { blocks += Self.leaves(node) }
      }
      for node in document.descendants where node.name == "link" {
        links.append((Self.text(node), node.attributes["destination"] ?? ""))
      }
      for item in try output("html").descendants where item.name == "li" {
        guard let id = item.attributes["id"], id.hasPrefix("fn-"), let words = item.first("p") else {
          continue
        }
        definitions.insert(String(id.dropFirst(3)))
        notes[String(id.dropFirst(3))] = Self.note(words)
      }
    }

    /// The words of a note in HTML, without the ways back that stand after them.
    private static func note(_ element: Markup) -> String {
      func words(_ element: Markup) -> String {
        element.children.map { child in
          switch child {
          case .text(let text): return text
          case .element(let inner):
            if inner.name == "br" { return "\n" }
            let name = inner.attributes["class"] ?? ""
            return name.contains("footnote") ? "" : words(inner)
          }
        }.joined()
      }
      let ways = element.elements.count { $0.attributes["class"]?.contains("footnote-backref") == true }
      return String(words(element).dropLast(ways))
    }

    private static func leaves(_ node: Markup) -> [String] {
      switch node.name {
      // What refers to a note from within a code block stands after it in a line of its own.
      case "paragraph" where node.elements.allSatisfy({ $0.name == "mark" }): return []
      case "paragraph", "heading": return [text(node)]
      case "code_block": return [String(text(node).dropLast())]
      case "table":
        let rows = node.elements.map { row in "| " + row.elements.map(text).joined(separator: " | ") + " |" }
        return [([rows[0], "|---|---|"] + rows.dropFirst()).joined(separator: "\n")]
      default: return node.elements.flatMap(leaves)
      }
    }

    private static func text(_ node: Markup) -> String {
      if node.name == "html_inline" || node.name == "mark" { return "" }
      if node.name == "linebreak" || node.name == "softbreak" { return "\n" }
      return node.children.map { child in
        switch child {
        // The reader indents what is in blocks and writes words only in these.
        case .text(let text): ["text", "code", "code_block"].contains(node.name) ? text : ""
        case .element(let element): Self.text(element)
        }
      }.joined()
    }
  }

  private func check(_ group: Group, _ seed: String) throws {
    let markdown = group.rendered(as: .markdown)
    let reading = try Reading(markdown)
    let consensus = String(group.rendered(as: .text).dropLast())
    // A heading of the title stands first where the text has none there.
    let extra = markdown.hasPrefix("# Letters \\*from\\*") ? 1 : 0
    let notes = reading.notes.filter { $0.key.hasPrefix("n") }
      .sorted { Int($0.key.dropFirst()) ?? 0 < Int($1.key.dropFirst()) ?? 0 }.map(\.value)
    let read = (reading.blocks.dropFirst(extra) + notes).joined(separator: "\n\n")
    #expect(
      read.unicodeScalars.elementsEqual(consensus.unicodeScalars), "seed \(seed): \(read)\n≠\n\(consensus)")
    let labels = group.edition().presenter.standing.reconciliation.loci
      .map { $0.readings.map(\.correction).min()?.description ?? "" }
    for label in labels { #expect(reading.definitions.contains(label), "seed \(seed): \(label)") }
  }

  @Test func `what it reads is the consensus`() throws {
    for seed in Oracle.seeds(60) { try check(try RandomHistory(seed: seed).group, "\(seed)") }
  }

  @Test func `an address that is corrected leads nowhere else`() throws {
    var sketch = Sketch()
    let address = "https://a.example/old"
    sketch.add(
      .paragraph, "See \(address) there.", links: [(address, to: address)], notes: [(1, after: "there")])
    sketch.add(.note, "Also \(address)/1.", links: [("\(address)/1", to: "\(address)/1")])
    var group = try Group(on: sketch.document)
    let offsets = group.document.blocks.map { $0.range.start + ($0.kind == .note ? 23 : 22) }
    for offset in offsets { try group.correct(ScalarRange(offset, offset + 3), "new") }
    for id in ["x1", "x2"] as [EntityID] { try group.run(.vote(.for, on: id, reason: nil), by: "bel") }
    let reading = try Reading(group.rendered(as: .markdown))
    #expect(!reading.links.contains { $0.destination.contains("old") })
    try check(group, "links")
  }

  @Test func `a mark after an address is a mark`() throws {
    var group = try Group(onParagraph: "See https://a.example/x and www.b.example.")
    try group.correct(group.range(of: "example/x"), "example/y")
    try group.correct(group.range(of: "www.b.example"), "www.c.example")
    try check(group, "addresses")
  }

  @Test func `a table keeps its columns and its marks`() throws {
    var sketch = Sketch()
    sketch.add(
      .table, "| a \\| b | c |\n|---|---|\n| *d* | eee |", [(.emphasis, "*d*")], notes: [(1, after: "eee")])
    sketch.add(.note, "The note.")
    var group = try Group(on: sketch.document)
    try group.correct(group.range(of: "c |"), "c | x |")
    try group.pass("eee", "f|g")
    let rule = group.range(of: "|---|---|")
    try group.correct(ScalarRange(rule.start, rule.start + 4), "x")
    let reading = try Reading(group.rendered(as: .markdown))
    #expect(reading.blocks.last == "| a | b | c |\n|---|---|\n| *d* | f|g |")
    #expect(reading.definitions.isSuperset(of: ["x1", "x2", "x3", "n1"]))
  }

  @Test func `what is deleted leaves with its marks, and the apparatus has it`() throws {
    var sketch = Sketch()
    sketch.add(.heading, "Gone", level: 1)
    sketch.add(.paragraph, "Here. There.", sentences: ["Here.", "There."], notes: [(1, after: "There.")])
    sketch.add(.list, "item", level: 1)
    sketch.add(.note, "The note.")
    var group = try Group(on: sketch.document)
    for words in ["Gone", "item"] { try group.pass(words, "") }
    #expect(group.body == "Here. There.[^x2][^n1]")
    try group.pass("There.", "")
    #expect(group.body == "Here. [^x3][^x2]")
    try check(group, "deleted")
  }
}
