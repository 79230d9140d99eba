import Manuscript
import Testing

/// Pages' feet as programs leave them that take the text out of PDF.
@Suite("Feet taken out of PDF")
struct PDFFootTests {
  private static let text = """
    The dyers kept their accounts in a book bound with red leather.1 The alum came from
    the coast and was weighed twice.2 Nobody has explained why the vats were moved.3 The
    last entry in the book is a sum that does not add up, and the

    """

  @Test(
    arguments: [
      "A/RES/50/80 A, 12 December 1995.", "I thank the late A. J. P. H.", "http://example.org/red, fol. 3.",
      "[Anon.], The Red Book, p. 9.", "See Orrin, p. 2.",
    ])
  func `a note begins right after its number`(second: String) throws {
    let document = try read(
      Self.text + """
        1Orrin, The Red Book, p. 12.
        2\(second)
        3Court rolls, 14 May 1533.
        \u{0C}wardens never corrected it.
        """, as: .plainText)
    #expect(
      document.texts(.note) == ["Orrin, The Red Book, p. 12.", second, "Court rolls, 14 May 1533."])
    #expect(document.references == ["leather.1", "twice.2", "moved.3"])
  }

  @Test(arguments: ["2nd floor, in the old mill.", "3D prints were made of it.", "5kg of alum were sold."])
  func `an ordinal or a quantity at a line's beginning is no note`(line: String) throws {
    let document = try read(
      """
      The dyers kept their accounts in a book bound with red leather, and the book lay on the
      \(line) Nobody has seen it since.
      """, as: .plainText)
    #expect(document.texts(.note).isEmpty)
  }

  @Test func `a gap under a note's first line parts no note at a page's end`() throws {
    let document = try read(
      Self.text + """
           1 Orrin, The Red Book, p. 12.
           2 Guild archive, box 4, fol. 9v.
           3 Court rolls of the manor and the borough, edited by the Record Society in the

        Old Series, 14 May 1533.



                                     7
        \u{0C}wardens never corrected it.

                                     8
        """, as: .plainText)
    #expect(
      document.texts(.note).last
        == "Court rolls of the manor and the borough, edited by the Record Society in the Old Series, 14 May 1533."
    )
    #expect(document.text.string.contains("does not add up, and the wardens never corrected it."))
  }

  @Test func `the last mark before a foot may stand behind an abbreviation`() throws {
    let document = try read(
      """
      The dyers kept their accounts in a book bound with red leather.1 The alum came from
      the coast and was weighed twice.2 The price fell by 9 per cent.3 The
      last entry in the book is a sum that does not add up, and the
      1 Orrin, The Red Book, p. 12.
      2 Guild archive, box 4, fol. 9v.
      3 Court rolls, 14 May 1533.
      \u{0C}wardens never corrected it.
      """, as: .plainText)
    #expect(document.texts(.note).count == 3)
    #expect(document.references == ["leather.1", "twice.2", "cent.3"])
  }

  @Test func `a note's first line under its number is no page's head`() throws {
    let document = try read(
      Self.text + """
        1
        Orrin, The Red Book, p. 12.
        2
        Declaration on Fundamental Principles for a Peaceful Settlement
        of the Conflict among the Dyers, annex.
        3
        Court rolls, 14 May 1533.
        \u{0C}wardens never corrected it.
        """, as: .plainText)
    #expect(
      document.texts(.note) == [
        "Orrin, The Red Book, p. 12.",
        "Declaration on Fundamental Principles for a Peaceful Settlement of the Conflict among the Dyers, annex.",
        "Court rolls, 14 May 1533.",
      ])
  }

  /// A note of one line stands under its number, a longer one over it.
  @Test func `numbers stand over some notes and under others`() throws {
    let document = try read(
      """
      The dyers kept their accounts in a book bound with red leather.1 The alum came from
      the coast and was weighed twice.2 Nobody has explained why the vats were moved.3 A
      boy was paid to watch them.4 The last entry is a sum that does not add up, and the
      This is told of by Orrin, The Red Book of the Dyers and Fullers of the Town, in the
      second edition only, p. 12.
      1

      2

      Guild archive, box 4, fol. 9v.

      Court rolls of the manor and the borough, which were printed by the Record Society,
      14 May 1533.
      3

      4

      Ibid., 15 May 1533.

      \u{0C}wardens never corrected it.
      """, as: .plainText)
    #expect(
      document.texts(.note) == [
        "This is told of by Orrin, The Red Book of the Dyers and Fullers of the Town, in the second edition only, "
          + "p. 12.",
        "Guild archive, box 4, fol. 9v.",
        "Court rolls of the manor and the borough, which were printed by the Record Society, 14 May 1533.",
        "Ibid., 15 May 1533.",
      ])
    #expect(document.references == ["leather.1", "twice.2", "moved.3", "them.4"])
    #expect(document.text.string.contains("does not add up, and the wardens never corrected it."))
  }
}

/// Notes whose lines after the first are set in.
@Suite("Hanging notes")
struct HangingNoteTests {
  @Test func `the rest of a note is its own although a stop ends its first line`() throws {
    let document = try read(
      """
      The Bell

      After 1600 the complaints grow.1 She did neither,2 and her last bell is to be heard in the parish
      church every

      1 Account no. 41. What is meant is the bell of 1579 that was cast for St.
        Boniface, in the market.
      2 Minutes, 2 February 1602.

                                      43

      Sunday.3 The inscription does not give her name.

      3 Ibid.

                                      44
      """, as: .plainText)
    #expect(document.texts(.note).first?.hasSuffix("cast for St. Boniface, in the market.") == true)
    #expect(document.text.string.contains("church every Sunday."))
  }
}
