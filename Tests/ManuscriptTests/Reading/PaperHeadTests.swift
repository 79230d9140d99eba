import Manuscript
import Testing

/// How a paper begins: its title and date said twice, and a short first paragraph.
@Suite struct PaperHeadTests {
  @Test func `a title in front matter and in a plain line`() throws {
    let document = try read(
      "---\ntitle: The Tower at Harrow\n---\n\nThe Tower at Harrow\n\nAda Brandt\n\nIt was bought by a captain."
    )
    #expect(document.texts(.heading) == ["The Tower at Harrow"])
    #expect(document.texts(.author) == ["Ada Brandt"])
  }

  @Test func `subtitle and date beside a title that the text says`() throws {
    let document = try read(
      "---\ntitle: The Tower\nsubtitle: A Chronicle\nauthor: Ada Brandt\ndate: 4 June 2020\n---\n\n# The Tower\n\nIt was bought."
    )
    #expect(document.texts(.heading) == ["The Tower", "A Chronicle"])
    #expect(document.texts(.author) == ["Ada Brandt"])
    let said = try read(
      "---\ntitle: The Tower\nsubtitle: A Chronicle\ndate: 4 June 2020\n---\n\n# The Tower\n\n## A Chronicle\n\n4 June 2020\n\nIt was bought."
    )
    #expect(said.text.string.ranges(of: "4 June 2020").count == 1)
    #expect(said.text.string.ranges(of: "A Chronicle").count == 1)
  }

  @Test func `a short first paragraph that breaks off is no author`() throws {
    let document = try read(
      "# The Tower\n\nAda Brandt\n\nIt was bought.<sup>1</sup> It had an old\n\n<sup>1</sup> Roll 4.\n\nlamp."
    )
    #expect(document.texts(.author) == ["Ada Brandt"])
    #expect(document.texts(.paragraph) == ["It was bought. It had an old lamp."])
  }
}

extension PaperHeadTests {
  @Test func `authors right under a title are parted from it`() throws {
    let document = try read(
      "The Dyers of Wenlow\nIda Marsh and Peter B. Quill\n\nThe dyers kept their accounts in a red book.\n",
      as: .plainText)
    #expect(document.texts(.heading) == ["The Dyers of Wenlow"])
    #expect(document.texts(.author) == ["Ida Marsh and Peter B. Quill"])
    // A title may go over two lines.
    let long = try read(
      "The Accounts of the Dyers and the Weavers of\nWenlow Town\n\nThe dyers kept a red book.\n",
      as: .plainText)
    #expect(long.texts(.heading) == ["The Accounts of the Dyers and the Weavers of Wenlow Town"])
  }

  @Test func `a title of several lines with its authors may stand right over the first paragraph`() throws {
    let document = try read(
      """
      THE DYERS OF WENLOW: A GUILD
      AND ITS RIVER, 1400-1600
      Ida Marsh, University of Derby
      Peter Quill
      Abstract
      The guild of dyers kept its accounts in a book bound with red leather, and nobody has
      explained why the vats were moved to the eastern bank in the year after the flood.
      """, as: .plainText)
    #expect(
      document.texts(.heading) == ["THE DYERS OF WENLOW: A GUILD AND ITS RIVER, 1400-1600", "Abstract"])
    #expect(document.texts(.author) == ["Ida Marsh, University of Derby", "Peter Quill"])
    #expect(document.texts(.abstract).count == 1)
    // What a comma or a stop ends is no title.
    let verse = try read(
      "The red was boiled,\nThe blue was bled,\nAnd the master of the dyers counted every thread of the wool.\n",
      as: .plainText)
    #expect(verse.texts(.heading).isEmpty)
  }
}

/// The first paragraph under the word is the abstract; more are only where something shows its end.
extension PaperHeadTests {
  private func kinds(_ rest: String) throws -> [BlockKind] {
    Array(try read("# The Tower\n\nAda Brandt\n\n## Abstract\n\n" + rest).kinds.dropFirst(3))
  }

  @Test func `a text without a heading of its own is no part of the abstract`() throws {
    let text = "It asks who paid.\n\nThe tower was bought. It stood by the sea.\n\nIt was old.\n\n"
    #expect(try kinds(text) == [.abstract, .paragraph, .paragraph])
    #expect(
      try kinds(text + "## The Sea\n\nIt rose.") == [.abstract, .paragraph, .paragraph, .heading, .paragraph])
    #expect(
      try kinds("Es fragt, wer zahlte.\n\nKeywords: tower, sea\n\nEs war alt.") == [
        .abstract, .paragraph, .paragraph,
      ])
  }

  @Test func `an abstract may have several paragraphs`() throws {
    let text = "It asks who paid.\n\nIt finds that nobody did.\n\n"
    #expect(try kinds(text + "## 1. The Sea\n\nIt rose.") == [.abstract, .abstract, .heading, .paragraph])
    #expect(try kinds(text + "## Introduction\n\nIt rose.") == [.abstract, .abstract, .heading, .paragraph])
    #expect(
      try kinds(text + "Keywords: tower, sea\n\nIt rose.") == [.abstract, .abstract, .paragraph, .paragraph])
    #expect(
      try kinds("**Background.** It fell.\n\n**Results.** It rose.\n\n## The Sea\n\nIt is.")
        == [.abstract, .abstract, .heading, .paragraph])
  }

  @Test(arguments: ["Zusammenfassung", "Résumé", "Resumen", "Riassunto", "Samenvatting"])
  func `the word for it in other languages`(word: String) throws {
    let document = try read("# The Tower\n\nAda Brandt\n\n## \(word)\n\nIt asks who paid.\n\nIt was bought.")
    #expect(document.kinds == [.heading, .author, .heading, .abstract, .paragraph])
  }

  @Test(arguments: ["juin 1996", "marzo 1996", "3 mai 1996"])
  func `a name between the title and a date in small letters stays, and the date by itself`(date: String)
    throws
  {
    for format in [SourceFormat.markdown, .plainText] {
      let document = try read(
        "Le moulin et le gué : une correspondance de tanneurs au siècle dernier\n\nMathilde Dervieux\n\n\(date)\n\n"
          + "On conserve aux archives une liasse de lettres que personne n’a lues depuis un siècle, et qui parlent de peaux.\n",
        as: format)
      let texts = document.blocks.map { document.text(of: $0) }
      #expect(texts.contains("Mathilde Dervieux") && texts.contains(date))
    }
  }

  @Test(arguments: ["\n\n12\n\n", "\n\n12\n\u{0C}"])
  func `a date that ends a sentence goes on it`(end: String) throws {
    let text = "On conserve aux archives une liasse de lettres, dont la dernière fut écrite le"
    let document = try read(
      "# Le gué\n\nRien ne fut dit.\n\n\(text)\(end)3 mai 1996.\n\nRien ne suivit.\n\n13\n")
    #expect(document.text.string.contains("écrite le 3 mai 1996."))
  }
}
