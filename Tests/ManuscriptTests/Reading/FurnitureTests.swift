import Manuscript
import Testing

/// What belongs to the page and not to the paper, and sentences that it interrupts.
@Suite struct FurnitureTests {
  private static let first =
    "The ford was older than the mill, and the monks complained to all who wanted it for their"
  private static let second =
    "gardens and their tanneries. It was so, as the letters of the abbey tell all who read them in the"
  private static let third = "town. It said so."

  @Test(arguments: [
    ("xii", "xiii"), ("Page 3 of 20", "Page 4 of 20"), ("--- end of page=0 ---", "--- end of page=1 ---"),
    ("===== Page 7 =====", "===== Page 8 ====="),
    (
      "Downloaded by 192.0.2.7 at 12:00:03.\nSee the terms of use.",
      "Downloaded by 192.0.2.8 at 12:01:06.\nSee the terms of use."
    ),
  ]) func `numbers, stamps and a converter's lines between pages are no text`(one: String, other: String)
    throws
  {
    let document = try read(
      "# Ford\n\n\(Self.first)\n\n\(one)\n\n\(Self.second)\n\n\(other)\n\n\(Self.third)")
    #expect(document.texts(.paragraph) == ["\(Self.first) \(Self.second) \(Self.third)"])
  }

  @Test func `Roman numbers over sections are text`() throws {
    let document = try read("# Ford\n\nI\n\nIt was sold.\n\nII\n\nIt burnt.\n\nIII\n\nNothing is left.")
    #expect(document.text.string.contains("III"))
    #expect(document.sourceMap.furniture.allSatisfy { $0.kind != .pageNumber })
  }

  @Test(arguments: [2, 3, 5])
  func `a paragraph said again right behind itself is text each time`(times: Int) throws {
    let said = "The ledger names four ships. It names the Heron twice. The second entry is in another hand."
    let again = Array(repeating: said, count: times)
    let document = try read("# Ford\n\nIt was sold.\n\n" + again.joined(separator: "\n\n") + "\n")
    #expect(document.texts(.paragraph) == ["It was sold."] + again)
  }

  @Test func `a refrain is text although it comes again`() throws {
    let document = try read(
      "The mill is burnt and the river is low,\n\nand so the world goes on.\n\nThe monks are gone and the abbot,\n\n"
        + "and so the world goes on.")
    #expect(document.find("and so the world goes on").count == 2)
  }

  @Test func `a head above the title is no title`() throws {
    let document = try read(
      "ANNA WEBER 112\n\n# The Ford\n\n\(Self.first)\n\nTHE FORD 113\n\n\(Self.second)\n\nANNA WEBER 114\n\n\(Self.third)"
    )
    #expect(document.title == "The Ford")
    #expect(document.texts(.paragraph) == ["\(Self.first) \(Self.second) \(Self.third)"])
  }

  @Test func `a note without a mark stands beside the sentence that it interrupts, and is reported`() throws {
    let (document, report) = try readWithReport("\(Self.first)\n\n3 Charter no. 18.\n\n4 Ibid.\n\ngardens.")
    #expect(document.texts(.paragraph) == ["\(Self.first) gardens.", "3 Charter no. 18.", "4 Ibid."])
    #expect(report.undecided.contains { $0.text.contains("Charter no. 18") })
  }

  @Test(arguments: [
    "1742 was a dry year.", "(The charter is printed below.)", "“The water is ours,” it says.",
  ])
  func `what breaks off is joined to nothing that may be whole by itself`(next: String) throws {
    let (document, report) = try readWithReport("\(Self.first)\n\n\(next)")
    #expect(document.blocks.count == 2)
    #expect(report.undecided.count == 1)
  }

  @Test func `a short text that breaks off is joined to what begins in lower case`() throws {
    #expect(try read("It was sold to\n\na widow. She paid.").blocks.count == 1)
    #expect(try read("Anna Weber\n\nof the mill. She paid.").blocks.count == 2)
  }

  @Test func `a picture's place is no part of the sentence that it interrupts`() throws {
    let document = try read(
      "\(Self.first)\n\n**==> picture [234 x 123] intentionally omitted <==**\n\n**----- Start of picture text -----**<br>\n"
        + "Fig. 1. The mill<br>**----- End of picture text -----**<br>\n\ngardens.")
    #expect(document.texts(.paragraph) == ["\(Self.first) gardens."])
    #expect(document.texts(.image) == ["Fig. 1. The mill"])
  }

  @Test(arguments: [
    ("Das Salz kam den Fluss herab und wurde von den", "Seite 12 von 40", "Männern des Bischofs gewogen."),
    ("Le sel descendait le fleuve, et il fut porté par", "12", "Martin Rossi à la porte."),
  ])
  func `a short sentence that a page interrupts goes on with a capital`(
    start: String, number: String, end: String
  ) throws {
    let document = try read("# Sal\n\n\(start)\n\n\(number)\n\n\(end)\n\nNobody paid.\n\n13\n")
    #expect(document.text.string.contains("\(start) \(end)"))
  }

  @Test func `a stamp that begins with an address in lower case is no refrain`() throws {
    let stamp = "https://doi.org/10.1017/S0000000000000011 Published online by the Press"
    let document = try read(
      "# Ford\n\n\(Self.first)\n\n\(stamp)\n\n\(Self.second)\n\n\(stamp)\n\n\(Self.third)\n\n\(stamp)\n\nIt ended."
    )
    #expect(document.texts(.paragraph) == ["\(Self.first) \(Self.second) \(Self.third)", "It ended."])
  }

  @Test(arguments: ["**42** THE FORD", "The Ford 42"])
  func `one head with its number after a foot is none of the sentence over it`(head: String) throws {
    let document = try read(
      "# The Ford\n\nAll this is told in the book<sup>1</sup> and again, at length, in the *Chronicle of the*\n\n"
        + "<sup>1</sup> Crane, p. 7.\n\n\(head)\n\n*Lower Marsh*, which a clerk wrote. He was not there.")
    #expect(document.texts(.note) == ["Crane, p. 7."])
    #expect(
      document.texts(.paragraph) == [
        "All this is told in the book and again, at length, in the Chronicle of the Lower Marsh, which a clerk "
          + "wrote. He was not there."
      ])
  }

  @Test func `a text that a page cuts is no author`() throws {
    for cut in ["The bell hung in the tower of", "Die Glocke hing im Turm von"] {
      let document = try read("# Bell\n\n\(cut)\n\n---\n\n# Marsh\n\nIt was sold.")
      #expect(!document.kinds.contains(.author))
    }
  }
}

extension FurnitureTests {
  @Test(arguments: SourceFormat.allCases)
  func `numbers right behind one another are a table's, and no pages'`(format: SourceFormat) throws {
    let document = try read(
      """
      Prices of Woad

      The prices of woad were written down each spring, as the following list shows.

      1541

      1542

      1543

      1544

      They are in pence, and the bales of the first four years were

      12

      13

      14

      at the most. The fall of the last year ruined the smaller houses.
      """, as: format)
    for number in ["1541", "1542", "1543", "1544", "12", "13", "14"] {
      #expect(document.text.string.contains(number))
    }
    #expect(document.pages == 0)
  }
}
