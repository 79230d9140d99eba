import ActSupport
import Acts
import Manuscript
import Scholarship
import SeededRandom
import Testing

@Suite("Carrying what was said to a new base")
struct RebasingTests {
  private static let old = """
    # The Harbour at Orrin

    The lamp was lit on 3 March 1841. The keeper wrote that the fog came early. His brother doubted the date.

    Nobody else saw the lamp that night. The harbour lay empty, and the very long quay was dark.

    The ledger names four ships. It names the Heron twice. The second entry is in another hand.

    """

  @Test func `what did not change stands`() throws {
    var study = try Study(Self.old)
    try study.claim("the fog came early")
    try study.annotate("names the Heron twice")
    try study.correct("The second entry", "Another entry")
    let carried = try study.carried(to: "A foreword, which is new.\n\n" + Self.old)
    #expect(carried.map(\.words) == ["the fog came early", "names the Heron twice", "The second entry"])
    #expect(carried.map(\.name.thing) == ["c1", "a1", "x1"])
  }

  @Test(arguments: [
    ("3 March 1841", "8 March 1841"), ("3", "8"), ("very ", ""), ("The harbour", "The whole harbour"),
    ("1841", "1842"), ("lit", "lit again"), ("Heron", "Héron"),
  ])
  func `what the new text has is incorporated`(words: String, replacement: String) throws {
    var study = try Study(Self.old)
    try study.correct(words, replacement)
    let new = Self.old.replacing(words, with: replacement, maxReplacements: 1)
    #expect(try study.carried(to: new).map(\.words) == [replacement])
    try study.rebase(to: new)
    #expect(study.paper.isIncorporated(study.paper.corrections[0]))
    #expect(study.paper.corrections[0].old == words)
    // A text that has the old words again takes it back, and one that has kept its words keeps it.
    #expect(try study.carried(to: Self.old).map(\.words) == [words])
    #expect(try study.carried(to: new + "\nA colophon stands at the end.\n").map(\.words) == [replacement])
  }

  @Test func `insertions too`() throws {
    var study = try Study(Self.old)
    try study.correct(after: "His brother ", "never ")
    let new = Self.old.replacing("His brother doubted", with: "His brother never doubted")
    #expect(try study.carried(to: new).map(\.words) == ["never "])
    // Where it is not made, the point stays a point.
    #expect(try study.carried(to: "A foreword.\n\n" + Self.old).map(\.words) == [""])
  }

  @Test func `several side by side are incorporated together`() throws {
    var study = try Study(Self.old)
    try study.correct("3 March 1841", "8 March 1841")
    try study.correct("The keeper wrote", "The keeper's boy wrote")
    try study.correct("came early", "came late")
    let new = Self.old.replacing("3 March", with: "8 March").replacing(
      "keeper wrote", with: "keeper's boy wrote"
    )
    .replacing("came early", with: "came late")
    #expect(
      try study.carried(to: new).map(\.words) == ["8 March 1841", "The keeper's boy wrote", "came late"])
  }

  @Test func `what reads otherwise is neither there nor made`() throws {
    var study = try Study(Self.old)
    try study.correct("3 March 1841", "8 March 1841")
    let carried = try study.carried(to: Self.old.replacing("3 March 1841", with: "9 April 1841"))
    guard case .lost(.orphaned(let nearest)) = carried[0].outcome else {
      Issue.record("\(carried[0])")
      return
    }
    #expect(nearest != nil)
  }

  /// The replacement stands elsewhere in the text, and that is not it.
  @Test func `the same words elsewhere are no correction made`() throws {
    var study = try Study(Self.old)
    try study.correct("four ships", "the Heron")
    #expect(try study.carried(to: Self.old).map(\.words) == ["four ships"])
  }

  @Test func `what is gone is orphaned and what is doubled ambiguous`() throws {
    var study = try Study(Self.old)
    try study.annotate("Nobody else saw the lamp that night.")
    try study.claim("The ledger names four ships.")
    let paragraph =
      "The ledger names four ships. It names the Heron twice. The second entry is in another hand."
    let new = Self.old.replacing(paragraph, with: paragraph + "\n\n" + paragraph).replacing(
      "Nobody else saw the lamp that night. The harbour lay empty, and the very long quay was dark.\n\n",
      with: "")
    let carried = try study.carried(to: new)
    guard case .lost(.ambiguous(let places)) = carried[0].outcome,
      case .lost(.orphaned) = carried[1].outcome
    else {
      Issue.record("\(carried)")
      return
    }
    #expect(places.count == 2)
    #expect(carried.map(\.name.thing) == ["c1", "a1"])
  }

  @Test func `two corrections never become one`() throws {
    let twice = "The first sort of lamp burns oil.\n\nThe other sort of lamp burns oil.\n"
    var study = try Study(twice)
    try study.correct("first sort of lamp burns oil", "lamp burns gas")
    try study.correct("other sort of lamp burns oil", "lamp burns gas")
    for new in ["The first sort of lamp burns oil.\n", "The other sort of lamp burns oil.\n", twice] {
      let edits = try study.carried(to: new).compactMap { carried -> ScalarRange? in
        if case .found(let anchor, _, _) = carried.outcome { anchor.range } else { nil }
      }
      #expect(Set(edits).count == edits.count)
    }
  }

  @Test func `what was lost is sought again`() throws {
    var study = try Study(Self.old)
    try study.annotate("The harbour lay empty")
    try study.rebase(to: Self.old.replacing("The harbour lay empty, and", with: "It is told that"))
    #expect(study.paper.lostAnchor(of: "a1") != nil)
    // In a third text that has the passage again, and in the very text that it was made on.
    #expect(try study.carried(to: "A foreword.\n\n" + Self.old).map(\.words) == ["The harbour lay empty"])
    let back = try study.carried(to: Self.old)
    let first = try study.first("The harbour lay empty")
    #expect(back.map(\.outcome) == [.found(first, method: .exact, score: 1000)])
  }

  /// The same papers and texts give the same event, at once or in pieces; folded from its bytes it is the same state;
  /// and every anchor that is found quotes what stands there.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64]) func `carrying is deterministic`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var text = Self.old
    var study = try Study(text)
    for round in 1...4 {
      try study.act(times: 12, &generator)
      text = Self.damaged(text, &generator)
      let document = try Study.document(text)
      let event = try study.event(importing: document, text)
      let again = try study.event(importing: document, text)
      #expect(event == again, "seed \(seed), round \(round)")
      #expect(
        event.anchors == study.carriedInPieces(to: document, event.base), "seed \(seed), round \(round)")
      let bytes = Event(event).body()
      #expect(
        try Event(type: "base.imported", version: 1, body: bytes) == Event(event), "seed \(seed)")
      for carried in event.anchors {
        guard case .found(let anchor, _, _) = carried.outcome else { continue }
        #expect(document.text[anchor.range].utf8.elementsEqual(anchor.quote.utf8), "seed \(seed): \(carried)")
      }
      if event.base != study.base { try study.rebase(to: text) }
    }
  }

  /// A few words put in, taken out, replaced or moved.
  private static func damaged(_ text: String, _ generator: inout SeededGenerator) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      let place = Int.random(in: 4..<words.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: words.insert(["indeed", "the", "lamp", "1841."].randomElement(using: &generator)!, at: place)
      case 1: words.remove(at: place)
      case 2: words[place] = ["other", "ships", "8"].randomElement(using: &generator)!
      default: words.swapAt(place, Int.random(in: 4..<words.count, using: &generator))
      }
    }
    return words.joined(separator: " ")
  }
}

/// One paper on one text, with the scholar ada at work.
private struct Study {
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
  fileprivate var words: String? { if case .found(let anchor, _, _) = outcome { anchor.quote } else { nil } }
}
