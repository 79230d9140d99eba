import Manuscript
import Testing

/// Lines at pages' tops that end with a colon or comma, as answers and salutations do and no page's head.
@Suite struct LeadingLineTests {
  private static let texts = [
    "The river rose in the night and took the lower mill with it.",
    "The bridge fell in the morning. It was market day.",
    "Nothing was done about it, for the bishop was away.",
  ]

  @Test(arguments: ["Answer:", "Dear sister,", "Réponse :"], [true, false])
  func `what leads on to a page's text is kept, and said`(line: String, isSmall: Bool) throws {
    let texts = Self.texts.map { isSmall ? $0.prefix(1).lowercased() + $0.dropFirst() : $0 }
    let pages = texts.enumerated().map { page, text in
      "\(line)\n\n\(text)\(page + 1)\n\n\(page + 1) Box \(page + 1).\n\n\(page + 17)\n"
    }
    let (document, report) = try readWithReport(
      "The Papers\n\nThree of them are left.\n\u{0C}" + pages.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.text.string.split(separator: line, omittingEmptySubsequences: false).count == 4)
    #expect(document.texts(.note) == ["Box 1.", "Box 2.", "Box 3."])
    #expect(report.undecided.contains { $0.text.hasPrefix(line) })
  }

  @Test(arguments: ["Answer:", "Dear sister,", "**Answer:**"])
  func `so is it in Markdown`(line: String) throws {
    let pages = Self.texts.enumerated().map { "\(line)\n\n\($1)\n\n\($0 + 17)" }
    let (document, report) = try readWithReport("# Papers\n\n" + pages.joined(separator: "\n\n"))
    let words = line.filter { $0 != "*" }
    #expect(document.blocks.count { document.text(of: $0) == words } == 3)
    #expect(report.undecided.contains { $0.text == words })
  }

  @Test(arguments: ["The Mills of Harrow:", "The Mills of the Valley of Harrow,\n1700 to 1850"])
  func `heads that end so and that sentences go on over, or that have a second line, are the pages'`(
    head: String
  )
    throws
  {
    let pages = [
      "the lower mill with it. The bridge fell on the same day and nobody was",
      "drowned. Nothing was done about it, for the bishop was away in Rome and", "did not come back.",
    ]
    let document = try read(
      "The Mills\n\nIt began in the year of the great flood when the widow came and took\n"
        + pages.map { "\u{0C}\(head)\n\n\($0)\n" }.joined(), as: .plainText)
    #expect(!document.text.string.contains("Harrow"))
    #expect(document.texts(.paragraph).count == 1)
  }
}
