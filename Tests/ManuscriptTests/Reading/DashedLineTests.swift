import Manuscript
import Testing

@Suite("Lines that begin with a dash")
struct DashedLineTests {
  @Test(arguments: ["–", "—"])
  func `are items after a colon, over several lines too`(dash: String) throws {
    let document = try read(
      "Goods\n\nThere were in the boat:\n\n\(dash) three bars of copper, which the bishop had sent from the mines in the\n"
        + "  north;\n\(dash) a letter;\n\(dash) a dog.\n\nThe dog swam.\n", as: .plainText)
    #expect(
      document.texts(.list) == [
        "three bars of copper, which the bishop had sent from the mines in the north;", "a letter;", "a dog.",
      ])
  }

  @Test(arguments: ["\n", "\n\n"])
  func `are items in Markdown, with blank lines between and without`(gap: String) throws {
    let items = ["three bars of copper", "a letter", "a dog"]
    let document = try read(
      "There were in the boat:\n\n" + items.map { "– \($0)" }.joined(separator: gap) + "\n\nThe dog swam.")
    #expect(document.texts(.list) == items)
    #expect(document.texts(.paragraph) == ["There were in the boat:", "The dog swam."])
  }

  @Test(arguments: ["\n", "\n\n"])
  func `are speeches where each is a sentence, and keep the dash`(gap: String) throws {
    let speeches = ["— Qui es-tu ? dit-il.", "— Je suis le scribe.", "— Alors écris."]
    let document = try read(
      "Le roi vit le scribe qui dormait.\n\n" + speeches.joined(separator: gap) + "\n\nIl écrivit.\n",
      as: .plainText)
    #expect(document.texts(.paragraph) == ["Le roi vit le scribe qui dormait."] + speeches + ["Il écrivit."])
  }

  @Test func `stay in the sentence where a wrapped line begins with one by chance`() throws {
    let document = try read(
      "The boats that the guild had built in the spring and had sent down the river\n"
        + "– there were three of them, all of copper and none of wood, as the roll says –\n"
        + "sank before the summer came, and the dog\n— nobody knows whose it was — swam.\n", as: .plainText)
    #expect(document.kinds == [.paragraph])
  }

  @Test func `that go on years in brackets begin no item`() throws {
    let list = try read(
      "The Boats\n\nThere were three boats in the hall of the guild, and they were sold by the reeve:\n"
        + "– the boat of John Holt (1702\n– 1745)\n– the boat of Bell\n– 1745 boats of hide\n", as: .plainText
    )
    #expect(
      list.texts(.list) == ["the boat of John Holt (1702 – 1745)", "the boat of Bell", "1745 boats of hide"])
    let prose = try read(
      "The boats were kept by the old reeve John Holt (1702\n- 1745), who sold them.\n\nSold in 1702:\n- 1745 boats\n"
    )
    #expect(
      prose.texts(.paragraph) == [
        "The boats were kept by the old reeve John Holt (1702 - 1745), who sold them.", "Sold in 1702:",
      ])
    #expect(prose.texts(.list) == ["1745 boats"])
  }
}
