import Manuscript
import Testing

/// Verse that stands in and that a page's end divides, with no blank line around it.
@Suite struct DividedVerseTests {
  private static let verse = [
    "Die Glock ist stumm, das Seil ist hin,", "der Pfarrer sucht den Gulden drin,",
    "der Vogt, der sucht das Recht darzu,", "die Todten aber haben Ruh.",
  ]

  private func paper(_ verse: [String], endingPageAfter lines: Int, foot: String, lead: String) -> String {
    let (first, rest) = (verse.prefix(lines), verse.dropFirst(lines))
    return "Glockengeld\n\nDas Seil war teuer.1 \(lead)\n"
      + first.map { "   \($0)\n" }.joined() + "\(foot)\n\u{0C}" + rest.map { "   \($0)\n" }.joined()
      + "Der Vogt ließ den Verfasser einsperren.2\n2 Ebd., fol. 203.\n"
  }

  @Test(
    arguments: [0, 1, 2, 3],
    ["In einem Spottvers heißt es:", "Der Spottvers ist hier nie vergessen worden."])
  func `verse keeps its lines over a page's foot`(lines: Int, lead: String) throws {
    for foot in ["1 Gemeinderechnungen 1702.", "1 Gemeinderechnungen 1702, die im Kasten\nliegen.\n12"] {
      let document = try read(
        paper(Self.verse, endingPageAfter: lines, foot: foot, lead: lead), as: .plainText)
      let lines = document.text.string.split(separator: "\n")
      #expect(Self.verse.allSatisfy { lines.contains(Substring($0)) }, "\(lines)")
      #expect(document.texts(.note).count == 2)
      #expect(document.texts(.paragraph).last == "Der Vogt ließ den Verfasser einsperren.")
    }
  }

  @Test func `prose that stands in is no verse`() throws {
    let quotation = [
      "The bell of the church is dumb and its rope is", "gone, and the parson is searching for the crown",
      "that he gave for it, while the reeve of the town", "searches for the law.",
    ]
    let source = paper(
      quotation, endingPageAfter: 1, foot: "1 Ebd.", lead: "The clerk wrote in the book of the parish:")
    #expect(try read(source, as: .plainText).text.string.contains(quotation.joined(separator: " ")))
  }

  @Test(arguments: ["\n", "\n1 Child 300.\n", "\n1 Child 300.\n\n12\n"])
  func `stanzas of their own keep their lines over a page's end`(foot: String) throws {
    let stanza = [
      "The king sat in his tower tall", "And drank the bitter wine;", "the queen came down into the hall",
      "and said it was not thine.",
    ]
    let source =
      "The Ballad\n\nIt was sung here.1\n\n" + stanza[..<2].map { "    \($0)\n" }.joined() + foot + "\u{0C}"
      + stanza[2...].map { "    \($0)\n" }.joined()
    #expect(try read(source, as: .plainText).text.string.contains(stanza.joined(separator: "\n")))
  }

  @Test func `paragraphs that stand in on both sides of a page's end are no stanzas`() throws {
    let source =
      "The Chronicle\n\n    The king sat in his tower and drank\n    the wine.\n\u{0C}"
      + "    The queen came down into the hall and\n    said that it was not hers.\n\nSo it was.\n"
    let document = try read(source, as: .plainText)
    #expect(document.text.string.contains("drank the wine."))
    #expect(document.text.string.contains("hall and said that"))
  }

  @Test(arguments: ["", "\n14\n"], ["", "IL CANTO DEL MULINO\n\n"])
  func `a stanza at the margin of a poem keeps its lines over a page's end`(number: String, head: String)
    throws
  {
    let stanzas = [
      "Nel mezzo della notte il mugnaio\nsi desta e trova l’acqua nella stalla,\ne il cane che gli ha morso il calzolaio.",
      "Non grida, non si muove, non traballa,",
      "ma siede sulla soglia e guarda il fiume\nche porta via la paglia e la farfalla.",
    ]
    let document = try read(
      "Il Canto del Mulino\n\n\(stanzas[0])\n\n\(stanzas[1])\n\(number)\u{0C}\(head)\(stanzas[2])\n",
      as: .plainText)
    #expect(document.texts(.paragraph) == [stanzas[0], "\(stanzas[1])\n\(stanzas[2])"])
  }

  @Test func `prose in a narrow column keeps no lines over a page's end`() throws {
    let document = try read(
      "The Mill\n\nThe mill was sold to the widow of\nthe miller, who had no money, and\nshe let it stand for years.\n\n"
        + "Then came the flood, and the dam,\n\u{0C}\nwhich nobody had mended since the\nwar, fell in a night.\n",
      as: .plainText)
    #expect(!document.texts(.paragraph).joined().contains("\n"))
  }

  @Test(arguments: [["", "", ""], ["1", "\n1 Kirchenbuch, S. 3.\n\n40\n", "\n\n2 quer: schwer B.\n\n41"]])
  func `the title at a page's top goes from within a stanza`(foot: [String]) throws {
    let stanza = [
      "Das Wasser ist hoch, das Wasser ist leer,", "Der Amtmann hat weder Brot noch Teer,",
      "Der Aal geht unten, das Boot geht quer,", "Und niemand fragt den Fluss nach mehr.",
    ]
    let mark = foot[0].isEmpty ? "" : "2"
    let source =
      "Lieder vom Wehr\n\nDer Pfarrer schrieb das folgende Lied in sein Register, zwischen zwei\nBegräbnisse, und er "
      + "schrieb es zweimal:\(foot[0])\n\n  \(stanza[0])\n  \(stanza[1])\n\(foot[1])\u{0C}LIEDER VOM WEHR\n\n"
      + "  \(stanza[2])\(mark)\n  \(stanza[3])\n\nDie Melodie ist verloren.\(foot[2])\n"
    let document = try read(source, as: .plainText)
    #expect(!document.text.string.contains("LIEDER"))
    #expect(document.text.string.contains(stanza.joined(separator: "\n")))
  }
}
