import Manuscript
import Testing

@Suite("Labels of lists")
struct ListTests {
  @Test
  func `numbers and letters are text, and so are found`() throws {
    let document = try read(
      "# Mill v. Ford\n\n11. The claimant owns the mill.\n\n12. The defendant owns the ford.\n\nThe court heard both.\n\n"
        + "13. The claimant sued.\n\nHe must show:\n\n(1) that he built it,\n(2) that he kept it.\n")
    #expect(
      document.texts(.list) == [
        "11. The claimant owns the mill.", "12. The defendant owns the ford.", "13. The claimant sued.",
        "(1) that he built it,", "(2) that he kept it.",
      ])
    #expect(document.find("12. the defendant").count == 1)
    #expect(document.sentences(of: "p2") == ["11. The claimant owns the mill."])
    #expect(document.blocks.allSatisfy { $0.label == nil })
  }

  @Test(arguments: [
    ["i. oats;", "ii. wool;", "iii. tin."], ["(A) oats;", "(B) wool."],
    ["1.1 Oats are sold.", "1.2 Wool is not."],
    ["a. oats;", "b. wool."], ["(I) oats;", "(II) wool."],
  ])
  func `labels that Markdown knows nothing of, each item a block`(items: [String]) throws {
    let document = try read("There were:\n\n" + items.joined(separator: "\n") + "\n\nNo more.")
    #expect(document.texts(.list) == items)
    #expect(document.kinds.last == .paragraph)
  }

  @Test
  func `letters under a number`() throws {
    let document = try read(
      "1. The claimant shows\n   (a) that he built it,\n   (b) that he kept it.\n2. No more.")
    #expect(
      document.texts(.list) == [
        "1. The claimant shows", "(a) that he built it,", "(b) that he kept it.", "2. No more.",
      ])
    #expect(document.blocks.map(\.level) == [1, 2, 2, 1])
  }

  @Test
  func `quotation, list and verse in a note stay in it`() throws {
    let document = try read(
      """
      One.[^1] Two.[^2] Three.[^3]

      [^1]: The deed says:

          > We sell the mill
          > and the meadow.

          So much for it.

      [^2]: Copies:

          1. the abbey's,
          - the county's.

          Both are lost.

      [^3]: It begins

          | The wife had grain to spare,
          | the wife had none.
      """)
    #expect(
      document.texts(.note) == [
        "The deed says:\nWe sell the mill and the meadow.\nSo much for it.",
        "Copies:\n1. the abbey's,\nthe county's.\nBoth are lost.",
        "It begins\nThe wife had grain to spare,\nthe wife had none.",
      ])
    #expect(document.kinds == [.paragraph, .note, .note, .note])
  }

  @Test func `literature under its title, without blank lines, is parted at its numbers`() throws {
    let document = try read(
      """
      On Dyers

      The blue was bled [1]. The red was boiled [2].

      References
      [1] M. Olde, Vats. Leiden, 1890.
      [2] P. Maas, Blue and What It Is Good For. Leiden:
          Brill, 1901.
      """, as: .plainText)
    #expect(
      document.texts(.paragraph).suffix(2) == [
        "[1] M. Olde, Vats. Leiden, 1890.",
        "[2] P. Maas, Blue and What It Is Good For. Leiden: Brill, 1901.",
      ])
  }

  @Test(arguments: [["I.", "II.", "III."], ["A.", "B.", "C.", "D."]])
  func `capitals with stops begin the items of a list where each line has the next of them`(labels: [String])
    throws
  {
    for format in [SourceFormat.markdown, .plainText] {
      let lines = labels.map { "\($0) The bell" }
      let document = try read(
        "There are some:\n\n\(lines.joined(separator: "\n"))\n\nSo much.\n", as: format)
      #expect(document.texts(.list) == lines)
      let names = try read("The book is by\n\nA. Pell and\nB. Roll, who wrote it.\n\nSo much.\n", as: format)
      #expect(names.texts(.list).isEmpty)
      let prose = try read("I. Newton said that\nhe saw it. So did\nII others.\n", as: format)
      #expect(prose.texts(.list).isEmpty)
    }
  }

  @Test func `an item has a list of one item where a colon leads it in`() throws {
    let document = try read(
      "1. To my son:\n   a. the bell.\n2. To my daughter:\n   a. the tower.\n\nSigned.\n")
    #expect(
      document.texts(.list) == ["1. To my son:", "a. the bell.", "2. To my daughter:", "a. the tower."])
    #expect(try read("1. He went\n   a. 1402 to Lynn.\n").texts(.list).count == 1)
  }
}
