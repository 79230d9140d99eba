import Manuscript
import Testing

/// Numbers and heads at the ends of a plain text's pages.
@Suite("Page edges")
struct PageEdgeTests {
  @Test func `a Roman number at a page's foot is no part of the sentence that goes on`() throws {
    let document = try read(
      "On Salt\n\nThis book was begun in the winter of 1901 and was meant to be a short one, and left\n\nxi\n\u{0C}"
        + "xii                    PREFACE\n\nbehind in the train. It has grown, as such books do.\n",
      as: .plainText)
    #expect(
      document.texts(.paragraph) == [
        "This book was begun in the winter of 1901 and was meant to be a short one, and left behind in the train. "
          + "It has grown, as such books do."
      ])
  }

  @Test func `a Roman number between two halves of a sentence is a page's; a king's is not`() throws {
    let document = try read(
      "# Salt\n\nThe salt came down the river in boats that the men of the upper town\n\nxiv\n\nhad built.\n\n"
        + "The toll was raised by a king of whom the books say no more than Louis\n\nXI\n\nwas his name.\n")
    let text = document.text.string
    #expect(text.contains("upper town had built.") && text.contains("XI"))
  }

  @Test func `heads that a scan read otherwise on each page are not the text's`() throws {
    let document = try read(
      "On Salt\n\nThe scales were made in 1502 by a man from the mountains, of moderate weight\n\u{0C}THE WEIGHING OF SALT ll5\n\n"
        + "and kept in the tower until the tower fell, but nobody\n\u{0C}1l6 J. N0VAK\n\never used them.\n",
      as: .plainText)
    #expect(
      document.texts(.paragraph) == [
        "The scales were made in 1502 by a man from the mountains, of moderate weight and kept in the tower until "
          + "the tower fell, but nobody ever used them."
      ])
  }

  @Test func `a line in capitals after a page's end stays where no sentence goes on over it`() throws {
    let document = try read(
      "The scales were made in 1502 by a man from the mountains.\n\u{0C}THE WEIGHING OF SALT 115\n\n"
        + "They were kept in the tower until the tower fell.\n", as: .plainText)
    #expect(document.text.string.contains("THE WEIGHING OF SALT 115"))
  }

  @Test func `a number between dashes at a page's head is the page's although no other page has one`() throws
  {
    let document = try read(
      "On Salt\n\nThe scales were made in 1502 by a man from the hills.\n\u{0C}-2-\nThey were kept in the tower.\n",
      as: .plainText)
    #expect(!document.text.string.contains("2-"))
  }

  @Test func `a year that ends a page's last sentence is no page's number`() throws {
    let document = try read(
      "On Salt\n\nThe scales were made by a man from the hills in the years after\n1590.\n\u{0C}They were kept.\n",
      as: .plainText)
    #expect(document.text.string.contains("in the years after 1590."))
  }
}

extension PageEdgeTests {
  @Test func `a line with a number across from it, over which a sentence goes on, is the page's head`() throws
  {
    let document = try read(
      "The dyers kept their accounts in a book bound with red leather, and their\n\n1\n   Court rolls, 14 May 1533.\n"
        + "\u{0C}Journal of Crafts                                            58\n\n"
        + "wardens never opened it. The last entry is a sum that does not add up.\n", as: .plainText)
    #expect(!document.text.string.contains("Journal of Crafts"))
  }

  @Test func `a numbered heading at a page's top is no head, although it counts on from the number above`()
    throws
  {
    for stop in [".", " "] {
      let document = try read(
        "On Salt\n\nThe ferry belonged to the Dean, and the pans lay at the river.\n\n                    1\n\u{0C}2\(stop) The Parties\n\n"
          + "Nobody knew what the ferry was worth, or who had built the pans.\n\n                    2\n\u{0C}3\(stop) The Suit\n\n"
          + "The Chapter sued first, and the widow remembered the ferry.\n\n                    3\n",
        as: .plainText)
      let text = document.text.string
      #expect(text.contains("2\(stop) The Parties") && text.contains("3\(stop) The Suit"))
      #expect(document.sourceMap.furniture.count { $0.kind == .pageNumber } == 3)
    }
  }

  @Test func `numbers that count on to the paper's last line are pages', with nothing else between`() throws {
    let document = try read(
      "On Salt\n\nThe steward gave no reason.∗ What followed was a suit of nineteen\nyears.†\n∗ Durham, DCD/B/AA/7.\n"
        + "† The figure is that of the clerk.\n1\nThe ferry belonged to the Dean.∗ Nobody knew what it was\nworth.†\n"
        + "∗ Durham, DCD/E/AA/3, no. 14.\n† See the opinion of Serjeant Jenner.\n2\n",
      as: .plainText)
    #expect(
      document.texts(.note) == [
        "Durham, DCD/B/AA/7.", "The figure is that of the clerk.", "Durham, DCD/E/AA/3, no. 14.",
        "See the opinion of Serjeant Jenner.",
      ])
    #expect(
      document.texts(.paragraph).last == "The ferry belonged to the Dean. Nobody knew what it was worth.")
  }
}

/// Heads of which each stands once, the author's and the paper's by turns.
extension PageEdgeTests {
  /// Three pages with notes at their feet, the first without a head.
  private static func pages(_ heads: [String], over rest: [String], blank: String = "\n") -> String {
    "The Pans of Ebbing\n\(blank)Clara Voss\n\(blank)The pans are older than the town,1 and in dry summers the boilers\n"
      + "went down to the shore and asked\(rest.isEmpty ? " for rain.\n" : " whether\n")"
      + "\(blank)1 Lund, Salt and Ash (Wells, 1931), p. 40.\n\u{0C}\(heads[0])\n\(blank)"
      + (rest.first ?? "The Dean")
      + " had seen smoke.2 Two pans were let to the widow, and one\nto her son.\n"
      + "\(blank)2 Roth, The Shore, p. 9.\n\u{0C}\(heads[1])\n\(blank)"
      + "After the storm the sheds were built anew, and all the pans were\nfilled by May.3\n\(blank)3 Court roll, 2 June 1611.\n"
  }

  @Test(arguments: [
    ["THE PANS OF EBBING 57", "58 VOSS"], ["C. VOSS 57", "THE PANS OF EBBING 58"],
    ["The Pans of Ebbing 57", "58 Clara Voss"],
  ])
  func `heads that count on over notes are the pages', although each stands once`(heads: [String]) throws {
    for blank in ["\n", ""] where blank == "\n" || heads[0].hasPrefix("THE") {
      let document = try read(Self.pages(heads, over: ["anyone"], blank: blank), as: .plainText)
      #expect(document.texts(.heading) == ["The Pans of Ebbing"])
      #expect(document.texts(.paragraph).count == 2)
      #expect(document.text.string.contains("asked whether anyone had seen smoke."))
      #expect(document.texts(.note).count == 3)
      #expect(document.sourceMap.furniture.count { $0.kind == .runningHead } == 2)
    }
  }

  @Test(arguments: [
    ["2 SOURCES", "3 THE PANS"], ["PSALM 2", "HYMN 3"], ["THE SURVEY OF 1610", "THE STORM OF 1611"],
  ])
  func `headings at pages' tops that count on stay where no sentence goes on over one`(headings: [String])
    throws
  {
    let document = try read(Self.pages(headings, over: []), as: .plainText)
    #expect(document.texts(.heading) == ["The Pans of Ebbing"] + headings)
    let withoutNotes = try read(
      "The Pans of Ebbing\n\nClara Voss\n\nThe pans are older than the town, and in dry summers the boilers\nwent down.\n"
        + "\u{0C}\(headings[0])\n\nThe Dean had seen smoke, and two pans were let to the widow and one\nto her son.\n"
        + "\u{0C}\(headings[1])\n\nAfter the storm the sheds were built anew, and all the pans were\nfilled.\n",
      as: .plainText)
    #expect(withoutNotes.texts(.heading) == ["The Pans of Ebbing"] + headings)
  }

  @Test(arguments: ["C. VOSS\n\n57", "57\n\nC. VOSS", "Clara Voss\n\n57"])
  func `heads over and under numbers that count on are the pages'`(first: String) throws {
    let second = first.hasPrefix("57") ? "58\n\nTHE PANS OF EBBING" : "THE PANS OF EBBING\n\n58"
    for rest in [["anyone"], []] {
      let document = try read(Self.pages([first, second], over: rest), as: .plainText)
      #expect(document.texts(.heading) == ["The Pans of Ebbing"])
      #expect(document.texts(.paragraph).count == 3 - rest.count)
      #expect(document.sourceMap.furniture.count { $0.kind == .runningHead } == 2)
      #expect(document.sourceMap.furniture.count { $0.kind == .pageNumber } == 2)
    }
  }

  @Test(arguments: [["THE SURVEY\n\n1610", "THE STORM\n\n1611"], ["PSALM\n\n2", "HYMN\n\n3"]])
  func `headings over numbers that count on stay, and so do the numbers`(headings: [String]) throws {
    let (document, report) = try readWithReport(Self.pages(headings, over: []), as: .plainText)
    #expect(document.texts(.heading).count == 3)
    #expect(document.sourceMap.furniture.allSatisfy { $0.kind != .pageNumber && $0.kind != .runningHead })
    #expect(report.undecided.contains { $0.what.contains("count up") })
  }

  @Test(arguments: [
    ("The Pans of Ebbing 2", true), ("THE PANS OF EBBING 57", true), ("58 The Pans of Ebbing", true),
    ("2 The Pans of Ebbing", false), ("The Pans of Ebbing 1611", false), ("The Pans 57", false),
  ])
  func `one head that says what the paper is called, with a page's number, is the page's`(
    line: String, isHead: Bool
  ) throws {
    let document = try read(
      "The Pans of Ebbing\n\nClara Voss\n\nThe pans are older than the town, and the boilers went down to the\nshore.\n"
        + "\u{0C}\(line)\n\nThe Dean had seen smoke, and two pans were let to the widow and one\nto her son.\n",
      as: .plainText)
    #expect(document.text.string.contains(line) != isHead)
  }

  @Test func `heads after rules that count on are the pages' where they say what heads say`() throws {
    func paper(_ heads: [String], _ end: String, _ start: String) throws -> Document {
      try read(
        "# The Pans of Ebbing\n\nClara Voss\n\nThe pans are older than the town, and the boilers went down \(end)\n\n-----\n\n"
          + "\(heads[0])\n\n\(start) the shore with buckets. The Dean had seen smoke.\n\n-----\n\n\(heads[1])\n\n"
          + "After the storm the sheds were built anew.\n")
    }
    let heads = ["THE PANS OF EBBING 57", "C. VOSS 58"]
    #expect(try paper(heads, "to", "see").texts(.paragraph).count == 2)
    #expect(try paper(heads, "early.", "They saw").texts(.paragraph).count == 3)
    #expect(try paper(["PSALM 57", "HYMN 58"], "early.", "They saw").texts(.paragraph).count == 5)
  }
}
