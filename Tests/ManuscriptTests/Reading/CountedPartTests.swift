import Manuscript
import Testing

/// Headings that count the parts of a text, where pages begin with some of them, and heads that count pages.
@Suite struct CountedPartTests {
  private static let texts = [
    "The tannery stood below the weir, and its rent was paid in hides each year.",
    "The bailiff wrote it all down, and nobody asked him whose the hides were.",
    "Nothing was heard of the clerk for years, and the parish had forgotten him.",
    "The road was mended in the autumn, and the carts could pass once more.",
  ]

  private static func paper(_ head: String, from first: Int, partsToPage: Int) -> String {
    var parts: [String] = []
    for part in 0..<6 {
      let begin = part == 0 ? "" : part % partsToPage == 0 ? "\u{0C}" : "\n\n"
      let heading = head.replacing("#", with: "\(first + part)")
      parts.append("\(begin)\(heading)\n\n\(texts[part % texts.count])")
    }
    return "The Papers\n\n" + parts.joined() + "\n"
  }

  @Test(arguments: ["Letter #", "Psalm #", "Week #", "Table #", "# May 1651", "#. Mai 1651"])
  func `parts keep their headings although pages begin with them`(head: String) throws {
    for partsToPage in [1, 2] {
      let document = try read(Self.paper(head, from: 1, partsToPage: partsToPage), as: .plainText)
      for number in 1...6 {
        let words = head.replacing("#", with: "\(number)")
        #expect(document.text.string.contains(words), "\(words) of \(partsToPage) a page")
      }
    }
  }

  @Test func `years of a chronicle are kept where several stand on a page, and told of`() throws {
    let (document, report) = try readWithReport(
      Self.paper("#", from: 1623, partsToPage: 2), as: .plainText)
    for year in 1623...1628 { #expect(document.text.string.contains("\(year)")) }
    #expect(!report.undecided.isEmpty)
  }

  @Test func `heads with pages' numbers are still none of the text's`() throws {
    var source = ["The Dry Ford"]
    for page in 0..<5 {
      let head = page == 0 ? "" : "\u{0C}The Dry Ford \(page + 212)\n\n"
      source.append("\(head)\(Self.texts[page % 4]) \(Self.texts[(page + 1) % 4])")
    }
    let document = try read(source.joined(separator: "\n\n"), as: .plainText)
    #expect(!document.text.string.contains("21") && document.pages == 5)
  }
}
