import Manuscript
import Testing

/// Notes as converters of HTML, Word and EPUB leave them, with tags, divisions and links over several lines.
@Suite struct ConvertedNoteTests {
  private func expectNotes(_ document: Document, _ report: ImportReport) {
    #expect(document.texts(.note) == ["Marchetti, p. 12.", "Ibid., p. 15."])
    #expect(document.references == ["river.1", "heavy.2"])
    #expect(document.texts(.paragraph) == ["Salt came by river. The toll was heavy. Nobody paid twice."])
    #expect(report.undecided.isEmpty)
  }

  @Test func `a tag or attributes that go on over a line's end are no text, in a quotation too`() throws {
    let (document, report) = try readWithReport(
      """
      # On Salt

      Salt came by river.<a href="#fn1" class="footnote-ref"
      id="fnref1"><sup>1</sup></a> The toll was
      heavy.<a href="#fn2" class="footnote-ref" id="fnref2"
      role="doc-noteref"><sup>2</sup></a> Nobody paid [twice]{.underline
      lang="en"}.

      > It was written in the year
      > 1502,<span class="x"
      > id="y"> and</span> not before.

      1.  Marchetti, p. 12.<a href="#fnref1" class="footnote-back"
          role="doc-backlink">↩︎</a>

      2.  Ibid., p. 15. <a href="#fnref2" class="footnote-back">↩︎</a>
      """)
    #expect(document.texts(.quote) == ["It was written in the year 1502, and not before."])
    expectNotes(document, report)
  }

  @Test func `a note in a division begins where the division's text does`() throws {
    let (document, report) = try readWithReport(
      """
      # On Salt

      Salt came by river.[^1^](#fn1){#fnref1 .footnote-ref} The toll was heavy.[^2^](#fn2){#fnref2
      .footnote-ref} Nobody paid twice.

      ::: {#footnotes .section}
      1.  ::: {#fn1}
          Marchetti, p. 12.[↩︎](#fnref1){.footnote-back
          role="doc-backlink"}
          :::

      2.  <div id="fn2">

          Ibid., p. 15.[↩︎](#fnref2)

          </div>
      :::
      """)
    expectNotes(document, report)
  }

  @Test(arguments: [
    "[#](<#fn#>)", "<a href=\"#fn#\">#</a>", "<a id=\"r#\" href=\"notes.xhtml#fn#\">[#]</a>",
    "[#](notes.xhtml#fn#)", "[^#^](#fn#)",
  ]) func `a link to a place in the paper is a mark in every form`(form: String) throws {
    func mark(_ number: String) -> String {
      form.replacing("#fn", with: "\u{1}").replacing("#", with: number).replacing("\u{1}", with: "#fn")
    }
    let (document, report) = try readWithReport(
      """
      # On Salt

      Salt came by river.\(mark("1")) The toll was heavy.\(mark("2")) Nobody paid twice.

      1. Marchetti, p. 12. [↩︎](<#r1>)

      2. Ibid., p. 15. [↩︎](<#r2>)
      """)
    expectNotes(document, report)
  }

  @Test func `notes that lead back to a text without marks are notes, and that is said`() throws {
    let (document, report) = try readWithReport(
      """
      # On Salt

      Salt came by river. The toll was heavy.

      1. Marchetti, p. 12.↩︎

      2. Ibid., p. 15.↩︎
      """)
    #expect(document.texts(.note) == ["Marchetti, p. 12.", "Ibid., p. 15."])
    #expect(report.undecided.map(\.address) == ["n1", "n2"])
  }

  @Test(arguments: [
    """
    1.  <div id="ch001.xhtml#fn1">

        Statute of 1498.<a href="#ch001.xhtml#fnref1" class="footnote-back"
        role="doc-backlink">↩︎</a>

        </div>

    2.  <div id="ch001.xhtml#fn2">

        Chronicle, folio 12, and the letter of
        2002.<a href="#ch001.xhtml#fnref2" class="footnote-back"
        role="doc-backlink">↩︎</a>

        </div>

    3.  <div id="ch001.xhtml#fn3">

        The same clerk.

        </div>
    """,
    """
    1.  Statute of 1498.↩︎

    2.  Chronicle, folio 12, and the letter of the town clerk of the upper town to Rome, 24 December
        2002.↩︎

    3.  The same clerk.
    """,
  ]) func `no note of an EPUB is lost whose mark was, with its division or without`(notes: String) throws {
    let source = """
      # On Salt

      The salt came down the river, and it was weighed at the gate. The bishop took one sack of twelve.

      \(notes)
      """
    let (document, report) = try readWithReport(source)
    #expect(document.texts(.note).count == 3)
    #expect(document.texts(.note).first == "Statute of 1498.")
    #expect(document.texts(.note).dropFirst().first?.hasSuffix("2002.") == true)
    #expect(report.undecided.count >= 3)
  }

  @Test func `an item that is no note keeps its number before a division`() throws {
    let document = try read(
      "# Rules\n\n1.  <div id=\"a\">\n\n    Salt is weighed.\n\n    </div>\n\n2. And paid.")
    #expect(document.texts(.list) == ["1. Salt is weighed.", "2. And paid."])
  }

  @Test func `a note goes on at the next page's foot with no rule over it`() throws {
    let document = try read(
      """
      # On Salt

      The bishop said that he would<sup>1</sup> surely

      <sup>1</sup> It is contradicted by the accounts of the

      41

      not pay it.<sup>2</sup> So it went on for years, until the

      gate-keepers, who noted the boats.

      <sup>2</sup> Statute of 1502.

      42

      war came.
      """)
    #expect(
      document.texts(.note) == [
        "It is contradicted by the accounts of the gate-keepers, who noted the boats.", "Statute of 1502.",
      ])
    #expect(
      document.texts(.paragraph) == [
        "The bishop said that he would surely not pay it. So it went on for years, until the war came."
      ])
  }

  @Test func `a URL with escapes is whole`() throws {
    let document = try read("# On Salt\n\nSee https://example\\.org/S\\(1\\) there.")
    #expect(document.texts(.paragraph) == ["See https://example.org/S(1) there."])
    #expect(document.blocks[1].links.map(\.destination) == ["https://example.org/S(1)"])
  }

  @Test
  func `marks in brackets with a blank before them, two of them run together, and lists at the feet`() throws
  {
    let (document, report) = try readWithReport(
      """
      # On Salt

      The salt came down the river in flat boats. [1] It was weighed at the gate by
      men whom the bishop had sent there. [2] They took one sack of

      1. Their guild is named in 1498.
      2. Statute of 1502.

      1

      twelve, and they wrote down what they took. [34] The book is lost, but it was
      seen by a man who copied out the

      3. Rossi, p. 40.
      4. Ibid.

      2

      names of the bargemen. [5] There were forty.

      5. Ibid., p. 41.

      3
      """)
    #expect(document.references == ["boats.1", "there.2", "took.3", "took.4", "bargemen.5"])
    #expect(document.texts(.note).count == 5)
    #expect(report.undecided.isEmpty)
  }

  @Test
  func `a number right after an abbreviation is a mark where the series needs one`() throws {
    let source = """
      On Salt

      Salt came by river.1 The toll was high, that is, ten per cent.2 Nobody
      paid twice.3 The clerk saw to

      1 Statute of 1502.
      2 Rossi, p. 40.
      3 Ibid.

      that with care, and the bishop too.
      """
    #expect(try read(source, as: .plainText).references == ["river.1", "cent.2", "twice.3"])
    let (document, report) = try readWithReport(
      source.replacing("cent.2", with: "cent."), as: .plainText)
    #expect(document.references == ["river.1", "twice.3"])
    #expect(document.texts(.note).count == 3)
    #expect(report.undecided.map(\.what) == ["Nothing in the text refers to note 2."])
  }

  @Test
  func `notes in paragraphs of HTML`() throws {
    let document = try read(
      """
      # Salt

      It came by river.<sup><a href="#fn1" id="r1">1</a></sup> The toll was high.<sup><a href="#fn2" id="r2">2</a></sup>

      <p id="fn1"><sup>1</sup> Statute of 1502. <a href="#r1">↩</a></p>

      <p id="fn2"><sup>2</sup> Rossi, <i>Salt</i>, p. 40. <a href="#r2">↩</a></p>
      """)
    #expect(document.texts(.note) == ["Statute of 1502.", "Rossi, Salt, p. 40."])
    #expect(document.references == ["river.1", "high.2"])
  }
}
