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
