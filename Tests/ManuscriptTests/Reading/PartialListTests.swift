import Manuscript
import Testing

/// Lists that answer a part of a series of marks, or what only looks like one.
@Suite("Lists that answer no series")
struct PartialListTests {
  private static let lists = (0..<3).map { list in
    ["for fish", "for hides", "for bread"].enumerated().map { "\($0 + 1). \($1) in yard \(list);\n" }.joined()
  }

  private static func marked(_ words: [String], _ mark: String, from first: Int = 1) -> String {
    words.enumerated().map { "\($1).\(mark.replacing("@", with: "\(first + $0)"))" }.joined(separator: " ")
  }

  @Test(arguments: ["[@]", "<sup>@</sup>"], ["[@] Kos, p. @.", "@. Kos, p. @."])
  func `lists of the text between marks that notes at the end answer whole`(mark: String, note: String) throws
  {
    let notes = (1...6).map { note.replacing("@", with: "\($0)") }
    let before = Self.marked(["It came", "It was taxed", "It was sold", "It was lost"], mark)
    let after = Self.marked(["It was found", "It was eaten"], mark, from: 5)
    for heading in ["", "## Tolls\n\nNobody knew.\n\n"] {
      let document = try read(
        "# Salt\n\n\(before)\n\n\(Self.lists.map { $0 + "\n" + heading }.joined())The end is near. \(after)\n\n"
          + notes.joined(separator: "\n\n") + "\n")
      #expect(document.texts(.note) == (1...6).map { "Kos, p. \($0)." })
      #expect(document.references == ["came.1", "taxed.2", "sold.3", "lost.4", "found.5", "eaten.6"])
      #expect(document.texts(.list).count == 9)
    }
  }

  @Test func `a list whose items carry marks, over the foot that answers them`() throws {
    let document = try read(
      "# Salt\n\nIt came.1 It was taxed.2\n\nIt was sold.3 It was lost.4\n\n1. for fish;5\n2. for hides;6\n"
        + "3. for bread;\n\n" + (1...6).map { "\($0). Kos, p. \($0).\n\n" }.joined()
        + "It was found.7 It was eaten.8\n\n7. Ibid.\n\n8. Tamm.\n\nNobody knew.9\n\n9. Roll.\n")
    #expect(document.texts(.note).count == 9)
    #expect(document.texts(.note).prefix(2) == ["Kos, p. 1.", "Kos, p. 2."])
    #expect(document.texts(.list) == ["1. for fish;", "2. for hides;", "3. for bread;"])
    #expect(document.references.count == 9)
  }

  @Test func `a foot that the next page's goes on stays notes, though a list at the end is as long`() throws {
    let document = try read(
      "# Salt\n\nIt came.<sup>1</sup> It was taxed.<sup>2</sup>\n\n1. Kos.\n2. Tamm.\n\n---\n\n"
        + "It was sold.<sup>3</sup> It was lost.<sup>4</sup>\n\n3. Ibid.\n4. Roll.\n\n---\n\nSo it is used\n\n"
        + "1. for fish;\n2. for hides;\n3. for bread;\n4. for soap.\n")
    #expect(document.texts(.note) == ["Kos.", "Tamm.", "Ibid.", "Roll."])
  }

  @Test(arguments: [("[23]", 3), ("[12]", 2), ("\\[12\\]", 2), ("<sup>[12]</sup>", 3)])
  func `a number in brackets is one number`(mark: String, items: Int) throws {
    let document = try read(
      "# Salt\n\nKos has shown this.\(mark) Some things follow.\n\n"
        + (1...items).map { "\($0). It was yard \($0).\n" }.joined())
    #expect(document.texts(.note).isEmpty && document.references.isEmpty)
    #expect(document.texts(.list).count == items)
  }

  @Test(arguments: [
    ("The field has 12 m<sup>2</sup> and x<sup>3</sup> trees.", 3),
    ("The reading of A<sup>1</sup> and A<sup>2</sup> differs.", 3),
    ("The reading of A<sup>1</sup> and B<sup>2</sup> differs.", 2),
    ("As [1] shows, and [2] too, this follows.", 3), ("As [1] shows, and [2] too, this follows.", 2),
    ("It came.<sup>1</sup> It went.<sup>2</sup>", 4),
  ])
  func `a list of which no more than a part is said, or by symbols only`(text: String, items: Int) throws {
    let (document, report) = try readWithReport(
      "# Salt\n\n\(text) So.\n\n" + (1...items).map { "\($0). The mill was sold.\n" }.joined())
    #expect(document.texts(.note).isEmpty)
    #expect(document.texts(.list).count == items)
    #expect(!report.undecided.isEmpty)
  }

  @Test(arguments: [
    "The reading of A<sup>1</sup> and B<sup>2</sup> is that of C.@1 It was changed in A<sup>2</sup> only.@2 So "
      + "B<sup>1</sup>.@3",
    "The tone is c<sup>1</sup>, then a<sup>2</sup>.@1 It rises to e<sup>3</sup> at the end.@2 So.@3",
  ])
  func `sigla and pitches beside notes`(text: String) throws {
    let source = (1...3).reduce(text) { $0.replacing("@\($1)", with: "<sup>\($1)</sup>") }
    let document = try read("# Salt\n\n\(source)\n\n" + (1...3).map { "<sup>\($0)</sup> Kos.\n\n" }.joined())
    #expect(document.blocks[1].noteReferences.map(\.note) == [1, 2, 3])
    let plain = (1...3).reduce(text) { $0.replacing("@\($1)", with: "") }.replacing("<sup>", with: "")
      .replacing(
        "</sup>", with: "")
    #expect(document.texts(.paragraph) == [plain])
  }

  @Test func `a mark after one letter is a note's where no other says its number`() throws {
    let document = try read(
      "It has vitamin C<sup>1</sup> and D<sup>2</sup> too.<sup>3</sup>\n\n<sup>1</sup> Kos.\n\n<sup>2</sup> Tamm.\n\n"
        + "<sup>3</sup> Roll.\n")
    #expect(document.texts(.note).count == 3)
    #expect(document.references.contains("C1"))
  }

  @Test func `where all notes are named, a raised number before is none's`() throws {
    let (document, report) = try readWithReport(
      "Das fis<sup>2</sup>, nicht cis<sup>1</sup>, steht bei Kos.[^1] Dort auch.[^2] Sonst nicht.<sup>12</sup>\n\n"
        + "[^1]: Kos.\n[^2]: Tamm.\n")
    #expect(document.references == ["Kos.1", "auch.2"])
    #expect(document.texts(.paragraph) == ["Das fis2, nicht cis1, steht bei Kos. Dort auch. Sonst nicht.12"])
    // A number that no note has may be one that has lost its note.
    #expect(report.undecided.count == 1)
  }

  @Test func `where all notes are named, a raised number behind is one's once more, but not at a letter`()
    throws
  {
    let (document, report) = try readWithReport(
      "So Kos.[^1] Dort cis<sup>1</sup> auch.[^2] Wieder.<sup>1</sup>\n\n[^1]: Kos.\n[^2]: Tamm.\n")
    #expect(document.references == ["Kos.1", "auch.2", "Wieder.1"])
    #expect(document.texts(.paragraph) == ["So Kos. Dort cis1 auch. Wieder."])
    #expect(report.undecided.count == 1)
  }
}
