import Manuscript
import Testing

/// Papers of two pages, with one foot between them.
@Suite struct SingleFootTests {
  private static let open =
    "The tower was bought in the year 1820 by a captain from the islands, who paid in oil.<sup>1</sup> The keeper had the use of the"
  private static let note = "<sup>1</sup> Brandt, p. 8."
  private static let whole = "The keeper had the use of the lamp for his daughters."

  @Test(arguments: ["---", "***", "-----"], ["31", "xiv", "*31*", "31\n"])
  func `a number before the only rule is the page's`(rule: String, number: String) throws {
    for foot in ["\(Self.note)\n\n", ""] {
      let (document, report) = try readWithReport(
        "# The Tower\n\n\(Self.open)\n\n\(foot)\(number)\n\n\(rule)\n\nlamp for his daughters.")
      #expect(document.texts(.paragraph).count == 1)
      #expect(document.text.string.contains(Self.whole))
      #expect(foot.isEmpty || report.undecided.isEmpty)
    }
  }

  @Test func `a number of the text before a rule stays`() throws {
    let document = try read(
      "# The Tower\n\nThe lamp was lit at a quarter to\n\n12\n\n---\n\nThe keeper slept.")
    #expect(document.text.string.contains("12"))
  }

  @Test func `a note goes on at the next foot although the text has ended`() throws {
    let document = try read(
      "# The Tower\n\n\(Self.open)\n\n<sup>1</sup> Brandt, p. 8, says that the lamp was kept by the\n\n31\n\n---\n\n"
        + "lamp for his daughters.<sup>2</sup> The sea took the rest of it in one night.\n\ncaptain's widow until she died.\n\n"
        + "<sup>2</sup> Roll 4.\n\n32")
    #expect(document.text.string.contains(Self.whole))
    #expect(
      document.texts(.note) == [
        "Brandt, p. 8, says that the lamp was kept by the captain's widow until she died.", "Roll 4.",
      ])
  }

  @Test func `a foot stands before the mark of its second note`() throws {
    let (document, report) = try readWithReport(
      "# The Tower\n\n\(Self.open.dropLast(4)) his\n\n1 Brandt, p. 8.\n\n2 Roll 4.\n\nwidow<sup>2</sup> and of the sea."
    )
    #expect(document.texts(.note) == ["Brandt, p. 8.", "Roll 4."])
    #expect(document.references == ["oil.1", "widow2"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `a title and the name after it are one sentence over a foot`() throws {
    let document = try read(
      "# The Tower\n\nIt was bought by a captain from the islands.<sup>1</sup> He told Mrs.\n\n\(Self.note)\n\nBrandt of it."
    )
    #expect(document.text.string.contains("told Mrs. Brandt of it."))
  }

  @Test func `numbers over notes, the first stuck to the text`() throws {
    let document = try read(
      "THE TOWER\n\nThe tower was bought in the spring by a captain,1 who\npaid in oil.2 The lamp itself was older, and all the keepers said\n"
        + "1\n\nBrandt, Towers, p. 8.\n\n2\n\nRoll 4, line 2.\n\n\u{0C}it was so, as the book of the tower has it to this day.\n",
      as: .plainText)
    #expect(document.texts(.note) == ["Brandt, Towers, p. 8.", "Roll 4, line 2."])
    #expect(document.text.string.contains("all the keepers said it was so"))
    #expect(document.references == ["captain,1", "oil.2"])
  }

  @Test func `a number under a note is not joined with the next page`() throws {
    let document = try read(
      "THE TOWER\n\nThe tower was bought in the spring by a captain,7 who paid in oil.8 The lamp had the\n\n"
        + "Brandt, Towers of the Northern Sea and Their Keepers (Ulm, 1908), p.\n15.\n7\n\n8\n\nRoll 4, line 2.\n\n"
        + "\u{0C}use of the whole town.\n\nRoll 5.\n\n9\n\n\u{0C}it burned, said the town.\n", as: .plainText)
    #expect(!document.text.string.contains("7 use of"))
    #expect(!document.text.string.contains("9 it burned"))
  }

  @Test func `a number left of the page's only note, right under its mark`() throws {
    let document = try read(
      "The Tower\n\nThe lamp was bought by a captain, and paid for in oil.1\n  1\n    Roll 4, line 2.\n\n          7\n"
        + "\u{0C}The keeper had it from the year 1820 on.2\n  2\n    Brandt, Towers, p. 8.\n\n          8\n",
      as: .plainText)
    #expect(document.texts(.note) == ["Roll 4, line 2.", "Brandt, Towers, p. 8."])
    #expect(document.references == ["oil.1", "on.2"])
    #expect(document.texts(.paragraph).count == 2)
  }

  @Test(arguments: ["box", "fig", "chest"], ["Ibid.", "Rolls, 1540."])
  func `each page has one note, and one mark stands behind a word that numbers follow`(
    word: String, note: String
  )
    throws
  {
    let pages = [
      "The House\n\nIt was built for six men.1 Each had a spoon.",
      "The gown was grey.1 It was worn with a badge.",
      "The men quarrelled.1 Nobody heard it.", "He kept them in a " + word + ".1 The rest was stolen.",
    ]
    let (document, report) = try readWithReport(
      pages.map { $0 + "\n\n1 " + note + "\n" }.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.note) == Array(repeating: note, count: 4))
    #expect(document.references == ["men.1", "grey.2", "quarrelled.3", word + ".4"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `such a number on a page without a note is the text's`() throws {
    let document = try read(
      "The House\n\nIt was built for men.1 Each had a spoon.\n\n1 Rolls.\n\u{0C}The gown was grey.1 It was old.\n\n1 Ibid.\n"
        + "\u{0C}See for the men fig.1 Below is the warden.\n\u{0C}He kept them in a chest.1 It was stolen.\n\n1 Ibid.\n",
      as: .plainText)
    #expect(document.references == ["men.1", "grey.2", "chest.3"])
    #expect(document.text.string.contains("See for the men fig.1 Below"))
  }

  @Test(arguments: [
    ["Town Hall, MS 4", "Town Hall, MS 4", "Town Hall, MS 4"],
    ["Town Hall, MS 4", "Mill book", "Lamb, p. 3"],
  ])
  func `a page's only note over its number is no numbered heading`(notes: [String]) throws {
    let texts = [
      "The first weir was built by monks.1 It fell.", "The second was built by the town.2 It leaked.",
      "The third was built by nobody.3 It stands.",
    ]
    let pages = zip(texts, notes).enumerated().map { page, text in
      "\(text.0)\n\n\(page + 1) \(text.1)\n\n\(page + 20)\n"
    }
    let document = try read(
      "The Weirs of Orm\n\n" + pages.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.note) == notes)
    #expect(document.references == ["monks.1", "town.2", "nobody.3"])
    #expect(document.texts(.heading) == ["The Weirs of Orm"])
  }

  @Test func `numbered headings over pages' numbers stay headings where no word has their mark`() throws {
    let document = try read(
      "The Weirs of Orm\n\nThe weirs were built by monks. They fell.\n\n1 The Town\n\n20\n"
        + "\u{0C}The second was built by the town. It leaked.\n\n2 The Mill\n\n21\n\u{0C}The third stands.\n\n22\n",
      as: .plainText)
    #expect(document.texts(.note).isEmpty)
    #expect(document.texts(.heading).count == 3)
  }
}
