import Manuscript
import Testing

/// Excerpts of a few pages, where what belongs to the pages has few witnesses.
@Suite struct TwoPageTests {
  private static let first =
    "The keepers of the light were paid in oil from the stores of the board, and they sold what they did not burn to the men of the"
  private static let whole = first + " harbour, who paid in herring. Nobody knew of the oil."

  /// What comes of a text that two lines of its pages interrupt.
  private func paragraphs(_ line: String, _ next: String, in form: SourceFormat = .markdown) throws
    -> [String]
  {
    let title = form == .markdown ? "# The Light" : "The Light"
    return try read(
      "\(title)\n\n\(Self.first)\n\n\(line)\n\nharbour, who paid in herring. Nobody knew of the\n\n\(next)\n\noil.",
      as: form
    ).texts(.paragraph)
  }

  @Test(arguments: [
    ("114 ANNA WEBER", "THE LIGHT 115"), ("*1 Oil* 113", "114 *The Light*"), ("12/30", "13/30"),
    ("Page 12/30", "Page 13/30"), ("12 | P a g e", "13 | P a g e"), ("Page | 12", "Page | 13"),
    ("~ 12 ~", "~ 13 ~"),
    ("• 12 •", "• 13 •"), ("**252**", "**253**"), ("#### 12", "#### 13"), ("e12", "e13"), ("S12", "S13"),
    ("A-12", "A-13"), ("3-12", "3-13"), ("[pg 12]", "[pg 13]"), (#"\_\_\_\_\_\_\_\_"#, #"\_\_\_\_\_\_\_\_"#),
    ("{1}----------------", "{2}----------------"),
  ])
  func `numbers, heads and rules of two pages`(line: String, next: String) throws {
    #expect(try paragraphs(line, next) == [Self.whole])
  }

  @Test func `a stamp in small letters with an address`() throws {
    let stamp =
      "harbRxiv preprint doi: https://doi.org/10.1101/2020.01.02.123456; this version posted January 3, 2020. It is the author's."
    #expect(try paragraphs(stamp, stamp) == [Self.whole])
    #expect(try paragraphs(stamp, stamp, in: .plainText) == [Self.whole])
  }

  @Test func `lines of a stamp without a number, stuck to the text`() throws {
    let stamp = "Digitized by Harbour\nOriginal from\nUNIVERSITY OF HARROW"
    let document = try read(
      "The Light\n\nThe keepers of the light were paid in oil,\nand they sold what they did not burn to the men of the\n"
        + "\(stamp)\n\nharbour, who paid in herring. It was\nso for years and years, said the clerk.\n\(stamp)\n",
      as: .plainText)
    #expect(document.texts(.paragraph).count == 1)
    #expect(!document.text.string.contains("Digitized") && !document.text.string.contains("HARROW"))
    #expect(document.text.string.contains("to the men of the harbour, who"))
  }

  @Test func `a refrain is no stamp`() throws {
    let refrain = "Row, men, row away,\nRow for the light"
    let text = try read(
      "The Song\n\nThe lamp is lit, the sea is wide,\nAnd nobody is by,\n\(refrain)\n\nThe herring go out with the tide,\n"
        + "Beneath an empty sky,\n\(refrain)\n", as: .plainText
    ).text.string
    #expect(text.components(of: "Row for the light") == 2)
  }

  @Test func `a number between two quotations is the page's`() throws {
    let document = try read(
      "# The Light\n\nThe board wrote:\n\n> The keepers sold the oil.\n\n112\n\n> They did so for years.\n\nNobody answered."
    )
    #expect(document.texts(.quote) == ["The keepers sold the oil.", "They did so for years."])
    #expect(!document.text.string.contains("112"))
  }

  @Test func `chapters that are numbers, and numbers of equations, are text`() throws {
    let chapters = try read("# The Light\n\n## 1\n\nThe keepers were paid.\n\n## 2\n\nThey sold the oil.")
    #expect(chapters.texts(.heading) == ["The Light", "1", "2"])
    let sums = try read("# Sums\n\nThe rate is the sum of the two and the\n\n(12)\n\nwhere they meet.").text
      .string
    #expect(sums.contains("(12)"))
  }

  @Test func `marks of pages within the lines count on`() throws {
    let document = try read(
      """
      THE LIGHT

      The keepers were paid in oil, and they sold what they did not burn. The
      [Pg 12] board said nothing. In 1830 it changed its mind, and the
      keepers [Pg 13]left the light. They took the oil with them, and the
      fishermen bought it[Pg 14] for herring.
      """, as: .plainText)
    let text = document.text.string
    #expect(text.contains("burn. The board said") && text.contains("the keepers left the"))
    #expect(text.contains("bought it for herring.") && document.pages == 4)
    let two = try read("# Light\n\nThey sold it [Pg 7]to the\n\n[Pg 8]fishermen.", as: .plainText).text.string
    #expect(two.contains("sold it to the"))
    let sets = try read("# Sets\n\nThe sets {1}, {2}, {3} have one element each.").text.string
    #expect(sets.contains("{1}, {2}, {3}"))
  }

  @Test func `a whole paragraph between the halves of a sentence is said and left out of it`() throws {
    let (document, report) = try readWithReport(
      "# The Light\n\n\(Self.first)\n\nNine herring were paid for a pint.\n\nharbour, who paid in herring. Nobody knew."
    )
    #expect(document.texts(.paragraph)[0] == Self.first + " harbour, who paid in herring. Nobody knew.")
    #expect(document.texts(.paragraph)[1] == "Nine herring were paid for a pint.")
    #expect(report.undecided.contains { $0.text.contains("Nine herring") })
  }

  @Test func `a foot's rule leaves the sentence to the text where the note is whole`() throws {
    let document = try read(
      """
      # The Light

      The keepers were paid,[1] for nobody knew of the

      [1] Board minutes, 1811.

      ---

      oil. So it went on for years.[1] The board changed its mind.

      [1] Board minutes, 1830.
      """)
    #expect(document.texts(.note) == ["Board minutes, 1811.", "Board minutes, 1830."])
    #expect(document.texts(.paragraph)[0].contains("nobody knew of the oil. So it"))
  }
}

extension String {
  /// How often words occur.
  fileprivate func components(of words: String) -> Int { ranges(of: words).count }

  @Test
  func `numbers in braces are pages' where they stand between words, and text where they belong to one`()
    throws
  {
    let pages = try read(
      "# Light\n\nThe keepers were {12} paid in oil, and they sold\nwhat they {13}did not burn. The\nfisher{14}men bought "
        + "it.\n")
    #expect(
      pages.text.string.contains(
        "were paid in oil, and they sold what they did not burn. The fishermen bought"))
    let texts = [
      "Let $x_{#}$ be a bell.", "The siglum A{#} is old.", "{#} If the bell rings, the men come.",
      "See *{#}*.",
      "It is 4{#}.",
    ]
    for text in texts {
      let source = (1...4).map { text.replacing("#", with: "\($0)") }
      let document = try read("# Signs\n\n" + source.joined(separator: "\n\n"))
      for number in 1...4 { #expect(document.text.string.contains("{\(number)}"), "\(text)") }
    }
    let noted = try read(
      "# Light\n\nShown.$^{1}$\n\nPaid for.$^{2}$\n\nOut.$^{3}$\n\n$^{1}$ Pell.\n\n$^{2}$ Roll.\n\n$^{3}$ Ibid.\n"
    )
    #expect(noted.references == ["Shown.1", "for.2", "Out.3"])
  }
}
