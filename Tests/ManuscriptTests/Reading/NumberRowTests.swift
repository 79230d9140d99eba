import Manuscript
import Testing

/// Numbers by themselves at pages' edges that count something else than the pages.
@Suite struct NumberRowTests {
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

  private static func pages(_ texts: [String], tops: [String], feet: [String]) -> String {
    texts.indices.map { page in
      [tops, [], feet].enumerated().map { place, row in
        place == 1 ? texts[page] + "\n" : row.isEmpty ? "" : row[page] + "\n"
      }.joined(separator: "\n")
    }.joined(separator: "\u{0C}")
  }

  @Test(arguments: [
    (["1342", "1343", "1344"], ["17", "18", "19"]), (["1342", "1345", "1350"], ["17", "18", "19"]),
    (["2", "19", "117"], ["212", "213", "214"]),
    (["I", "II", "III"], ["17", "18", "19"]),
  ])
  func `over the pages' own are the text's`(tops: [String], feet: [String]) throws {
    let (document, report) = try readWithReport(
      Self.pages(Self.texts, tops: tops, feet: feet), as: .plainText)
    #expect(
      document.blocks.map { document.text(of: $0) } == zip(tops, Self.texts).flatMap { [$0, $1] })
    #expect(document.sourceMap.furniture.count { $0.kind == .pageNumber } == 3)
    #expect(report.undecided.count == 1)
  }

  @Test(arguments: [["1342", "1343", "1344"], ["1342", "1345", "1350"], ["1342", "1344", "1350"]])
  func `that may be years stay where no sentence goes on under one of them`(tops: [String]) throws {
    let plain = try readWithReport(Self.pages(Self.texts, tops: tops, feet: []), as: .plainText)
    let markdown = try readWithReport(
      zip(tops, Self.texts).map { "\($0)\n\n\($1)" }.joined(separator: "\n\n---\n\n"))
    for (document, report) in [plain, markdown] {
      #expect(document.texts(.paragraph) == zip(tops, Self.texts).flatMap { [$0, $1] })
      #expect(report.undecided.count == 1)
    }
  }

  @Test func `at the feet are dates where those at the tops count the pages`() throws {
    let (years, numbers) = (["1342", "1345", "1350"], ["17", "18", "19"])
    let document = try read(Self.pages(Self.texts, tops: numbers, feet: years), as: .plainText)
    #expect(document.texts(.paragraph) == zip(Self.texts, years).flatMap { [$0, $1] })
  }

  @Test func `stand under the title of a chronicle and over notes`() throws {
    let pages = zip(Self.texts, ["1342", "1343", "1344"]).enumerated().map { place, page in
      "\(page.1)\n\n\(page.0)\(place + 1)\n\n\(place + 1) The upper mill stood.\n\n\(place + 17)\n"
    }
    let document = try read(
      "The Annals of the Ford\n\n" + pages.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.note).count == 3)
    let text = document.text.string
    #expect(["1342", "1343", "1344"].allSatisfy(text.contains))
    #expect(!["17", "18", "19"].contains(where: text.contains))
  }

  @Test(arguments: [
    (["213", "214", "215"], ["1", "2", "3"]), (["1342", "1343", "1344"], []), (["17", "18", "21"], []),
    (["1342", "1345", "1350"], []),
  ])
  func `are the pages' where sentences go on over them`(tops: [String], feet: [String]) throws {
    let document = try read(Self.pages(Self.broken, tops: tops, feet: feet), as: .plainText)
    #expect(document.texts(.paragraph) == [Self.broken.joined(separator: " ")])
  }

  @Test(arguments: [
    (["17", "18", "19"], []), (["17", "18", "21"], []), ([], ["17", "18", "19"]),
    ([], ["1342", "1343", "1344"]),
  ])
  func `are the pages' where nothing else counts them`(tops: [String], feet: [String]) throws {
    let document = try read(Self.pages(Self.texts, tops: tops, feet: feet), as: .plainText)
    #expect(document.texts(.paragraph) == Self.texts)
  }

  @Test func `at the tops of a print's pages and at the feet of its scan's are both the pages'`() throws {
    let pages = [
      "The Oast\n\nThe oast was round, and its cowl turned with the wind, so that the\n\n1\n",
      "214\n\nsmoke went out to leeward. Hops were dried there.\n\n2\n",
      "215\n\nThe brewers paid late, and the growers drank.\n\n3\n",
    ]
    let document = try read(pages.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.paragraph).count == 2)
    #expect(!["1", "2", "3", "214", "215"].contains(where: document.text.string.contains))
  }

  @Test func `a year that heads two pages of one sentence is no part of it`() throws {
    let pages = [
      "Annals\n\n1341\n\nThe wall was begun.\n\n7\n", "1342\n\nThe wall fell upon the abbot, who\n\n8\n",
      "1342\n\nhad praised it.\n\n9\n", "1343\n\nThere was no wall.\n\n10\n",
    ]
    let document = try read(pages.joined(separator: "\u{0C}"), as: .plainText)
    #expect(
      document.texts(.paragraph) == [
        "The wall was begun.", "1342", "The wall fell upon the abbot, who had praised it.", "1343",
        "There was no wall.",
      ])
  }

  @Test(arguments: [["B.", "A.", "C."], ["fol.", "fol.", "p."], ["B om.", "fol. 9", "ms. A."]])
  func `at the feet are no part of the notes over them`(ends: [String]) throws {
    let pages = ends.indices.map { page in
      "\(page + 21)\n\n\(Self.texts[page])\(page + 1)\n\n\(page + 1) Habiit \(ends[page])\n\n\(page + 212)\n"
    }
    let document = try read(pages.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.note) == ends.map { "Habiit \($0)" })
    let text = document.text.string
    #expect(["21", "22", "23"].allSatisfy(text.contains))
    #expect(!["212", "213", "214"].contains(where: text.contains))
  }
}
