import Manuscript
import Testing

/// Lists of the text, or inside of notes, that could be notes themselves.
@Suite("Rivals of notes")
struct RivalNoteTests {
  @Test(arguments: [SourceFormat.plainText, .markdown])
  func `a list behind notes that are written as the marks are`(format: SourceFormat) throws {
    let (document, report) = try readWithReport(
      "Salt\n\nIt came by sea.[1] It was taxed.[2]\n\n[1] Kos, vol. 2.\n\n[2] Tamm, p. 12.\n\n"
        + "What it was good for\n\n1. for fish,\n2. for hides.\n", as: format)
    #expect(document.texts(.note) == ["Kos, vol. 2.", "Tamm, p. 12."])
    #expect(document.references == ["sea.1", "taxed.2"])
    #expect(document.texts(.list) == ["1. for fish,", "2. for hides."])
    #expect(report.undecided.isEmpty)
  }

  @Test func `books in square brackets behind notes in round ones`() throws {
    let document = try read(
      "Le sel\n\nIl venait de la mer (1). Il payait la dîme (2).\n\n(1) Kos, p. 4.\n(2) Tamm, p. 12.\n\nImprimés\n\n"
        + "[1] Kos, Salines, 1931.\n[2] Tamm, Dîmes, 1907.\n", as: .plainText)
    #expect(document.texts(.note) == ["Kos, p. 4.", "Tamm, p. 12."])
    #expect(document.references == ["mer1", "dîme2"])
  }

  @Test func `a list of the text before notes that are written as the marks are`() throws {
    let document = try read(
      "# Salt\n\nIt came by sea.[1] It was taxed.[2]\n\n1. for fish,\n2. for hides.\n\n## Tolls\n\nNobody knew.\n\n"
        + "[1] Kos, vol. 2.\n\n[2] Tamm, p. 12.\n")
    #expect(document.texts(.note) == ["Kos, vol. 2.", "Tamm, p. 12."])
    #expect(document.texts(.list) == ["1. for fish,", "2. for hides."])
  }

  private static let links = ["[[@]](#note-@)", "[@](#note-@)", "<sup>@</sup>"]

  @Test(arguments: links)
  func `a numbered list inside a numbered note`(mark: String) throws {
    let marks = (1...3).map { mark.replacing("@", with: "\($0)") }
    func back(_ number: Int) -> String { mark == "<sup>@</sup>" ? "" : " [↑](#ref-\(number))" }
    let heading = mark == "<sup>@</sup>" ? "## Notes\n\n" : ""
    let document = try read(
      "# Salt\n\nIt came by sea.\(marks[0]) It was taxed.\(marks[1]) It was sold.\(marks[2])\n\n\(heading)"
        + "1. Kos, vol. 2.\(back(1))\n2. Three uses are named:\n\n   1. for fish,\n   2. for hides,\n   3. for bread.\n\n"
        + "   The last was late.\(back(2))\n3. Tamm, p. 12.\(back(3))\n")
    #expect(
      document.texts(.note) == [
        "Kos, vol. 2.",
        "Three uses are named:\n1. for fish,\n2. for hides,\n3. for bread.\nThe last was late.",
        "Tamm, p. 12.",
      ])
    #expect(document.references == ["sea.1", "taxed.2", "sold.3"])
    #expect(document.texts(.list).isEmpty)
  }

  @Test func `a numbered list inside the last note`() throws {
    let document = try read(
      "# Salt\n\nIt came by sea.[[1]](#n1) It was taxed.[[2]](#n2)\n\n1. Kos, vol. 2. [↑](#r1)\n"
        + "2. Two uses are named:\n\n   1. for fish,\n   2. for hides. [↑](#r2)\n")
    #expect(
      document.texts(.note) == ["Kos, vol. 2.", "Two uses are named:\n1. for fish,\n2. for hides."])
    #expect(document.references == ["sea.1", "taxed.2"])
  }

  @Test func `a list inside a note whose last paragraph is not set in`() throws {
    let document = try read(
      "# Salt\n\nIt came by sea.1 It was taxed.2 It was sold.3\n\n***\n\n  1. Kos, vol. 2.↩︎\n\n"
        + "  2. Two uses are named:\n\n     1. for fish,\n     2. for hides.\n\nThe last was late.↩︎\n\n"
        + "  3. Tamm, p. 12.↩︎\n")
    #expect(document.references == ["sea.1", "taxed.2", "sold.3"])
    #expect(document.texts(.list).isEmpty)
  }

  @Test func `a linked mark in a span with attributes`() throws {
    let document = try read(
      "It came by sea.[[\\[1\\]]{.Reference}](#_n1){#_r1} It was taxed.[[\\[2\\]]{.Reference}](#_n2){#_r2}\n\n"
        + "[[\\[1\\]]{.Reference}](#_r1){#_n1} Kos, vol. 2.\n\n[[\\[2\\]]{.Reference}](#_r2){#_n2} Tamm, p. 12.\n"
    )
    #expect(document.texts(.note) == ["Kos, vol. 2.", "Tamm, p. 12."])
    #expect(document.references == ["sea.1", "taxed.2"])
  }

  @Test(arguments: ["<sup>@</sup>", "^@^", "[@]"])
  func `a comma between two marks is theirs`(mark: String) throws {
    let marks = (1...3).map { mark.replacing("@", with: "\($0)") }
    let document = try read(
      "It came by sea.\(marks[0]),\(marks[1]) It was taxed.\(marks[2])\n\n"
        + "\(marks[0]) Kos.\n\n\(marks[1]) Tamm.\n\n\(marks[2]) Ibid.\n")
    #expect(document.texts(.paragraph) == ["It came by sea. It was taxed."])
    #expect(document.references == ["sea.1", "sea.2", "taxed.3"])
  }

  @Test func `figures before those that have notes, and after them, are reported`() throws {
    let (document, report) = try readWithReport(
      "It came by sea.1 It was taxed.2 It was sold.3 It was eaten.4 Nobody knew.5\n\n3 Kos.\n\n4 Tamm.\n")
    #expect(document.references == ["sold.3", "eaten.4"])
    #expect(report.undecided.count == 3)
    #expect(report.undecided.allSatisfy { $0.what.contains("no note with it was found") })
  }

  @Test func `a note that has lost its place in the list`() throws {
    let (document, report) = try readWithReport(
      "It came by sea.[1] It was taxed.[2] It was sold.[3] It was eaten.[4]\n\n[1] Kos.\n\n[3] Tamm.\n\n"
        + "[2] Roll.\n\n[4] Lost.\n")
    #expect(document.texts(.note) == ["Kos.", "Tamm.", "Roll.", "Lost."])
    // Notes count in the order in which they stand.
    #expect(document.references == ["sea.1", "taxed.3", "sold.2", "eaten.4"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `a plain note that goes on those before it, next to a table`() throws {
    let document = try read(
      "# Salt\n\nIt came by sea, 1 and nobody who stood at the gate in those days weighed the loads of the\n\n"
        + "1 Kos, p. 3.\n\n## Tolls\n\ncarriers. 2 It was taxed.\n\n2 Tamm.\n\n| Year | Toll |\n|---|---|\n| 1602 | 4 d. |\n"
    )
    #expect(document.texts(.note) == ["Kos, p. 3.", "Tamm."])
    #expect(document.references == ["sea,1", "carriers.2"])
  }

  @Test(arguments: [SourceFormat.plainText, .markdown])
  func `lists set in under notes whose numbers stand in brackets`(format: SourceFormat) throws {
    let inside = try read(
      "Salt\n\nIt came by sea (1). It was taxed (2). It was sold (3). It was eaten.\n\n(1) Kos.\n\n"
        + "(2) Two uses are named:\n\n   (1) for fish,\n\n   (2) for hides.\n\n(3) Tamm.\n", as: format)
    #expect(
      inside.texts(.note) == ["Kos.", "Two uses are named:\n(1) for fish,\n(2) for hides.", "Tamm."])
    let last = try read(
      "Salt\n\nIt came by sea.[1] It was taxed.[2]\n\n[1] Kos.\n\n[2] Two uses are named:\n\n"
        + "    1. for fish,\n    2. for hides.\n", as: format)
    #expect(last.texts(.note) == ["Kos.", "Two uses are named:\n1. for fish,\n2. for hides."])
  }

  @Test func `a list right over the heading of the notes`() throws {
    let document = try read(
      "# Salt\n\nIt came by sea.1 It was taxed.2\n\n## Uses\n\n1. for fish,\n2. for hides.\n\n## Notes\n\n"
        + "1. Kos.\n2. Tamm.\n")
    #expect(document.texts(.note) == ["Kos.", "Tamm."])
    #expect(document.texts(.list) == ["1. for fish,", "2. for hides."])
  }

  @Test func `lists of notes at chapters' ends before a list in brackets`() throws {
    let document = try read(
      "# Salt\n\n## Carriers\n\nIt came.[1] It went.[2]\n\n1. Kos.\n2. Tamm.\n\n## Keepers\n\n"
        + "It fell.[1] It broke.[2]\n\n1. Ibid.\n2. Roll.\n\n## Seals\n\n[1] Of wax.\n\n[2] Of lead.\n")
    #expect(document.texts(.note) == ["Kos.", "Tamm.", "Ibid.", "Roll."])
  }
}
