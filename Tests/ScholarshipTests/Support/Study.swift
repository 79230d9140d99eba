import ActSupport
import Acts
import Manuscript
import Scholarship
import SeededRandom
import Testing

/// One paper on one text, with the scholar ada at work.
struct Study {
  private(set) var document: Document
  private(set) var base: BaseID
  private(set) var paper = Paper.initial
  /// The paper's earlier states.
  private var states: [Paper] = []
  private let firstDocument: Document
  private let firstBase: BaseID

  init(_ text: String) throws {
    document = try Self.document(text)
    base = BaseID(raw: Array(text.utf8), document: document.encoded())
    (firstDocument, firstBase) = (document, base)
    let imported = PaperImported(
      slug: "harbour", title: "The Harbour", base: base, scalars: document.text.count,
      mediaType: "text/markdown", source: "aa", document: "bb")
    try run(.importPaper(imported))
  }

  static func document(_ text: String) throws -> Document {
    try PaperReader.read(Array(text.utf8), as: .markdown).document
  }

  mutating func run(_ command: Command) throws(Refusal) {
    states.append(paper)
    for event in try paper.decide(command, by: "ada").events {
      let position = paper.position + 1
      paper.evolve(
        RecordedEvent(
          event, Stamp(by: "ada", at: Timestamp(microseconds: position), position: position)))
    }
  }

  /// The first place of some words in the present text.
  private func anchor(_ words: String) throws -> Anchor {
    let wanted = Array(words.unicodeScalars)
    let start = try #require(
      document.text.scalars.indices.first { document.text.scalars[$0...].starts(with: wanted) })
    return document.anchor(for: ScalarRange(start: start, count: wanted.count), base: base)
  }

  /// The place of some words in the first text.
  func first(_ words: String) throws -> Anchor {
    try #require(
      firstDocument.text.scalars.indices.first {
        firstDocument.text.scalars[$0...].starts(with: words.unicodeScalars)
      }.map {
        firstDocument.anchor(
          for: ScalarRange(start: $0, count: words.unicodeScalars.count), base: firstBase)
      })
  }

  mutating func claim(_ words: String) throws {
    try run(.registerClaim(anchors: [anchor(words)], statement: "S", kind: nil))
  }

  mutating func annotate(_ words: String) throws {
    try run(.annotate(.passage(anchor(words)), motivation: .commenting, body: "B", tags: []))
  }

  mutating func correct(_ words: String, _ replacement: String) throws {
    try run(.correct(anchor(words), replacement: replacement, class: nil, reason: "R", evidence: []))
  }

  mutating func correct(after words: String, _ insertion: String) throws {
    let point = try anchor(words).range.end
    let anchor = document.anchor(for: ScalarRange(point, point), base: base)
    try run(.correct(anchor, replacement: insertion, class: nil, reason: "R", evidence: []))
  }

  /// Says things about random passages, some of which are refused.
  mutating func act(times: Int, _ generator: inout SeededGenerator) throws {
    for _ in 0..<times {
      let start = Int.random(in: 0..<document.text.count, using: &generator)
      let end = min(document.text.count, start + Int.random(in: 0...30, using: &generator))
      let anchor = document.anchor(for: ScalarRange(start, end), base: base)
      let id = EntityID(.correction, Int.random(in: 1...8, using: &generator))
      let command: Command =
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: .registerClaim(anchors: [anchor, anchor], statement: "S", kind: nil)
        case 1: .annotate(.passage(anchor), motivation: .commenting, body: "B", tags: [])
        case 2: .dispute(.passage(anchor), ground: nil, body: "B")
        case 3: .withdraw(id, reason: nil)
        case 4: .reanchor(id, to: anchor, reason: "R")
        default:
          .correct(
            anchor, replacement: ["", "8", "the lamp"].randomElement(using: &generator)!, class: nil,
            reason: "R", evidence: [])
        }
      do throws(Refusal) { try run(command) } catch { continue }
    }
  }

  /// The event that a new text comes to.
  func event(importing document: Document, _ text: String) throws -> BaseImported {
    let target = BaseID(raw: Array(text.utf8), document: document.encoded())
    var rebasing = Rebasing(from: self.document, base, to: document, target)
    return BaseImported(
      base: target, scalars: document.text.count, mediaType: "text/markdown", source: "cc", document: "dd",
      anchors: rebasing.carry(paper))
  }

  /// What comes of asking again and again while the paper grows.
  func carriedInPieces(to document: Document, _ target: BaseID) -> [CarriedAnchor] {
    var rebasing = Rebasing(from: self.document, base, to: document, target)
    for state in states where state.identity?.base == base { _ = rebasing.carry(state) }
    return rebasing.carry(paper)
  }

  func carried(to text: String) throws -> [CarriedAnchor] {
    try event(importing: Self.document(text), text).anchors
  }

  mutating func rebase(to text: String) throws {
    let new = try Self.document(text)
    let event = try event(importing: new, text)
    try run(.importBase(event))
    (document, base) = (new, event.base)
  }
}

extension CarriedAnchor {
  /// The words where it is found.
  var words: String? { if case .found(let anchor, _, _) = outcome { anchor.quote } else { nil } }
}
