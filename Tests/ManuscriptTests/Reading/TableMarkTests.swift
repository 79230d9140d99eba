import Manuscript
import Testing

/// Numbers in brackets in the cells of tables, beside marks in the text.
@Suite struct TableMarkTests {
  private func paper(_ before: String, _ cells: (String, String), _ after: String) -> String {
    let notes = ["Holt, p. 3.", "Bell, p. 4.", "Cole, p. 5.", "Dean, p. 6."]
    let list = zip(1..., notes).map { "[\($0)] \($1)" }.joined(separator: "\n\n")
    let table = "| Year | Price |\n|---|---|\n| 1601 | \(cells.0) |\n| \(cells.1) | 5s |"
    return [
      "# Prices of Rye", before, table, after, list,
    ].filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static let rows = [
    ("It rose.[1]", ("4s[2]", "Orle[3]"), "It fell.[4]"),
    ("", ("4s[1]", "Orle[2]"), "It fell.[3] It rose.[4]"),
    ("It rose.[1] It fell.[2]", ("4s[3]", "Orle[4]"), ""),
  ]

  @Test(arguments: rows)
  func `are marks where they fill the row`(before: String, cells: (String, String), after: String) throws {
    let (document, report) = try readWithReport(paper(before, cells, after))
    #expect(document.texts(.note).count == 4)
    #expect(document.references.map { String($0.last!) } == ["1", "2", "3", "4"])
    #expect(report.undecided.isEmpty)
  }

  private static let others = [
    ("It rose.[1] It sank.[2]", ("4s[2]", "Orle[1]"), "It fell.[3] It rose.[4]"),
    ("It rose.[1]", ("4s[2]", "Orle[6]"), "It fell.[3] It rose.[4]"),
    ("It rose.[1]", ("4s [2]", "[3]"), "It fell.[4]"),
  ]

  @Test(arguments: others)
  func `are the table's where they do not`(before: String, cells: (String, String), after: String) throws {
    let document = try read(paper(before, cells, after))
    #expect(document.texts(.table)[0].contains(cells.0))
    #expect(document.texts(.table)[0].contains(cells.1))
  }
}
