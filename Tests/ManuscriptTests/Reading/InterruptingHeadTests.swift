import Manuscript
import Testing

/// Lines that stand in the middle of a sentence and come once: heads of pages, or what cannot be told.
@Suite struct InterruptingHeadTests {
  private static let first =
    "The weavers of the lower town had a hall by the water, and they paid for its roof out of the"
  private static let second =
    "box that stood in it. The box was emptied twice a year, as the wardens wrote in the"
  private static let third = "book of the guild. Nobody else wrote in it."

  private static let whole = "\(first) \(second) \(third)"

  @Test(arguments: [
    ("Nora Lindt", "The Hall of the Weavers"), ("NORA LINDT", "THE HALL"),
    ("N. Lindt", "Hall of the Weavers"),
  ]) func `the author's name and the title between pages are none of the sentence's`(
    left: String, right: String
  ) throws {
    let (document, report) = try readWithReport(
      "# The Hall of the Weavers\n\nNora Lindt\n\n\(Self.first)\n\n21\n\n\(left)\n\n\(Self.second)\n\n22\n\n\(right)\n\n"
        + "\(Self.third)\n\n23")
    #expect(document.texts(.paragraph) == [Self.whole])
    #expect(report.undecided.isEmpty)
  }

  @Test func `capitals under a page's number, where Roman figures count, are the page's`() throws {
    let document = try read(
      "The Hall\n\nNora Lindt\n\n\(Self.first)\n\nxvii\n\nWEAVERS AND DYERS\n\n\(Self.second)\n\nxviii\n\nN. LINDT\n\n"
        + "\(Self.third)\n\nxix\n", as: .plainText)
    #expect(document.texts(.paragraph) == [Self.whole])
  }

  @Test func `a name at a page's top, with no blank line under it, is the page's`() throws {
    let document = try read(
      """
      The Hall of the Weavers
      Nora Lindt
      The weavers of the lower town had a hall by the water, and they
      paid for its roof out of the
      21
      \u{0C}Nora Lindt
      box that stood in it. The box was emptied twice a year, as the
      wardens wrote in the
      22
      \u{0C}The Hall of the Weavers
      book of the guild. Nobody else wrote in it.
      23
      \u{0C}
      """, as: .plainText)
    #expect(document.text.string.contains(Self.whole))
  }

  @Test func `a line that says something else stands beside the sentence and is reported`() throws {
    let line = "Nora Lindt, Institute of Guilds, lindt@example.org"
    let (document, report) = try readWithReport(
      "# The Hall\n\n\(Self.first)\n\n\(line)\n\n\(Self.second) end.")
    #expect(document.texts(.paragraph) == ["\(Self.first) \(Self.second) end.", line])
    #expect(report.undecided.contains { $0.text.contains("Institute of Guilds") })
  }

  @Test func `lines of the text with blank lines between all are its own`() throws {
    let lines = [
      "The weavers had a hall by the water, and all of them came from",
      "Leiden, where their fathers had been dyers until it",
      "burnt. They paid for its roof.",
    ]
    let document = try read("# The Hall\n\n" + lines.joined(separator: "\n\n"))
    #expect(document.texts(.paragraph) == [lines.joined(separator: " ")])
  }

  @Test func `a section's heading that breaks a sentence is kept`() throws {
    let document = try read("# The Hall\n\n\(Self.first)\n\n## The Box of 1530\n\n\(Self.third)")
    #expect(document.texts(.heading) == ["The Hall", "The Box of 1530"])
  }

  @Test func `an author's name over the title is the page's head`() throws {
    let document = try read(
      "N. LINDT\n\nThe Hall of the Weavers\n\nNora Lindt\n\n\(Self.first)\n\n21\n\nTHE HALL OF THE WEAVERS\n\n"
        + "\(Self.second)\n\n22\n\nN. LINDT\n\n\(Self.third)\n\n23\n", as: .plainText)
    #expect(document.title == "The Hall of the Weavers")
    #expect(document.texts(.paragraph) == [Self.whole])
  }

  @Test func `Roman numbers in heads count past a hundred`() throws {
    let document = try read(
      "# The Hall\n\n\(Self.first)\n\nxcviii THE HALL OF THE WEAVERS\n\n\(Self.second)\n\nNORA LINDT xcix\n\n"
        + "\(Self.third)\n\nc THE HALL OF THE WEAVERS")
    #expect(document.texts(.paragraph) == [Self.whole])
  }

  @Test(arguments: ["M. HOLT", "KEEPERS OF THE MILL"])
  func `over the title is none of it where other pages repeat it or its first words`(head: String) throws {
    let document = try read(
      """
      \(head)

      Keepers of the Mill: Wages and Bread, 1790–1860

      Margaret Holt

      When the reeve bought the first stone in October 1790, he had no miller who could

      KEEPERS OF THE MILL

      read. Three hundred letters survive; most of them are complaints about the

      KEEPERS OF THE MILL

      bread. It was so.
      """, as: .plainText)
    #expect(document.texts(.heading) == ["Keepers of the Mill: Wages and Bread, 1790–1860"])
    #expect(document.texts(.author) == ["Margaret Holt"])
    #expect(document.texts(.paragraph).count == 1)
  }

  @Test func `of the title's first words or an author stand between lines with no blank line`() throws {
    let document = try read(
      """
      Keepers of the Mill: Wages and Bread in a Northern Valley
      By Margaret Holt
      When the reeve bought the first stone,1 he had no miller who
      could read, and the letters that were sent to the abbot by those who
      1 Roll 4, line 2.
      31
      32 By Margaret Holt
      kept the mill survive; most of them are complaints about the bread and
      the stones.2 The widow of the old miller wrote the best of them,
      2 Roll 5.
      Keepers of the Mill 33
      and she was paid.3 So it was.
      3 Roll 6.
      """, as: .plainText)
    #expect(document.texts(.heading) == ["Keepers of the Mill: Wages and Bread in a Northern Valley"])
    #expect(document.texts(.author) == ["By Margaret Holt"])
    #expect(document.texts(.note) == ["Roll 4, line 2.", "Roll 5.", "Roll 6."])
    #expect(document.texts(.paragraph).count == 1)
    #expect(document.text.string.contains("by those who kept the mill survive"))
    #expect(document.text.string.contains("the best of them, and she was paid."))
  }

  @Test(arguments: ["Keepers of the Mill", "14\n\nKeepers of the Mill 15", "## Keepers of the Mill 15"])
  func `stand within a note at the paper's end`(head: String) throws {
    let document = try read(
      """
      # Keepers of the Mill

      Margaret Holt

      The reeve bought the first stone.[1] He had no miller.[2] The widow wrote to the abbot.[3]

      ## Notes

      1. Roll 4, line 2.
      2. The letters of the widow are lost, as the clerk of the abbey told him; there is a copy of

      \(head)

      them in the library.

      3. Roll 6.
      """)
    #expect(
      document.texts(.note) == [
        "Roll 4, line 2.",
        "The letters of the widow are lost, as the clerk of the abbey told him; there is a copy of them in the library.",
        "Roll 6.",
      ])
    #expect(document.texts(.heading) == ["Keepers of the Mill", "Notes"])
  }
}
