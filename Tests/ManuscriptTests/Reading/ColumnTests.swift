import Manuscript
import Testing

/// Two columns side by side, as programs leave them that keep a page's layout.
@Suite("Columns")
struct ColumnTests {
  @Test func `columns under a title across, with headings and feet, are read one after the other`() throws {
    let (document, report) = try readWithReport(
      """
                               The Salt of the Upper Town

                                                  answered that nobody had paid her, and
      Introduction                                she went home. The council wrote it down
           The salt was weighed by a stran-       and forgot it, as councils do.1
      ger who came from the other side of
      the mountains and went back in the          The End
      spring. Nobody asked him for his                 In 1519 the scales broke, and no-
      name, and he gave none. The widow           body could say why. They were sold.

                                             - 2 -
      """, as: .plainText)
    let text = document.text.string
    #expect(text.contains("weighed by a stranger who came from the other side"))
    #expect(text.contains("The widow answered that nobody had paid her, and she went home."))
    #expect(text.contains("broke, and nobody could say why."))
    #expect(report.undecided.contains { $0.what.hasPrefix("Two columns of text seem") })
  }

  @Test func `a form feed before the first line of columns still ends a page`() throws {
    let columns = """
      The salt was weighed by a stran-       answered that nobody had paid her, and
      ger who came from the other side       she went home. The council wrote it
      of the mountains and went back in      down and forgot it, as councils do.
      the spring. Nobody asked him for       In 1519 the scales broke, and no-
      his name. At last the widow            body could say why. They were sold.

      """
    let document = try read(
      "On Salt\n\nNobody knows who made the scales.\n\u{0C}" + columns + "\u{0C}The end came later.\n",
      as: .plainText)
    #expect(document.pages == 3)
    #expect(document.text.string.contains("At last the widow answered that nobody had paid her"))
  }

  @Test func `a table of words is no pair of columns`() throws {
    let (_, report) = try readWithReport(
      """
      On Salt

      Town               What it paid to the bishop
      Harrow             Two sacks of grey salt
      Upper Town         Twelve sacks, and a rope
      Brenn              Nothing, as it had the ferry
      Oberau             One sack at Michaelmas
      """, as: .plainText)
    #expect(!report.undecided.contains { $0.what.hasPrefix("Two columns") })
  }
}

extension ColumnTests {
  /// Two columns of a page with a foot each, the numbers on lines of their own.
  private static let feet = """
                                     The Dyers of Wenlow

       The guild of dyers kept its accounts in        when the vats were moved.3 Nobody has said
    a book bound with red leather.1 The alum          why they stood on the eastern bank, and the
    came from the coast and was weighed twice,        plan of the town shows only small circles.
    as a letter of the bailiff says.2 It was a           The last entry in the book is a sum that
    dry summer, and the river had fallen low          does not add up.4 It was never corrected.

    1                                                 3
      See Orrin, The Red Book, p. 12.                   Court rolls, 14 May 1533.
    2                                                 4
      Guild archive, box 4, fol. 9v.                    Orrin, Red Book, p. 30.

                                                      7
    """

  @Test func `each of two columns has a foot of notes of its own`() throws {
    let document = try read(Self.feet, as: .plainText)
    #expect(
      document.texts(.note) == [
        "See Orrin, The Red Book, p. 12.", "Guild archive, box 4, fol. 9v.", "Court rolls, 14 May 1533.",
        "Orrin, Red Book, p. 30.",
      ])
    #expect(document.references == ["leather.1", "says.2", "moved.3", "up.4"])
    #expect(document.text.string.contains("had fallen low when the vats were moved. Nobody"))
    #expect(document.texts(.heading) == ["The Dyers of Wenlow"])
  }

  @Test func `columns whose lines are not level are read one after the other`() throws {
    let (document, report) = try readWithReport(
      """
      On Dyers

      The guild of dyers kept its accounts in
                                                     when the vats were moved. Nobody has said
      a book bound with red leather. The alum
                                                     why they stood on the eastern bank, and the
      came from the coast and was weighed twice,
                                                     plan of the town shows only small circles.
      as a letter of the bailiff says. It was a
                                                     The last entry in the book is a sum that
      dry summer, and the river had fallen low
                                                     does not add up. It was never corrected.
      """, as: .plainText)
    #expect(document.text.string.contains("bound with red leather. The alum came from the coast"))
    #expect(document.text.string.contains("had fallen low when the vats were moved."))
    #expect(report.undecided.contains { $0.what.hasPrefix("Two columns of text seem") })
  }

  @Test func `lines with prose on both sides of gaps that cannot be followed are kept as they are`() throws {
    let (document, report) = try readWithReport(
      """
      On Dyers

      The guild of dyers kept its accounts in     when the vats were moved. Nobody has said
      a book bound with red leather, and then   the wardens never opened it again, and the
      alum came from the coast and was weighed twice,   plan of the town shows only small circles.
      It was a letter of the bailiff      and the last entry in the book is a sum that
      dry summer, and the river had fallen low   and does not add up in any way at all
      """, as: .plainText)
    #expect(document.text.string.contains("accounts in     when the vats were moved. Nobody has said\n"))
    #expect(report.undecided.contains { $0.what.hasPrefix("Two columns of text may stand") })
  }

  @Test func `a column of a page that ends early stands beside the top of the other`() throws {
    let left = """
      The guild of dyers kept its accounts in a
      book bound with red leather. Most of the
      masters paid the fine and went on as they
      had done before. The chapel of the guild
      was pulled down to make room for a hall,
      and its bells were sold to a village in
      the hills, where they still hang. Nobody
      has explained why the vats were moved to
      the eastern bank in the year of the flood.
      The price of woad fell by a third, and it
      """.split(separator: "\n")
    let right = """
      ruined the smaller houses of the town. The
      mill race was widened twice, and each time
      the neighbours sued. It appears from the
      records of the court that nobody won. The
      works stood empty for a generation.
      """.split(separator: "\n")
    let rows = left.indices.map { row in
      row < right.count
        ? left[row].padding(toLength: 50) + right[row] : String(left[row])
    }
    let document = try read("On Dyers\n\n" + rows.joined(separator: "\n"), as: .plainText)
    #expect(document.text.string.contains("by a third, and it ruined the smaller houses of the town."))
  }
}

extension Substring {
  fileprivate func padding(toLength length: Int) -> String {
    String(self) + String(repeating: " ", count: length - count)
  }
}
