import Manuscript
import Testing

/// Feet as converters of PDF leave them: marks apart from the words, pages that end with whole paragraphs, notes behind the
/// literature.
@Suite struct ConvertedFootTests {
  private let notes = [
    "Holt, Mills, p. 31.", "Ibid., p. 32.", "Charter no. 18.", "Marsh, Towns, p. 34.", "Roll 12.",
  ]

  private func paper(_ open: String, _ close: String, end: String) -> String {
    func mark(_ number: Int) -> String { open + "\(number)" + close }
    return """
      # The Mill

      The mill was sold to a widow.\(mark(1)) She paid in grain.\(mark(2)) The clerk wrote down the measure.\(mark(3))

      1 \(notes[0])

      2 \(notes[1])

      3 \(notes[2])

      The ford was older than the mill.\(mark(4)) The monks complained of it.\(mark(5))

      4 \(notes[3])

      5 \(notes[4])

      \(end)
      """
  }

  @Test(arguments: [(" ", ""), (" [", "]"), ("", ""), ("[", "]")])
  func `between whole paragraphs`(open: String, close: String) throws {
    for end in ["", "The author thanks the keepers of the archive."] {
      let (document, report) = try readWithReport(paper(open, close, end: end))
      #expect(document.references == ["widow.1", "grain.2", "measure.3", "mill.4", "it.5"])
      #expect(document.texts(.note) == notes)
      #expect(report.undecided.isEmpty)
    }
  }

  @Test(arguments: [("[", "]", "[", "]"), (" ", "", "", ""), ("", "", "", "")])
  func `behind literature without numbers`(open: String, close: String, first: String, last: String) throws {
    let document = try read(
      """
      # The Mill

      The mill was sold in 1742.\(open)1\(close) She paid in grain.\(open)2\(close)

      # Bibliography

      Holt, E. *Mills of the North*. Leeds, 1908.

      Marsh, A. *The Valley Towns*. 2 vols. London, 1891.

      \(first)1\(last) Holt, *Mills*, p. 34.

      \(first)2\(last) Marsh, *Towns*, p. 36.
      """)
    #expect(document.references == ["1742.1", "grain.2"])
    #expect(document.texts(.note) == ["Holt, Mills, p. 34.", "Marsh, Towns, p. 36."])
  }

  @Test func `numbered literature is none`() throws {
    let document = try read(
      "# The Mill\n\nThe mill was sold in 1742.[1] She paid in grain.[2]\n\n# Bibliography\n\n[1] Holt, E. Leeds, 1908.\n\n[2] Marsh, A. London, 1891.\n"
    )
    #expect(document.texts(.note).isEmpty)
  }

  @Test(arguments: [" ", " [", "["])
  func `one mark out of its order takes no other's note`(open: String) throws {
    let close = open.hasSuffix("[") ? "]" : ""
    let order = [1, 2, 3, 5, 6, 7, 4]
    let words = ["widow", "grain", "measure", "monks", "fire", "right", "ford"]
    let text = zip(words, order).map { "It was the \($0).\(open)\($1)\(close)" }.joined(separator: " ")
    let list = (1...7).map { "\($0) Holt, p. \($0 + 30)." }.joined(separator: "\n\n")
    let document = try read("# The Mill\n\n\(text)\n\n\(list)\n")
    #expect(document.references == zip(words, order).map { "\($0).\($1)" })
  }

  @Test(arguments: [
    ("1742.1 Holt took it for a slip;2 Marsh for fraud.3 So be it.", "Marsh, A. *Towns*. 2 vols. London.", 3),
    ("1742. 1 Holt took it for a slip; 2 Marsh for fraud. 3 So be it.", "Nobody saw it. 2 men came.", 3),
    (
      "1742.1 Holt took it for a slip.2 Of the 50 tenants, 3 had a cow. It was fraud.3 So be it.",
      "It burnt.", 3
    ),
  ])
  func `a figure out of the series is no mark's rival`(text: String, end: String, count: Int) throws {
    let list = (1...count).map { "\($0). Holt, p. \($0 + 30)." }.joined(separator: "\n")
    let (document, report) = try readWithReport(
      "# The Mill\n\nThe mill was sold in \(text)\n\n\(end)\n\n# Notes\n\n\(list)\n")
    #expect(document.references.count == count)
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: ["für Gerste.“", "Bl. 7v.", "(fol. 7 r° et v°)", "(siehe Bd. v)"])
  func `a plain number after a mark of its own`(word: String) throws {
    for blank in word.hasSuffix(".") ? ["", " "] : [""] {
      let document = try read(
        "# Die Mühle\n\nDie Mühle wurde 1742 verkauft.\(blank)1 Er gab sie \(word)\(blank)2 Eben dies geschah.\(blank)3\n\n"
          + "1 Holt, S. 34.\n\n2 Ebd., S. 35.\n\n3 Ebd., S. 36.\n")
      #expect(document.references.count == 3)
      #expect(document.texts(.paragraph)[0].contains(word))
    }
  }

  @Test func `without a blank line over a number alone`() throws {
    let document = try read(
      """
      The Mill

      The mill was sold in the spring of 1742 to a widow from the next
      valley.1 She paid in grain, and the clerk wrote down less than the
      1
      Holt, p. 34.
      112 Anna Weber
      \u{0C}The Mill 113
      price.2 Nobody asked why.
      2
      Ibid., p. 35.
      114 Anna Weber
      \u{0C}The Mill 115
      The end came in 1893.3 It burnt.
      3
      Ibid., p. 37.
      """, as: .plainText)
    #expect(document.texts(.note) == ["Holt, p. 34.", "Ibid., p. 35.", "Ibid., p. 37."])
    #expect(document.texts(.paragraph).first?.contains("wrote down less than the price. Nobody") == true)
  }

  @Test func `with plain numbers in a row on one line`() throws {
    let document = try read(
      """
      # The Mill

      The mill was sold.<sup>1</sup> A widow bought it.<sup>2</sup> She paid in grain.<sup>3</sup>

      > 1 See Holt, vol. 2 Kings of the mill are there. 2 _Ibid._ 3 March 1742, as he says. 3 “Grain” is barley.

      3

      Nobody asked why.<sup>4</sup> It burnt.<sup>5</sup>

      > 4 Ibid. 6 Kings died of it.

      > 5 Holt, p. 35.
      """)
    #expect(
      document.texts(.note) == [
        "See Holt, vol. 2 Kings of the mill are there.", "Ibid. 3 March 1742, as he says.",
        "“Grain” is barley.",
        "Ibid. 6 Kings died of it.", "Holt, p. 35.",
      ])
    #expect(document.references == ["sold.1", "it.2", "grain.3", "why.4", "burnt.5"])
  }

  @Test func `and no text is parted at a number that has its own note`() throws {
    let document = try read(
      "# The Mill\n\nThe mill was sold.<sup>1</sup> It burnt.<sup>2</sup>\n\n1 See Holt, p. 3. 2 Kings were there.\n\n2 Bell, Rolls.\n\n"
        + "5 mills were sold in 1371. 6 Mills burnt. 7 Men drowned.\n")
    #expect(document.texts(.note) == ["See Holt, p. 3. 2 Kings were there.", "Bell, Rolls."])
    #expect(document.texts(.paragraph).last == "5 mills were sold in 1371. 6 Mills burnt. 7 Men drowned.")
  }
}
