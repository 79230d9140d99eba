import Manuscript
import Testing

/// Heads with a number at pages' tops: of the pages, or of the pieces that begin there.
@Suite struct PieceHeadTests {
  private static let texts = [
    "The river rose in the night and took the lower mill with it.",
    "The bridge fell in the morning. It was market day.",
    "Nothing was done about it, for the bishop was in Rome.",
  ]
  private static let broken = [
    "The river rose in the night and took the lower mill with it, and when the",
    "water fell the bridge was gone, and with it the house of the man who",
    "had built it. It was market day.",
  ]

  private static func pages(_ texts: [String], heads: [String], feet: [String] = []) -> String {
    zip(heads, texts).enumerated().map { page, lines in
      "\(lines.0)\n\n\(lines.1)\n" + (feet.isEmpty ? "" : "\n\(feet[page])\n")
    }.joined(separator: "\u{0C}")
  }

  @Test(arguments: [
    ["Psalm 2", "Psalm 19", "Psalm 117"], ["SCENE 1", "SCENE 2", "SCENE 3"],
    ["Table 1", "Table 2", "Table 3"], ["Anno 1342", "Anno 1343", "Anno 1344"],
    ["1. To his wife", "2. To his wife", "3. To his wife"], ["1. Szene", "2. Szene", "3. Szene"],
    ["Brief 14", "Brief 15", "Brief 16"], ["Письмо 4", "Письмо 5", "Письмо 9"],
  ])
  func `are the pieces' over the pages' own numbers`(heads: [String]) throws {
    for feet in [["31", "32", "33"], ["Holt 31", "Holt 32", "Holt 33"]] {
      let document = try read(Self.pages(Self.texts, heads: heads, feet: feet), as: .plainText)
      #expect(
        document.blocks.map { document.text(of: $0) } == zip(heads, Self.texts).flatMap { [$0, $1] })
    }
  }

  @Test(arguments: [
    ["Psalm 2", "Psalm 19", "Psalm 117"], ["SCENE 1", "SCENE 2", "SCENE 3"],
    ["Stone 14", "Stone 17", "Stone 30"], ["Anno 1342", "Anno 1343", "Anno 1344"],
    ["Brief 7", "Brief 8", "Brief 9"],
    ["Holt 213", "Holt 214", "Holt 217"], ["P. Harrow 12", "P. Harrow 13", "P. Harrow 14"],
  ])
  func `are kept and reported where pages have no other number`(heads: [String]) throws {
    let plain = try readWithReport(Self.pages(Self.texts, heads: heads), as: .plainText)
    let markdown = try readWithReport(
      zip(heads, Self.texts).map { "\($0)\n\n\($1)" }.joined(separator: "\n\n---\n\n"))
    for (document, report) in [plain, markdown] {
      #expect(document.blocks.map { document.text(of: $0) } == zip(heads, Self.texts).flatMap { [$0, $1] })
      #expect(document.sourceMap.furniture.allSatisfy { $0.kind != .runningHead })
      #expect(report.undecided.count == 1)
    }
  }

  @Test(arguments: [
    ["CHAPTER I 17", "CHAPTER I 18", "CHAPTER I 19"], ["The Mill 17", "The Mill 18", "The Mill 19"],
    ["Harrow 1342 17", "Harrow 1342 18", "Harrow 1342 19"],
  ])
  func `are the pages' where they rise with them`(heads: [String]) throws {
    let document = try read(Self.pages(Self.texts, heads: heads), as: .plainText)
    #expect(document.texts(.paragraph) == Self.texts)
  }

  @Test(arguments: [
    ["Draft 1", "Draft 2", "Draft 3"], ["Holt 13", "Holt 45", "Holt 112"],
    ["Holt 1342", "Holt 1343", "Holt 1344"],
  ])
  func `are the pages' where sentences go on over them`(heads: [String]) throws {
    for feet in [[], ["1", "2", "3"]] {
      let document = try read(Self.pages(Self.broken, heads: heads, feet: feet), as: .plainText)
      #expect(document.texts(.paragraph) == [Self.broken.joined(separator: " ")])
    }
  }

  @Test func `of one word are the pages' where other pages count on between them`() throws {
    let heads = ["Holt 12", "The Mill 13", "Holt 14", "The Mill 15"]
    let texts = Self.texts + ["The dyers left the town in the spring."]
    for document in [
      try read(Self.pages(texts, heads: heads), as: .plainText),
      try read(zip(heads, texts).map { "\($0)\n\n\($1)" }.joined(separator: "\n\n---\n\n")),
    ] { #expect(document.texts(.paragraph) == texts) }
  }

  @Test func `of one word are the pages' where their feet say the same`() throws {
    let document = try read(
      Self.pages(Self.texts, heads: ["Holt 213", "Holt 214", "Holt 215"], feet: ["213", "214", "215"]),
      as: .plainText)
    #expect(!document.text.string.contains("Holt") && !document.text.string.contains("214"))
  }

  @Test func `that are a year and the page's number count on with heads in words`() throws {
    let pages = [
      "The Letters of Paul Orr\n\nThe boat came in with no one in it, and the whole town went down to the\n",
      "4            LETTERS OF PAUL ORR\n\nquay to look at it. The customs men said that it was\n",
      "1804            5\n\nDanish. It was full of lemons, and they were shared among the\n",
      "6            LETTERS OF PAUL ORR\n\npoor. The vicar took\n", "1804            7\n\nsix.\n",
    ]
    let document = try read(pages.joined(separator: "\u{0C}"), as: .plainText)
    let text = document.text.string
    #expect(!text.contains("1804") && !text.contains("LETTERS"))
    #expect(text.contains("The vicar took six."))
  }

  @Test func `with small Roman numbers stay over whole pages`() throws {
    let heads = ["Lectio i", "Lectio ii", "Lectio iii"]
    let document = try read(
      "Carmina Varia\n\n" + Self.pages(Self.texts, heads: heads), as: .plainText)
    for head in heads { #expect(document.text.string.contains(head)) }
  }

  @Test func `at the feet of whole pages are kept and told of, as sums are`() throws {
    let sums = ["Total 14", "Total 15", "Total 16"]
    let (document, report) = try readWithReport(
      "The Accounts\n\n"
        + zip(Self.texts, sums).map { "\($0)\n\n\($1)\n" }.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.paragraph) == zip(Self.texts, sums).flatMap { [$0, $1] })
    #expect(report.undecided.count == 1)
    let broken = try read(
      zip(Self.broken, sums).map { "\($0)\n\n\($1)\n" }.joined(separator: "\u{0C}"), as: .plainText)
    #expect(!broken.text.string.contains("Total"))
  }
}
