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
