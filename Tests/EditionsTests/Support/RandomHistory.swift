import ActSupport
import Consensus
import Manuscript
import Scholarship
import SeededRandom

@testable import Editions

/// A paper made up from a seed, with what a few people did to it.
struct RandomHistory {
  var random: SeededGenerator
  private(set) var group: Group
  /// What may stand in a table's cell, or in any text.
  private static let words = [
    "mill", "1742", "the", "Harn", "river", "a", "*b*", "_c_", "`d`", "[e]", "<f>", "&amp;", "&", "{++g++}",
    "{--",
    "--}", "~>", "{~~", "~~}", "{>>", "<<}", "]]>", "\"q\"", "'r'", "\\s", "#", "1.", "-", "+", "שלום",
    "مرحبا",
    "e\u{301}", "\u{E9}", "😀", "日本", "https://a.example/x_y", "&#65;", "<!--", "x|y", "!", "(z)", ":",
    "\u{A0}",
  ]

  init(seed: UInt64, tables: Bool = true) throws {
    random = SeededGenerator(seed: seed)
    var sketch = Sketch()
    Self.write(&sketch, tables, &random)
    group = try Group(on: sketch.document)
    for _ in 0..<Int.random(in: 3...25, using: &random) { try step() }
  }

  private static func sentence(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 2...7, using: &random)).map { _ in words.randomElement(using: &random)! }
      .joined(separator: " ") + "."
  }

  private static func write(_ sketch: inout Sketch, _ tables: Bool, _ random: inout SeededGenerator) {
    let notes = Int.random(in: 0...4, using: &random)
    func add(_ kind: BlockKind, _ count: Int, _ level: Int? = nil, label: String? = nil, page: Int? = nil) {
      let sentences = (0..<count).map { "\($0)" + sentence(&random) }
      var marks: [(Int, after: String)] = []
      for note in 1..<(notes + 2) where note <= notes && Int.random(in: 0...3, using: &random) == 0 {
        marks.append((note, after: sentences.randomElement(using: &random)!))
      }
      let words = sentences[0].split(separator: " ").dropFirst().first.map(String.init)
      let kinds = EmphasisSpan.Kind.allCases
      let styles = words.map { [(kinds.randomElement(using: &random)!, $0)] } ?? []
      let lines = kind == .quote && Bool.random(using: &random)
      sketch.add(
        kind, sentences.joined(separator: lines ? "\n" : " "), level: level, label: label, styles,
        sentences: kind == .heading ? [] : sentences,
        links: sentences.count > 1 && Bool.random(using: &random)
          ? [(String(sentences[1].prefix(4)), to: "https://a.example/?b=1&c=%zz")] : [],
        notes: marks, page: page)
    }
    add(.heading, 1, 1, page: 1)
    add(.paragraph, 3, page: 1)
    if Bool.random(using: &random) { sketch.breakPage(after: 4) }
    add(.quote, 2, page: 2)
    add(.list, 1, 1, label: "-")
    add(.list, 1, 2, label: "-")
    add(.heading, 1, 3)
    add(.paragraph, 1, page: 3)
    if tables {
      sketch.add(.table, "| a | b |\n|---|---|\n| c d | e f |")
      sketch.add(.code, "let x = {\n  *y*\n}")
    }
    add(.paragraph, 2)
    for _ in 0..<notes { add(.note, Int.random(in: 1...2, using: &random), page: 1) }
  }

  private mutating func step() throws {
    let people: [Handle] = ["ada", "bel", "cyd", "edd"]
    let person = people.randomElement(using: &random)!
    let last = group.paper.corrections.count
    func correction() -> EntityID { EntityID(.correction, Int.random(in: 1...max(1, last), using: &random)) }
    do {
      switch Int.random(in: 0...9, using: &random) {
      case 0...4:
        let (range, words) = edit()
        try group.correct(range, words, reason: Self.sentence(&random))
        let id = EntityID(.correction, group.paper.corrections.count)
        if Int.random(in: 0...3, using: &random) > 0 {
          try group.run(.vote(.for, on: id, reason: "Yes & <no>."), by: "bel")
        }
      case 5:
        try group.run(
          .vote(
            Vote.allCases.randomElement(using: &random)!, on: correction(), reason: Self.sentence(&random)),
          by: person)
      case 6:
        try group.run(
          .rule(Bool.random(using: &random) ? .accept : .reject, on: correction(), reason: "R"), by: "edd")
      case 7:
        try group.run(.dispute(.thing(correction()), ground: .fact, body: Self.sentence(&random)), by: person)
      case 8:
        let sentences = group.document.blocks.flatMap(\.sentences)
        let range = sentences.randomElement(using: &random)!
        try group.run(
          .registerClaim(
            anchors: [group.document.anchor(for: range, base: Group.base)], statement: Self.sentence(&random),
            kind: .fact), by: person)
      default: try group.run(.withdraw(correction(), reason: nil), by: "ada")
      }
    } catch is Refusal {
      // Not everything may be done at any time.
    }
  }

  /// A range within a line of a block, and words for it.
  private mutating func edit() -> (ScalarRange, String) {
    let document = group.document
    let block = document.blocks.randomElement(using: &random)!
    let words = Bool.random(using: &random) ? "" : Self.words.randomElement(using: &random)!
    if block.kind == .table {
      // Within one cell.
      let cells = ["c d", "e f"].map { group.range(of: $0) }
      return (cells.randomElement(using: &random)!, Bool.random(using: &random) ? "" : "g|h")
    }
    switch Int.random(in: 0...5, using: &random) {
    case 0 where !document.text[block.range].contains("\n"): return (block.range, "")
    case 1 where !block.sentences.isEmpty: return (block.sentences.randomElement(using: &random)!, "")
    default:
      let start = Int.random(in: block.range.start...block.range.end, using: &random)
      var end = start
      let length = Int.random(in: 0...8, using: &random)
      while end < block.range.end, end - start < length, document.text[end] != "\n" { end += 1 }
      return (ScalarRange(start, end), words)
    }
  }

  /// The base's reading text.
  var base: String { group.document.text.string }
  /// The consensus text, as the edition as text has it.
  var consensus: String { String(group.rendered(as: .text).dropLast()) }
}
