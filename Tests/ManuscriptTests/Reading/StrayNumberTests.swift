import Manuscript
import Testing

/// Numbers of notes that a converter of PDF left away from their notes.
@Suite("Stray numbers of notes")
struct StrayNumberTests {
  private static let text = """
    The dyers kept their accounts in a book bound with red leather.1 The alum came from
    the coast and was weighed twice.2 Nobody has explained why the vats were moved.3 The
    last entry in the book is a sum that does not add up, and the

    """

  @Test func `the second number of a foot is put over its note`() throws {
    let document = try read(
      Self.text + """
        1

        See Orrin, The Red Book, p. 12.
        Guild archive, box 4, fol. 9v.
        3
        Court rolls, 14 May 1533.
        2

        7

        \u{0C}wardens never corrected it.

        8
        """, as: .plainText)
    #expect(
      document.texts(.note) == [
        "See Orrin, The Red Book, p. 12.", "Guild archive, box 4, fol. 9v.", "Court rolls, 14 May 1533.",
      ])
    #expect(document.references == ["leather.1", "twice.2", "moved.3"])
    #expect(document.text.string.contains("does not add up, and the wardens never corrected it."))
  }

  @Test func `of two notes whose numbers stand around them the second is known by where the first ends`()
    throws
  {
    let document = try read(
      """
      The dyers kept their accounts in a book bound with red leather.1 The alum came from
      the coast and was weighed twice.2 The last entry is a sum that does not add up, and the
      1

      See Orrin, The Red Book, which was printed at Derby in the year of the great flood, and
      again at York, p. 12.
      Guild archive, box 4, fol. 9v.
      2

      7

      \u{0C}wardens never corrected it.

      8
      """, as: .plainText)
    #expect(document.texts(.note).last == "Guild archive, box 4, fol. 9v.")
    #expect(document.texts(.note).first?.hasSuffix("again at York, p. 12.") == true)
    #expect(document.text.string.contains("does not add up, and the wardens never corrected it."))
  }

  @Test func `a number over its own note stays there`() throws {
    let document = try read(
      Self.text + """
        1

        See Orrin, The Red Book, p. 12.

        2

        Guild archive, box 4, fol. 9v.

        3

        Court rolls, 14 May 1533.

        \u{0C}wardens never corrected it.
        """, as: .plainText)
    #expect(document.texts(.note).count == 3)
    #expect(document.texts(.note).last == "Court rolls, 14 May 1533.")
  }
}
