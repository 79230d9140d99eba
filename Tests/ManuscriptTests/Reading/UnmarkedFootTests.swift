import Manuscript
import Testing

/// Notes at pages' feet whose marks in the text a converter lost.
@Suite("Feet without marks")
struct UnmarkedFootTests {
  private static let pages = [
    "The valley was settled. Its fields were laid out in long strips, and no",
    "family held two side by side. The map of the",
    "parish is lost.",
  ]
  private static let notes = [
    ["Holt, Fields, p. 34.", "Called selions in the rolls."],
    ["Mills, Surveys, p. 112.", "In the record office."],
    ["Adam, Mills, p. 7.", "Seen in August."],
  ]

  /// Pages that end with form feeds, each with its foot.
  private static func source(
    restarting: Bool, foot: (Int, String) -> String, ends: [String] = ["", "", ""]
  ) -> String {
    var (source, number) = ("Fields\n\n", 0)
    for (page, (text, notes)) in zip(pages, notes).enumerated() {
      if restarting { number = 0 }
      source += text + "\n\n"
      for note in notes {
        number += 1
        source += foot(number, note)
      }
      source += ends[page] + "\u{0C}"
    }
    return source
  }

  private static let text =
    "The valley was settled. Its fields were laid out in long strips, and no family held two side by side. The map of the parish is lost."

  @Test(arguments: [true, false], ["#\n\n@\n\n", "#\n@\n\n", "# @\n\n"])
  func `are kept as text beside the sentence that goes on over them, and said`(
    restarting: Bool, form: String
  ) throws {
    let source = Self.source(restarting: restarting) { number, note in
      form.replacing("#", with: "\(number)").replacing("@", with: note)
    }
    let (document, report) = try readWithReport(source, as: .plainText)
    let labels = restarting ? [1, 2, 1, 2, 1, 2] : [1, 2, 3, 4, 5, 6]
    #expect(
      document.texts(.paragraph)
        == [Self.text] + zip(labels, Self.notes.joined()).map { "\($0) \($1)" })
    #expect(report.pages == 3 && report.notes == 0)
    #expect(report.undecided.count == 1 && report.undecided[0].what.contains("6 in all"))
  }

  @Test func `a page's own number under them is the page's`() throws {
    let source = Self.source(
      restarting: false, foot: { "\($0)\n\n\($1)\n\n" }, ends: ["41\n\n", "42\n\n", "43\n\n"])
    let (document, report) = try readWithReport(source, as: .plainText)
    #expect(document.texts(.paragraph).count == 7 && report.pages == 3)
    #expect(!document.text.string.contains("41"))
  }

  @Test func `numbered sections that pages break are none`() throws {
    let source =
      "The first part ends here.\n\n2\n\nThe second begins, and goes on over the\n\n\u{0C}page's end. It ends.\n\n3\n\n"
      + "The third begins, and goes on over the\n\n\u{0C}next page's end.\n\n4\n\nThe last, and nothing after the\n\n\u{0C}"
      + "end of it.\n"
    let document = try read(source, as: .plainText)
    #expect(document.text.string.contains("The second begins, and goes on over the page's end."))
  }

  @Test func `after a numbered title with no blank line before the foot, marks are answered`() throws {
    let source =
      "1. The scales\nThe scales were made by a man from the mountains,1\nand were kept in the tower.2\n1\nFoundry book, "
      + "fol. 3.\n2\nTown book, fol. 9.\n\u{0C}2. The bells\nWe have the weights of many bells.3\nNobody reads them.4\n3\n"
      + "See the table.\n4\nI have tried.\n\u{0C}"
    let document = try read(source, as: .plainText)
    #expect(
      document.texts(.note) == [
        "Foundry book, fol. 3.", "Town book, fol. 9.", "See the table.", "I have tried.",
      ])
    #expect(document.references == ["mountains,1", "tower.2", "bells.3", "them.4"])
  }

  @Test func `a Roman number before a form feed is the page's`() throws {
    let document = try read(
      "It is read on a journey and left\n\nxi\n\n\u{0C}xii    PREFACE\n\nbehind in the train.\n",
      as: .plainText)
    #expect(document.text.string.contains("left behind") || !document.text.string.contains("xi behind"))
  }

  @Test(arguments: ["\n-2-\n\n", "\u{0C}"])
  func `a note's second line after a blank line is the note's where the text goes on after the page's end`(
    end: String
  ) throws {
    let document = try read(
      "# Bells\n\nIt was cast by a man.1 It cracked.2 He was paid in\n\n1 Foundry book, fol. 3.\n2 Town book; it gives "
        + "no reason that it\n\ntells us of.\n\(end)salt.3 It was sold.4\n\n3 Twelve casks.\n4 Bill of sale.\n",
      as: .plainText)
    #expect(
      document.texts(.note).prefix(2) == [
        "Foundry book, fol. 3.", "Town book; it gives no reason that it tells us of.",
      ])
    #expect(document.text.string.contains("He was paid in salt."))
  }
}
