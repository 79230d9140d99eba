import Manuscript
import Testing

/// Notes whose marks stand apart from them in form or place.
@Suite struct BoundNoteTests {
  /// Feet with raised numbers, and page numbers under them.
  @Test(arguments: ["[#]", " (#)", "{#}", "#", " #", "^#", "[[#]](#n#)", "#)", "\\[#\\]"])
  func `raised numbers at pages' feet are the notes of marks that are not raised`(mark: String) throws {
    func marked(_ number: Int) -> String { mark.replacing("#", with: "\(number)") }
    for signs in [["<sup>1</sup>", "<sup>2</sup>"], ["¹", "²"], ["$^{1}$", "$^{2}$"]] {
      let (document, report) = try readWithReport(
        """
        # The Mill

        The mill was sold.\(marked(1)) Nobody asked for the price that was paid by the

        \(signs[0]) Holt, p. 34.

        12

        widow.\(marked(2)) It burnt.

        \(signs[1]) Ibid.

        13

        """)
      #expect(document.texts(.note) == ["Holt, p. 34.", "Ibid."])
      #expect(document.references == ["sold.1", "widow.2"])
      #expect(
        document.texts(.paragraph) == [
          "The mill was sold. Nobody asked for the price that was paid by the widow. It burnt."
        ])
      #expect(report.undecided.isEmpty)
    }
  }

  @Test func `citations of literature make no notes of verses with raised numbers`() throws {
    let document = try read(
      """
      # Psalm

      The text has been read often [1] and copied [2].

      <sup>1</sup> The Lord is my miller.

      <sup>2</sup> He leads me.

      12

      So it ends.

      ## Bibliography

      [1] Holt, Mills.

      [2] Marsh, Psalms.

      """)
    #expect(document.texts(.note).isEmpty)
  }

  @Test(arguments: [
    "„Sie singt.“", "‚Sie singt.‘", "»Sie singt.«", "„Sie singt“.", "«Ella canta».", "“She sings.”",
  ])
  func `a mark after a closing quotation mark and a blank is one`(quote: String) throws {
    let forms: [(String, String)] = [
      (" [#]", "#)"), (" [#]", "[#]"), (" #", "#"), (" (#)", "(#)"), (" #)", "#)"),
    ]
    for (mark, label) in forms {
      func marked(_ number: Int) -> String { mark.replacing("#", with: "\(number)") }
      func labelled(_ number: Int) -> String { label.replacing("#", with: "\(number)") }
      let (document, report) = try readWithReport(
        """
        # Die Glocke

        Die Forschung hat sie vergessen.\(marked(1)) Die Witwe sagte: \(quote)\(marked(2)) Solche Sätze sind selten.\(marked(3))

        \(labelled(1)) Stadtarchiv, Nr. 14.

        \(labelled(2)) Rechnung Nr. 41.

        \(labelled(3)) Zunftbuch.

        """)
      #expect(document.texts(.note) == ["Stadtarchiv, Nr. 14.", "Rechnung Nr. 41.", "Zunftbuch."], "\(mark)")
      #expect(document.references.count == 3)
      #expect(report.undecided.isEmpty, "\(mark)")
    }
  }

  @Test(arguments: ["[2]", "2", "(2)", "<a href=\"#fn2\">2</a>", "<a href=\"#fn2\">[2]</a>"])
  func `a paragraph that ends with a quotation and a mark has ended`(mark: String) throws {
    func marked(_ number: Int) -> String { mark.replacing("2", with: "\(number)") }
    for quote in ["„Sie singt.“", "»Sie singt.«", "«Ella canta».", "“She sings.”"] {
      let (document, report) = try readWithReport(
        """
        # Die Glocke

        Sie ist vergessen. \(marked(1)) Die Witwe sagte: \(quote) \(marked(2))

        Die Zunft schwieg. \(marked(3))

        ## Anmerkungen

        1. Stadtarchiv.
        2. Rechnung.
        3. Zunftbuch.

        """)
      #expect(document.texts(.note).count == 3)
      #expect(report.undecided.isEmpty)
    }
  }

  @Test func `a page's head among the notes at the end is in none of them`() throws {
    let document = try read(
      """
      # The Weighing of Souls

      Not looking upon the man is what he does.<sup>1</sup> I think that it was a matter of the

      THE WEIGHING OF SOULS 183

      law, and that the painter had sworn the oath himself.<sup>2</sup> It was so.<sup>3</sup>

      ## Notes

      1. Oath book, fol. 2.

      2. Ibid.

      THE WEIGHING OF SOULS 187

      3. Job 31:6.

      """)
    #expect(document.texts(.note) == ["Oath book, fol. 2.", "Ibid.", "Job 31:6."])
    #expect(!document.blocks.contains { document.text(of: $0).contains("SOULS 18") })
  }

  @Test func `short paragraphs of notes with numbers are no heads`() throws {
    let document = try read(
      """
      # The Mill

      It was sold.<sup>1</sup> Nobody asked.<sup>2</sup> It burnt.<sup>3</sup>

      ## Notes

      1. Roll.

      See also p. 31

      2. Ibid.

      See also p. 33

      3. Job.

      """)
    #expect(document.texts(.note) == ["Roll.\nSee also p. 31", "Ibid.\nSee also p. 33", "Job."])
  }

  @Test(arguments: [" (#)", " #", " #)", " [#]"])
  func `a list without a heading has its marks after sentences, one at a paragraph's end`(mark: String) throws
  {
    func marked(_ number: Int) -> String { mark.replacing("#", with: "\(number)") }
    let document = try read(
      """
      # The Mill

      The mill was sold.\(marked(1)) Nobody asked for the price.\(marked(2)) It burnt.\(marked(3))

      1. Holt, p. 34.
      2. Ibid.
      3. Land book.

      """)
    #expect(document.texts(.note) == ["Holt, p. 34.", "Ibid.", "Land book."])
    #expect(document.references == ["sold.1", "price.2", "burnt.3"])
  }

  @Test func `marks in brackets before stops and a list at the end are said to be doubtful`() throws {
    let (document, report) = try readWithReport(
      """
      # Le procès

      La maison fut vendue (1). Personne ne demanda le prix (2). Elle brûla (3).

      1. Arch., B 4.
      2. Ibid.
      3. Livre.

      """)
    #expect(document.texts(.note).isEmpty)
    #expect(
      report.undecided.map(\.what) == ["This may be notes 1 to 3 or a list of the text. It is kept as text."])
  }

  @Test func `the numbers of points in a paragraph make no notes of a list at the end`() throws {
    let document = try read(
      """
      # The Case

      There are three grounds. (1) The price was low. (2) The roof leaked. (3) The widow wept.

      It was so.

      1. The price stands.
      2. The roof is mended.
      3. The widow goes.

      """)
    #expect(document.texts(.note).isEmpty)
    #expect(document.kinds.suffix(3) == [.list, .list, .list])
  }

  @Test(arguments: ["(#)", "[#]", "#"])
  func `a foot ends with the second paragraph of its last note`(label: String) throws {
    func labelled(_ number: Int) -> String { label.replacing("#", with: "\(number)") }
    let document = try read(
      """
      # The Light

      The lamp was lit by a keeper who could not read. \(labelled(1)) He wrote to the board. \(labelled(2)) It asks what they
      were paid

      \(labelled(1)) Harcus, p. 77.

      \(labelled(2)) Mackay, p. 3.

      The same writer returned to the matter in 1963.

      for. Three hundred such letters survive. \(labelled(3)) It is so.

      \(labelled(3)) They are bound.

      """)
    #expect(
      document.texts(.note) == [
        "Harcus, p. 77.", "Mackay, p. 3.\nThe same writer returned to the matter in 1963.", "They are bound.",
      ])
  }

  @Test(arguments: [["41", "42"], ["xli", "xlii"]])
  func `a page's number set in under a note is none of it`(pages: [String]) throws {
    let document = try read(
      """
      The Light

      The lamp was lit in October by a keeper who could not read.1 It asks
      what they thought they were being paid

      1
          Harcus, p. 77.

                                     \(pages[0])
      \u{C}for. Three hundred such letters survive.2 It is so, and they are bound
      in the order of the

      2
          Harcus, p. 78.

                                     \(pages[1])
      \u{C}years. Nobody asked.

      """, as: .plainText)
    #expect(document.texts(.note) == ["Harcus, p. 77.", "Harcus, p. 78."])
  }
}
