import Manuscript
import Testing

/// Notes in texts taken out of a PDF, whose pages have run together.
@Suite struct RunTogetherPageTests {
  /// Two pages: text, the first foot, a form feed, the rest of the text, the second foot.
  private static func pages(_ first: String, _ second: String) -> String {
    """
    The tannery stood below the weir and paid its rent in hides, as the rolls of
    the manor show for every year but one.1 The bailiff who wrote them down could
    not say whose hides they were.2 When the weir broke the tanners carried their
    vats up the hill, and the rent was forgotten until a clerk
    \(first)
    \u{0C}asked for it in the year of the flood.3 Nobody could tell him what was owed.
    \(second)
    """
  }

  private static let words = ["weir", "mill", "ford", "bridge", "stream", "channel"]

  @Test(arguments: [
    pages("1Holt, Mills of the North, p. 34.\n2“Rolls,” p. 36.", "3Record Office, MS 12."),
    pages("1\nHolt, Mills of the North, p. 34.\n2\n“Rolls,” p. 36.", "3\nRecord Office, MS 12."),
    pages("1 Holt, Mills of the North, p. 34.\n2 “Rolls,” p. 36.", "3 Record Office, MS 12."),
  ])
  func `a foot right under the text is notes, however its numbers stand`(source: String) throws {
    let document = try read(source, as: .plainText)
    #expect(
      document.texts(.note) == [
        "Holt, Mills of the North, p. 34.", "“Rolls,” p. 36.", "Record Office, MS 12.",
      ])
    #expect(document.references == ["one.1", "were.2", "flood.3"])
    #expect(document.texts(.paragraph)[0].contains("until a clerk asked for it"))
  }

  @Test func `short sentences with other figures at the ends of pages are no stamp`() throws {
    let pages = [
      ("The mill was old and grey.", 3), ("The ford was old too.", 4), ("It burnt in the end.", 5),
    ]
    let source = pages.map { "\($0.0)\n\nItem, he paid \($0.1) shillings.\n\u{0C}" }.joined()
    #expect(try read(source, as: .plainText).text.string.split(separator: "shillings").count == 4)
  }

  @Test func `numbers under their notes make none of what comes after them, and are told of`() throws {
    let (document, report) = try readWithReport(
      """
      The tannery stood below the weir and paid its rent in hides, as the rolls of
      the manor show for every year but one.1 The bailiff who wrote them down could
      not say whose hides they were.2 When the weir broke the tanners moved up the
      hill, and the rent was forgotten by a clerk.3 He did not ask for it.
      Holt, Mills of the North (Leeds, 1908), p. 34.
      1

      Brandt, Weirs (Ulm, 1910), p. 36.
      2

      Weber, Hides (Bonn, 1912), p. 38.
      3

      The book was lost in the year of the flood, and nobody looked for it.
      """, as: .plainText)
    #expect(document.texts(.note).isEmpty)
    #expect(document.references.isEmpty)
    #expect(report.undecided.contains { $0.what.contains("up to 3, may be marks of notes") })
  }

  @Test func `what may go on a note or the text over its foot is kept apart and told of`() throws {
    let pages = Self.words.enumerated().map { place, word in
      """
      It is said of the \(word) that it broke in the spring of that year.\(place + 1) The
      men of the \(word) had turned the water out of its bed, and the monks had
      seen the \(word) from the
      \(place + 1) Holt, Mills of the North (Leeds, 1908), p. \(place + 1)4.
      Abbot's tower, where they kept their books and their bees and watched the
      road to the \(word). Nothing else is known of what they thought of it in that year.
      """
    }
    let (document, report) = try readWithReport(pages.joined(separator: "\n"), as: .plainText)
    #expect(document.texts(.note) == (1...6).map { "Holt, Mills of the North (Leeds, 1908), p. \($0)4." })
    #expect(document.references == (1...6).map { "year.\($0)" })
    #expect(document.texts(.paragraph).dropFirst().allSatisfy { $0.hasPrefix("Abbot's tower, where") })
    #expect(report.undecided.count { $0.what.contains("cannot be told") } == 6)
  }

  @Test(arguments: [
    ("12", "13", "14", "15"), ("xii", "xiii", "xiv", "xv"),
  ])
  func `heads in capitals within a text are the pages', whose numbers count on`(
    numbers: (String, String, String, String)
  ) throws {
    let source = """
      The tannery stood below the weir and paid its rent in hides, as the rolls
      of the manor show for every year and
      \(numbers.0)  THE TANNERY
      the bailiff who wrote them down could not say whose hides they were, nor
      when they had been brought to the
      ON RENT  \(numbers.1)
      house where the abbot kept them under a roof of slate, which was mended in
      the year of the flood by a man of
      \(numbers.2)  THE TANNERY
      the town who had come from the coast with his tools, and who went back to
      it when the roof was done and the
      ON RENT  \(numbers.3)
      money was paid. Nobody saw him again.
      """
    let document = try read(source, as: .plainText)
    #expect(document.blocks.count == 1)
    #expect(document.sourceMap.furniture.count { $0.kind == .runningHead } == 4)
    #expect(document.text.string.contains("for every year and the bailiff who wrote"))
  }

  @Test(arguments: ["hides\n\u{0C}they were.", "hides. It was\n\u{0C}Holt who wrote."])
  func `three lines that a page's end breaks off are no title`(end: String) throws {
    let document = try read(
      """
      The tannery stood below the weir and paid its rent in hides, as the rolls
      of the manor show for every year but one, and the bailiff who wrote them
      down could not say whose \(end) When the weir broke the tanners moved.

      The rent was forgotten by a clerk who did not ask for it in that year.
      """, as: .plainText)
    #expect(document.kinds.allSatisfy { $0 == .paragraph })
    let title = try read("On the Rent of Tanneries\nand of Mills\n\u{0C}The tannery stood.", as: .plainText)
    #expect(title.texts(.heading) == ["On the Rent of Tanneries and of Mills"])
  }

  @Test func `Roman numbers with a head, alone on their lines, are the pages' in Markdown`() throws {
    let document = try read(
      """
      The tannery stood below the weir and paid its rent in hides for every year and

      xii  THE TANNERY

      the bailiff who wrote them down could not say whose they were, nor how they came to the

      ON RENT  xiii

      house where the abbot kept them under a roof of slate, which was mended by a man of

      xiv  THE TANNERY

      the town who had come from the coast with his tools.
      """)
    #expect(document.blocks.count == 1)
    #expect(document.sourceMap.furniture.count { $0.kind == .runningHead } == 3)
    #expect(!document.text.string.contains("TANNERY"))
  }

  @Test func `feet with no page's end are notes where they take turns with their marks`() throws {
    let pages = Self.words.enumerated().map { place, word in
      """
      It is said of the \(word) that it broke in the spring of that year.\(place + 1) The
      men of the \(word) had turned the water out of its bed, and the monks had
      seen the \(word) from the
      \(place + 1) Holt, Mills of the North (Leeds, 1908), p. \(place + 1)4.
      tower of the abbey, where they kept their books and their bees and watched the
      road to the \(word). Nothing else is known of what they thought of it in that year.
      """
    }
    let document = try read(pages.joined(separator: "\n"), as: .plainText)
    #expect(document.texts(.note) == (1...6).map { "Holt, Mills of the North (Leeds, 1908), p. \($0)4." })
    #expect(document.references == (1...6).map { "year.\($0)" })
    #expect(document.text.string.contains("seen the weir from the tower of the abbey"))
  }

  @Test func `numbered paragraphs take no turns with numbers in the text before them`() throws {
    let document = try read(
      """
      The council met in spring.1 It met again in summer.2 It never met in autumn.3

      1 Calls upon the tanners to mend the weir.

      2 Urges the millers to pay for it.

      3 Decides to meet again.

      Nobody came to the meeting, and nobody wrote down who had called for it.

      Notes

      1. Holt, p. 3.

      2. Holt, p. 4.

      3. Holt, p. 5.
      """, as: .plainText)
    #expect(document.texts(.note) == ["Holt, p. 3.", "Holt, p. 4.", "Holt, p. 5."])
    #expect(document.text.string.contains("Calls upon the tanners"))
  }

  @Test func `a note that several pages end with is no head of theirs`() throws {
    let pages = Self.words.enumerated().map { place, word in
      """
      The \(word) is kept in the rolls, and it is said of the \(word) that it
      broke in the spring of that year.\(place + 1) The men of the village had turned the
      \(word) out of its bed, and nobody had seen them do it but the
      \(place + 1)\((place + 1).isMultiple(of: 3) ? " Ibid." : " Record Office, MS \(place), on the \(word).")
      """
    }
    let document = try read(pages.joined(separator: "\n\u{0C}"), as: .plainText)
    #expect(document.texts(.note).count == 6)
    #expect(document.texts(.note).count { $0 == "Ibid." } == 2)
  }

  @Test func `a note that leads back holds no marks of the text`() throws {
    let document = try read(
      """
      # Weirs

      The tannery paid in hides.1 The weir broke in spring.23 It was mended in May.4

      * * *

        1. Holt, letter, 3 May 1890, and memorandum, 2 June 1891.↩︎

        2. Ibid., 3 June 1891.↩︎

        3. Memorandum, 4 June 1891.↩︎

        4. Record Office, MS 12.↩︎
      """)
    #expect(document.texts(.note).count == 4)
    #expect(document.references == ["hides.1", "spring.2", "spring.3", "May.4"])
  }

  @Test func `a day of a month is no mark`() throws {
    let document = try read(
      """
      On Monday, 1 May 1890, the weir broke.1 On Friday, 2
      June 1890, it was mended.2

      Notes

      1. Holt, p. 3.

      2. Holt, p. 4.
      """, as: .plainText)
    #expect(document.references == ["broke.1", "mended.2"])
  }

  @Test(arguments: [
    "The tannery paid.[fn:1] The weir broke.[fn:2]\n\n[fn:1] Holt, p. 3.\n\n[fn:2] Ibid., p. 4.",
    "The tannery paid.[1]_ The weir broke.[2]_\n\n.. [1] Holt, p. 3.\n\n.. [2] Ibid., p. 4.",
  ])
  func `marks of Org and reStructuredText are marks`(source: String) throws {
    let document = try read(source)
    #expect(document.texts(.note) == ["Holt, p. 3.", "Ibid., p. 4."])
    #expect(document.references == ["paid.1", "broke.2"])
  }
}
