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

  private static let column =
    "The Walk\n\nThe walk was three hundred yards.1 Hemp came from Riga.2 The wheel was turned by boys.3\n\n"
  private static let end = "\n\u{0C}The end.4\n\n4\n\nIbid.\n"

  @Test(arguments: ["\n", "\n\n", "\n\n\n"]) func `numbers stand in a column over all notes`(between: String)
    throws
  {
    let notes = [
      "Plan of 1790; the copy at Hull leaves\nout the shed.", "Port books. Also Holt.", "Report, p. 12.",
    ]
    for number in ["", "\n\n12\n"] {
      let (document, report) = try readWithReport(
        Self.column + ["1", "2", "3"].joined(separator: between) + "\n\n" + notes.joined(separator: "\n\n")
          + number
          + Self.end, as: .plainText)
      #expect(
        document.texts(.note) == [
          "Plan of 1790; the copy at Hull leaves out the shed.", "Port books. Also Holt.", "Report, p. 12.",
          "Ibid.",
        ])
      #expect(document.references == ["yards.1", "Riga.2", "boys.3", "end.4"])
      #expect(report.undecided.isEmpty)
    }
  }

  @Test func `a column is gone on by numbers over their notes`() throws {
    let document = try read(
      Self.column + "1\n\n2\n\nPlan of 1790.\n\nPort books.\n\n3\n\nReport, p. 12." + Self.end, as: .plainText
    )
    #expect(document.texts(.note) == ["Plan of 1790.", "Port books.", "Report, p. 12.", "Ibid."])
  }

  @Test(arguments: [
    "Plan of 1790.\n\nA second paragraph.\n\nPort books.\n\nReport, p. 12.",
    "Plan of 1790, which\n\nis lost.\n\nPort books.",
  ]) func `as many texts as numbers are no notes' by chance`(notes: String) throws {
    let (_, report) = try readWithReport(Self.column + "1\n\n2\n\n3\n\n" + notes + Self.end, as: .plainText)
    #expect(report.undecided.contains { $0.what.contains("stand apart from the notes under them") })
  }

  @Test(arguments: ["\n", "\n\n"]) func `a table's numbers stand over notes that have their own`(
    between: String
  ) throws {
    let document = try read(
      Self.column + ["1", "2", "3"].joined(separator: between) + "\n\nHolt\n\nWebb\n\nMarsh\n\n"
        + "1 Plan.\n2 Port books.\n3 Rolls." + Self.end, as: .plainText)
    #expect(document.texts(.note) == ["Plan.", "Port books.", "Rolls.", "Ibid."])
    #expect(document.text.string.contains("Webb"))
  }
}
