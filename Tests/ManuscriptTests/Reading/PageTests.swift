import Manuscript
import Testing

@Suite("Pages")
struct PageTests {
  @Test(arguments: ["were", "Were", "1702"])
  func `a sentence that a page's foot interrupts is one sentence, whatever begins the next page`(word: String)
    throws
  {
    let (document, report) = try readWithReport(
      """
      The envoys, who had travelled for eleven days through snow to reach the frontier,<sup>1</sup> and their guards

      ---

      <sup>1</sup> Letters, 4.

      \(word) let through. They slept.
      """)
    #expect(document.texts(.paragraph).count == 1)
    #expect(document.sentences(of: "p1").count == 2)
    #expect(document.sentences(of: "p1")[0].hasSuffix("and their guards \(word) let through."))
    #expect(report.pages == 2)
    #expect(document.sourceMap.bytes(of: document.blocks[0].range).count > 1)
  }

  @Test
  func `a word that a page's foot interrupts is one word`() throws {
    let foot = "\n\n---\n\n<sup>1</sup> A.\n\n"
    let start = "They asked the king.<sup>1</sup> The king asked for the help of a neighbouring "
    #expect(try read("\(start)govern-\(foot)ment.").text.string.contains("neighbouring government."))
    #expect(try read("\(start)Anglo-\(foot)French fleet.").text.string.contains("Anglo-French fleet."))
    #expect(try read("\(start)self-\(foot)governing city.").text.string.contains("self-governing city."))
  }

  @Test
  func `a page that breaks with nothing but a blank line`() throws {
    let start = "The council met in the tower on the ninth day, and the mayor was suspicious of"
    #expect(try read("\(start)\n\nSwedish plans. He said so.").blocks.count == 1)
    #expect(try read("\(start) the\n\nplans. He said so.").blocks.count == 1)
    // Without a word that something must follow, a capital begins a new paragraph.
    #expect(
      try read("A list of those who were present at the meeting in the tower last year\n\nSwedish plans.")
        .blocks.count == 2)
  }

  @Test
  func `lead-ins, headings, lists and quotes are not run together`() throws {
    let lead = "The mayor, who had listened to all of them for the whole of that afternoon, said:"
    #expect(try read("\(lead)\n\n“Let us go.”").blocks.count == 2)
    #expect(try read("\(lead)\n\n> let us go\n\nAnd so on.").blocks.count == 3)
    let open = "The goods that were carried over the pass in the course of that year were of these kinds and"
    #expect(try read("\(open)\n\n- wool\n- tin").blocks.count == 3)
    #expect(try read("\(open)\n\n## heading\n\ntext").blocks.count == 3)
  }

  @Test
  func `a rule between closed texts is the author's; between open ones a page's end`() throws {
    let real = try read("The first part ends here.\n\n---\n\nThe second begins.")
    #expect(real.pages == 0)
    #expect(real.sourceMap.furniture.contains { $0.kind == .rule })
    let broken = try read("The first part of this goes on\n\n---\n\nafter the page.")
    #expect(broken.blocks.count == 1)
    #expect(broken.pages == 2)
    #expect(broken.sourceMap.furniture.contains { $0.kind == .pageBreak })
  }

  @Test
  func `pages are counted and each block knows its own`() throws {
    let document = try read(
      """
      One.<sup>1</sup>

      ---

      <sup>1</sup> A.

      Two.<sup>2</sup>

      ---

      <sup>2</sup> B.

      ## Three

      Four.
      """)
    #expect(document.pages == 3)
    #expect(document.blocks.map(\.page) == [1, 2, 3, 3, 1, 2])
  }

  @Test
  func `page numbers by themselves are furniture where they count up`() throws {
    let document = try read(
      "The road was long and it went\n\n12\n\nover the hill.\n\n– 13 –\n\nThen it ended.\n\n14")
    #expect(document.texts(.paragraph) == ["The road was long and it went over the hill.", "Then it ended."])
    #expect(document.sourceMap.furniture.count { $0.kind == .pageNumber } == 3)
    #expect(try read("There were\n\n12\n\nof them.").text.string.contains("12"))
  }
}
