import Manuscript
import Testing

@Suite("Page numbers in brackets and frames")
struct PageNumberFormTests {
  private static let first =
    "The letter that the bishop had sent was read aloud by the scribe, who did not understand it and said so to the"
  private static let second =
    "reeve when they were alone. The copper was carried down the river in boats, of which the second sank with its"
  private static let third = "cargo. Nobody was drowned, and the merchants asked for their money."
  private static let whole = [first, second, third].joined(separator: " ")

  @Test(arguments: [
    ["(12)", "(13)", "(14)"], ["[12]", "[13]", "[14]"], ["\\[12\\]", "\\[13\\]", "\\[14\\]"],
    ["- 12 -", "- 13 -", "- 14 -"], ["* 12 *", "* 13 *", "* 14 *"], ["— 12 —", "— 13 —", "— 14 —"],
    ["Page 12 of 30", "Page 13 of 30", "Page 14 of 30"], ["12/30", "13/30", "14/30"],
    ["(xii)", "(xiii)", "(xiv)"], ["12 | P a g e", "13 | P a g e", "14 | P a g e"],
  ])
  func `are furniture where sentences go on over them`(numbers: [String]) throws {
    let pages = zip([Self.first, Self.second, Self.third], numbers)
    let markdown = try read("# Boats\n\n" + pages.map { "\($0)\n\n\($1)" }.joined(separator: "\n\n"))
    #expect(markdown.texts(.paragraph) == [Self.whole])
    for gap in ["\n\n", "\n              "] {
      let plain = pages.map { "\($0)\(gap)\($1)\n\u{0C}" }.joined()
      #expect(try read(plain, as: .plainText).texts(.paragraph) == [Self.whole])
    }
  }

  @Test func `are text where they number equations, cite, or label a list`() throws {
    let equations = try read(
      "The toll that was paid for a boat is then given in each of the years by\n\n(1)\n\n"
        + "where the rate is that of the guild, and the sum of all of them is given by\n\n(2)\n\nwhere nothing is known."
    )
    #expect(equations.find("(1)").count == 1 && equations.find("(2)").count == 1)
    let list = try read(
      "# References\n\n[1]\n\nHolt, J. The Copper. London, 1971.\n\n[2]\n\nBell, K. Rolls. Leeds, 1908.")
    #expect(list.find("[1]").count == 1 && list.find("[2]").count == 1)
    #expect(
      try read("Holt shows it [12], and Bell (13).").texts(.paragraph) == [
        "Holt shows it [12], and Bell (13)."
      ])
  }

  @Test func `in capitals stand at the paper's end too`() throws {
    let pages = zip([Self.first, Self.second, Self.third], ["XII", "XIII", "XIV"])
    let document = try read(pages.map { "\($0)\n\n\($1)\n\u{0C}" }.joined(), as: .plainText)
    #expect(document.blocks.map { document.text(of: $0) } == [Self.whole])
  }

  @Test func `and heads under a rule of the page's foot leave the sentence whole`() throws {
    let pages = [Self.first, Self.second, Self.third].enumerated().map { place, text in
      "\(text)\n\n__________\nJournal of Tolls 12 (2021)                         \(30 + place)\n\u{0C}"
    }
    #expect(try read(pages.joined(), as: .plainText).texts(.paragraph) == [Self.whole])
  }

  @Test func `end no word that a page's foot breaks off, though a line by itself begins the paper`() throws {
    let document = try read(
      "The council met in the hall of the guild and heard of the copper, and the let-\n\n12\n\u{0C}"
        + "ter that the bishop had sent was read, and nobody understood the half of it.\n\n13\n",
      as: .plainText)
    #expect(
      document.texts(.paragraph) == [
        "The council met in the hall of the guild and heard of the copper, and the letter that the bishop had sent "
          + "was read, and nobody understood the half of it."
      ])
  }

  @Test func `front matter of bare keys is read in plain text too`() throws {
    let (_, report) = try readWithReport(
      "Title: The Copper Boats\nAuthor: Jane Ashby\nDate: 1971\n\nThe council met.\n", as: .plainText)
    #expect(report.metadata.map(\.text) == ["The Copper Boats", "Jane Ashby", "1971"])
  }

  @Test func `a Roman number that a converter left as text goes on the pages of those it took for headings`()
    throws
  {
    for mark in ["### ", ""] {
      let document = try read(
        "# The Bells\n\nThe tax was small.<sup>1</sup> No fewer than seventeen suits were spun from it by the parish and its adver-\n\n"
          + "> 1Parish archive, R 1.\n\n\(mark)xxxviii\n\nsaries, and the last came to Wetzlar.<sup>2</sup>\n\n"
          + "> 2Federal archive, AR 1.\n\n\(mark)xxxix\n\nThe bailiff stated the matter clearly.<sup>3</sup>\n\n"
          + "> 3Minutes 14, fol. 212.\n\nxl\n")
      #expect(document.texts(.heading) == ["The Bells"])
      #expect(
        document.texts(.note) == ["Parish archive, R 1.", "Federal archive, AR 1.", "Minutes 14, fol. 212."])
      #expect(
        document.text.string.contains("its adversaries, and the last") && !document.text.string.contains("xl")
      )
    }
  }
}
