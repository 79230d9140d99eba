import Manuscript
import Testing

/// Notes are known by two series that answer each other, however their labels are written.
@Suite struct NoteSeriesTests {
  /// How a mark and a note's label are written; `#` stands for the label.
  static let forms = [
    ("[#]", "[#] "), (" [#]", "# "), (" [#]", "#\n\n"), ("\\[#\\]", "\\[#\\] "),
    ("[#](#page-0-#)", "<sup>#</sup> "),
    ("[[#]](#_ftn#)", "[[#]](#_ftnref#) "), ("<sup>[\\[#\\]](#n#)</sup>", "#. <a id=\"n#\"></a>"),
    ("$^#$", "$^{#}$ "), (" (#)", "(#) "), ("#", "# "), (" #", "# "), ("#", "#\n"), ("<sup>#</sup>", "# "),
    ("<sup>#</sup>", "- <span id=\"n#\"></span><sup>#.</sup> "), ("[#]", "[Footnote #: "),
  ]

  private static func written(_ form: String, _ label: String) -> String {
    form.replacing("#n#", with: "#n\(label)").replacing("#_", with: "\u{1}").replacing("#page", with: "\u{2}")
      .replacing("#", with: label).replacing("\u{1}", with: "#_").replacing("\u{2}", with: "#page")
  }

  @Test(arguments: forms) func `a page's foot is told in every form, and a sentence goes on over it`(
    mark: String, label: String
  ) throws {
    func note(_ number: Int, _ text: String) -> String {
      Self.written(label, "\(number)") + text + (label.hasPrefix("[Footnote") ? "]" : "")
    }
    let (document, report) = try readWithReport(
      """
      The mill was sold to a widow from the valley.\(Self.written(mark, "1")) The men of the village wanted it for their

      \(note(1, "See Holt, p. 34."))

      \(note(2, "Charter no. 18."))

      gardens and their tanneries.\(Self.written(mark, "2")) Nobody asked.\(Self.written(mark, "3"))

      \(note(3, "Ibid., p. 35."))
      """.replacing(
        "valley.\(Self.written(mark, "1")) The men",
        with: "valley.\(Self.written(mark, "1")) She paid.\(Self.written(mark, "2")) The men"
      ).replacing("tanneries.\(Self.written(mark, "2"))", with: "tanneries."))
    #expect(document.texts(.note) == ["See Holt, p. 34.", "Charter no. 18.", "Ibid., p. 35."])
    #expect(
      document.texts(.paragraph) == [
        "The mill was sold to a widow from the valley. She paid. The men of the village wanted it for their "
          + "gardens and their tanneries. Nobody asked."
      ])
    #expect(document.references == ["valley.1", "paid.2", "asked.3"])
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: [["*", "†", "*"], ["a", "b", "c"], ["A", "B", "C"]])
  func `symbols and letters make series too, anew on each page`(labels: [String]) throws {
    func written(_ label: String) -> String {
      label == "a" || label == "b" || label == "c"
        ? "<sup>\(label)</sup>" : label == "*" || label == "†" ? label : "[\(label)]"
    }
    let document = try read(
      """
      It was *sold* to a widow.\(written(labels[0])) She paid for it.\(written(labels[1])) They wanted it for their

      \(written(labels[0])) Holt, p. 34.

      \(written(labels[1])) Ibid.

      gardens.\(written(labels[2])) Nobody asked.

      \(written(labels[2])) Charter no. 18.
      """)
    #expect(document.references == ["widow.1", "it.2", "gardens.3"])
    #expect(document.texts(.note) == ["Holt, p. 34.", "Ibid.", "Charter no. 18."])
  }

  @Test func `notes of several chapters stand together at the end, each list under its chapter's name`()
    throws
  {
    let (document, report) = try readWithReport(
      "# Studies\n\n## The mill\n\nIt was sold.<sup>1</sup> It burnt.<sup>2</sup> As was said,<sup>1</sup> it was.\n\n"
        + "## The ford\n\nIt was old.<sup>1</sup> The monks left.<sup>2</sup>\n\n## Notes\n\n### The mill\n\n"
        + "1. Holt.\n\n2. Ibid.\n\n### The ford\n\n1. Charter 18.\n\n2. Charter 19.")
    #expect(document.references == ["sold.1", "burnt.2", "said,1", "old.3", "left.4"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `literature is no list of notes, and citations of it are text`() throws {
    let cited = "Wheels turn slowly [2], and fords are older [1, 3]. It is known.[2]"
    let list = "1. Adam, A. 1999.\n2. Brown, B. 2000.\n3. Cole, C. 2001."
    for source in ["\(cited)\n\n## References\n\n\(list)", "\(cited)\n\n\(list)"] {
      let document = try read(source)
      #expect(document.texts(.note).isEmpty)
      #expect(document.references.isEmpty)
      #expect(document.texts(.paragraph).first == cited)
    }
    let both = try read(
      "It was sold.<sup>1</sup> It burnt.<sup>2</sup>\n\n1. Holt.\n\n2. Ibid.\n\n## References\n\n\(list)")
    #expect(both.texts(.note) == ["Holt.", "Ibid."])
  }

  @Test func `two lists that could serve are kept as text and reported`() throws {
    let (document, report) = try readWithReport(
      "It was sold.<sup>1</sup> It burnt.<sup>2</sup>\n\n1. Holt, p. 34.\n2. Ibid.\n\n---\n\n1. Adam, Mills.\n2. Brown, Fords."
    )
    #expect(document.texts(.note).isEmpty)
    #expect(report.undecided.contains { $0.text.contains("Holt, p. 34") })
    #expect(report.undecided.contains { $0.text.contains("Adam, Mills") })
  }

  @Test func `a list of the text is no list of notes`() throws {
    let document = try read(
      "It was sold.<sup>1</sup> Three things were needed:\n\n1. grain,\n2. water.\n\nNobody had them.<sup>2</sup>\n\n"
        + "## Notes\n\n1. Holt.\n2. Ibid.")
    #expect(document.texts(.note) == ["Holt.", "Ibid."])
    #expect(document.references == ["sold.1", "them.2"])
    let counted = try read(
      "There are (1) mills and (2) fords. They are these:\n\n1. Mills are of wood.\n2. Fords are not.")
    #expect(counted.texts(.note).isEmpty)
  }

  @Test func `all that stands before the next note belongs to a note`() throws {
    let document = try read(
      "It was sold.[1] It burnt.[2]\n\n[1] The deed reads:\n\n> We sell the mill.\n\nSo much for it.\n\n[2] Ibid."
    )
    #expect(document.texts(.note) == ["The deed reads:\nWe sell the mill.\nSo much for it.", "Ibid."])
  }

  @Test func `notes in the text become blocks, also over lines and with brackets in them`() throws {
    let document = try read(
      "It was sold^[Holt [sic],\nand others.] to a widow.^[She was\nrich.]\n\nIt burnt.^[1893.]^[Or not.]")
    #expect(document.texts(.paragraph) == ["It was sold to a widow.", "It burnt."])
    #expect(document.texts(.note) == ["Holt [sic], and others.", "She was rich.", "1893.", "Or not."])
    #expect(document.references == ["sold1", "widow.2", "burnt.3", "burnt.4"])
  }

  @Test func `a link back to the text is no part of a note`() throws {
    let document = try read(
      "It was sold.[[1]](#footnote-2) It burnt.[[2]](#footnote-3)\n\n1. Holt. [↑](#footnote-ref-2)\n2. Ibid. ↩︎"
    )
    #expect(document.texts(.note) == ["Holt.", "Ibid."])
  }

  @Test func `one mark may refer to several notes`() throws {
    let document = try read(
      "It was sold.<sup>1, 2</sup> It burnt.<sup>3–5</sup>\n\n"
        + (1...5).map { "<sup>\($0)</sup> Note \($0)." }.joined(separator: "\n\n"))
    #expect(document.references == ["sold.1", "sold.2", "burnt.3", "burnt.4", "burnt.5"])
  }

  @Test func `a list in a note keeps its labels, in brackets and before the next note`() throws {
    let bracketed = try read(
      "It was cast.[1] It cracked.[2]\n\n[Footnote 1: Three reasons:\n\n(a) the frost;\n(b) the metal;\n(c) the heat.]\n\n"
        + "[Footnote 2: Ibid.]\n\nNobody melted it.", as: .plainText)
    #expect(
      bracketed.texts(.note).map { $0.replacing("\n", with: " ") } == [
        "Three reasons: (a) the frost; (b) the metal; (c) the heat.", "Ibid.",
      ])
    let foot = try read(
      "It was cast.<sup>1</sup> It cracked.<sup>2</sup>\n\n<sup>1</sup> Two steps:\n\n1. the mould;\n2. the metal.\n\n"
        + "<sup>2</sup> Ibid.")
    #expect(
      foot.texts(.note).map { $0.replacing("\n", with: " ") } == [
        "Two steps: 1. the mould; 2. the metal.", "Ibid.",
      ])
    #expect(foot.references == ["cast.1", "cracked.2"])
  }

  @Test func `letters and symbols in a table's cells refer to the notes under it`() throws {
    let document = try read(
      "| Year | Bell<sup>a</sup> |\n|---|---|\n| 1612<sup>b</sup> | none† |\n\n<sup>a</sup> In cwt.\n\n"
        + "<sup>b</sup> Old style.\n\n† Not cast.\n\nThe table is from Crane.")
    #expect(document.texts(.note) == ["In cwt.", "Old style.", "Not cast."])
    #expect(document.texts(.table) == ["| Year | Bell |\n|---|---|\n| 1612 | none |"])
    #expect(document.texts(.paragraph) == ["The table is from Crane."])
  }

  @Test(arguments: [
    "<sup>#</sup>", "[#]", "^#^", "^\\[#\\]^", "[[#]](#_edn#)",
  ]) func `Roman numbers are labels, and one letter is one among them`(form: String) throws {
    let labels = ["i", "ii", "iii", "iv", "v"].map { label in
      form.replacing("(#_edn#)", with: "\u{1}").replacing("#", with: label).replacing(
        "\u{1}", with: "(#_edn\(label))")
    }
    let texts = ["Vestry book.", "Ibid.", "Crane, p. 7.", "Crane, p. 9.", "Ibid., p. 8."]
    let notes = zip(labels, texts).map { "\($0) \($1)" }.joined(separator: "\n\n")
    let document = try read(
      "# Bell\n\nIt was cast.\(labels[0]) It cracked.\(labels[1]) He was not paid,\(labels[2]) and she sued."
        + "\(labels[3]) Part i of the book says so.\(labels[4])\n\n\(notes)")
    #expect(document.texts(.note) == texts)
    #expect(document.references == ["cast.1", "cracked.2", "paid,3", "sued.4", "so.5"])
  }

  @Test(arguments: ["〔#〕", "【#】", "［#］"])
  func `brackets of Chinese papers stand before the stop, with no blank after them`(form: String) throws {
    let labels = ["1", "2"].map { form.replacing("#", with: $0) }
    let document = try read(
      "旧钟考\n\n这口钟铸于一六一一年\(labels[0])。冬天它就裂了\(labels[1])。\n\n注释\n\n"
        + "\(labels[0])教区账簿，第三页。\n\(labels[1])同上。", as: .plainText)
    #expect(document.texts(.note) == ["教区账簿，第三页。", "同上。"])
    #expect(document.text.string.contains("铸于一六一一年。冬天它就裂了。"))
  }

  /// Papers by their pages, with the notes at each one's foot and the references that they should have.
  private static let bracketed: [(String, String, String)] = [
    // In the midst of the series, at its end, at its beginning, on a page whose notes begin anew.
    ("rose.[1] fell.[2]|stood.[34] came.[5]", "1 2|3 4 5", "rose.1 fell.2 stood.3 stood.4 came.5"),
    ("rose.[1] fell.[2]|stood.[34] came.", "1 2|3 4", "rose.1 fell.2 stood.3 stood.4"),
    ("rose.[12] fell.[3] stood.[4]", "1 2 3 4", "rose.1 rose.2 fell.3 stood.4"),
    ("rose.[1] fell.[2]|stood.[12] came.[3]", "1 2|1 2 3", "rose.1 fell.2 stood.3 stood.4 came.5"),
    (
      "rose.[9] fell.[10]|stood.[1112] came.[13]", "9 10|11 12 13", "rose.9 fell.10 stood.11 stood.12 came.13"
    ),
    // A number that is no two notes.
    ("rose.[1] fell [34]. stood.[2] came.[3] went.[4]", "1 2 3 4", "rose.1 stood.2 came.3 went.4"),
  ]

  @Test(arguments: bracketed)
  func `two numbers in one pair of brackets`(text: String, notes: String, references: String) throws {
    let feet = notes.split(separator: "|").map { foot in
      foot.split(separator: " ").map { "[\($0)] Holt \($0).\n\n" }.joined()
    }
    let pages = zip(text.split(separator: "|"), feet).map { "The mill \($0)\n\n\($1)" }
    let document = try read("# T\n\n" + pages.joined(separator: "---\n\n"))
    #expect(document.references == references.split(separator: " ").map(String.init))
    #expect(document.texts(.note).count == notes.split { " |".contains($0) }.count)
  }

  @Test func `circled figures begin anew on each page; the points of an argument are text`() throws {
    let document = try read(
      "# 旧钟考\n\n这口钟铸于一六一一年。① 冬天它就裂了。②\n\n① 教区账簿。\n\n② 同上。\n\n---\n\n铸工从未得到报酬。① 他的寡妇告了状。②\n\n"
        + "① 克兰。\n\n② 同上。")
    #expect(document.texts(.note) == ["教区账簿。", "同上。", "克兰。", "同上。"])
    #expect(document.blocks.flatMap(\.noteReferences).count == 4)
    let points = try read("# 钟\n\n钟有二种：①大钟；②小钟。\n\n① 大钟在塔上。\n\n② 小钟在门上。\n\n后来都没有了。")
    #expect(points.texts(.note).isEmpty)
  }
}
