import Manuscript
import Testing

@Suite("Carrying places to a new text")
struct ReanchoringTests {
  private static let old = """
    The first paragraph speaks of ships. It was resolved without a division. Ships are dear.

    The second speaks of wool. Wool is cheaper than it was. It was resolved without a division.

    The third speaks of the two together, and of the tolls that were laid on both in the year of the flood.
    """

  private func carried(_ words: String, to new: String) throws -> (outcome: AnchorOutcome, words: String?) {
    let (old, new) = (ScalarText(Self.old), ScalarText(new))
    let start = try #require(
      old.scalars.indices.first { old.scalars[$0...].starts(with: words.unicodeScalars) })
    let outcome = Reanchoring(from: old, to: new).carry(
      ScalarRange(start: start, count: words.unicodeScalars.count))
    return (outcome, outcome.placement.map { new[$0.range] })
  }

  @Test
  func `every range of an unchanged text to itself`() {
    let text = ScalarText(Self.old)
    let ranges = (0..<text.count).map { ScalarRange($0, min(text.count, $0 + 7)) }
    for (range, outcome) in zip(ranges, Reanchoring(from: text, to: text).carry(ranges)) {
      #expect(outcome.placement?.range == range)
      #expect(outcome.placement?.method == .diff)
    }
  }

  @Test
  func `where the text around it changed`() throws {
    let new = Self.old.replacing("speaks of ships", with: "is about vessels").replacing(
      "Ships are", with: "They are")
    #expect(
      try carried("It was resolved without a division.", to: new).words
        == "It was resolved without a division.")
  }

  @Test
  func `where the passage itself changed`() throws {
    let new = Self.old.replacing(
      "Wool is cheaper than it was.", with: "Wool is a little cheaper than before.")
    #expect(
      try carried("Wool is cheaper than it was.", to: new).words == "Wool is a little cheaper than before.")
  }

  @Test
  func `to where a paragraph was moved`() throws {
    let paragraphs = Self.old.split(separator: "\n\n")
    let new = [paragraphs[2], paragraphs[0], paragraphs[1]].joined(separator: "\n\n")
    #expect(try carried("tolls that were laid", to: new).words == "tolls that were laid")
    #expect(try carried("Wool is cheaper", to: new).words == "Wool is cheaper")
  }

  @Test
  func `nowhere, when it is gone, though the same words stand elsewhere`() throws {
    let formula = "It was resolved without a division."
    let new = Self.old.replacing("ships. \(formula) Ships", with: "ships. Ships")
    guard case .orphaned = try carried(formula, to: new).outcome else {
      Issue.record("taken for another")
      return
    }
  }

  @Test
  func `to neither of two that are alike`() throws {
    let second = String(Self.old.split(separator: "\n\n")[1])
    let new = Self.old.replacing(second, with: second + "\n\n" + second)
    guard case .ambiguous(let places) = try carried("Wool is cheaper", to: new).outcome else {
      Issue.record("guessed")
      return
    }
    #expect(places.map { ScalarText(new)[$0.range] } == ["Wool is cheaper", "Wool is cheaper"])
  }

  @Test(arguments: ["Tolls.", "The", "both", "flood."])
  func `through what was put in beside it, letter for letter`(words: String) throws {
    let put = "This was put in. The more so."
    for new in [
      Self.old.replacing("The third", with: "\(put) The third"), Self.old + " " + put,
      Self.old.replacing("both in", with: "both, and more, in"),
    ] where Self.old.contains(words) {
      #expect(try carried(words, to: new).words == words)
    }
  }

  @Test
  func `a point beside what was put in, before the scalar it stood before`() {
    let (old, new) = (
      ScalarText("One two three. Four five six."), ScalarText("One two three. In. Four five six.")
    )
    let outcome = Reanchoring(from: old, to: new).carry((0...old.count).map { ScalarRange($0, $0) })
    for (offset, outcome) in outcome.enumerated() {
      let place = outcome.placement?.range
      #expect(place.map { $0.isEmpty && $0.end <= new.count } ?? true)
      if offset < 13 { #expect(place?.start == offset) }
      if offset > 15 { #expect(place?.start == offset + 4) }
    }
  }

  @Test
  func `the documents' texts are what counts`() throws {
    let old = try PaperReader.read(Array("# Ships\n\nA ship came *in*.\n".utf8)).document
    let new = try PaperReader.read(Array("Ships\n=====\n\nAt last, a ship came in.\n".utf8)).document
    let range = try old.resolve("p2:ship came").range
    let outcome = Reanchoring(from: old, to: new).carry(range)
    #expect(outcome.placement.map { new.text[$0.range] } == "ship came")
  }
}
