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
}
