import ActSupport
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
