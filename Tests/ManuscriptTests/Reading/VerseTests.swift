import Manuscript
import Testing

@Suite("Verse")
struct VerseTests {
  @Test(arguments: [
    "One bell for the living,  \nand none for the miller.",
    "One bell for the living,\\\nand none for the miller.",
    "One bell for the living,<br>and none for the miller.",
    "One bell for the living,<br/>\nand none for the miller.",
    "| One bell for the living,\n| and none for the miller.",
    "> | One bell for the living,\n> | and none for\n>   the miller.",
    "One bell for the living,\u{2028}and none for the miller.",
    "One bell for the living,\u{0B}and none for the miller.",
  ])
  func `lines that the source forces are kept, and a sentence goes on over them`(source: String) throws {
    let document = try read(source)
    #expect(document.text.string == "One bell for the living,\nand none for the miller.")
    #expect(document.blocks[0].sentences.count == 1)
    #expect(document.find("living, and none").count == 1)
  }

  @Test
  func `a title of two lines is one line`() throws {
    #expect(try read("# The Mill<br>at Harrow\n\nText.").title == "The Mill at Harrow")
  }

  @Test
  func `a bar by itself parts stanzas`() throws {
    #expect(try read("| One\n| two\n|\n| three").texts(.paragraph) == ["One\ntwo", "three"])
  }

  @Test
  func `lines that stand in, shorter than the text's; a quotation that fills its lines is prose`() throws {
    let prose =
      "The ballad was written down by the schoolmaster of the valley in the year 1848,\nand it begins:\n\n"
    let verse = try read(
      prose + "    The miller had a daughter fair,\n    And she had gold upon her hair.\n", as: .plainText)
    #expect(verse.texts(.quote) == ["The miller had a daughter fair,\nAnd she had gold upon her hair."])
    let letter = try read(
      prose
        + "    We hold the ford as our fathers held it, and we have paid for the\n    water since then.\n",
      as: .plainText)
    #expect(
      letter.texts(.quote) == [
        "We hold the ford as our fathers held it, and we have paid for the water since then."
      ])
  }

  @Test
  func `a stanza of two lines after one of verse is verse`() throws {
    let document = try read(
      """
      On Salt

      The salt came down the river in flat boats, and it was weighed at the gate by
      the men of the bishop, of whom a song says what the books do not say of them:

          The boat went down to the sea,
            The toll was high at the quay,
          The clerk looked on with glee.

          The bishop he slept in his bed,
            The bell of the minster was dead.

      It has no author that we know of, and it is sung in the lower town to this day.
      """, as: .plainText)
    #expect(
      document.text.string.contains("The bishop he slept in his bed,\nThe bell of the minster was dead."))
  }

  @Test
  func `a page that ends between two lines leaves them lines`() throws {
    let document = try read(
      "> I call the living to the door,<br>\n> I mourn the dead upon the shore,\n\n42\n\n"
        + "> I break the thunder in the night,<br>\n> I put the reapers to their flight.\n\nIt was sung by boys.\n\n43\n\nIt ended."
    )
    #expect(
      document.text(of: document.blocks[0])
        == "I call the living to the door,\nI mourn the dead upon the shore,\nI break the thunder in the night,\n"
        + "I put the reapers to their flight.")
  }

  @Test
  func `short verse set in from the margin of a narrow text`() throws {
    let text = try read(
      "THE TOWER\n\nShe sang:\n\n     O lamp of oil,\n       O ship of toil,\n     burn and be bright,\n       O lamp of light.\n\n"
        + "and so she went on until the sun\nrose over the rocks.\n", as: .plainText
    ).text.string
    #expect(text.contains("O lamp of oil,\nO ship of toil,\nburn and be bright,\nO lamp of light."))
    #expect(text.contains("until the sun rose"))
  }

  @Test
  func `verse within notes`() throws {
    let text = try read(
      "The Tower\n\nThe tower was bought.[1] It was paid in oil,[2] not in coin. The book has it[3] in red.\n\n[1] Brandt.\n\n"
        + "[2] Roll 4.\n\n  O lamp of oil,\n  O ship of toil.\n\n[3] Book 2.", as: .plainText
    ).text.string
    #expect(text.contains("O lamp of oil,\nO ship of toil."))
    let bracket = try read(
      "THE TOWER\n\nThe tower was bought.[1] It was paid in oil,[2] not in coin.\n\n[Footnote 1: Brandt.]\n\n"
        + "[Footnote 2: Roll 4, which says:\n\n  O lamp of oil\n    with all thy toil\n\nand more.]",
      as: .plainText
    ).text.string
    #expect(bracket.contains("O lamp of oil\nwith all thy toil\nand more."))
  }
}

extension VerseTests {
  private static let prose = """
    The song is kept in one copy only, which a clerk wrote at the end of the book of accounts.
    It has no title there, and the lines are set out by him in the way that follows here:


    """

  @Test(arguments: [
    "So turn the wheel and turn the vat,        5", "5 So turn the wheel and turn the vat,",
    "So turn the wheel and turn the vat,\n5",
  ])
  func `numbers at the margin that count the lines are left out, and the report says so`(fifth: String) throws
  {
    let (document, report) = try readWithReport(
      Self.prose + """
        The red was boiled, the blue was bled,
        The master counted every thread;
        The river took what we had spilled
        And nobody was paid or killed.
        \(fifth)
        And keep the cloth from dog and cat;
        """, as: .plainText)
    let lines = document.text.string.split(separator: "\n")
    #expect(lines.contains("So turn the wheel and turn the vat,"))
    #expect(!document.text.string.contains("5"))
    #expect(report.undecided.contains { $0.what.hasPrefix("Numbers at the margin") })
  }

  @Test func `a number in verse that counts no lines is a word of it`() throws {
    let document = try read(
      Self.prose + """
        The red was boiled, the blue was bled,
        The master paid for threads
        The number of the dyers was 15
        And nobody was paid or killed.
        """, as: .plainText)
    #expect(document.text.string.contains("was 15"))
  }

  @Test func `the fifth of several notes in a run keeps its number`() throws {
    let document = try read(
      """
      On Dyers

      The vat was old.1 The red was boiled.2 The blue was bled.3 The master
      paid for threads.4 Nobody was paid or killed.5

      1 Olde, Vats, 3.
      2 Ibid., 4.
      3 Maas, Blue, 12.
      4 A lost roll.
      5 The wardens say so.
      """, as: .plainText)
    let notes = try (1...5).map { document.text(of: try #require(document.block(at: "n\($0)"))) }
    #expect(
      notes == ["Olde, Vats, 3.", "Ibid., 4.", "Maas, Blue, 12.", "A lost roll.", "The wardens say so."])
  }

  @Test(arguments: ["and it goes like this:", "and he knew it by heart."])
  func `verse that stands in between the lines of a paragraph keeps its lines`(before: String) throws {
    let document = try read(
      """
      On Dyers

      The dyers of the lower town had a song for the vat, which the oldest
      of them had from his mother, \(before)
            The red was boiled, the blue was bled,
            and nobody was paid.
      So it went on. The wardens did not like it, but they could not say who
      had made it.
      """, as: .plainText)
    #expect(document.text.string.contains("\nThe red was boiled, the blue was bled,\nand nobody was paid.\n"))
    #expect(document.text.string.contains("could not say who had made it."))
  }

  @Test(arguments: 1...3) func `that a page's end parts keeps its lines`(count: Int) throws {
    let verse = [
      "The mill is still, the wheel is gone,", "and nobody will grind the corn,",
      "the reeve has put his slippers on,", "and so we wait until the morn.2",
    ]
    let set = { (lines: ArraySlice<String>) in lines.map { "    \($0)\n" }.joined() }
    let document = try read(
      "The Mill\n\nThe wheel was dear, and the council of the town had no money left, so that the reeve went\n"
        + "to the wright himself and asked him to wait.1 On the door of the church stood:\n\n\(set(verse[..<count]))"
        + "\n  1 Roll 4, line 2.\n\n                    7\n\u{0C}\(set(verse[count...]))\nThe reeve had the poet put into the tower of "
        + "the town, and nobody ever asked him\nwhat he had meant by it.\n\n  2 Holt, p. 3.\n\n                    8\n",
      as: .plainText)
    let lines = verse.joined(separator: "\n").dropLast()
    #expect(document.text.string.contains(lines))
    #expect(document.texts(.note) == ["Roll 4, line 2.", "Holt, p. 3."])
  }

  @Test func `lines of an entry after its first are no verse`() throws {
    let document = try read(
      """
      On Dyers

      Olde, M. Vats of the Lower Town, and What Was Boiled in Them. Leiden, 1890.
           With a map of the river, in colours,
           and an index.
      Maas, P. Blue. Leiden, 1901.
      """, as: .plainText)
    #expect(document.text.string.contains("in colours, and an index."))
  }
}

/// Verse in a quotation of Markdown, which nothing marks.
extension VerseTests {
  private static let paragraph =
    "The dyers of the town sang it for as long as there were dyers, and longer in the taverns by the river where they drank.\n\n"
  private static let filled =
    "The dyers of the town sang it for as long as there were dyers, and\nlonger in the taverns by the river where they drank.\n\n"

  @Test(arguments: [
    "> The vat went down to the sea\n> and none of us could tell\n> whether the red was kind\n> or only seemed to be well.",
    "> Dyers we were and dyers we stay,\n> red on the Sunday and blue for the day.",
    "> Rubra fuit vestis, caeruleus ante magister,\n> Albaque post lotum, tinctor ut ipse velit\n> nunc iterum rubra est.",
  ]) func `in a paper whose paragraphs are a line each`(verse: String) throws {
    let document = try read("# Vats\n\n" + Self.paragraph + Self.paragraph + verse + "\n\n" + Self.paragraph)
    #expect(
      document.texts(.quote)
        == [verse.replacing("\n> ", with: "\n").trimmingPrefix("> ")].map { String($0) })
  }

  @Test func `in a paper whose lines are filled`() throws {
    let document = try read(
      "# Vats\n\n" + Self.filled
        + "> The vat went down to the sea\n> and none of us could tell\n> whether the red was kind\n> or only seemed to be well.\n\n"
        + Self.filled
        + "> The red was kept in a book of\n> leather that the master of the\n> dyers had bought at the fair.\n"
    )
    #expect(
      document.texts(.quote) == [
        "The vat went down to the sea\nand none of us could tell\nwhether the red was kind\nor only seemed to be well.",
        "The red was kept in a book of leather that the master of the dyers had bought at the fair.",
      ])
  }

  @Test func `prose that is filled there is prose`() throws {
    let document = try read(
      "# Vats\n\n" + Self.paragraph + Self.paragraph
        + "> The red was kept in a book of leather that the master\n> of the dyers had bought at the fair, and the blue was\n> kept in another that nobody has seen since the flood.\n"
    )
    #expect(document.texts(.quote).allSatisfy { !$0.contains("\n") })
  }
}
