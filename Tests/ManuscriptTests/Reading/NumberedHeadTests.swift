import Manuscript
import Testing

/// A page's number with its head under or beside it, told by the sentence that goes on over both.
@Suite struct NumberedHeadTests {
  @Test(arguments: [
    ("\n\n1\n\nKeller and Prior\n\n", SourceFormat.markdown), ("\n\n1\nKeller and Prior\n\n", .plainText),
    ("\n1\nKeller and Prior\n\n", .plainText), ("\n1\nKeller and Prior\n", .plainText),
  ])
  func `the number is no note's, and the head is in no sentence`(end: String, format: SourceFormat) throws {
    let (document, report) = try readWithReport(
      "# The Mill\n\n".drop { $0 == "#" || $0 == " " && format == .plainText }
        + "The mill was sold,1 and the dyers left the town in the year after the flood.2 Nobody knew when"
        + end + "they would come back. It was closed.\n\n1 Holt, Mills, p. 3.\n\n2 Lund, p. 4.\n", as: format)
    #expect(document.texts(.paragraph).last?.contains("Nobody knew when they would come back.") == true)
    #expect(document.texts(.note) == ["Holt, Mills, p. 3.", "Lund, p. 4."])
    #expect(document.sourceMap.furniture.count { $0.kind == .pageNumber || $0.kind == .runningHead } == 2)
    #expect(report.undecided.isEmpty)
  }

  @Test func `letters under numbers and names keep both`() throws {
    let document = try read(
      "The Letters\n\n1\nAnna Keller\n\nI was ill when you came. The mill is sold.\n\n2\nAnna Keller\n\nthe mill is sold, as you know, and I was glad of it.\n",
      as: .plainText)
    #expect(document.text.string.ranges(of: "Anna Keller").count == 2)
  }

  @Test func `a note between two heads does not part them`() throws {
    let document = try read(
      "THE MILL AT HARROW                           1\n\nThe Mill at Harrow\n\nA. Keller\n\n"
        + "The mill was sold,1 and the dyers left the town in the year after it.\nNobody knew when\n\n"
        + "1 Holt, Mills, p. 3.\n\u{0C}2                                    A. KELLER\n\nthey would come back.\n",
      as: .plainText)
    #expect(document.texts(.heading) == ["The Mill at Harrow"])
    #expect(document.texts(.author) == ["A. Keller"])
    #expect(document.texts(.paragraph).last?.hasSuffix("Nobody knew when they would come back.") == true)
  }

  @Test(arguments: [
    "Mill Studies 12 (2001), 34–52", "Mill Studies, Vol. 12, No. 3 (2001), pp. 34-52",
    "Mill Stud. 2001;12(3):34–52",
  ])
  func `a line that says where it was printed is no title`(imprint: String) throws {
    for format in [SourceFormat.markdown, .plainText] {
      let mark = format == .markdown ? "# " : ""
      let (document, report) = try readWithReport(
        "\(imprint)\n\n\(mark)The Mill at Harrow\n\nAnna Keller\n\nThe mill was sold. The dyers left.\n",
        as: format)
      #expect(document.title == "The Mill at Harrow")
      #expect(document.texts(.author) == ["Anna Keller"])
      #expect(report.undecided.count == 1)
    }
  }

  @Test(arguments: [
    "The Dues of Harrow, 1590–1620", "Twelve Mills in 1742, and 3 More", "Harrow (1742) and 12–14 Mills",
  ])
  func `a title with years is one`(title: String) throws {
    let document = try read("\(title)\n\nAnna Keller\n\nThe mill was sold. The dyers left.\n", as: .plainText)
    #expect(document.title == title)
  }

  @Test func `marked headings with their sections' numbers are no heads of pages beside pages' numbers`()
    throws
  {
    for stop in [".", ""] {
      let document = try read(
        "# **The Ship**\n\nThe news was false.<sup>1</sup>\n\n> 1AHP, leg. 212.\n\n1\n\n# **2\(stop) The Policies**\n\n"
          + "There are nineteen policies.<sup>2</sup>\n\n# **3\(stop) The Return**\n\nDon Pedro came back on foot.\n\n"
          + "# **4\(stop) Conclusions**\n\nNothing was repaid.<sup>3</sup>\n\n> 2Leg. 212, f. 30.\n\n> 3Autos, f. 60.\n\n2\n"
      )
      #expect(
        document.texts(.heading) == [
          "The Ship", "2\(stop) The Policies", "3\(stop) The Return", "4\(stop) Conclusions",
        ])
      #expect(document.texts(.note) == ["AHP, leg. 212.", "Leg. 212, f. 30.", "Autos, f. 60."])
    }
  }
}
