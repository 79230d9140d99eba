import Manuscript
import Testing

/// What stands at the ends of notes, above the page's number or over the next note.
@Suite("Ends of notes")
struct NoteEndTests {
  @Test func `a note's second paragraph is not joined to the text that goes on with a number`() throws {
    let document = try read(
      """
      The ferry belonged to the Dean.<sup>1</sup> It was let for twelve pounds.<sup>2</sup> The lease of

      > 1Ellingworth, p. 3.

      > 2I am grateful to Dr. Lomax for the loan of her transcripts.

      All sums are given as they stand in the sources.

      39

      1664 set out the tolls in unusual detail.<sup>3</sup>

      > 3DCD, no. 14.

      40
      """)
    #expect(document.texts(.paragraph).count == 1)
    #expect(document.texts(.paragraph)[0].contains("The lease of 1664 set out"))
    #expect(document.texts(.note)[1].hasSuffix("given as they stand in the sources."))
  }

  @Test func `the last word of a note that ends with a page is no word of the text`() throws {
    let document = try read(
      """
      Gli atti si concentrano negli anni di guerra.<sup>1</sup> Il notaio scrisse in assenza dei

      > 1Per gli avvenimenti v. L. Fumi, _Guerra e pace_ , cit., pp. 102

      ss.

      2

      giudici, in vista di un processo futuro.<sup>2</sup>

      > 2Prot. 89, c. 3r.

      3
      """)
    #expect(document.texts(.paragraph)[0].contains("in assenza dei giudici"))
    #expect(document.texts(.note)[0].hasSuffix("pp. 102 ss."))
  }

  @Test(arguments: ["\n\n> 3Cette étude a été présentée.", ""])
  func `a note's line that is set as a quotation stays in the note`(third: String) throws {
    let document = try read(
      """
      Perrin loua deux chambres.<sup>1</sup> Il y installa quatre pupitres.<sup>2</sup> Les comptes vont de la fin de

      > 1Arch. nat., S 1461.

      > 2Cf. G. Fagniez, _Études sur_

      > _l’industrie_ , Paris, 1877, p. 318.\(third)

      1

      l’année, non sans lacunes.\(third.isEmpty ? "" : "<sup>3</sup>")

      2
      """)
    #expect(document.texts(.note)[1] == "Cf. G. Fagniez, Études sur l’industrie , Paris, 1877, p. 318.")
    #expect(document.texts(.paragraph)[0].contains("la fin de l’année"))
  }

  private static func foot(_ between: String, mark: String) -> String {
    """
    Il notaio e il mulino

    La lite fu lunga.1 Sulla terza egli tacque.2 Nei registri ho contato
    molti atti.\(mark) L’acqua non ascolta; la scrittura sì.4


    1
        Cfr. infra, par. 3.
    2
        Prot. 88, cc. 20r-22v.

    \(between)
    3
        Sono esclusi i registri V e XI.
    4
        Devo il suggerimento a Silvia Neri.
    """
  }

  @Test func `a paragraph between two notes is the first one's, where both marks stand over it`() throws {
    let own = "Le tre risposte sono scritte con tre inchiostri diversi, il che\nfa pensare a giorni diversi."
    let document = try read(Self.foot(own, mark: "3"), as: .plainText)
    let notes = document.texts(.note)
    #expect(notes.count == 4)
    #expect(notes.dropFirst().first?.hasSuffix("giorni diversi.") == true)
  }

  @Test func `a paragraph between two notes is text, where the second one's mark stands in it`() throws {
    let text = "Le tre risposte sono scritte con tre inchiostri diversi.3 Egli\nnon ne disse altro."
    let document = try read(Self.foot(text, mark: ""), as: .plainText)
    #expect(!document.texts(.note).contains { $0.contains("Le tre risposte") })
    #expect(document.texts(.paragraph).contains { $0.hasPrefix("Le tre risposte") })
  }

  @Test func `the foot's last number may stand under that paragraph`() throws {
    let own = "Le tre risposte sono scritte con tre inchiostri diversi, il che\nfa pensare a giorni diversi."
    let source = Self.foot(own, mark: "3").replacing(".4\n", with: ".\n")
    let document = try read(String(source.split(separator: "4\n    Devo")[0]), as: .plainText)
    #expect(document.texts(.note).count == 3)
    #expect(document.texts(.note).last == "Sono esclusi i registri V e XI.")
  }

  @Test func `a word that a foot breaks goes on under the page's number`() throws {
    let document = try read(
      """
      The tax was small and was paid at every burial.1 It has been
      mentioned but never studied.2 No fewer than seventeen suits were spun
      from it by the parish and its adver-
      1
      Parish archive, R 1.
      2
      See Traub, p. 201.
      1
      saries, and the last came to Wetzlar.3 The bailiff stated the matter
      with great clearness.4
      3
      Federal archive, AR 1.
      4
      Minutes 14, fol. 212.
      2
      """, as: .plainText)
    #expect(document.texts(.paragraph)[0].contains("its adversaries, and the last"))
    #expect(document.texts(.paragraph)[0].hasSuffix("the matter with great clearness."))
    #expect(
      document.texts(.note) == [
        "Parish archive, R 1.", "See Traub, p. 201.", "Federal archive, AR 1.", "Minutes 14, fol. 212.",
      ])
  }

  @Test(arguments: ["", "\n4\n"])
  func `a number with a stop is a note's last line at a page's end too`(page: String) throws {
    let document = try read(
      """
      La lite fu lunga.1 Sulla terza egli tacque.2

      1
      Cfr. infra, par. 3.
      2
      Statuti del comune, lib. II, rubr.
      17.
      \(page)\u{0C}Quando la pace riportò i giudici, ser Antonio era morto.3

      3
      Ivi, b. 12.
      \(page.replacing("4", with: "5"))\u{0C}E poi venne il freddo.
      """, as: .plainText)
    #expect(
      document.texts(.note) == [
        "Cfr. infra, par. 3.", "Statuti del comune, lib. II, rubr. 17.", "Ivi, b. 12.",
      ])
  }

  @Test func `a sum of money begins a note`() throws {
    let document = try read(
      """
      The glass is low, the hill is near.1 The sum at the foot is wrong by a
      shilling.2 The smith wrote one word.3
      1
      Almanac for 1813.
      2
      £11 4s. 7d. for £11 5s. 7d.
      3
      The spelling is “Rane.”
      """, as: .plainText)
    #expect(document.texts(.note).count == 3)
    #expect(document.texts(.note)[1] == "£11 4s. 7d. for £11 5s. 7d.")
  }

  @Test(arguments: ["£11 4s. were paid.", "15,450 bushels give £8.", "1666 was a bad year."])
  func `a note begins with a number right after its own`(second: String) throws {
    let document = try read(
      """
      Opinion blamed the war.<sup>1</sup> The toll was small.<sup>2</sup> But the horses passed.<sup>3</sup>

      > 1DX 88/4.

      > 2\(second)

      > 3Deposition of Cuthbert Ord.
      """)
    #expect(document.texts(.note) == ["DX 88/4.", second, "Deposition of Cuthbert Ord."])
  }

  @Test(arguments: ["\n\n13\n\n", "\n\n13\n\u{0C}"])
  func `an endnote goes on over a page's end`(end: String) throws {
    for format in [SourceFormat.markdown, .plainText] {
      let document = try read(
        "# Light\n\nShown.[1] Paid.[2] Out.[3]\n\n# Notes\n\n[1] See Pell, who tells of the\(end)casting.\n\n[2] Chest.\n\n"
          + "14\n\u{0C}[3] Roll.\n\n15\n", as: format)
      #expect(document.texts(.note) == ["See Pell, who tells of the casting.", "Chest.", "Roll."])
    }
  }

  @Test func `a named note of a plain text has a second paragraph where it is set in`() throws {
    let document = try read(
      "Light\n\nShown.[^1] Paid.[^2]\n\nNotes\n\n[^1]: Pell.\n\n    The account is lost.\n\n[^2]: Chest.\n\nText.\n",
      as: .plainText)
    #expect(document.texts(.note) == ["Pell.\nThe account is lost.", "Chest."])
  }

  @Test
  func
    `paragraphs of a foot's last note, and lines that a blank line parts from it, are no text of the page`()
    throws
  {
    let document = try read(
      """
      On Towers

      The tower was raised.1 It fell within the year.2 Nobody knows what the masons had been
         1 Ellingworth, “On Towers”, Salt Review 7 (1904), pp. 201-

      230. He saw the stones, and drew them.
         2 I am grateful to the sexton, who let me see the book and held the

      lamp for me while I read in it.

         Two other books were not to be had.

                                  1
      \u{0C}
      paid, or by whom.

                                  2
      """, as: .plainText)
    #expect(document.texts(.paragraph).last?.hasSuffix("what the masons had been paid, or by whom.") ?? false)
    #expect(document.texts(.note).first?.contains("pp. 201-230. He saw") ?? false)
    #expect(document.texts(.note).last?.contains("held the lamp for me") ?? false)
    #expect(document.texts(.note).last?.hasSuffix("not to be had.") ?? false)
  }

  @Test
  func `a paragraph of a foot's note that breaks off at the page's end does not swallow the text's sentence`()
    throws
  {
    let (document, report) = try readWithReport(
      """
      On Towers

      The tower was raised.1 It fell within the year.2 Nobody knows what the masons had been
      1
       Ellingworth, p. 3.
      2
       I am grateful to the sexton.

      Two other books were not to be had, and one that the Dean had promised me was in a
      \u{0C}paid, or by whom.
      """, as: .plainText)
    #expect(document.texts(.paragraph).last?.hasSuffix("what the masons had been paid, or by whom.") ?? false)
    #expect(document.texts(.note).last?.contains("the Dean had promised me") ?? false)
    #expect(report.undecided.contains { $0.what.contains("breaks off at a page's end") })
  }

  @Test(arguments: [
    ("Holt, Mills, no.", "31. He saw the stones."), ("Holt, Mills, pp. 12-", "31. He saw the stones."),
    ("Cf.", "the stones that he saw there."), ("Holt, who saw", "the stones."),
  ])
  func `a blank line within a note's sentence does not end the note`(first: String, rest: String) throws {
    for isLast in first == "Cf." ? [false] : [false, true] {
      let next = isLast ? "" : "2 Ellingworth, p. 3.\n"
      let marks = isLast ? "" : " It fell.2"
      let document = try read(
        "On Towers\n\nThe tower was raised in the year of the flood, and nobody says by whom it was.1\(marks)\n"
          + "1 \(first)\n\n\(rest)\n\(next)\n1\n\n\u{0C}Nobody knows.\n\n2\n", as: .plainText)
      #expect(
        document.texts(.note).first?.replacing("\n", with: " ").replacing("12-31", with: "12- 31")
          == "\(first) \(rest)")
      #expect(document.texts(.paragraph).count == 2)
    }
  }

  @Test func `a page that holds nothing but the rest of a note adds no paragraph to the text`() throws {
    let document = try read(
      "On Towers\n\nThe tower was raised in the year of the flood, and nobody says by whom it was.1\n\n"
        + "1 Holt, Mills, p. 3; see also the first part of Lomax, Towers,\n\n1\n\n\u{0C}with the reply that Ingle made to it.\n\n2\n\n"
        + "\u{0C}Nobody knows more.\n\n3\n", as: .plainText)
    #expect(
      document.texts(.note).first?.hasSuffix("Lomax, Towers, with the reply that Ingle made to it.") ?? false)
    #expect(document.texts(.paragraph).last == "Nobody knows more.")
  }
}
