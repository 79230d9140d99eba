import Manuscript
import Testing

/// What converters add to Markdown, and what only looks as if they had.
@Suite("Marks of converters")
struct ConverterMarkTests {
  @Test(arguments: [
    ("He writes <u> for <v>, but <i> stays.", "He writes <u> for <v>, but <i> stays."),
    ("If a<b and b>c then a<i and i>c.", "If a<b and b>c then a<i and i>c."),
    ("The <i>word</i> and <I>this</I>, <i> and <i>that</i>.", "The word and this, <i> and that."),
    ("A <span class=\"x\">word</span> <a id=\"y\">of <b>it", "A word of <b>it"),
    ("See </b> there.", "See </b> there."),
  ])
  func `letters in angle brackets are text, tags that are closed are not`(source: String, expected: String)
    throws
  { #expect(try read(source).text.string == expected) }

  @Test
  func `tags that part blocks, wherever they close`() throws {
    let document = try read("<div class=\"a\">\n\nInside.\n\n</div>\n\n<p>\n\nAfter <p> it.")
    #expect(document.texts(.paragraph) == ["Inside.", "After <p> it."])
  }

  @Test(arguments: [
    ("[Holt]{.smallcaps} and [so]{.underline}.", "Holt and so."),
    ("The 19^th^, H~2~O, ~50 and ~60, 2^3^4.", "The 19th, H2O, ~50 and ~60, 2^3^4."),
    ("See p.\\ 34: \\\"no\\\".", "See p. 34: \"no\"."), ("[]{#_Toc1 .anchor}The end.", "The end."),
    ("`x`{.py} [l](http://a.b){target=_blank} [x]{y}", "x l [x]{y}"),
    ("::: {custom-style=\"Block Text\"}\nWe hold it.\n:::", "We hold it."), ("A :::b", "A :::b"),
    ("\\[The rest is torn away.\\]", "[The rest is torn away.]"),
  ])
  func `what Pandoc adds`(source: String, expected: String) throws {
    #expect(try read(source).text.string == expected)
  }

  @Test
  func `attributes and anchors of headings`() throws {
    let document = try read(
      "<a id=\"m\"></a># The Mill {#mill .unnumbered}\n\nThe ford {#ford}\n========\n\nText.")
    #expect(document.texts(.heading) == ["The Mill", "The ford"])
    #expect(document.blocks.compactMap(\.level) == [1, 1])
  }

  @Test
  func `tables drawn with lines, and in HTML; a mark does not reach over a bar`() throws {
    let grid = try read("+---+---+\n| a | *b* |\n+===+===+\n| 1 | 2 |\n+---+---+")
    #expect(grid.texts(.table) == ["+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+"])
    let simple = try read("Year  Price\n----- ------\n1742  12 **fl.**\n\nText.")
    #expect(simple.texts(.table) == ["Year  Price\n----- ------\n1742  12 fl."])
    let tags = try read(
      "<table>\n<tr><th>a</th><th>b<sup>1</sup></th></tr>\n<tr><td>1</td>\n<td>&amp;</td></tr>\n</table>")
    #expect(tags.texts(.table) == ["| a | b1 |\n| 1 | & |"])
    #expect(
      try read("| *a | b* |\n|---|---|\n| 1 | 2 |").texts(.table) == ["| *a | b* |\n|---|---|\n| 1 | 2 |"])
  }

  @Test(arguments: SourceFormat.allCases)
  func `a cell of several lines is one text`(format: SourceFormat) throws {
    let grid = try read(
      """
      Tolls

      +------+-----------------+---------+
      | Year | Toll            | Place   |
      +======+=================+=========+
      | 1502 | one sack of the | at the  |
      |      | finest salt     | gate    |
      +------+-----------------+---------+

      So far.
      """, as: format)
    #expect(grid.kinds.suffix(2) == [.table, .paragraph])
    #expect(grid.texts(.table)[0].contains("| 1502 | one sack of the finest salt | at the gate |"))
    let lines = try read(
      """
      Tolls

      ------------------------------------------
       Year   Toll          Where
              in sacks      it was paid
      ------- ------------- --------------------
       1502   one           at the gate of the
                            upper town

       1510   two           on the quay
      ------------------------------------------

      So far.
      """, as: format)
    #expect(lines.kinds.suffix(2) == [.table, .paragraph])
    let rows = lines.texts(.table)[0].split(separator: "\n")
    #expect(rows.count == 6)
    #expect(rows[1] == "Year   Toll in sacks          Where it was paid")
    #expect(rows[3].hasSuffix("at the gate of the upper town"))
  }

  @Test(arguments: ["   ", "\t", " | "])
  func `tables in plain text, by gaps, tabs or bars`(gap: String) throws {
    let rows = [["", "1742", "12 fl.", ""], ["", "1761", "14 fl.", ""]].map { $0.joined(separator: gap) }
    let document = try read("On Prices\n\n" + rows.joined(separator: "\n") + "\n\nText.", as: .plainText)
    #expect(document.kinds == [.heading, .table, .paragraph])
  }

  @Test
  func `a form feed in a line ends a page`() throws {
    let (document, report) = try readWithReport("They went to\u{0C}Harrow with all the cattle of the valley.")
    #expect(document.text.string == "They went to Harrow with all the cattle of the valley.")
    #expect(report.pages == 2)
  }

  @Test
  func `two columns side by side are read one after the other, and said`() throws {
    let (document, report) = try readWithReport(
      """
      The mill was sold in the spring of      gardens and their tanneries. The
      1742 to a widow from the next           complaint was repeated three times
      valley. She paid in grain, and the      before anyone answered it, and the
      water was turned out for their          answer has not been kept.
      """, as: .plainText)
    #expect(document.blocks.count == 1)
    #expect(document.text.string.contains("for their gardens and their tanneries. The complaint"))
    #expect(report.undecided.count == 1)
  }

  @Test
  func `paragraphs that only an indent shows`() throws {
    let document = try read(
      "On Mills\n\n   The mill was sold in the spring\nto a widow.\n   “Why?” asked the clerk\nof the abbey.\n   None knew.\n",
      as: .plainText)
    #expect(
      document.texts(.paragraph) == [
        "The mill was sold in the spring to a widow.", "“Why?” asked the clerk of the abbey.", "None knew.",
      ])
  }
}
