import Manuscript
import Testing

/// Numbers of notes that stand apart from their notes at pages' feet, as LibreOffice's papers come out of plain `pdftotext`,
/// and what is left of notes that a page breaks off.
@Suite("Numbers at pages' feet")
struct FootNumberTests {
  private static let text = """
    The Vats of Elm Street

    The dyers of the town kept their accounts in a book bound with red leather.1 The alum
    came from the coast and was weighed twice.2 Nobody has explained why the vats were
    moved.3 The last entry in the book is a sum that does not add up, and the town clerk

    """
  private static let rest = "\u{0C}never corrected it, though he was asked to.\n"

  @Test func `numbers in a column each have their note`() throws {
    let document = try read(
      Self.text + """
        1
        2
        3

        Orrin, The Red Book, p. 12.
        Guild archive, box 4, fol. 9v. The box was opened in the year of the great flood and closed again,
        as Holt says.
        Court rolls, 14 May 1533.

        1

        """ + Self.rest, as: .plainText)
    #expect(
      document.texts(.note) == [
        "Orrin, The Red Book, p. 12.",
        "Guild archive, box 4, fol. 9v. The box was opened in the year of the great flood and closed again, as Holt says.",
        "Court rolls, 14 May 1533.",
      ])
    #expect(document.references == ["leather.1", "twice.2", "moved.3"])
    #expect(
      document.texts(.paragraph).last?.hasSuffix("the town clerk never corrected it, though he was asked to.")
        == true)
  }

  @Test func `numbers in a column over fewer notes are kept as text and reported`() throws {
    let (document, report) = try PaperReader.read(
      Array(
        (Self.text + """
          1
          2
          3

          Orrin, The Red Book, p. 12.
          Court rolls, 14 May 1533.

          1

          """ + Self.rest).utf8), as: .plainText)
    #expect(document.texts(.note).isEmpty)
    #expect(report.undecided.contains { $0.what.contains("stand apart from the notes") })
  }

  @Test func `a column of a table is no column of notes' numbers`() throws {
    let document = try read(
      Self.text + """
        1
        2
        3

        Madder
        Woad
        Weld

        1

        """ + Self.rest, as: .plainText)
    #expect(document.texts(.note).isEmpty)
  }

  private static let under = """
    The Vats of Elm Street

    The dyers of the town kept their accounts in a book bound with red leather.1 The alum
    came from the coast and was weighed twice, as the warden of the guild said.2 Nobody
    has explained why the vats were moved.

    """
  private static let notes = """

    2

    Guild archive, box 4, fol. 9v.

    \u{0C}The wardens never corrected it, though they were asked to.

    """

  @Test func `a first note under an ended text begins where the text's last line has room`() throws {
    let document = try read(
      Self.under + """
        This is disputed. Orrin holds that the book was older by a century than the house and the
        vats in it, and that the leather came from the coast with the alum; the same is said in
        Holt, Dyers, p. 8.
        1

        """ + Self.notes, as: .plainText)
    #expect(document.texts(.note).first?.hasPrefix("This is disputed.") == true)
    #expect(document.texts(.note).count == 2)
    #expect(document.references == ["leather.1", "said.2"])
  }

  @Test func `of notes over their numbers all are known but a first that may begin at several places`() throws
  {
    let source = """
      The Vats of Elm Street

      The dyers of the town kept their accounts in a book bound with red leather.1 The alum
      came from the coast and was weighed twice, as the warden of the guild said.2 The clerk of
      Derby was not asked
      Wilson holds that the book was older by a century than the house, and that it came from
      Holt, the dyer.
      1

      2

      Guild archive, box 4, fol. 9v.

      \u{0C}again about it, though he was asked to.

      """
    let (document, report) = try PaperReader.read(Array(source.utf8), as: .plainText)
    #expect(document.texts(.note) == ["Guild archive, box 4, fol. 9v."])
    #expect(report.undecided.contains { $0.what.contains("Note 1 ends here") })
  }

  private static func carried(over line: String, rest: String, next: String) -> String {
    """
    The Vats of Elm Street

    The dyers of the town kept their accounts in a book bound with red leather.1 The alum
    came from the coast and was weighed twice.2 Nobody has explained why the vats were moved.

    1 Orrin, The Red Book, p. 12.
    2 Guild archive, box 4, fol. 9v. The box was opened in the year of the great flood and then closed again by

    1

    \u{0C}The last entry in the book is a sum that does not add up.3 The town clerk was asked to
    \(line)
    \(rest)
    3 Court rolls, 14 May 1533.

    2

    \u{0C}\(next)

    """
  }

  @Test func `what is left of a note is told by its wide lines`() throws {
    let document = try read(
      Self.carried(
        over: "correct it, but the book had been lost by then, and the dyers of the town and their",
        rest: """
          the clerk of the guild, who had it from his father; the lock was broken, and Holt says that it had been so
          for years.
          """, next: "wardens never saw it."), as: .plainText)
    #expect(
      document.texts(.note)[1].hasSuffix(
        "closed again by the clerk of the guild, who had it from his father; "
          + "the lock was broken, and Holt says that it had been so for years."))
    #expect(
      document.texts(.paragraph).last?.hasSuffix("the dyers of the town and their wardens never saw it.")
        == true)
  }

  @Test func `what is left of a note is told by its small letter under an ended text`() throws {
    let document = try read(
      Self.carried(
        over: "correct it, but the book had been lost by then.", rest: "the clerk of the guild.",
        next: "The wardens never saw it."), as: .plainText)
    #expect(document.texts(.note)[1].hasSuffix("closed again by the clerk of the guild."))
    #expect(document.texts(.paragraph).contains { $0.hasSuffix("had been lost by then.") })
  }

  @Test func `what may be left of a note is reported`() throws {
    let source = Self.carried(
      over: "correct it, but the book had been lost by then, and the dyers of the town and their",
      rest: "Holt, the clerk.", next: "The wardens never saw it.")
    let (_, report) = try PaperReader.read(Array(source.utf8), as: .plainText)
    #expect(report.undecided.contains { $0.what.contains("Note 2 breaks off") })
  }

  @Test(arguments: ["p. 303.", "S. 17.", "303."])
  func `a place at a page's end is the note's`(place: String) throws {
    let document = try read(
      """
      The Vats of Elm Street

      The dyers of the town kept their accounts in a book bound with red leather.1 The alum
      came from the coast and was weighed twice, and the town

      1 Orrin holds that the book was older by a century than the house, and that it came from the Holts, Dyers,
      \(place)

      4

      \u{0C}clerk never saw it, though he was asked to. Nobody has explained why the vats were
      moved.2

      2 Court rolls, 14 May 1533.

      5

      """, as: .plainText)
    #expect(document.texts(.note)[0].hasSuffix("the Holts, Dyers, \(place)"))
    #expect(document.texts(.paragraph).contains { $0.contains("and the town clerk never saw it") })
  }
}
