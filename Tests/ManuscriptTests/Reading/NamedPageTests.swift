import Manuscript
import Testing

/// Names right under the heads of pages, which may be those of speakers, and titles that pages' heads say.
@Suite struct NamedPageTests {
  private static let speeches = [
    "I was born in the mill, and I will die in it.", "I was born on a boat, and nobody asked me.",
    "There were nine of us. We slept by the wheel.", "There were two of us. We slept on deck.",
  ]

  private static func talks(_ names: [String], head: (Int) -> String, _ speeches: [String] = speeches)
    -> String
  {
    names.indices.map { page in
      (page == 0 ? "Talks at Thaxby\n\nRuth Amery\n\n" : head(page) + "\n\n")
        + "\(names[page])\n\n\(speeches[page])\n"
    }.joined(separator: "\n\u{0C}")
  }

  @Test(arguments: [false, true])
  func `names on every second page are kept and told of`(isNumbered: Bool) throws {
    let (document, report) = try readWithReport(
      Self.talks(["Holt", "Orme", "Holt", "Orme"], head: { isNumbered ? "Amery \($0 + 62)" : "Amery" }),
      as: .plainText)
    let text = document.text.string
    #expect(text.ranges(of: "Orme").count == 2)
    #expect(text.ranges(of: "Amery").count == 1)
    #expect(!report.undecided.isEmpty)
  }

  @Test func `names over which a sentence goes on are heads of right pages`() throws {
    let broken = [
      "I was born in the mill, and I will die in it, for there is nothing that I",
      "know so well as the sound of the wheel.",
      "There were nine of us. We slept by the wheel, and in the winter, when the",
      "water froze, we slept on the stones.",
    ]
    let document = try read(
      Self.talks(["Holt", "The Mill", "Talks", "The Mill"], head: { _ in "Amery" }, broken), as: .plainText)
    #expect(!document.text.string.contains("The Mill"))
  }

  @Test
  func `a title in capitals on pages one after another is their head, beside sections that are called alike`()
    throws
  {
    let pages = [
      "THE RED OAST\n\nT. Orme\n\nThe oast was round, and its cowl turned with the wind.\n",
      "THE RED OAST\n\nHops were dried there for the county.\n\nNOTE ON SOURCES\n\nThe rent book was used.\n",
      "THE RED OAST\n\nThe brewers paid late.\n\nNOTE ON SOURCES\n\nThe court roll was used.\n",
      "THE RED OAST\n\nThe cowl was white. A hand pointed from it.\n",
    ]
    let document = try read(pages.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.heading) == ["THE RED OAST", "NOTE ON SOURCES", "NOTE ON SOURCES"])
    #expect(!document.texts(.paragraph).contains("THE RED OAST"))
  }

  @Test(arguments: [
    "Your loving Jane", "Kyrie eleison", "Exeunt", "Datum apud Braium", "Jane Hood", "Lit. Holt 1908",
  ])
  func `what ends pages of whole texts is kept and told of, with numbers under it or without`(line: String)
    throws
  {
    for numbers in [false, true] {
      let (document, report) = try readWithReport(
        "Two Books\n\n"
          + Self.speeches.prefix(3).enumerated().map { page, text in
            "\(text)\n\n\(line)\n" + (numbers ? "\n\(page + 12)\n" : "")
          }.joined(separator: "\u{0C}"), as: .plainText)
      #expect(document.text.string.ranges(of: line).count == 3)
      #expect(report.undecided.contains { $0.what.contains("comes again") })
      #expect(!document.text.string.contains("13"))
    }
    let (document, report) = try readWithReport(
      "# Two Books\n\n"
        + Self.speeches.enumerated().map { "\($1)\n\n\(line)\n\n<!-- page \($0 + 2) -->\n\n" }.joined())
    #expect(document.text.string.ranges(of: line).count == 4)
    #expect(report.undecided.contains { $0.what.contains("comes again") })
  }

  @Test func `what ends pages is theirs where a sentence goes on over it`() throws {
    let pages = [
      "The weigh-house stood in the market. The beam was tested in May.",
      "When it was false the weigher sat with a",
      "stone about his neck.",
    ]
    let document = try read(
      "The Weigh-House\n\n" + pages.map { "\($0)\n\nHull Studies\n" }.joined(separator: "\u{0C}"),
      as: .plainText)
    #expect(!document.text.string.contains("Hull"))
  }

  @Test(arguments: ["Responsorium", "ITEM", "**Orme**"])
  func `what begins pages of whole texts and stands under the title is kept and told of`(line: String) throws
  {
    let texts = [
      "\u{0C}": SourceFormat.plainText, "<!-- page 2 -->\n\n": .markdown, "---\n\n": .markdown,
    ]
    for (mark, format) in texts where format == .markdown || !line.contains("*") {
      let (document, report) = try readWithReport(
        (format == .markdown ? "# The Book\n\n" : "The Book\n\n")
          + Self.speeches.prefix(3).map { "\(line)\n\n\($0)\n\n" }.joined(separator: mark), as: format)
      let word = line.filter(\.isLetter)
      #expect(document.text.string.ranges(of: word).count == 3, "\(mark.debugDescription)")
      #expect(!report.undecided.isEmpty)
    }
  }

  private static let heads = [
    ("MARTIN CLAY", "EEL TRAPS"), ("Eel Traps", "Martin Clay"), ("CLAY", "EEL TRAPS"),
  ]

  @Test(arguments: heads, [false, true])
  func `heads of left and right pages that name the paper go where no sentence goes on over them`(
    heads: (String, String), isMarkdown: Bool
  ) throws {
    let mark = isMarkdown ? "<!-- page -->\n\n" : "\u{0C}"
    let document = try read(
      (isMarkdown ? "# " : "") + "Eel Traps of the Lower Fen\n\nMartin Clay\n\nTraps were woven of osier.\n\n"
        + Self.speeches.enumerated().map { page, text in
          "\(mark)\(page % 2 == 0 ? heads.0 : heads.1)\n\n\(text)\n\n"
        }.joined(), as: isMarkdown ? .markdown : .plainText)
    #expect(document.texts(.paragraph) == ["Traps were woven of osier."] + Self.speeches)
  }

  @Test func `heads of left pages go where a sentence goes on over those of right ones`() throws {
    let pages = [
      "the bait was a mole.", "Some used a live frog and", "a few used nothing.", "The frog was best.",
    ]
    let document = try read(
      "Eel Traps of the Lower Fen\n\nTraps were woven of osier. They lasted two seasons and\n"
        + pages.enumerated().map { "\u{0C}\($0 % 2 == 0 ? "Fenland Studies" : "Osier and Frog")\n\n\($1)\n" }
        .joined(),
      as: .plainText)
    let text = document.text.string
    #expect(!text.contains("Studies") && !text.contains("Osier and"))
  }

  @Test func `speakers who take turns at pages' tops are kept and told of`() throws {
    let (document, report) = try readWithReport(
      "Talks at Thaxby\n\nSome words first.\n"
        + Self.speeches.enumerated().map { "\u{0C}\($0 % 2 == 0 ? "Holt" : "Orme")\n\n\($1)\n" }.joined(),
      as: .plainText)
    #expect(document.text.string.ranges(of: "Orme").count == 2)
    #expect(!report.undecided.isEmpty)
  }

  @Test(arguments: ["Your loving Jane", "Exeunt"])
  func `what ends pages right under their texts is kept by itself and told of`(line: String) throws {
    let (document, report) = try readWithReport(
      "Two Books\n\n" + Self.speeches.map { "\($0)\n\(line)\n" }.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.paragraph) == Self.speeches.flatMap { [$0, line] })
    #expect(report.undecided.count == 1)
  }

  @Test func `an author's name between heads of the paper's title is a head although it stands once`() throws
  {
    let heads = ["Bells of Orle", "Anna Thorn", "Bells of Orle"]
    let document = try read(
      "The Bells of Orle\n\nAnna Thorn\n\nThe great bell was never rung.\n"
        + zip(heads, Self.speeches).map { "\u{0C}\($0)\n\n\($1)\n" }.joined(), as: .plainText)
    #expect(document.texts(.paragraph) == ["The great bell was never rung."] + Self.speeches.prefix(3))
  }

  @Test func `a section's title within a page stays where the heads of the pages after it repeat it`() throws
  {
    let pages = [
      "In summer they were dust.\n\nThe Wheels\n\nThey were of ash, which the carters",
      "The Wheels\n\nbought at Orm. They were greased with", "The Wheels\n\neel fat. Later they had",
      "The Wheels\n\ntyres.",
    ]
    let document = try read(
      "Carting in the Marsh\n\nThe roads were under water.\n\u{0C}" + pages.joined(separator: "\n\u{0C}")
        + "\n",
      as: .plainText)
    #expect(document.text.string.ranges(of: "The Wheels").count == 1)
    #expect(document.text.string.contains("which the carters bought at Orm."))
  }

  @Test func `a place over each letter is kept beside the signatures, although it stands under the title`()
    throws
  {
    let (document, report) = try readWithReport(
      "Cartas de Juan del Molino\n\n"
        + Self.speeches.prefix(3).map { "Orma, en el molino\n\n\($0)\n\nTu hermano Juan\n" }
        .joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.text.string.ranges(of: "Orma, en").count == 3)
    #expect(document.text.string.ranges(of: "Tu hermano").count == 3)
    #expect(report.undecided.count == 2)
  }

  @Test(arguments: ["\n", "\n\n"])
  func `a place over each letter, written as a name is, is no author's name`(gap: String) throws {
    let (document, report) = try readWithReport(
      "Letters from the Lock\n\n"
        + Self.speeches.prefix(3).map { "The Lock, Sunday\(gap)\($0)\n" }.joined(separator: "\u{0C}"),
      as: .plainText)
    #expect(document.text.string.ranges(of: "The Lock, Sunday").count == 3)
    #expect(!report.undecided.isEmpty)
  }
}
