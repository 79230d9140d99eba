import Manuscript
import Testing

/// Plain numbers behind short names and formulas, which may be marks or the names' own.
@Suite struct ShortNameMarkTests {
  private static let notes = ["Holt, p. 34.", "Bell, p. 36.", "Roll of 1640."]

  /// A paper with the marks 1 and 3 behind sentences, and some words between.
  private func paper(_ words: String) -> String {
    let bodies = zip(Self.notes, 1...).map { "\($1) \($0)" }.joined(separator: "\n")
    return "The Mill\n\nThe mill was sold.1 \(words) She kept it.3\n\n\(bodies)\n"
  }

  @Test(arguments: [("The members of NATO2 met.", "NATO2"), ("It was built by the RAF2 and sold.", "RAF2")])
  func `the only number that may be a note's mark is told of`(words: String, reference: String) throws {
    let (document, report) = try readWithReport(paper(words), as: .plainText)
    #expect(document.references == ["sold.1", reference, "it.3"])
    #expect(report.undecided.count == 1)
  }

  @Test func `the form of a firm has no number`() throws {
    let (document, report) = try readWithReport(
      """
      Der Zoll

      Der Zoll wurde von der SPD,1 nicht von der CDU eingeführt. Die Bahn AG2
      zahlte nie, wohl aber die Mühle GmbH.3

      1 Antrag vom 3. Mai.
      2 Heute DB.
      3 Gegründet 1911.
      """, as: .plainText)
    #expect(document.references == ["SPD,1", "AG2", "GmbH.3"])
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: [
    "It gave off CO2 and smoke.", "It was kept as MP3 and MP2 too.", "It ran on ARD2 and on ARD5 at once.",
    "King Henry VIII2 had it.", "See the A2 road.", "Take the T-REX2 out.",
  ])
  func `a name's own number stays text, and the note is told of`(words: String) throws {
    let (document, report) = try readWithReport(paper(words), as: .plainText)
    #expect(document.references == ["sold.1", "it.3"])
    #expect(document.text.string.contains(words))
    #expect(!report.undecided.isEmpty)
  }

  @Test func `names that all have numbers are no marks`() throws {
    let text = "The genes PAX1 and SOX2 and HOX3 are old."
    let document = try read("T\n\n\(text)\n\n1 Holt.\n2 Bell.\n3 Roll.\n", as: .plainText)
    #expect(document.references.isEmpty)
    #expect(document.text.string.contains(text))
  }

  @Test(arguments: [
    ("grows as v3 and the area as r2.1 If v is 2 then v3 is 8.2 So", ["r2.1", "8.2"]),
    ("was filled with H2.1 The flame was that of the gas C2.2 So", ["H2.1", "C2.2"]),
  ])
  func `behind formulas that end sentences`(text: String, references: [String]) throws {
    let document = try read("The Wheel\n\nThe power \(text) be it.\n\n1 Euler.\n2 In ells.\n", as: .plainText)
    #expect(document.references == references)
    #expect(document.texts(.note) == ["Euler.", "In ells."])
  }

  @Test(arguments: [
    "We saw this as 2.1 The Wheel and then as 2.2 The Mill.",
    "It was made anew as v2.1 The change was great. It was then v3.2 But none used it.",
    "It cost some 2.1 Marks and the other some 8.2 Gulden. It rose by 3.7 Acres.",
    "We see Lemma H2.1 The other is Lemma B3.2 The last is left.",
    "Man begann auf dem Niveau B2.1 Der Kurs war voll. Dann kam das Niveau C3.2 Der Rest blieb.",
  ])
  func `sections, versions and decimals are no marks`(text: String) throws {
    let document = try read("The Wheel\n\n\(text)\n\n1 Euler.\n2 In ells.\n", as: .plainText)
    #expect(document.references.isEmpty)
    #expect(document.text.string.contains(text))
  }
}
