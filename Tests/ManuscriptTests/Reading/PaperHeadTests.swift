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
