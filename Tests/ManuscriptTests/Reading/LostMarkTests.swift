import Manuscript
import Testing

/// What converters leave of headings, quotes, lists, figures and page furniture when their marks are lost.
@Suite("Lost marks")
struct LostMarkTests {
  @Test
  func `numbered lines in a sequence are headings, numbered items and single numbers are not`() throws {
    let document = try read(
      "# Wells\n\n1 Introduction\n\nText one.\n\n1.1 Scope\n\nText two.\n\n2. Sources and Method\n\nText three."
    )
    #expect(document.texts(.heading) == ["Wells", "1 Introduction", "1.1 Scope", "2. Sources and Method"])
    #expect(document.blocks.filter { $0.kind == .heading }.map(\.level) == [1, 2, 3, 2])
    let items = try read("Kinds:\n\n1. Oats and rye\n2. Wool\n3. Tin\n\nNo more.")
    #expect(items.texts(.heading).isEmpty)
    #expect(try read("Text.\n\n12 Monkeys\n\nMore text.").texts(.heading).isEmpty)
  }

  @Test
  func `titles underlined in plain text`() throws {
    let document = try read(
      "On Wells\n========\n\nThey are deep.\n\nTheir Water\n-----------\n\nIt is cold.\n\nNo more\n---\n\nof it.",
      as: .plainText)
    #expect(document.texts(.heading) == ["On Wells", "Their Water"])
    #expect(!document.text.string.contains("="))
  }

  @Test
  func `Roman numbers and titles that every reader knows`() throws {
    let document = try read(
      "# Wells\n\n**I. The Duty**\n\nText.\n\nII. The Cost\n\nText.\n\nBibliography\n\nHolt, M. Wells. 1907.")
    #expect(document.texts(.heading) == ["Wells", "I. The Duty", "II. The Cost", "Bibliography"])
  }

  @Test
  func `headings in HTML, and a title block`() throws {
    let tags = try read("<h1 align=\"center\">Wells</h1>\n\nText.\n\n<H2>Deep wells</H2>\n\nText.")
    #expect(tags.texts(.heading) == ["Wells", "Deep wells"])
    #expect(tags.blocks.filter { $0.kind == .heading }.map(\.level) == [1, 2])
    let block = try read("% On Wells\n  and Springs\n% Mira Holt\n\nText.")
    #expect(block.kinds == [.heading, .author, .paragraph])
    #expect(block.title == "On Wells and Springs")
    #expect(try read("% a comment\nand text").kinds == [.paragraph])
  }

  @Test
  func `lettered items make a list only in a sequence`() throws {
    let document = try read(
      "The duty is owed to:\n(a) the drover;\n(b) his beasts,\nif they are many; and\n(c) the king.\n\nSo it is."
    )
    #expect(
      document.texts(.list) == ["(a) the drover;", "(b) his beasts, if they are many; and", "(c) the king."])
    let apart = try read("Three things.\n\ni) oats\n\nii) wool\n\niii) tin\n\nNo more.")
    #expect(apart.texts(.list) == ["i) oats", "ii) wool", "iii) tin"])
    let prose = "The second is treated by Holt (see\na) and by Brandt, who denies it."
    #expect(try read(prose).kinds == [.paragraph])
  }

  @Test
  func `a quotation after a colon, or indented, is a block quote`() throws {
    let document = try read("The clerk replied:\n\n“We came by sea. We stayed.”\n\nSo it went.")
    #expect(document.kinds == [.paragraph, .quote, .paragraph])
    let two = try read("The clerk replied:\n\n“Yes,” he said, and “no.”\n\nSo it went.")
    #expect(two.kinds == [.paragraph, .paragraph, .paragraph])
    let indented = try read(
      "He wrote this letter:\n\n      We came by sea and then\n      we stayed for good.\n\nSo it went.",
      as: .plainText)
    #expect(indented.kinds == [.paragraph, .quote, .paragraph])
    // All of a text may be indented but a line or two.
    let margin = try read(
      "He wrote:\n\n   We came by sea and then\n   we stayed for good.\n\n   So it went for\n   years.",
      as: .plainText)
    #expect(margin.kinds == [.paragraph, .paragraph, .paragraph])
  }

  @Test
  func `tables in HTML and without the rule under their heads are kept as blocks`() throws {
    let document = try read(
      "Text.\n\n<table>\n<tr><td>1</td></tr>\n\n</table>\n\n| a | b |\n| 1 | 2 |\n\nEnd.")
    #expect(document.kinds == [.paragraph, .table, .table, .paragraph])
    #expect(document.texts(.table) == ["| 1 |", "| a | b |\n| 1 | 2 |"])
    #expect(try read("<table> that never ends\n\nText.").texts(.table).isEmpty)
  }

  @Test
  func `a sentence goes on around a figure or a table`() throws {
    for figure in [
      "![The spit](spit.png)", "Figure 2. The spit from the air.", "| a | b |\n|---|---|\n| 1 | 2 |",
    ] {
      let document = try read(
        "The readings were written into a book, of which all the volumes for\n\n\(figure)\n\nthe war are lost."
      )
      #expect(document.blocks.count == 2, "\(figure)")
      #expect(
        document.sentences(of: "p1").first?.hasSuffix("volumes for the war are lost.") == true, "\(figure)")
    }
  }

  @Test
  func `pages' heads are furniture where something else shows a page's end; elsewhere they are flagged`()
    throws
  {
    let (document, report) = try readWithReport(
      "The road was long and it went over the hill and through the wood and then it\n\nON ROADS  12\n\ncame to "
        + "the river, where it stopped for there was no bridge in those days, so that\n\nON ROADS  13\n\npeople "
        + "swam.\n\nA new thought begins here.\n\nON ROADS 15\n\nAnd another.")
    #expect(document.sourceMap.furniture.count { $0.kind == .runningHead } == 2)
    #expect(document.text.string.contains("and then it came to the river"))
    #expect(report.undecided.count == 1)
    #expect(report.undecided.first?.text.contains("ON ROADS 15") == true)
    #expect(document.text.string.contains("ON ROADS 15"))
  }

  @Test
  func `heads that change from page to page are known by the numbers in them`() throws {
    let document = try read(
      "The road was long and it went over the hill and through the wood and then it\n\n12 Mira Holt\n\ncame to "
        + "the river, where it stopped for there was no bridge in those days, so that\n\nOn Roads 13\n\npeople "
        + "swam, which was hard for those with carts and harder still for those with\n\n14 Mira Holt\n\ncows."
    )
    #expect(document.blocks.count == 1)
    #expect(document.sourceMap.furniture.count { $0.kind == .runningHead } == 3)
  }

  @Test(arguments: [
    "{4}----------------", "<!-- page 5 -->", "\u{0C}", "\\newpage", "\\pagebreak[4]",
    "<page_number>44</page_number>",
    "<pagebreak/>",
  ])
  func `a converter's own marks between pages`(mark: String) throws {
    let document = try read("The road was long and it went\n\n\(mark)\n\nover the hill.\n\nIt ended.")
    #expect(document.texts(.paragraph) == ["The road was long and it went over the hill.", "It ended."])
    #expect(document.pages == 2)
    let close = try read("The road was long and it went\n\(mark)\nover the hill.\n\nIt ended.")
    #expect(close.texts(.paragraph) == ["The road was long and it went over the hill.", "It ended."])
    #expect(close.pages == 2)
  }

  @Test
  func `what a blank line parts before a capital is flagged, whichever way it is read`() throws {
    let (apart, report) = try readWithReport(
      "The rules of the other guilds, of which there were many in the town, are those of the Unified\n\n"
        + "Weavers and Dyers. They differ.")
    #expect(apart.blocks.count == 2)
    #expect(report.undecided.map(\.what).first?.contains("kept apart") == true)
    let (joined, other) = try readWithReport(
      "The rules of the other guilds, of which there were many in the town, were those which had\n\n"
        + "Weavers and Dyers in mind. They differ.")
    #expect(joined.blocks.count == 1)
    #expect(other.undecided.map(\.what).first?.contains("joined") == true)
    for item in report.undecided + other.undecided { #expect(!item.address.isEmpty) }
    // An article is followed by its noun.
    let (_, sure) = try readWithReport(
      "The rules of the other guilds, of which there were many in the town, were drawn up by the\n\n"
        + "Weavers and Dyers. They differ.")
    #expect(sure.undecided.isEmpty)
  }

  @Test(arguments: [
    ("They met in a small hand-\npicked group.", "hand-picked", true),
    ("Hand picked fruit is the best. They met in a hand-\npicked group.", "hand-picked", true),
    ("They met in a small hand-\npicked group, hand-picked by me.", "hand-picked", false),
    ("The govern-\nment fell.", "government", false),
    ("It was self-\nevident to all.", "self-evident", false),
    ("It was how-\never late.", "however", false), ("The Anglo-\nFrench fleet.", "Anglo-French", false),
  ])
  func `hyphens at lines' ends: by the paper's other words, by the word's parts, else flagged`(
    source: String, word: String, isFlagged: Bool
  ) throws {
    let (document, report) = try readWithReport(source)
    #expect(report.undecided.count == (isFlagged ? 1 : 0))
    if isFlagged, !source.contains("Hand") {
      #expect(document.text.string.contains(word.replacing("-", with: "")))
    } else {
      #expect(document.text.string.contains(word))
    }
  }
}
