import Manuscript
import Testing

/// What is written like marks and stands otherwise than they do: behind symbols and figures, within sentences, before words.
@Suite struct MarkPlaceTests {
  private static let notes = ["Holt, p. 34.", "Bell, p. 36.", "Roll of 1640."]

  /// A paper with marks behind its three sentences, the second of which holds some words.
  private func paper(holding words: String, _ write: (Int) -> String) -> String {
    let text = "The mill was sold.\(write(1)) The ford, \(words), rose.\(write(2)) She kept it.\(write(3))"
    let bodies = zip(Self.notes, 1...).map { "\(write($1)) \($0)" }.joined(separator: "\n\n")
    return "# T\n\n\(text)\n\n\(bodies)\n"
  }

  private func expectLeft(_ words: String, as read: String, _ write: (Int) -> String) throws {
    let document = try ManuscriptTests.read(paper(holding: words, write))
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == ["sold.1", "rose.2", "it.3"])
    #expect(document.text.string.contains("The ford, \(read), rose."))
  }

  private static let raised = [
    "where *R*<sup>2</sup> = .83",
    "with cos<sup>2</sup> x",
    "as <sup>2</sup> *Luci* <sup>3</sup> *vixit* says",
  ]

  @Test(arguments: raised)
  func `raised numbers within a sentence, where all marks stand behind stops`(words: String) throws {
    let plain = words.replacing(/<.?sup>|\*/, with: "")
    try expectLeft(words, as: plain) { "<sup>\($0)</sup>" }
  }

  @Test(arguments: [
    "on fol. 12<sup>b</sup> and 13<sup>c</sup>", "of the XVI<sup>c</sup> age", "on the 3<sup>b</sup> day",
  ])
  func `raised letters behind figures`(words: String) throws {
    let plain = words.replacing(/<.?sup>/, with: "")
    try expectLeft(words, as: plain) { "<sup>\(["a", "b", "c"][$0 - 1])</sup>" }
  }

  @Test(arguments: ["as Eq. (2) says", "where f(2) = 3"])
  func `numbers in round brackets within a sentence`(words: String) throws {
    try expectLeft(words, as: words) { "(\($0))" }
  }

  @Test(arguments: [
    "as PIR<sup>2</sup> A 123 has it", "in LSJ<sup>3</sup>", "in Duden<sup>2</sup> p. 3",
    "where (a + b)<sup>2</sup> is",
  ])
  func `raised numbers right at words, which might mention a note before its own mark, are told of`(
    words: String
  ) throws {
    let (document, report) = try readWithReport(paper(holding: words) { "<sup>\($0)</sup>" })
    #expect(document.references == ["sold.1", "rose.2", "it.3"])
    #expect(document.text.string.contains("The ford, \(words.replacing(/<.?sup>/, with: "")), rose."))
    #expect(report.undecided.count == 1)
  }

  @Test(arguments: ["cowl", "weather-vane"])
  func `a raised number at a common word mentions a note before its own mark, and is told of`(
    word: String
  ) throws {
    let (document, report) = try readWithReport(
      paper(holding: "and the \(word)² too") { ["¹", "²", "³"][$0 - 1] })
    #expect(document.references == ["sold.1", "\(word)2", "rose.2", "it.3"])
    #expect(report.undecided.count == 1)
  }

  @Test(arguments: [
    "where mill² and mill³ are", "a field of feet²", "the tanh² of it", "in Duden² too", "as rev² has",
  ])
  func `a raised number at a siglum, a unit or a word with several is kept as text`(words: String) throws {
    let (document, report) = try readWithReport(paper(holding: words) { ["¹", "²", "³"][$0 - 1] })
    #expect(document.references == ["sold.1", "rose.2", "it.3"])
    #expect(document.text.string.contains(words))
    #expect(!report.undecided.isEmpty)
  }

  @Test(arguments: ["[", "("])
  func `notes of a first chapter, marked in clauses, are notes where others stand behind stops`(
    bracket: String
  ) throws {
    func write(_ number: Int) -> String { bracket == "[" ? "[\(number)]" : "(\(number))" }
    let document = try read(
      """
      # Two Winters

      ## The First

      The ice\(write(1)) came in November and the boats\(write(2)) were drawn up.

      \(write(1)) Nine inches thick.

      \(write(2)) All but one.

      ## The Second

      There was no ice at all.\(write(1)) The boats lay out till spring.\(write(2))

      \(write(1)) Nor frost.

      \(write(2)) Until Lady Day.
      """)
    #expect(document.references == ["ice1", "boats2", "all.3", "spring.4"])
  }

  @Test(arguments: [("Smithy[1]", "[", "]"), ("weir1", "", ""), ("cowl(1)", "(", ")")])
  func `a note mentioned before its mark behind a stop is never left unsaid`(
    first: String, open: String, close: String
  ) throws {
    let text =
      "The \(first) is old, as all say. It was sold.\(open)1\(close) It fell.\(open)2\(close) It burnt.\(open)3\(close)"
    let bodies = zip(Self.notes, 1...).map { "\(open)\($1)\(close) \($0)" }.joined(separator: "\n\n")
    let (document, report) = try readWithReport("# T\n\n\(text)\n\n\(bodies)\n")
    #expect(document.references.contains("\(first.prefix { $0.isLetter })1") || !report.undecided.isEmpty)
  }

  @Test func `numbers in brackets that count sentences`() throws {
    let document = try read(
      """
      # T

      [1] The miller was born at the ford.[1] [2] His father was poor. [3] His mother was not.[2] [4] He died.

      Notes

      [1] In 1742.

      [2] She had geese.
      """)
    #expect(document.references == ["ford.1", "not.2"])
    #expect(document.text.string.contains("[2] His father was poor. [3] His"))
  }

  @Test func `words that a number tells from others of their form`() throws {
    let document = try read(
      """
      The Words for Mill

      Here mill1 is the building, mill2 the coin.1 The former is older.2

      1 OED.
      2 By 900 years.
      """, as: .plainText)
    #expect(document.references == ["coin.1", "older.2"])
    #expect(document.text.string.contains("mill1 is the building, mill2 the coin."))
  }

  @Test func `a star that opens a word within emphasis`() throws {
    let document = try read(
      """
      # On a Lost Word

      The form *\\*wodnaz* is not found.\\* It gave Woden.†

      \\* It is a guess.

      † See Grimm.
      """)
    #expect(document.references == ["found.1", "Woden.2"])
    #expect(document.texts(.paragraph) == ["The form *wodnaz is not found. It gave Woden."])
  }

  @Test func `stars behind a table's figures, where the note has its mark elsewhere`() throws {
    let (document, report) = try readWithReport(
      """
      # Prices\\*

      The prices rose.

      | Good | r |
      |---|---|
      | Rye | .42* |
      | Oats | .61** |

      \\* I thank the vicar.
      """)
    #expect(document.references == ["Prices1"])
    #expect(document.texts(.table)[0].contains(".42*"))
    #expect(report.undecided.count == 2)
  }

  @Test func `verses behind raised numbers, before the whole list of the notes`() throws {
    let document = try read(
      """
      # Psalm 1

      We print Ms. 12.<sup>1</sup>

      <sup>1</sup> Beatus vir. <sup>2</sup> Sed in lege. <sup>3</sup> Et erit tamquam lignum.<sup>2</sup>

      It is cut off.<sup>3</sup>

      ## Notes

      <sup>1</sup> Fol. 3.

      <sup>2</sup> Corrected.

      <sup>3</sup> By the binder.
      """)
    #expect(document.texts(.note) == ["Fol. 3.", "Corrected.", "By the binder."])
    #expect(document.references == ["12.1", "lignum.2", "off.3"])
    #expect(document.text.string.contains("1 Beatus vir. 2 Sed in lege. 3 Et erit"))
  }

  @Test func `a note that came in late`() throws {
    let document = try read(
      """
      # T

      The mill was sold.<sup>1</sup> She paid.<sup>2</sup> She paid again.<sup>2a</sup> It burnt.<sup>3</sup>

      <sup>1</sup> Holt, p. 3.

      <sup>2</sup> In grain.

      <sup>2a</sup> In coin.

      <sup>3</sup> In 1893.
      """)
    #expect(document.texts(.note) == ["Holt, p. 3.", "In grain.", "In coin.", "In 1893."])
    #expect(document.references == ["sold.1", "paid.2", "again.3", "burnt.4"])
  }

  @Test func `marks by themselves before the stops of French sentences`() throws {
    let document = try read(
      """
      Le Moulin du Gué

      Le moulin fut vendu à l’abbé 1. Il écrivit « l’eau est à nous » 2. Le prix n’est pas connu 3.

      1. Archives, B 12.
      2. Cartulaire, p. 4.
      3. Ibid., p. 5.
      """, as: .plainText)
    #expect(document.texts(.note) == ["Archives, B 12.", "Cartulaire, p. 4.", "Ibid., p. 5."])
  }

  @Test(arguments: [
    "She bought plot 1. He bought plot 2. They sold plot 3.",
    "She read in book 1. He looked at line 2. They took the road from step 3.",
  ])
  func `numbers of things before stops are none`(text: String) throws {
    let document = try read("T\n\n\(text)\n\n1. Buy a rope.\n2. Sell it.\n3. Go home.\n", as: .plainText)
    #expect(document.texts(.note).isEmpty)
    #expect(document.text.string.contains(text))
  }

  @Test func `marks behind stops that a converter has escaped`() throws {
    let (document, report) = try readWithReport(
      """
      # T

      The mill was sold\\.1 The ford \\(so Holt\\) rose\\.2

      She said that “it is mine\\.”3

      Nobody came\\.

      1 Holt, p\\. 34\\.

      2 Bell, p\\. 36\\.

      3 Roll of 1640\\.
      """)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == ["sold.1", "rose.2", "mine.”3"])
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: ["40 m²", "40 km², 3 m³", "A² und", "40 m<sup>2</sup>"])
  func `raised figures without a first are no marks beside a row that has one`(figure: String) throws {
    let document = try read(
      "Der Hof war \(figure) groß.[1] Die Wiese blieb ungemessen.[2] Der Wald auch.[3]\n\n[1] Flurbuch.\n\n[2] Ebd.\n\n[3] Ebd., S. 5."
    )
    #expect(document.texts(.note).count == 3)
    #expect(document.references.count == 3)
    #expect(document.text.string.contains(figure.replacing("<sup>", with: "").replacing("</sup>", with: "")))
  }
}
