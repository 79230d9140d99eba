import Manuscript
import Testing

/// Marks where one would look for something else: behind figures and abbreviations, on lines of their own; and what looks
/// like such marks and is the text's.
@Suite struct OddMarkTests {
  private static let notes = ["Holt, p. 34.", "Ibid., p. 36.", "Bell, p. 12."]

  private func paper(_ text: String, _ open: (Int) -> String = { "\($0) " }) -> String {
    "# T\n\n\(text)\n\n" + zip(Self.notes, 1...).map { open($1) + $0 }.joined(separator: "\n\n") + "\n"
  }

  private func expect(
    _ text: String, _ references: [String], holding words: String = "", _ open: (Int) -> String = { "\($0) " }
  ) throws {
    let document = try read(paper(text, open))
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == references)
    #expect(document.text.string.contains(words))
  }

  private func expectNone(_ text: String, _ open: (Int) -> String = { "\($0) " }) throws {
    let document = try read(paper(text, open))
    #expect(document.texts(.note).isEmpty)
    #expect(document.text.string.contains(text))
  }

  private static let behindFigures: [(String, [String], String)] = [
    (
      "It stands on p. 12.1 The ford rose by 3.2 Nobody saw vol. 3.3 The end.", ["12.1", "3.2", "3.3"],
      "It stands on p. 12. The ford rose by 3. Nobody saw vol. 3. The end."
    ),
    (
      "On le lit à la page 12.1 Le moulin fut vendu.2 Voir le tome 3.3 La veuve se tait.",
      ["12.1", "vendu.2", "3.3"], "Voir le tome 3. La veuve"
    ),
    (
      "Joh 3,5 spricht so;1 vgl. Tit 3,5.2 Augustin deutet es auf die Taufe.3 So steht es 1 Kor 2,3. Das Ende.",
      ["so;1", "3,5.2", "Taufe.3"], "1 Kor 2,3. Das"
    ),
    (
      "The price rose by 50%.1 The ford fell by 12½.2 He said it [sic].3 The end.",
      ["50%.1", "12½.2", "[sic].3"], "[sic]. The end."
    ),
    ("The mill gave off CO2.1 We read of it in John 3:16.2 So.3 The end.", ["CO2.1", "3:16.2", "So.3"], ""),
    (
      "So says the BBC.1 The ford is in the USA.2 It is the age of Louis XIV.3 So.",
      ["BBC.1", "USA.2", "XIV.3"], ""
    ),
    (
      "The reading is that of A1 and of B2.1 The pan held\nH2O.2 So (NATO).3 The end.",
      ["B2.1", "H2O.2", "(NATO).3"], ""
    ),
    (
      "It was drafted by the EEC,1 which had none, and blessed by Paul VI.2 So “the USSR”.3 The end.",
      ["EEC,1", "VI.2", "USSR”.3"], ""
    ),
    ("It rose by 3.1\n\nNobody saw vol. 12.2\n\nThe end came.3 So.", ["3.1", "12.2", "came.3"], ""),
    (
      "The ford rose.1 It rose by 3.2 feet. The mill fell.2 It was sold.3 So.",
      ["rose.1", "fell.2", "sold.3"], "by 3.2 feet."
    ),
  ]

  @Test(arguments: behindFigures)
  func `a mark stands right behind a figure and its stop`(text: String, references: [String], words: String)
    throws
  {
    try expect(text, references, holding: words)
  }

  @Test(arguments: [
    "The ford rose by 2.1 per cent. The mill fell by 3.2 feet. Nobody gave 1.3 pounds. The end.",
    "See section 3.1 Holt. See Table 4.2 Nobody did. The widow is in Hdt. 2.3 The end.",
    "Die Mühle kostete 12.1 Gulden und das Land 3.2 Morgen, dazu 5.3 Prozent Zins. Das Ende.",
    "It is version 2.1 The next is part 3.2 Then comes fig. 1.3 The end.",
    "See Table A.1 The mill. See Section B.2 The ford. So says Act I.3 The end.",
    "So says Ps. XC,1 and Ps. XC,2 as does Ps. CI,3 So.",
  ])
  func `decimals, measures and numbers with parts are none`(text: String) throws { try expectNone(text) }

  private static let behindAbbreviations: [(String, [String])] = [
    (
      "Molendinum venditum est. 1 Vidua frumento solvit. 2 Codex tacet. 3 Finis.",
      ["est.1", "solvit.2", "tacet.3"]
    ),
    ("He sold wool, tin, etc. 1 The ford rose. 2 The mill fell. 3 So.", ["etc.1", "rose.2", "fell.3"]),
    (
      "It belonged to Salt Inc. 1 The ford rose. 2 The son was Bell Jr. 3 So.", ["Inc.1", "rose.2", "Jr.3"]
    ),
  ]

  @Test(arguments: behindAbbreviations)
  func `a mark stands off behind what may be an abbreviation`(text: String, references: [String]) throws {
    try expect(text, references)
  }

  @Test func `the numbers of volumes and pages are none`() throws {
    try expectNone("The ford rose. 1 It is in vol. 2 The mill. It fell. 3 So.")
    try expectNone("See p. 1 The ford and p. 2 The mill and p. 3 The end.")
  }

  @Test(arguments: [
    "In fr. [2] he says so.[1] In fr. [3] not.[2] The end.[3]",
    "The fragment [3] says so.[1] The fragment [1] does not.[2] The end.[3]",
    "The scribe of [12] says so.[1] In Nr. [23] it does not.[2] The end.[3]",
  ])
  func `what the text counts in brackets is none of the marks`(text: String) throws {
    let plain = text.replacing(/\.\[\d\]/, with: ".")
    let words = plain.split(separator: " ")
    let ends = words.filter { $0.hasSuffix(".") && $0 != "fr." && $0 != "Nr." }
    try expect(text, zip(ends, 1...).map { "\($0)\($1)" }, holding: plain) { "[\($0)] " }
    let apart = "In fr. [2] he says so. [1] In fr. [3] not. [2] The end. [3]"
    try expect(apart, ["so.1", "not.2", "end.3"], holding: "In fr. [2] he says so.") { "[\($0)] " }
    try expectNone("In fr. [1] he says so. In fr. [2] not. In fr. [3] the end.") { "[\($0)] " }
  }

  @Test(arguments: ["1 ", "1. ", "1\n    "])
  func `a raised number has a line to itself at a paragraph's end`(form: String) throws {
    let open = { (number: Int) in form.replacing("1", with: "\(number)") }
    let (document, report) = try readWithReport(
      """
      The Boats

          The council met in the hall of the guild and heard the letter of
       the bishop.1 The letter was read aloud by the scribe, who did not
       understand the half of it.
          It was, at least in the custom, the archive that mattered.
       2
          In 1449 the tithe abandoned 64 acres beside the ledger.3
       Whether the copper was older than the copper is not known.


      \(open(1))Ashby, p. 29.
      \(open(2))Ibid., p. 30.
      \(open(3))TNA, C 36/44.

                                         111
      The Parish                                                  112

       The second boat sank near the bridge of the town, where the water
       is deep.4 Nobody was drowned.


      \(open(4))Bell, p. 7.
      """, as: .plainText)
    #expect(document.references == ["bishop.1", "mattered.2", "ledger.3", "deep.4"])
    #expect(document.texts(.note) == ["Ashby, p. 29.", "Ibid., p. 30.", "TNA, C 36/44.", "Bell, p. 7."])
    #expect(document.texts(.paragraph)[2].hasPrefix("In 1449"))
    #expect(report.undecided.isEmpty)
  }

  @Test func `where the foot does not say it, a number on a line of its own is text`() throws {
    let document = try read(
      """
      The Boats

          The council met in the hall of the guild and heard the letter of
       the bishop.1 The letter was read aloud by the scribe.
       5
       The mill was sold in the same year to the widow of the miller who
       had it before.2 Nobody knew what the answer was, but it was
       2
       pounds and not a penny more than that.


      1 Ashby, p. 29.
      2 Ibid., p. 30.
      """, as: .plainText)
    #expect(document.references == ["bishop.1", "before.2"])
    #expect(document.text.string.contains("scribe. 5 The mill"))
    #expect(document.text.string.contains("it was 2 pounds"))
  }
}
