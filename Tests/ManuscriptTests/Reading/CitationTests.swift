import Manuscript
import Testing

/// Citations by number are text that links to the entry of the list of literature.
@Suite struct CitationTests {
  /// Each link's words with its destination.
  private func links(of address: String, in document: Document) -> [String] {
    document.block(at: address)?.links.map { document.text[$0.range] + $0.destination } ?? []
  }

  private func paper(_ text: String) -> String {
    """
    # On Brine

    \(text)

    ## References

    1. Adam, A. *Brines*. 1999.
    2. Brown, B. *Salts* [in Dutch, 1]. 2000.
    3. Cole, C. *Ice*. 2001.
    """
  }

  @Test(arguments: [
    ("It is heavy.[2] So is ice.", ["2#p5"]), ("It is heavy [1–3].", ["1#p4", "3#p6"]),
    ("It is heavy [1, 3].", ["1#p4", "3#p6"]), ("It is heavy [2, p. 3, 1; 3].", ["2#p5", "3#p6"]),
    ("It is heavy [cf. 3].", ["3#p6"]), ("It is heavy [1][2].", ["1#p4", "2#p5"]),
  ]) func `a citation links to its entry and stays text`(text: String, expected: [String]) throws {
    let document = try read(paper(text))
    #expect(document.texts(.paragraph) == [text])
    #expect(links(of: "p2", in: document) == expected)
  }

  @Test(arguments: [
    ("It is heavy.<sup>2</sup> So is ice.", ["2#p5"]),
    ("It is heavy,¹ salt.¹,³ So is ice.", ["¹#p4", "¹#p4", "³#p6"]),
    ("It is heavy.^1,3^ So is ice.", ["1#p4", "3#p6"]), ("It is heavy<sup>1–3</sup>.", ["1#p4", "3#p6"]),
    ("It has 10<sup>3</sup> tons on 2 km² of 10² m.", []),
  ]) func `a raised citation links to its entry and stays text`(text: String, expected: [String]) throws {
    let document = try read(paper(text))
    #expect(links(of: "p2", in: document) == expected)
    let ends = document.block(at: "p2").map { block in block.sentences.map { document.text[$0] } } ?? []
    #expect(ends.count == (text.contains("So is") ? 2 : 1), "\(ends)")
  }

  @Test func `a raised citation is no doubtful note, one that no entry has is`() throws {
    func doubts(_ text: String) throws -> Int {
      try PaperReader.read(Array(paper(text).utf8)).report.undecided.count
    }
    #expect(try doubts("It is heavy.<sup>2</sup> It is salt.¹,³ So is ice.") == 0)
    #expect(try doubts("It is heavy.<sup>7</sup> So is ice.") == 1)
  }

  @Test(arguments: ["In [2004] it froze.", "It says [sic] so.", "See [9].", "He has [1 sack]."])
  func `what is no citation has no link`(text: String) throws {
    #expect(links(of: "p2", in: try read(paper(text))).isEmpty)
  }

  @Test func `an entry has no links of its own, a link stays what it is, a note cites too`() throws {
    let document = try read(
      paper("It is heavy [[2](https://example.org/2)].<sup>1</sup>\n\n<sup>1</sup> But see [3]."))
    #expect(links(of: "p2", in: document) == ["2https://example.org/2"])
    #expect(links(of: "n1", in: document) == ["3#p6"])
    #expect(links(of: "p5", in: document).isEmpty)
  }

  @Test func `each chapter's citations mean its own list`()
    throws
  {
    let document = try read(
      """
      # Two Studies

      ## Brine

      It is heavy [2]. It is salt [1].

      ### Literature

      [1] Adam, A. Brines. 1999.

      [2] Brown, B. Salts. 2000.

      ## Ice

      It is light [2, 1]. It is salt [1].

      ### Literature

      [1] Cole, C. Ice. 2001.

      [2] Dunn, D. Seas. 2002.
      """)
    #expect(links(of: "p3", in: document) == ["2#p6", "1#p5"])
    #expect(links(of: "p8", in: document) == ["2#p11", "1#p10", "1#p10"])
  }

  @Test(arguments: [
    ("<sup>1</sup>", "<sup>2,3</sup>", "[^1]", "[^1]: Mine.\n\n[^2]: His."),
    ("¹", "²,³", "[^1]", "[^1]: Mine.\n\n[^2]: His."),
    ("^1^", "^2,3^", "[^1]", "[^1]: Mine.\n\n[^2]: His."),
    ("$^{1}$", "$^{2,3}$", "[^1]", "[^1]: Mine.\n\n[^2]: His."),
    ("<sup>[1](#r1)</sup>", "<sup>[2](#r2),[3](#r3)</sup>", "[^1]", "[^1]: Mine.\n\n[^2]: His."),
    ("<sup>[1]</sup>", "<sup>[2,3]</sup>", "<sup>1</sup>", "<sup>1</sup> Mine.\n\n<sup>2</sup> His."),
    ("<sup>1</sup>", "<sup>2,3</sup>", "[1]", "## Notes\n\n[1] Mine.\n\n[2] His."),
  ])
  func `raised citations are told from the notes that other marks refer to`(
    one: String, two: String, mark: String, notes: String
  ) throws {
    let next = mark.replacing("1", with: "2")
    let document = try read(
      paper("It is heavy.\(one) So is ice,\(two) I think.\(mark) He does too.\(next)\n\n\(notes)"))
    #expect(document.texts(.note) == ["Mine.", "His."])
    #expect(document.references == ["think.1", "too.2"])
    #expect(links(of: "p2", in: document).map { $0.suffix(3) }.allSatisfy { $0.contains("#p") })
    #expect(links(of: "p2", in: document).count == 3)
  }

  @Test func `a raised number that says a note once more is no citation`() throws {
    let document = try read(
      paper("It is heavy.[^1] So is ice.[^2] Again.<sup>1</sup>\n\n[^1]: Mine.\n\n[^2]: His."))
    #expect(document.references == ["heavy.1", "ice.2", "Again.1"])
  }

  @Test func `notes in brackets below literature in brackets are those whose marks stand at words`() throws {
    let list = "[1] A. Wheeler, On the Motion of Mud, 1893.\n\n[2] R. Dale, “Fixed marks,” 1921."
    let notes = "[1] The authors worked in March.\n\n[2] Out of sample."
    let (document, report) = try readWithReport(
      "Tidal Markers\n\nMarkers have been used to measure sediment [1]. Neither is safe [2]. Okoye wrote that “no marker can "
        + "be trusted.”[1] It was disputed.[2]\n\nReferences\n\n\(list)\n\n\(notes)\n", as: .plainText)
    #expect(document.texts(.note) == ["The authors worked in March.", "Out of sample."])
    #expect(document.text.string.contains("sediment [1]. Neither is safe [2]."))
    #expect(report.undecided.isEmpty)
    let (other, doubts) = try readWithReport(
      "Tidal Markers\n\nMarkers have been used [1]. Neither is safe [2]. It was disputed [1]. So it stayed [2].\n\n"
        + "References\n\n\(list)\n\n\(notes)\n", as: .plainText)
    #expect(other.texts(.note).isEmpty)
    #expect(!doubts.undecided.isEmpty)
  }

  @Test func `that may be marks of notes which are numbered alike are reported`() throws {
    let (document, report) = try readWithReport(
      "# Salt\n\n## **1 Pans**\n\nSalt was boiled in pans [2], as all say [1, 2]. The pans were of lead. [1] They "
        + "leaked.[2]\n\n## References\n\n[1] Abel, R. *Pans*. York, 1901.\n\n[2] Bolt, J. *Lead*. Hull, 1902.\n\n"
        + "## Notes\n\n[1] So Holt, p. 3.\n\n[2] Ibid.\n")
    #expect(document.texts(.note) == ["So Holt, p. 3.", "Ibid."])
    #expect(document.texts(.heading).contains("1 Pans"))
    #expect(!document.text.string.contains("pans [2]") || document.text.string.contains("say [1, 2]"))
    #expect(
      document.text.string.contains("pans [2], as all say [1, 2]")
        || report.undecided.contains { $0.what.contains("cite the literature") })
  }
}
