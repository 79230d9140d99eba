import Manuscript
import Testing

/// Lines that pages repeat where their heads stand and that are the text's own.
@Suite struct RepeatedTextTests {
  /// A play of three pages, each of which begins with the same speaker's name.
  private func play(_ miller: String, _ widow: String, _ pageEnd: (Int) -> String) -> String {
    let pages = [
      [miller, "Who comes there?", widow, "One who has grain to spare."],
      [miller, "Then you are welcome.", widow, "I thank you."],
      [miller, "And what is your name?", widow, "Anna."],
    ]
    return pages.indices.map { pages[$0].joined(separator: "\n\n") + pageEnd($0) }.joined()
  }

  @Test(arguments: [("MILLER", "WIDOW"), ("The Miller", "The Widow"), ("Miller:", "Widow:")])
  func `a speaker's name at pages' tops is no head, and said`(miller: String, widow: String) throws {
    for pageEnd in ["\n\u{0C}", "\n\n12\n\u{0C}", "\n\u{0C}12\n\n"] {
      let source = "A Play\n\n" + play(miller, widow) { $0 < 2 ? pageEnd : "\n" }
      let (document, report) = try readWithReport(source, as: .plainText)
      let lines = document.blocks.map { document.text(of: $0) }
      #expect(lines.count { $0 == miller } == 3, "\(lines)")
      #expect(report.undecided.contains { $0.what.contains("speaker") })
    }
  }

  @Test func `nor is it in Markdown, between pages' numbers`() throws {
    let source = "# A Play\n\n" + play("**MILLER**", "**WIDOW**") { "\n\n\(12 + $0)\n\n---\n\n" }
    let (document, report) = try readWithReport(source)
    #expect(document.text.string.ranges(of: "MILLER").count == 3)
    #expect(report.undecided.contains { $0.what.contains("speaker") })
  }

  @Test func `a refrain at both ends of pages is kept`() throws {
    let stanzas = [
      "The water runs below the mill,\nthe miller's wife is sleeping still,",
      "The clerk has come to count the grain,\nthe clerk will never count again,",
      "The reeve has come to take the rent,\nand no one knows what way he went,",
    ]
    let pages = stanzas.map { "\($0)\n\nO weary wheel\n" }
    let document = try read(
      "The Weir\n\n" + pages.joined(separator: "\u{0C}O weary wheel\n\n"), as: .plainText)
    #expect(document.text.string.ranges(of: "O weary wheel").count == 5)
  }

  private static let fields = [
    [["Anger", "12", "Keller"], ["Brühl", "7", "Sommer"]],
    [["Dorfau", "3", "Winter"], ["Esch", "9", "Vogt"]],
    [["Furt", "5", "Amtmann"], ["Grund", "8", "Bader"]],
  ]

  @Test(arguments: [("\n\n", "\n\n"), ("\n", "                "), ("\n", " ")])
  func `the head of a table that pages repeat is kept`(row: String, cell: String) throws {
    let intro = "Die Felder des Dorfes\n\nDie Felder wurden gemessen, und ein Buch darüber liegt im Kasten.\n"
    for top in ["", "DIE FELDER DES DORFES    13\n\n"] {
      let pages = Self.fields.map { rows in
        top + ([["Feld", "Zahl", "Name"]] + rows).map { $0.joined(separator: cell) }.joined(separator: row)
      }
      let source = ([intro] + pages + ["Das ist alles, was in dem Buche steht.\n"])
        .joined(separator: "\n\u{0C}")
      let (document, report) = try readWithReport(source, as: .plainText)
      for head in ["Feld", "Zahl", "Name"] {
        #expect(document.text.string.ranges(of: head).count == (head == "Feld" ? 5 : 3))
      }
      #expect(cell != "\n\n" || report.undecided.contains { $0.what.contains("table's head") })
    }
  }

  @Test func `the heads of a section's pages go, and a head over which a sentence goes on`() throws {
    let texts = [
      "The keeper of the tower wrote down every ship that came in before the winter of the flood.",
      "Oil came from the stores of the board, and it was never enough for the season, nor for her.",
      "Her sister kept the book after her, in a hand that nobody can read today, and sold it.",
    ]
    let pages = texts.map { "THE LAMP\n\n\($0)\n" }
    let whole = "The Tower\n\nAnna Weber\n\n\(texts[0])\n\nTHE LAMP\n\n\(texts[1])\n\u{0C}"
    for source in [
      whole + pages.joined(separator: "\u{0C}"),
      "\(whole)\(pages[0].dropLast(2)) and\n\u{0C}THE LAMP\n\nthe clerk of the board read it in the spring of the year.\n",
    ] {
      let document = try read(source, as: .plainText)
      #expect(document.text.string.ranges(of: "THE LAMP").count == 1)
    }
  }

  @Test(arguments: ["STUDIES IN LAMPS", "Anna Weber"])
  func `the heads of all pages go although titles of sections come again`(head: String) throws {
    let title = head == "Anna Weber" ? "The Old Book" : "SOURCES"
    let texts = [
      "The keeper of the tower wrote down every ship that came in before the winter of the flood.",
      "Oil came from the stores of the board, and it was never enough for the season, nor for her.",
      "Her sister kept the book after her, in a hand that nobody can read today, and sold it.",
      "In the end the tower was sold, and the lamp went to a museum in the capital of the isles.",
    ]
    let pages = zip(texts, ["spring", "summer", "autumn", "winter"]).map { text, season in
      "\(head)\n\n\(text)\n\n\(title)\n\nIn \(season) the clerk of the board read it in the office of the town.\n"
    }
    let document = try read(
      "The Tower\n\nNobody sees the tower today.\n\n\u{0C}" + pages.joined(separator: "\u{0C}"),
      as: .plainText)
    #expect(!document.text.string.contains(head))
    #expect(document.text.string.ranges(of: title).count == 4)
  }
}
