import Manuscript
import Testing

/// Numbers with which lines of the text begin, beside the numbers of notes.
@Suite("Numbered lines of the text")
struct NumberedTextTests {
  @Test func `a day at a line's beginning is no note although notes at the foot have its number`() throws {
    let document = try read(
      """
      Das Glockengeld zu Oberlengen
      Anselm Rautenberg
      Die Abgabe war gering.1 Sie ist niemals untersucht worden.2
      Die Höhe war nicht strittig, wohl aber der Name.3 So schrieb es am
      3. Oktober 1714 der Vogt: „Ein Geld ist, was man gibt.“ An diesem
      Satz hielt er fest.4
      1 Pfarrarchiv Oberlengen, R 1.
      2 Vgl. Traub, S. 201.
      3 Bundesarchiv, AR 1.
      4 Staatsarchiv Lengen, Amtsprotokolle 14.
      """, as: .plainText)
    #expect(document.texts(.note).first == "Pfarrarchiv Oberlengen, R 1.")
    #expect(document.references == ["gering.1", "worden.2", "Name.3", "fest.4"])
    #expect(document.text.string.contains("So schrieb es am 3. Oktober 1714 der Vogt"))
  }

  @Test func `numbered headings are no notes before those under a heading`() throws {
    let document = try read(
      """
      Salt, Ferries and the Court of Pleas
      Margaret Ellingworth
      1. Introduction
      The steward gave no reason.1 The suit lasted for nineteen years.2 It
      was a curiosity.3
      2. The Parties
      The ferry belonged to the Dean.4 It was let for twelve pounds
      a year, and nobody knew for how long.5
      3. The Suit
      The Chapter sued first.6 Nobody obeyed.7
      Notes
      1
      Durham University Library, DCD/B/AA/7.
      2
      The figure is that of the clerk.
      3
      Tanner, p. 203.
      4
      DCD/E/AA/3.
      5
      DX 88/1–7.
      6
      DX 88/5.
      7
      TNA, C 33/313.
      """, as: .plainText)
    #expect(document.texts(.note).count == 7)
    #expect(document.references.count == 7)
    #expect(document.text.string.contains("The Chapter sued first."))
  }

  @Test func `a numbered heading begins no foot whose numbers stand alone`() throws {
    let document = try read(
      """
      The Bell Tax of Oberlengen
      Anselm Rautenberg
      The tax was small, and it was paid at every burial.1 It has been
      mentioned but never studied.2
      1
      Parish archive, R 1.
      2
      See Traub, p. 201.
      1
      \u{0C}The question was decided in the winter, and nobody was content.3
      2. The Rope
      The rope was dear.4 When it broke, nobody would buy another,
      and the tower was silent for a year.5
      3
      Accounts of 1702.
      4
      Ibid., p. 14.
      5
      Ibid., p. 15.
      2
      \u{0C}
      """, as: .plainText)
    #expect(document.references == ["burial.1", "studied.2", "content.3", "dear.4", "year.5"])
    #expect(document.text.string.contains("2. The Rope"))
  }

  @Test func `a number under an abbreviation that counts is no mark`() throws {
    let document = try read(
      """
      Okoye concluded that no marker can be trusted in March.1 Can the drift
      be predicted?2 Section 2 describes the data, Sect.
      3 the model, and Sect. 4 the results. Nobody knows why.3

      1
          The authors worked in March.
      2
          By “predicted” we mean predicted out of sample.
      3
          For the Guadiana only the mean is known.
      """, as: .plainText)
    #expect(document.text.string.contains("Sect. 3 the model"))
    #expect(document.references == ["March.1", "predicted?2", "why.3"])
  }
}
