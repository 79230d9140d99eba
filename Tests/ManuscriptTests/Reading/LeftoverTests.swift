import Manuscript
import Testing

/// What converters and word processors leave in a text that is none of its words.
@Suite struct LeftoverTests {
  @Test func `numbers of lines are none of the text, and are told of`() throws {
    let words = [
      "The tannery stood below the weir and paid its rent",
      "in hides, as the rolls of the manor show, and the",
      "bailiff who wrote them down could not say whose they",
      "were, nor when they had been brought to the house",
      "where the abbot kept them. Nobody asked for it in", "the year of the flood.",
    ]
    for format in SourceFormat.allCases {
      let lines = words.enumerated().map { "\($0 < 9 ? " " : "")\($0 + 1)  \($1)" }
      let (document, report) = try readWithReport(lines.joined(separator: "\n"), as: format)
      #expect(document.text.string == words.joined(separator: " "))
      #expect(report.undecided.count { $0.what.contains("begins with its number") } == 1)
    }
    let list = (1...8).map { "\($0) Hides of the year \($0), \n" }
    let (document, report) = try readWithReport(list.joined(), as: .plainText)
    #expect(document.text.string.contains("8 Hides"))
    #expect(!report.undecided.contains { $0.what.contains("begins with its number") })
  }

  @Test func `Markdown's notes are notes in a plain text too`() throws {
    let (document, report) = try readWithReport(
      "The oil was bought.[^1] It was\nburned.[^2]\n\n[^1]: Oak, p. 1, and the map\nthere.\n[^2]: Elm, p. 2.\n",
      as: .plainText)
    #expect(document.references == ["bought.1", "burned.2"])
    #expect(document.texts(.note) == ["Oak, p. 1, and the map there.", "Elm, p. 2."])
    #expect(report.undecided.isEmpty)
  }

  @Test func `definitions of notes that lost their colons are notes`() throws {
    let document = try read(
      "The weir paid.[^1] It broke.[^2]\n\n[^1] Holt, p. 3.\n[^2] Weber, p. 4,\nand p. 5.\n\nIt was mended.")
    #expect(document.texts(.note) == ["Holt, p. 3.", "Weber, p. 4, and p. 5."])
    #expect(document.references == ["paid.1", "broke.2"])
    #expect(document.texts(.paragraph) == ["The weir paid. It broke.", "It was mended."])
    let defined = try read("[^1] begins the text.[^2]\n\n[^2] goes on.\n\n[^1]: Holt.\n\n[^2]: Weber.")
    #expect(defined.texts(.note) == ["Holt.", "Weber."])
  }

  @Test func `numbers made bold are marks where notes begin with them`() throws {
    let document = try read(
      "The weir paid.**1** It broke.**2** It was mended.**3**\n\n## Notes\n\n**1** Holt, p. 3.\n\n**2.** Weber.\n\n**3** Ibid."
    )
    #expect(document.texts(.note) == ["Holt, p. 3.", "Weber.", "Ibid."])
    #expect(document.references == ["paid.1", "broke.2", "mended.3"])
    let bold = try read("The weir paid **1** hide and **2** pence, and in May **3** hides.")
    #expect(bold.text.string == "The weir paid 1 hide and 2 pence, and in May 3 hides.")
    #expect(bold.references.isEmpty)
  }

  @Test func `a span of raised figures refers to each note`() throws {
    let document = try read(
      "The weir paid.¹ It broke.²⁻³\n\n¹ Holt, p. 3.\n\n² Weber, p. 4.\n\n³ Ibid.", as: .plainText)
    #expect(document.references == ["paid.1", "broke.2", "broke.3"])
    #expect(document.texts(.paragraph) == ["The weir paid. It broke."])
  }

  @Test(arguments: SourceFormat.allCases)
  func `a heading with its list right under it is a heading`(format: SourceFormat) throws {
    let document = try read(
      "The weir paid.[1] It broke.[2] It was mended.[3]\n\nNotes\n[1] Holt, p. 3.\n[2] Weber, p. 4.\n[3] Ibid.",
      as: format)
    #expect(document.texts(.heading) == ["Notes"])
    #expect(document.texts(.note) == ["Holt, p. 3.", "Weber, p. 4.", "Ibid."])
    #expect(document.references == ["paid.1", "broke.2", "mended.3"])
  }

  @Test func `page numbers between dashes within a text are the pages'`() throws {
    let document = try read(
      """
      The weir paid its rent in hides as the rolls of the manor show for every year and
      - 12 -
      the bailiff who wrote them down could not say whose they were, nor when they had come to
      - 13 -
      the house where the abbot kept them, which was mended in the year of the flood by a man
      - 14 -
      of the town.
      """, as: .plainText)
    #expect(document.blocks.count == 1)
    #expect(!document.text.string.contains("-"))
  }

  @Test(arguments: ["\u{200B}", "\u{FEFF}", "\u{200E}", "\u{2060}"])
  func `marks that nobody sees end no sentence and open none`(mark: String) throws {
    let closed = try read("# On Weirs\n\nThe weir paid.\(mark)\n\nIt broke in the spring.")
    #expect(closed.kinds == [.heading, .paragraph, .paragraph])
    let open = try read(
      "The weir paid its rent in hides as the rolls of the manor show for every year and\(mark)\n\n"
        + "\(mark)the bailiff wrote it down.")
    #expect(open.blocks.count == 1)
  }

  @Test func `names in braces are read out of a list`() throws {
    let document = try read(
      "---\ntitle: On Weirs\nauthor:\n  - {name: Jon Weber}\n  - {name: \"Mira Holt\", place: Leeds}\n---\n\nText."
    )
    #expect(document.texts(.author) == ["Jon Weber", "Mira Holt"])
  }

  @Test func `a note's name is no raised number that an item of a list answers`() throws {
    let document = try read(
      "- one rule[^1]\n- another[^2]\n\n1. first[^3]\n\n[^1]: Holt.\n[^2]: Weber.\n[^3]: Ibid.")
    #expect(document.texts(.note) == ["Holt.", "Weber.", "Ibid."])
    #expect(document.texts(.list).count == 3)
    #expect(document.references == ["rule1", "another2", "first3"])
  }

  @Test func `feet whose symbols begin anew take no marks of the pages before`() throws {
    let document = try read(
      "The weir paid.* It broke.† Nobody came.‡\n\n* Holt, p. 3.\n† Weber, p. 4.\n‡ Ibid.\n\n"
        + "The mill ground.* It burnt.†\n\n* Brandt.\n† Holt, p. 5.", as: .plainText)
    #expect(document.texts(.note) == ["Holt, p. 3.", "Weber, p. 4.", "Ibid.", "Brandt.", "Holt, p. 5."])
    #expect(document.references == ["paid.1", "broke.2", "came.3", "ground.4", "burnt.5"])
  }

  @Test(arguments: [
    "دفع.[١] انكسر.[٢]\n\n[١] هولت، ص ٣.\n\n[٢] فيبر.", "دفع.[۱] انكسر.[۲]\n\n[۱] هولت، ص ٣.\n\n[۲] فيبر.",
  ])
  func `figures of other scripts number notes`(source: String) throws {
    let document = try read(source)
    #expect(document.texts(.note) == ["هولت، ص ٣.", "فيبر."])
    #expect(document.references.count == 2)
  }
}
