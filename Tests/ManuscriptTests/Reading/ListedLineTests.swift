import Manuscript
import Testing

/// Entries, items and lines of verse that stand apart where no page's end comes between, and stay apart where one does.
@Suite("Listed lines")
struct ListedLineTests {
  private static let prose =
    "Of these the rope was sold in the year of the flood by the widow of the miller, who had\n"
    + "no sacks and no son, and who lived by the sale of eels.\n"

  // MARK: - Lists

  @Test func `a list of a few words a line under a title keeps its lines and names no author`() throws {
    let document = try read(
      "The Stock\n\ntwo stones\none rope\nthree sacks\n\n\(Self.prose)", as: .plainText)
    #expect(document.texts(.author).isEmpty)
    #expect(document.texts(.paragraph).first == "two stones\none rope\nthree sacks")
  }

  @Test func `the next of such lists is not joined with what leads it in`() throws {
    let document = try read(
      "The Stock\n\ntwo stones\none rope\nthree sacks\n\n\(Self.prose)\nAfterwards there were\n\none stone\ntwo sacks\n",
      as: .plainText)
    #expect(document.texts(.paragraph).suffix(2) == ["Afterwards there were", "one stone\ntwo sacks"])
  }

  @Test func `short lines in mid-sentence are no list`() throws {
    let document = try read(
      "The Stock\n\n\(Self.prose)\nof the old\nmill at the\nriver bank\n\n\(Self.prose)", as: .plainText)
    #expect(!document.texts(.paragraph).joined().contains("\n"))
  }

  @Test func `variants under their numbers keep their lines over a page and name no authors`() throws {
    let document = try read(
      "Varianten der Handschrift\n\n3 der Müller] ein Müller B\n5 am Bach] beim Bache B\n\u{0C}"
        + "9 gieng] ging C\n12 und starb] fehlt C\n", as: .plainText)
    #expect(document.texts(.author).isEmpty)
    #expect(
      document.texts(.paragraph) == [
        "3 der Müller] ein Müller B\n5 am Bach] beim Bache B", "9 gieng] ging C\n12 und starb] fehlt C",
      ])
  }

  @Test func `incipits under their leaves keep their lines, over a page's end too`() throws {
    let pages = [
      "fol. 1r ad te levavi oculos meos\nfol. 3v benedictus qui venit",
      "fol. 7 cantate domino novum canticum\nfol. 9 de profundis clamavi",
    ]
    let document = try read(
      "Incipits in MS 44\n\n\(pages[0])\n\u{0C}\(pages[1])\n", as: .plainText)
    #expect(document.texts(.paragraph).joined(separator: "\n") == pages.joined(separator: "\n"))
  }

  @Test func `leaves at lines' heads within a sentence are no list`() throws {
    let document = try read(
      "The Roll\n\n\(Self.prose)\nIt stands on\nfol. 7 of the old roll and on\nfol. 9 of the new one.\n",
      as: .plainText)
    #expect(
      document.texts(.paragraph).last == "It stands on fol. 7 of the old roll and on fol. 9 of the new one.")
  }

  // MARK: - Entries

  @Test(arguments: [":", " –"])
  func `an entry that goes on over a page is not joined with the one before it`(mark: String) throws {
    let document = try read(
      "Words of the Salters\n\nbrine\(mark) water that bears an egg\n\ncat\(mark) a lump that falls from the pan when the\n\u{0C}"
        + "fire is let down\n\ndrab\(mark) the box in which the salt is set\n", as: .plainText)
    #expect(
      document.blocks.map { document.text(of: $0) }.dropFirst() == [
        "brine\(mark) water that bears an egg",
        "cat\(mark) a lump that falls from the pan when the fire is let down",
        "drab\(mark) the box in which the salt is set",
      ])
  }

  @Test func `an entry in columns that heads a page is no head of the next one`() throws {
    let document = try read(
      "Words\n\nThe words are these.\n\nhopper    the box above the stones\n\u{0C}rynd      the iron that bears the stone\n\n"
        + "tun       the case about the stones\n\nThe rest is lost.\n", as: .plainText)
    #expect(document.texts(.table).isEmpty)
  }

  // MARK: - Stanzas

  @Test func `an indented poem over a page's end keeps its lines`() throws {
    let document = try read(
      "The Lay\n\n  The upper mill was made of oak,\n  the lower mill of stone,\n  the upper mill it went for folk\n\u{0C}"
        + "  the lower went alone.\n  And when the water left the dam\n  and all the wheels stood still\n",
      as: .plainText)
    #expect(document.texts(.paragraph).joined().filter { $0 == "\n" }.count == 5)
  }

  @Test(arguments: ["", "\u{0C}"])
  func `a stanza as long as the one before it keeps its lines, over a page's end too`(page: String) throws {
    let document = try read(
      "The Lay\n\nThe upper mill was made of oak,\nthe lower mill of stone,\nthe upper mill it went for folk,\n"
        + "the lower went alone.\n\nAnd when the water left the dam\nand all the wheels stood still,\n\(page)"
        + "there came a miller and a lamb\nand walked about the mill.\n", as: .plainText)
    #expect(
      document.texts(.paragraph).last == "And when the water left the dam\nand all the wheels stood still,\n"
        + "there came a miller and a lamb\nand walked about the mill.")
  }

  // MARK: - Glossaries

  @Test(arguments: [": ", " : ", " = ", " – "])
  func `terms and their meanings keep their lines on pages that hold nothing else`(sign: String) throws {
    let pages = [
      ["aiguail@rosée du matin", "anguillère@piège à anguilles", "bief@canal du moulin"],
      ["bonde@trou de vidange", "déversoir@seuil par où l’eau passe"],
      ["écluse@porte d’eau", "étang@eau qui dort"],
    ].map { page in page.map { $0.split(separator: "@").joined(separator: sign) }.joined(separator: "\n") }
    let source =
      "Glossaire d’Orme\n\n\(pages[0])\n\n12\n\u{0C}\(pages[1])\n\n13\n\u{0C}\(pages[2])\n\n"
      + "Le glossaire fut dressé par le curé d’Orme, qui ne savait pas nager, et il\nn’a jamais été imprimé.\n\n14\n"
    let document = try read(source, as: .plainText)
    #expect(document.text.string.contains(pages.joined(separator: "\n")))
  }

  @Test func `colons in the lines of prose make no glossary`() throws {
    let document = try read(
      "The Mill\n\n\(Self.prose)\nand he said: the mill is\nmine: I hold the rope of\nit: and so he left.\n\n\(Self.prose)",
      as: .plainText)
    #expect(!document.texts(.paragraph).joined().contains("\n"))
  }

  // MARK: - Tables

  @Test(arguments: [
    ["Name         Holding      Rent", "Adam Reeve   one yard     4d", "Agnes Mill   one toft     1d"],
    ["Name         Rent", "Adam Reeve   4d", "Agnes Mill   1d"],
  ])
  func `a table's head that a blank line parts from its rows is neither an author nor a page's head`(
    lines: [String]
  ) throws {
    let page = "\(lines[0])\n\n\(lines[1])\n\(lines[2])\n"
    let document = try read(
      "Rental of the Manor\n\n\(page)\u{0C}\(page)\u{0C}\(lines[0])\n\n\(lines[2])\n", as: .plainText)
    #expect(document.texts(.author).isEmpty)
    let whole = lines.joined(separator: "\n")
    #expect(document.texts(.table) == [whole, whole, "\(lines[0])\n\(lines[2])"])
  }

  @Test(arguments: ["", "     f."])
  func `entries in columns with blank lines between them are no table under its head`(gender: String) throws {
    let entries = ["abbey     house of monks", "barn      house of corn ", "castle    house of lords"]
    let document = try read(
      "Words\n\nThe words are these.\n\n" + entries.map { $0 + gender }.joined(separator: "\n\n")
        + "\n\nThe rest is lost.\n", as: .plainText)
    #expect(document.texts(.table).isEmpty)
    #expect(document.texts(.paragraph).count == 5)
  }
}
