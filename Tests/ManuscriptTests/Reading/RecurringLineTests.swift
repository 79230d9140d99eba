import Manuscript
import Testing

/// Lines that come again where pages end: sentences of the paper are kept, stamps are not.
@Suite struct RecurringLineTests {
  private static let pages = [
    "The keeper of the tower wrote down every ship that came in before the winter.",
    "Oil came from the stores of the board, and it was never enough for the season.",
    "Her sister kept the book after her, in a hand that nobody can read today.",
    "In the end the tower was sold, and the lamp went to a museum in the capital.",
  ]

  private func markdown(_ line: (Int) -> String, numbers: Bool = true) -> String {
    "# The Tower\n\n"
      + Self.pages.indices.map { page in
        "\(Self.pages[page])\n\n\(line(page))\n\n" + (numbers ? "\(21 + page)\n\n" : "") + "---\n\n"
      }.joined() + "Nothing is left."
  }

  @Test(arguments: [true, false])
  func `sentences that differ in figures only are all kept`(isLong: Bool) throws {
    let tail = isLong ? " to the widow of the last keeper for the lamp" : ""
    let document = try read(markdown { "Item, they paid \(4 + $0) crowns\(tail)." })
    for page in Self.pages.indices {
      #expect(document.text.string.contains("Item, they paid \(4 + page) crowns\(tail)."))
    }
  }

  @Test func `a refrain of a whole sentence is kept, and said`() throws {
    let refrain = "So burns the lamp above the water and nobody sees the keeper."
    let (document, report) = try readWithReport(markdown { _ in refrain })
    #expect(document.texts(.paragraph).count { $0 == refrain } == 4)
    #expect(report.undecided.count { $0.what.contains("stamp") } == 4)
  }

  @Test func `whole pages that differ in figures only are kept`() throws {
    let document = try read(
      "# Accounts\n\n"
        + (1...4).map { page in
          "In the year \(1800 + page) the tower burned oil of the board for \(page) crowns and the keeper kept the rest\n\n"
            + "\(40 + page)\n\n---\n\n"
        }.joined() + "The end.")
    for page in 1...4 { #expect(document.text.string.contains("In the year \(1800 + page)")) }
  }

  @Test func `notes whose number stands over them before a form feed`() throws {
    let bodies = ["Brandt, Towers, p. 8.", "Ibid., p. 9.", "Ibid., p. 12.", "Ibid., p. 14."]
    let text = Self.pages.indices.map { page in
      "\(Self.pages[page].dropLast()).\(page + 1)\n\n\(page + 1)\n\n\(bodies[page])\n"
    }.joined(separator: "\n\u{0C}")
    let document = try read("THE TOWER\n\n\(text)", as: .plainText)
    for body in bodies { #expect(document.text.string.contains(body)) }
  }

  @Test func `a paragraph's first line at the heads of pages is its own`() throws {
    let text = Self.pages.indices.map { page in
      "In the year \(1820 + page) the tower was let to the keeper for a sum\nof \(page + 3) crowns. \(Self.pages[page])\n"
    }.joined(separator: "\u{0C}")
    let document = try read("THE TOWER\n\n\(text)", as: .plainText)
    for page in Self.pages.indices {
      #expect(
        document.text.string.contains(
          "In the year \(1820 + page) the tower was let to the keeper for a sum of \(page + 3)")
      )
    }
  }

  @Test(arguments: [
    "Downloaded from tower.example by a guest on 4 June 2020",
    "This content downloaded from 192.0.2.4 on Thu, 04 Jun 2020 09:12:44 UTC",
    "© 2020 The Board of Lights. All rights reserved.",
  ]) func `stamps that say so go wherever they stand`(stamp: String) throws {
    for rules in [true, false] {
      let text = Self.pages.map { "\($0)\n\n\(stamp)\n\n" + (rules ? "---\n\n" : "") }.joined()
      let document = try read("# The Tower\n\n\(text)Nothing is left.")
      #expect(document.texts(.paragraph) == Self.pages + ["Nothing is left."])
    }
  }

  @Test(arguments: [
    [
      "*Review of Towers*, 8(2), 41", "*Review of Towers*, 8(2), 42", "*Review of Towers*, 8(2), 43",
      "*Review of Towers*, 8(2), 44",
    ],
    [
      "The Tower 41 Ada Brandt", "The Tower 42 Ada Brandt", "The Tower 43 Ada Brandt",
      "The Tower 44 Ada Brandt",
    ],
    ["*Ada Brandt* **41**", "**42** *The Tower*", "*Ada Brandt* **43**", "**44** *The Tower*"],
    ["## The Tower 41", "## The Tower 42", "## The Tower 43", "## The Tower 44"],
    ["## THE OLD TOWER", "## THE OLD TOWER", "## THE OLD TOWER", "## THE OLD TOWER"],
  ]) func `heads go where a sentence goes on over one of them`(heads: [String]) throws {
    let document = try read(
      "# On Towers\n\n\(Self.pages[0])\n\n\(heads[0])\n\n\(Self.pages[1]) It was for the\n\n\(heads[1])\n\n"
        + "keeper alone.\n\n\(heads[2])\n\n\(Self.pages[2])\n\n\(heads[3])\n\nNothing is left.")
    #expect(
      document.texts(.paragraph)
        == [
          Self.pages[0], "\(Self.pages[1]) It was for the keeper alone.", Self.pages[2], "Nothing is left.",
        ])
    #expect(document.texts(.heading) == ["On Towers"])
  }

  @Test func `dates of letters before rules are text`() throws {
    let document = try read(
      "# Letters\n\n"
        + Self.pages.enumerated().map { "\($1)\n\nHarrow, \(12 + $0) May 1742\n\n---\n\n" }.joined()
        + "The last is lost.")
    #expect(document.text.string.contains("Harrow, 13 May 1742"))
    #expect(document.text.string.contains("Harrow, 14 May 1742"))
  }

  @Test func `notes that say the same are all kept`() throws {
    let notes = Self.pages.indices.map { "Brandt, Old Towers, \($0 + 40)." }
    let text = Self.pages.indices.map { "\(Self.pages[$0])\n\n\(notes[$0])\n" }.joined(separator: "\n\u{0C}")
    let document = try read("THE TOWER\n\n\(text)", as: .plainText)
    for note in notes { #expect(document.text.string.contains(note)) }
    let notice = "The copyright notice above shall be part of all copies of this book and of its parts."
    #expect(try read(markdown { _ in notice }).texts(.paragraph).count { $0 == notice } == 4)
  }
}
