import Manuscript
import Testing

/// Notes that stand at the next page's foot, and what only looks like a mark.
@Suite struct NextFootTests {
  private let notes = [
    "J. Ashby, The Copper, p. 29.", "Ibid., p. 30.", "Roll 18.", "See Lund, ch. 3.", "Ashby, p. 51.",
    "Bell, p. 7.",
    "Ibid., p. 8.",
  ]

  private func paper(_ mark: (Int) -> String, _ open: (Int) -> String, gap: String) -> String {
    func text(_ words: String, _ number: Int) -> String { words + mark(number) }
    func foot(_ numbers: ClosedRange<Int>) -> String {
      numbers.map { open($0) + notes[$0 - 1] }.joined(separator: gap)
    }
    return [
      [
        text("The council met in the hall.", 1), text("A letter was read.", 2),
        text("The copper was gone.", 3),
      ]
      .joined(separator: gap == "\n" ? "\n" : " "),
      foot(1...2) + gap + "201" + gap
        + [text("The boat sank.", 4), text("Nobody drowned.", 5)].joined(separator: " "),
      foot(3...5) + gap + "202" + gap
        + [text("So it was told.", 6), text("Four are lost.", 7)].joined(separator: " "),
      foot(6...7),
    ].joined(separator: gap)
  }

  private func expectNotes(_ source: String, as format: SourceFormat = .markdown) throws {
    let (document, report) = try readWithReport(source, as: format)
    #expect(document.references.map { $0.last } == ["1", "2", "3", "4", "5", "6", "7"])
    #expect(document.texts(.note) == notes)
    #expect(report.undecided.isEmpty)
  }

  @Test func `a note that found no room stands first at the next foot`() throws {
    try expectNotes("# The Boats\n\n" + paper({ "\($0)" }, { "\($0) " }, gap: "\n\n"))
    try expectNotes("# The Boats\n\n" + paper({ "[\($0)]" }, { "[\($0)] " }, gap: "\n\n"))
    try expectNotes("# The Boats\n\n" + paper({ " [\($0)]" }, { "\($0) " }, gap: "\n\n"))
    try expectNotes("# The Boats\n\n" + paper({ "<sup>\($0)</sup>" }, { "\($0) " }, gap: "\n\n"))
    try expectNotes("The Boats\n\n" + paper({ "\($0)" }, { "\($0) " }, gap: "\n"), as: .plainText)
    try expectNotes("The Boats\n\n" + paper({ "[\($0)]" }, { "[\($0)] " }, gap: "\n"), as: .plainText)
  }

  @Test(arguments: [
    "The mill was sold to a widow 1. The ford was older 2, and the boat sank 3.",
    "Мельница была продана вдове 1. Она заплатила зерном 2, а не деньгами. Холт это отрицает 3.",
    "O moinho foi vendido.1 O Sr. Holt nega-o.2 Fim.3",
  ]) func `plain numbers after a blank and before a stop`(text: String) throws {
    let document = try read("# T\n\n\(text)\n\n1 Holt, p. 34.\n\n2 Ibid., p. 36.\n\n3 Bell, p. 12.\n")
    #expect(document.texts(.note) == ["Holt, p. 34.", "Ibid., p. 36.", "Bell, p. 12."])
    #expect(document.blocks[1].noteReferences.map(\.note) == [1, 2, 3])
  }

  @Test(arguments: ["room 1. It had 2, and 3.", "chapter 1. See page 2, and figure 3."])
  func `numbers that count are none`(text: String) throws {
    let document = try read(
      "# T\n\nHe was in \(text) So be it.\n\n1 Holt, p. 34.\n\n2 Ibid.\n\n3 Bell.\n\nThe end is near.\n")
    #expect(document.texts(.note).isEmpty)
  }

  @Test(arguments: [
    ("Holt, *Mills*, ²1908.<sup>1</sup> So.<sup>2</sup>", "Holt, Mills, ²1908. So."),
    ("Holt, *Mills*, <sup>2</sup>1908.<sup>1</sup> So.<sup>2</sup>", "Holt, Mills, 21908. So."),
    ("Paid 3¹⁄₂ fl.<sup>1</sup> So.<sup>2</sup>", "Paid 3¹⁄₂ fl. So."),
    ("It was in the *Courier.*<sup>1</sup> So says *op. cit.*²", "It was in the Courier. So says op. cit."),
  ]) func `an edition and a fraction are text, and emphasis ends before a mark`(text: String, read: String)
    throws
  {
    let document = try self.read("# T\n\n\(text)\n\n<sup>1</sup> Holt.\n\n<sup>2</sup> Bell.\n")
    #expect(document.text(of: document.blocks[1]) == read)
    #expect(document.blocks[1].noteReferences.map(\.note) == [1, 2])
  }

  private func read(_ source: String) throws -> Document { try readWithReport(source).document }

  @Test func `a dagger of death is no mark`() throws {
    let document = try read(
      "# T\n\nHolt († 1908) wrote.\\* Bell (\\* 3. Mai 1701) not.†\n\n\\* Holt.\n\n† Ibid.\n")
    #expect(document.text(of: document.blocks[1]) == "Holt († 1908) wrote. Bell (* 3. Mai 1701) not.")
    #expect(document.blocks[1].noteReferences.map(\.note) == [1, 2])
  }

  @Test(arguments: [
    "<sup>1</sup> The Lord is my miller. <sup>2</sup> He leads me.\n\n<sup>3</sup> I shall not want.",
    "¹ The Lord is my miller. ² He leads me.\n\n³ I shall not want.",
  ]) func `raised numbers of verses are text`(verses: String) throws {
    let (document, report) = try readWithReport("# Psalm\n\nIt reads:\n\n\(verses)\n\nThe end.\n")
    #expect(document.texts(.note).isEmpty)
    #expect(document.texts(.paragraph).count == 4)
    #expect(report.undecided.count == 1)
  }

  @Test func `raised numbers of verses in a quotation leave the notes theirs`() throws {
    let document = try read(
      """
      # Psalm

      The psalm is late.<sup>1</sup> It reads:

      > <sup>1</sup> The Lord is my miller. <sup>2</sup> He leads me.<sup>2</sup>

      So much.<sup>3</sup>

      <sup>1</sup> Holt.

      <sup>2</sup> Or: drives.

      <sup>3</sup> Bell.
      """)
    #expect(document.references == ["late.1", "me.2", "much.3"])
    #expect(document.texts(.note) == ["Holt.", "Or: drives.", "Bell."])
    #expect(document.texts(.quote) == ["1 The Lord is my miller. 2 He leads me."])
  }

  @Test func `notes of a series are found although some have lost their numbers to a table`() throws {
    let lines =
      "The council met in the hall of the guild and read the letter that the bishop had\nsent, which nobody in it"
    func foot(_ number: Int) -> String {
      // A converter drew cells around some notes, and a year stands in a line of its own.
      number % 3 == 0
        ? "| \(number)Roll, | sheet \(number). |\n| --- | --- |\n"
        : "\(number)Roll, sheet \(number), in private hands.\n"
    }
    let source = (1...12).map { number in
      "\(lines) had read before.\(number) So it was\n\(foot(number))\n"
    }
    let document = try read("# The Boats\n\n\(source.joined())It ended.\n")
    let notes = document.texts(.note)
    #expect(notes.count == 8 && notes.allSatisfy { $0.hasPrefix("Roll, sheet") })
    #expect(document.references.count == 8)
  }

  @Test func `the first note of a foot is none of the foot before where no line parts that from the text`()
    throws
  {
    let text =
      "The council met in the hall of the guild, and read the letter that the bishop had sent,\nwhich nobody in it had read"
    func page(_ marks: ClosedRange<Int>, _ notes: ClosedRange<Int>) -> String {
      marks.map { "\(text) before.\($0)\n" }.joined()
        + notes.map { "\($0)\nRoll, sheet \($0), in private hands.\n" }.joined()
    }
    let pages = [page(1...3, 1...3), page(4...6, 4...6), page(7...10, 7...9), page(11...14, 10...14)]
    let document = try readWithReport(
      "The Boats\n\n" + pages.joined(separator: "\u{0C}") + "\u{0C}", as: .plainText
    ).document
    #expect(document.texts(.note) == (1...14).map { "Roll, sheet \($0), in private hands." })
    #expect(document.references.count == 14)
  }
}
