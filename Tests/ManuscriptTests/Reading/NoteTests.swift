import Manuscript
import Testing

@Suite("Notes")
struct NoteTests {
  @Test
  func `references in every form have no width and stand where the mark stood`() throws {
    let document = try read(
      """
      One.<sup>1</sup> Two[^2] and three.³ Four.<sup>[4]</sup> Five.$^{5}$ Six <sup>6</sup>.

      ---

      <sup>1</sup> A.

      [^2]: B.

      ³ C.

      <sup>4</sup> D.

      <sup>5</sup> E.

      <sup>6</sup> F.
      """)
    #expect(document.text(of: document.blocks[0]) == "One. Two and three. Four. Five. Six.")
    #expect(document.references == ["One.1", "Two2", "three.3", "Four.4", "Five.5", "Six6"])
    #expect(document.texts(.note) == ["A.", "B.", "C.", "D.", "E.", "F."])
  }

  @Test
  func `a fused number is the notes at the page's foot that the sequence expects`() throws {
    let (document, report) = try readWithReport(
      """
      First.<sup>1</sup> Then two at once.<sup>23</sup> More.<sup>4</sup>

      ---

      <sup>1</sup> A.

      <sup>2</sup> B.

      <sup>3</sup> C.

      <sup>4</sup> D.
      """)
    #expect(document.references == ["First.1", "once.2", "once.3", "More.4"])
    #expect(report.undecided.isEmpty)
  }

  @Test
  func `a genuine number of the same digits stays one`() throws {
    let body = (1...12).map { "Point \($0).<sup>\($0)</sup>" }.joined(separator: " ")
    let notes = (1...12).map { "<sup>\($0)</sup> Note \($0)." }.joined(separator: "\n\n")
    let (document, report) = try readWithReport("\(body)\n\n---\n\n\(notes)")
    #expect(document.blocks[0].noteReferences.map(\.note) == Array(1...12))
    #expect(report.undecided.isEmpty)
  }

  @Test
  func `fused numbers among endnotes are settled by the mark that follows`() throws {
    let marks = ["1", "2", "34"] + (5...40).map(String.init)
    let body = marks.map { "Word.<sup>\($0)</sup>" }.joined(separator: " ")
    let notes = (1...40).map { "\($0). Body \($0)." }.joined(separator: "\n\n")
    let (document, report) = try readWithReport("# T\n\n\(body)\n\n## Notes\n\n\(notes)")
    #expect(document.blocks[1].noteReferences.map(\.note) == Array(1...40))
    #expect(report.undecided.isEmpty)
    #expect(report.notes == 40)
  }

  @Test
  func `what the evidence does not decide is flagged and kept as text`() throws {
    let (document, report) = try readWithReport(
      "One.<sup>1</sup> Odd.<sup>77</sup>\n\n---\n\n<sup>1</sup> A.\n\n<sup>2</sup> B.")
    #expect(document.text(of: document.blocks[0]) == "One. Odd.77")
    #expect(report.undecided.map(\.address) == ["p1:77", "n2"])
    #expect(report.references == 1)
    for item in report.undecided { #expect(throws: Never.self) { try document.resolve(item.address) } }
  }

  @Test
  func `a number that could be one note or two and nothing tells is flagged`() throws {
    let (_, report) = try readWithReport(
      "Here.<sup>12</sup> End.\n\n## Notes\n\n"
        + (1...13).map { "<sup>\($0)</sup> Note." }.joined(separator: "\n\n"))
    #expect(report.undecided.contains { $0.what.contains("several run together") })
  }

  @Test
  func `ordinals, units and powers are no notes`() throws {
    let (document, report) = try readWithReport(
      "The 20<sup>th</sup> mile of 5 km<sup>2</sup>, 10<sup>6</sup> m³ and 1<sup>st</sup>.<sup>1</sup>\n\n---\n\n<sup>1</sup> A."
    )
    #expect(document.text(of: document.blocks[0]) == "The 20th mile of 5 km2, 106 m³ and 1st.")
    #expect(document.references == ["1st.1"])
    #expect(document.blocks[0].emphasis.map(\.kind) == Array(repeating: .superscript, count: 4))
    #expect(report.undecided.isEmpty)
  }

  @Test
  func `a power that looks like a note again is text or flagged, never guessed`() throws {
    let start = "One.<sup>1</sup> Two.<sup>2</sup> "
    let foot = "\n\n## Notes\n\n<sup>1</sup> A.\n\n<sup>2</sup> B."
    let (document, report) = try readWithReport("\(start)The logic FO<sup>2</sup> is used.\(foot)")
    #expect(document.references == ["One.1", "Two.2"])
    #expect(report.undecided.isEmpty)
    let (other, flagged) = try readWithReport("\(start)The logic Fol<sup>2</sup> is used.\(foot)")
    #expect(other.references == ["One.1", "Two.2"])
    #expect(flagged.undecided.map(\.address) == ["p1:2"])
  }

  @Test(arguments: [
    "<sup>1</sup>", "<sup>[1](#page-3-4)</sup>", "$^{1}$", "${}^{1}$", "${ }^{1}$", "^1^", "¹", "[^1]",
  ])
  func `raised numbers in every form that converters give them`(mark: String) throws {
    let document = try read("One.\(mark) Two.\n\n[^1]: A.")
    #expect(document.references == ["One.1"])
    #expect(document.text(of: document.blocks[0]) == "One. Two.")
    let other = mark == "[^1]" ? "[^1]:" : mark
    #expect(try read("One.<sup>1</sup> Two.\n\n---\n\n\(other) A.").texts(.note) == ["A."])
  }

  @Test(arguments: SourceFormat.allCases)
  func `references that lost their mark, where the page's foot expects them`(format: SourceFormat) throws {
    let page = """
      The hedge was in repair.1 So much is common ground, as vol.2 says, and “nobody denies it.”2 It was
      kept by four men34 for 12 years, and then

      1 Hedges Act 1846, s 4.

      2 Ibid., p. 80.

      3 Letters, 7.

      4 Letters, 9.

      202

      it was not. The area was 12 acres.5 It grew.

      5 Droves, 3.

      203
      """
    let (document, report) = try readWithReport(page, as: format)
    #expect(document.references == ["repair.1", "it.”2", "men3", "men4", "acres.5"])
    #expect(document.texts(.note).count == 5)
    #expect(
      document.text.string.contains("four men for 12 years, and then it was not. The area was 12 acres. It"))
    #expect(document.text.string.contains("as vol.2 says"))
    #expect(report.undecided.isEmpty)
    // Two numbers that could be it are none.
    let (unclear, flagged) = try readWithReport(
      "One.1 Two.1 Three.\n\n1 Letters, 7.\n\n12\n\nFour.2 Five.\n\n2 Letters, 8.\n\n13", as: format)
    #expect(unclear.references == ["Four.2"])
    #expect(flagged.undecided.map(\.address) == ["n1"])
    // Where others are marked, a plain number is text.
    let marked = try read("One.<sup>1</sup> Two.2 Three.\n\n---\n\n<sup>1</sup> A.\n\n2 B.")
    #expect(marked.references == ["One.1"])
  }

  @Test
  func `a definition that lost its markup is a note where the sequence expects it`() throws {
    let (document, report) = try readWithReport(
      """
      One.<sup>1</sup> Two.<sup>2</sup> Three.<sup>3</sup>

      ---

      <sup>1</sup> A.

      2 B, with 40 pages.

      3 C.
      """)
    #expect(document.texts(.note) == ["A.", "B, with 40 pages.", "C."])
    #expect(document.kinds == [.paragraph, .note, .note, .note])
    #expect(report.undecided.isEmpty)
    #expect(document.sourceMap.furniture.count { $0.kind == .noteMarker } == 6)
  }

  @Test
  func `a number that begins a paragraph elsewhere is text`() throws {
    let document = try read("One.<sup>1</sup>\n\n2 ships came.\n\n---\n\n<sup>1</sup> A.\n\n40 ships left.")
    #expect(document.texts(.note) == ["A."])
    #expect(document.texts(.paragraph) == ["One.", "2 ships came.", "40 ships left."])
  }

  @Test
  func `notes line by line without blank lines between`() throws {
    let document = try read(
      "A.<sup>1</sup> B.<sup>2</sup>\n\n---\n<sup>1</sup> First\nnote.\n<sup>2</sup> Second.")
    #expect(document.texts(.note) == ["First note.", "Second."])
  }

  @Test
  func `a note that goes on belongs together: indented, at the next foot, or before the body resumes`() throws
  {
    let indented = try read("A.[^1]\n\n[^1]: First.\n\n    Second paragraph.\n\nBody again.")
    #expect(indented.texts(.note) == ["First.\nSecond paragraph."])
    #expect(indented.block(at: "n1")?.sentences.count == 2)

    let nextFoot = try read(
      """
      The clerk counted sacks.<sup>1</sup> The mayor, who had never before in his life seen so many of them

      ---

      <sup>1</sup> See the ledger, which the clerk kept in the tower with

      in one place, was pleased.<sup>2</sup>

      ---

      his other papers.

      <sup>2</sup> Letters, 4.
      """)
    #expect(
      nextFoot.texts(.note) == [
        "See the ledger, which the clerk kept in the tower with his other papers.", "Letters, 4.",
      ])
    #expect(nextFoot.texts(.paragraph).count == 1)

    let between = try read(
      """
      Nobody knew.<sup>1</sup> The envoys travelled for eleven days before they came to the frontier and

      ---

      <sup>1</sup> The figures are disputed.

      They rest on one letter of the year 1702.

      were let through without a word.
      """)
    #expect(between.texts(.note) == ["The figures are disputed.\nThey rest on one letter of the year 1702."])
    #expect(between.texts(.paragraph).count == 1)
  }

  @Test
  func `notes of a clean paper, by word`() throws {
    let (document, report) = try readWithReport("A.[^smith] B.[^jones]\n\n[^smith]: S.\n[^jones]: J.\n")
    #expect(document.blocks.map(\.address) == ["p1", "n1", "n2"])
    #expect(document.blocks.map(\.label) == [nil, "smith", "jones"])
    #expect(document.references == ["A.1", "B.2"])
    #expect(report.pages == 0)
  }

  @Test
  func `notes that begin anew on each page are told apart by page`() throws {
    let (document, report) = try readWithReport(
      """
      Alpha.<sup>1</sup> Beta.<sup>2</sup>

      ---

      <sup>1</sup> A.

      <sup>2</sup> B.

      Gamma.<sup>1</sup>

      ---

      <sup>1</sup> C.
      """)
    #expect(document.references == ["Alpha.1", "Beta.2", "Gamma.3"])
    #expect(report.undecided.isEmpty)
  }
}
