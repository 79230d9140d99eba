import Manuscript
import Testing

/// Blanks that keyboards, word processors and joined files leave where Markdown has a space.
@Suite("Rare blanks")
struct RareBlankTests {
  static let blanks = ["\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}", "\u{200B}", "\u{2060}", "\u{FEFF}"]

  @Test(arguments: blanks)
  func `keep no heading, item or quotation from being one`(blank: String) throws {
    let document = try read(
      "\(blank)# The Mill\n\nIt was sold.\n\n##\(blank)The Ford\n\nIt was:\n\n-\(blank)old;\n-\(blank)wide.\n\n"
        + "1.\(blank)Holt\n2.\(blank)Bell\n\n>\(blank)We keep it.\n\(blank)> We sell it.\n")
    #expect(document.texts(.heading) == ["The Mill", "The Ford"])
    #expect(document.texts(.paragraph) == ["It was sold.", "It was:"])
    #expect(
      document.texts(.list).map { $0.replacing(blank, with: " ") } == ["old;", "wide.", "1. Holt", "2. Bell"])
    #expect(document.texts(.quote) == ["We keep it. We sell it."])
  }

  @Test(arguments: blanks)
  func `part paragraphs where a line has nothing else`(blank: String) throws {
    let document = try read("The mill was sold.\n\(blank)\nThe ford was kept.\n\n\(blank)\n\nThe end.")
    #expect(document.texts(.paragraph) == ["The mill was sold.", "The ford was kept.", "The end."])
  }

  @Test func `stay where they are the text's`() throws {
    #expect(try read("\u{A0}Il dit\u{A0}: oui.").texts(.paragraph) == ["\u{A0}Il dit\u{A0}: oui."])
  }

  @Test(arguments: ["\u{F0B7}\t", "▪ ", "◦ ", "· ", "o\t"])
  func `bullets of word processors are bullets`(bullet: String) throws {
    let document = try read(
      "The guild had:\n\n\(bullet)boats of copper;\n\(bullet)dogs.\n\nNo more.", as: .plainText)
    #expect(document.texts(.list) == ["boats of copper;", "dogs."])
  }
}
