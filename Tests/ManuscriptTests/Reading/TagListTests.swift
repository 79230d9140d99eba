import Manuscript
import Testing

/// Lists in HTML, and notes in them.
@Suite struct TagListTests {
  private static let notes = ["Holt, Deeds, p. 34.", "Ibid., p. 35."]
  private static let references = ["1742.1", "water.2"]
  private static let text =
    "The mill was sold in 1742.<sup>1</sup> The owner kept the right to the water.<sup>2</sup> Nobody asked why."

  @Test(
    arguments: [
      """
      <ol>
      <li id="fn1">Holt, *Deeds*, p. 34. <a href="#fnref1">↩</a></li>
      <li id="fn2">Ibid., p. 35. <a href="#fnref2">↩</a></li>
      </ol>
      """,
      """
      <section class="footnotes">
      <hr>
      <ol>
      <li id="fn1">
      <p>Holt, *Deeds*, p. 34. <a href="#fnref1">↩︎</a></p>
      </li>
      <li id="fn2">
      <p>Ibid., p. 35. <a href="#fnref2">↩︎</a></p>
      </li>
      </ol>
      </section>
      """,
      "<h2>Notes</h2>\n<ol><li>Holt, *Deeds*, p. 34.</li><li>Ibid., p. 35.</li></ol>",
      "- Holt, *Deeds*, p. 34. [↩](#fnref1)\n- Ibid., p. 35. [↩](#fnref2)",
    ])
  func `items of a list are notes by their place, or by what they lead back to`(_ list: String) throws {
    let document = try read("# The Mill\n\n\(Self.text)\n\n\(list)\n")
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == Self.references)
    #expect(!document.text.string.contains("<hr>"))
  }

  @Test func `a list that no mark answers is a list`() throws {
    let document = try read(
      "Three things were needed.\n\n<ol start=\"3\">\n<li>Water from the brook.</li>\n<li>A stone.</li>\n</ol>\n\nThen they began.\n"
    )
    #expect(document.texts(.list) == ["Water from the brook.", "A stone."])
    #expect(document.blocks.compactMap(\.label) == ["3.", "4."])
    #expect(document.texts(.paragraph) == ["Three things were needed.", "Then they began."])
  }

  @Test func `a list that is not closed is text`() throws {
    let document = try read("The sign <ol> opens.\n\n<ol>\n<li>Water from the brook.</li>\n\nThe end.\n")
    #expect(document.text.string.contains("Water from the brook."))
    #expect(document.texts(.paragraph).last == "The end.")
  }

  @Test(
    arguments: [
      "*<sup>1</sup> Holt, Deeds, p. 34.*\n\n*<sup>2</sup> Ibid., p. 35.*",
      "*<sup>1</sup>* Holt, *Deeds*, p. 34.\n\n*<sup>2</sup>* Ibid., p. 35.",
      "**<sup>1</sup>** Holt, *Deeds*, p. 34.\n\n_<sup>2</sup>Ibid., p. 35._",
    ])
  func `emphasis around a note's number or the whole note hides no note`(_ notes: String) throws {
    let document = try read("# The Mill\n\n\(Self.text)\n\n\(notes)\n")
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == Self.references)
  }

  @Test func `tags that end lines part authors from their institutions`() throws {
    let document = try read(
      "# The Mill\n\nAda Holt<br>\nDepartment of History, University of Leeds<br/>\n\nBen Marsh<br />King's College\n\nThe mill was sold.\n"
    )
    #expect(
      document.texts(.author) == [
        "Ada Holt", "Department of History, University of Leeds", "Ben Marsh", "King's College",
      ])
    #expect(document.texts(.paragraph) == ["The mill was sold."])
  }

  @Test func `figures with half a bracket are notes where the page's foot answers them`() throws {
    let document = try read(
      """
      # The Ferry

      The ferry crossed at dawn,1) and nobody paid.2) The ferryman (see p. 1) kept a

      1) Ward, p. 3.
      2) Ward, p. 4.

      14

      book of all who came.3) He lost it in the flood.

      3) Ward, p. 9.

      15

      The end came soon.
      """)
    #expect(document.texts(.note) == ["Ward, p. 3.", "Ward, p. 4.", "Ward, p. 9."])
    #expect(document.references == ["dawn,1", "paid.2", "came.3"])
  }

  @Test func `raised letters find their notes in a lettered list under a heading, chapter by chapter`() throws
  {
    let document = try read(
      """
      # The Ferry

      ## One

      It crossed the river.<sup>a</sup> It sank in May.<sup>b</sup>

      ## Two

      It rose from the river.<sup>a</sup> It burnt in June.<sup>b</sup>

      ## Notes

      ### One

      a. Ward, 3.

      b. Ward, 4.

      ### Two

      a. Pell, 8.

      b. Pell, 9.
      """)
    #expect(document.texts(.note) == ["Ward, 3.", "Ward, 4.", "Pell, 8.", "Pell, 9."])
  }

  @Test func `a line that ends in an article, or in a full stop of any script, is no title`() throws {
    let page = try read(
      "The ferry crossed and the warden wrote that the\u{0C}boats were lost.", as: .plainText)
    #expect(page.texts(.heading).isEmpty)
    #expect(try read("渡し船は夜明けに渡った。", as: .plainText).texts(.heading).isEmpty)
  }

  @Test func `an ending after a beginning of compounds makes a word whole`() throws {
    #expect(try read("He came to the cross-\ning at dawn.").text.string == "He came to the crossing at dawn.")
  }

  @Test func `blocks that tags make on one line have lines of their own`() throws {
    let document = try read(
      "# Bell\n\n<p>The bell.</p><p>The rope.</p>\n\n<div>It rang</div><div>It fell</div>\n\nHe had a <p>mark</p>.\n"
    )
    #expect(document.texts(.paragraph).prefix(2) == ["The bell.\nThe rope.", "It rang\nIt fell"])
  }

  @Test func `what a picture's tag says of it is text`() throws {
    let document = try read(
      "# Bell\n\n<img src=\"a.png\" alt=\"The bell of 1688\">\n\nIt rang<img src='b.png' alt='' />.\n")
    #expect(document.text.string.contains("The bell of 1688") && !document.text.string.contains("a.png"))
    #expect(document.text.string.contains("It rang."))
  }
}
