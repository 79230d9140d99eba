import Manuscript
import Testing

/// Numbers and letters in round brackets: marks and notes with text after them, and points, examples and laws, which are
/// numbered like them.
@Suite struct RoundMarkTests {
  private func expectNotes(_ text: String, _ references: [String], as format: SourceFormat = .markdown) throws
  {
    let (document, report) = try readWithReport(text, as: format)
    #expect(document.references == references)
    #expect(document.texts(.note).count == references.count)
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: ["(#)", "#)", "（#）"])
  func `text goes on after a page's notes`(label: String) throws {
    func labelled(_ number: Int) -> String { label.replacing("#", with: "\(number)") }
    for numbers in [[1, 2, 3, 4], [1, 2, 1, 2]] {
      let labels = numbers.map(labelled)
      try expectNotes(
        """
        # Le four

        Le four fut vendu\(labels[0]). Les moines payèrent\(labels[1]).

        \(labels[0]) Cartulaire, p. 4.

        \(labels[1]) Ibid.

        La dîme fut abolie\(labels[2]). On démolit le four\(labels[3]).

        \(labels[2]) Terrier, fol. 9.

        \(labels[3]) Arch., B 12.

        Personne n’en parle plus.

        """, ["vendu1", "payèrent2", "abolie3", "four4"])
    }
  }

  @Test func `marks stand in the midst of sentences, behind years, and a foot has one note`() throws {
    try expectNotes(
      """
      # Le four

      Le seigneur Renaud (1) donna le four en 1702 (2), et la dîme fut vendue (3).

      (1) Cartulaire, p. 4.

      (2) Ibid.

      (3) Arch., B 12.

      Les moines le vendirent ensuite (1).

      (1) Terrier, fol. 9.

      Personne n’en parle plus.

      """, ["Renaud1", "17022", "vendue3", "ensuite4"])
  }

  @Test func `marks stand behind sentences, and a foot parts one`() throws {
    try expectNotes(
      """
      # Die Mühle

      Die Mühle wurde verkauft. (1) Niemand fragte nach dem Preis. (2)

      (1) Huber.

      (2) Ebd.

      Sie brannte. (3) Man baute sie wieder auf. (4) Der Müller gab seinen

      (3) Akte 3.

      (4) Ebd.

      Garten her. Später wurde sie verlassen. (5)

      (5) Huber, S. 4.

      Mehr ist davon nicht bekannt.

      """, ["verkauft.1", "Preis.2", "brannte.3", "auf.4", "verlassen.5"])
  }

  @Test func `half brackets stand before stops`() throws {
    try expectNotes(
      "Die Mühle\n\nSie stand weit vor dem Dorf 1), und sie\nbrannte im Winter 2). Man goss sie um 3).\n\n"
        + "1) Huber.\n2) Ebd.\n3) Akte 3.\n\nMehr gibt es davon nicht zu sagen.\n",
      ["Dorf1", "Winter2", "um3"], as: .plainText)
    try expectNotes(
      "水車\n\n水車は売られた1)。代金は木材で払われた2)。\n\n1) 佐藤12頁。\n2) 同上。\n\nその後は知られていない。\n",
      ["水車は売られた1", "水車は売られた。代金は木材で払われた2"], as: .plainText)
  }

  @Test(arguments: ["\n", "\n## Notes\n"], [" (a). So (b).", ".(a) So.(b)", ". (a) So it burnt. (b)"])
  func `letters in round brackets`(heading: String, marks: String) throws {
    let document = try read("# The Mill\n\nIt was sold\(marks)\n\(heading)\n(a) Holt, p. 3.\n\n(b) Ibid.\n")
    #expect(document.texts(.note) == ["Holt, p. 3.", "Ibid."])
    #expect(document.references.count == 2)
  }

  @Test(
    arguments: [
      "The tone is clear from (#). It does not hold for (%).", "Consider (#). Compare it with (%).",
      "The first is sentence (#). It differs from example (%).",
      "The tone is high in (#), but low in (%).",
      "The board may act under subsection (#), and pay under (%).",
      "There were two causes: (#) the price and (%) the roof.",
      "There were two causes. (#) The price rose. (%) The roof fell.",
      "The bell rang (#). The bell fell (%). Only the verb of the first (#) is strong.",
      "The lord may sue under section 4 (#). The widow may sue under section 5 (%).",
    ], ["12", "ab"])
  func `points, examples and parts of laws are the text's`(text: String, labels: String) throws {
    let (first, second) = (String(labels.first!), String(labels.last!))
    let text = text.replacing("#", with: first).replacing("%", with: second)
    let document = try read(
      "# The Case\n\n\(text)\n\n(\(first)) The bell rang.\n\n(\(second)) The bell fell.\n\nBoth are known.\n")
    #expect(document.texts(.note).isEmpty)
    #expect(document.text.string.contains(text))
  }

  @Test func `one note by itself with text after it is said to be doubtful`() throws {
    let (document, report) = try readWithReport(
      "# Le four\n\nLes moines vendirent le four (1).\n\n(1) Terrier, fol. 9.\n\nPersonne n’en parle plus.\n")
    #expect(document.texts(.note).isEmpty)
    #expect(
      report.undecided.map(\.what) == ["This may be note 1 or a list of the text. It is kept as text."])
  }
}

/// Points that a sentence counts, beside notes whose marks are written like the points' numbers.
@Suite struct CountedPointTests {
  private static let notes = ["Holt, p. 3.", "Dunn, p. 8.", "Lease of 1702."]

  /// The text with `#` for the marks of notes, and their list with `label`.
  private func expectPoints(
    _ text: String, label: String, _ labels: [String] = ["1", "2", "3"], notes: String = "\n\nNotes\n\n"
  ) throws {
    let marks = labels.map { label.replacing("#", with: $0) }
    let pieces = text.split(separator: "#", omittingEmptySubsequences: false)
    let marked = zip(pieces, marks + [""]).map { $0 + $1 }.joined()
    let list = zip(marks, Self.notes).map { "\($0) \($1)" }.joined(separator: "\n")
    let (document, report) = try readWithReport("The Mill\n\n\(marked)\(notes)\(list)\n", as: .plainText)
    #expect(document.texts(.note) == Self.notes)
    #expect(
      document.texts(.paragraph) == [
        text.replacing(" #", with: "").replacing("\n#", with: "").replacing("#", with: "")
          .replacing("\n", with: " ")
      ])
    #expect(report.undecided.isEmpty)
  }

  @Test(
    arguments: ["(#)", "#)"],
    [
      "The miller paid in: (1) corn, (2) malt,\nand (3) eels", "The miller paid (1) in corn and (2) in\nmalt",
      "The miller paid: (1)\nin corn; (2) in malt",
      "The miller paid (1) corn, (2) malt, (3) eels, and (4) wax",
    ])
  func `numbers of points`(label: String, points: String) throws {
    for mark in [" #", "#"] {
      try expectPoints("It stood on the weir.\(mark) \(points).\(mark) It burnt down.\(mark)", label: label)
      try expectPoints("It stood on the weir\(mark). \(points)\(mark). It burnt down\(mark).", label: label)
    }
  }

  @Test func `letters of points`() throws {
    try expectPoints(
      "It stood on the weir. # The miller paid (a) in corn,\nand (b) in eels. # It burnt. #", label: "(#)",
      ["a", "b", "c"])
  }

  @Test func `points in Japanese`() throws {
    try expectPoints(
      "水車は売られた#。代金は三度払われた：（1）春、（2）夏、（3）冬である#。その後は焼けた#。", label: "（#）", notes: "\n\n注\n\n")
  }

  @Test func `a list led in says nothing of the marks`() throws {
    let document = try read(
      "The Mill\n\nIt stood on the weir. (1) The miller paid (1) in corn, (2) in malt, and (3) in eels. (2)\n\n"
        + "He left the following:\n\n1. A wheel.\n2. A stone.\n\nNotes\n\n(1) Holt, p. 3.\n(2) Dunn, p. 8.\n",
      as: .plainText)
    #expect(document.references == ["weir.1", "eels.2"])
  }

  @Test func `a point takes no note whose mark is lost`() throws {
    let (document, report) = try readWithReport(
      "The Mill\n\nIt stood on the weir. (1) The miller paid (1) in corn, (2) in malt, and (3) in eels. "
        + "It burnt. (3)\n\nNotes\n\n(1) Holt, p. 3.\n(2) Dunn, p. 8.\n(3) Lease of 1702.\n", as: .plainText)
    #expect(document.text.string.contains("(1) in corn, (2) in malt, and (3) in eels"))
    #expect(document.references == ["weir.1", "burnt.3"])
    #expect(report.undecided.map(\.what) == ["Nothing in the text refers to note 2."])
  }

  @Test(arguments: ["#", "[#]"], ["# ", "#. "])
  func `points beside marks of another form`(mark: String, label: String) throws {
    for points in ["(1) corn, (2) malt, and (3) eels", "(1) corn and (2) malt"] {
      let text = "The miller paid in: \(points)."
      let marks = ["1", "2"].map { mark.replacing("#", with: $0) }
      let labels = ["1", "2"].map { label.replacing("#", with: $0) }
      let (document, report) = try readWithReport(
        "The Mill\n\nIt stood on the weir.\(marks[0]) \(text) It burnt down.\(marks[1])\n\n"
          + "Notes\n\n\(labels[0])Holt, p. 3.\n\n\(labels[1])Dunn, p. 8.\n", as: .plainText)
      #expect(document.texts(.paragraph) == ["It stood on the weir. \(text) It burnt down."])
      #expect(document.references == ["weir.1", "down.2"])
      #expect(report.undecided.isEmpty)
    }
  }

  @Test(arguments: ["(#)", "#)"])
  func `issues of a volume`(label: String) throws {
    try expectPoints(
      "It stood on the weir.# It was drawn for the Almanack 12 (2), and for the Mirror\n3 (1) as well.# It burnt.#",
      label: label)
  }

  @Test func `letters begin lines of the text, and others are parts of words`() throws {
    try expectPoints(
      "It stood on the weir.\n# The miller paid the toll(s) in corn.\n# It burnt. #", label: "(#)",
      ["a", "b", "c"])
  }

  @Test func `marks in the midst of sentences are no points where nothing else says their notes`() throws {
    for text in [
      "The lord Renaud, (1) of the weir, (2) gave the mill and left. (3)",
      "The lord Renaud (1) gave the mill and (2) the weir. He left. (3)",
    ] {
      let document = try read(
        "The Mill\n\n\(text)\n\nNotes\n\n(1) Holt, p. 3.\n(2) Dunn, p. 8.\n(3) Lease of 1702.\n",
        as: .plainText)
      #expect(document.texts(.note) == Self.notes)
      #expect(document.references.count == 3)
    }
  }

  @Test(arguments: [
    ("The verb stands second, as in (1) and (2).", "(#)"),
    ("Das Verb steht an zweiter Stelle, in (1) und (2).", "(#)"),
    ("Of these (1) is proved. (2) is likely, and (3) must be given up.", "(#)"),
    ("By rule (1) no one may sell; by rule (2) no one may buy; rule (3) is lost.", "#."),
    ("There are three: (1) the first, (2) the second, and (3) the third.", "(#)"),
    ("The verb stands second (see (1)), and last (see (2) and (3)).", "(#)"),
    ("From equation [1] it follows that [2] holds, and hence [3].", "[#]"),
  ])
  func `items of a list that the text names are no notes, although a page or the paper ends there`(
    text: String, label: String
  ) throws {
    let items = ["The charter is real.", "The date is wrong.", "The copy is older."].enumerated()
      .map { "\(label.replacing("#", with: "\($0 + 1)")) \($1)" }.joined(separator: "\n")
    for end in ["", "\n\u{0C}Nothing more was heard of it, and the parish forgot him.\n"] {
      let document = try read("Three Theses\n\n\(text)\n\n\(items)\n\(end)", as: .plainText)
      #expect(document.texts(.note).isEmpty)
      #expect(document.text.string.contains(text) && document.text.string.contains("The copy is older."))
    }
  }

  @Test func `a numbered list of the text asks for no marks beside a sentence's points`() throws {
    let document = try read(
      "The Weir\n\nIt was sold. (1) He was paid in three ways: (1) in coin, (2) in wood, and (3) in fish. (2) So it was told. (3)\n\n"
        + "The council resolved three things.\n\n1. That a boat be bought.\n2. That the men be paid.\n3. That it end.\n\nIt ended. (4)\n\n"
        + "Notes\n\n(1) Roll 1.\n(2) Roll 2.\n(3) Roll 3.\n(4) Roll 4.\n", as: .plainText)
    #expect(document.references == ["sold.1", "fish.2", "told.3", "ended.4"])
    #expect(document.text.string.contains("(1) in coin, (2) in wood, and (3) in fish."))
  }

  @Test func `a dagger in brackets is of one who died, also at a line's end`() throws {
    let document = try read(
      "The Weir\n\nIt was sold.* His wife was Anna (†1651), and his son Karl (†\n1670). So it was told.†\n\n* Roll 1.\n\n† Roll 2.\n",
      as: .plainText)
    #expect(document.references == ["sold.1", "told.2"])
    #expect(document.text.string.contains("Karl († 1670)."))
  }
}
