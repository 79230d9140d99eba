import Manuscript
import Testing

/// Marks and notes with more around them than their form needs.
@Suite struct WrappedNoteTests {
  @Test(arguments: [
    ("^[#](#n#){#r#}^", "^[#](#r#)^ "), ("^\\[#\\]^", "^\\[#\\]^ "), ("^[#]^", "^(#)^ "),
    ("[FN#]", "[FN#]. "),
    ("[Note #]", "[Note #] "), ("<a epub:type=\"noteref\" href=\"#n#\"><sup>#</sup></a>", "<sup>#</sup> "),
  ]) func `a mark that a converter wrapped twice is one mark`(mark: String, label: String) throws {
    func written(_ form: String, _ number: String) -> String {
      form.replacing("#n#", with: "\u{1}").replacing("#r#", with: "\u{2}").replacing("#", with: number)
        .replacing("\u{1}", with: "#n\(number)").replacing("\u{2}", with: "#r\(number)")
    }
    let document = try read(
      "# Salt\n\nIt came by river.\(written(mark, "1")) The toll was high.\(written(mark, "2")) It rose.\n\n"
        + "\(written(label, "1"))Statute.\n\n\(written(label, "2"))Ibid.")
    #expect(document.texts(.note) == ["Statute.", "Ibid."])
    #expect(document.texts(.paragraph) == ["It came by river. The toll was high. It rose."])
    #expect(document.references == ["river.1", "high.2"])
  }

  @Test func `raised figures name several notes, powers none`() throws {
    let document = try read("One.^1^ Two,^2,3^ and 2^3^4.\n\n^1^ A.\n\n^2^ B.\n\n^3^ C.")
    #expect(document.texts(.note) == ["A.", "B.", "C."])
    #expect(document.references == ["One.1", "Two,2", "Two,3"])
  }

  @Test func `the notes of an electronic book stand in asides, their tags are no text`() throws {
    let document = try read(
      """
      # Salt

      It came by river.<a epub:type="noteref" href="#n1" id="r1">1</a> It rose.<a epub:type="noteref" href="#n2"><sup>2</sup></a>

      <aside epub:type="footnote" id="n1"><p><a href="#r1">1</a> Statute.</p></aside>

      <aside epub:type="footnote" id="n2">
      <p><a href="#r2">2</a> Rossi, <i>Salt</i>.</p>
      </aside>

      <details><summary>More</summary>

      It fell.

      </details>
      """)
    #expect(document.texts(.note) == ["Statute.", "Rossi, Salt."])
    #expect(document.texts(.paragraph) == ["It came by river. It rose.", "More", "It fell."])
    #expect(document.references == ["river.1", "rose.2"])
  }

  @Test func `lists of several chapters stand at the end under the chapters' names`() throws {
    let document = try read(
      "Bells\n\nI. The first\n\nIt was cast.[1] It cracked.[2]\n\nII. The second\n\nIt was small.[1] It hung.[2]\n\n"
        + "III. The third\n\nIt hangs still.[1]\n\nNotes\n\nI. The first\n\n[1] Book.\n[2] Ibid.\n\nII. The second\n\n"
        + "[1] Crane.\n[2] Crane, p. 9.\n\nIII. The third\n\n[1] Seen.\n", as: .plainText)
    #expect(document.texts(.note) == ["Book.", "Ibid.", "Crane.", "Crane, p. 9.", "Seen."])
    #expect(document.references == ["cast.1", "cracked.2", "small.3", "hung.4", "still.5"])
  }

  @Test(arguments: [SourceFormat.plainText, .markdown])
  func `in brackets hold lines and paragraphs that begin with numbers`(format: SourceFormat) throws {
    let document = try read(
      """
      # The Lamp

      The lamp was lit in autumn.[1] It was seen by the bishop.[2] It burnt.[3] It shone.[4] It went out.[5]

      # Notes

      [Footnote 1: See the older book on the lamps of the coast and of the islands, chap.
      2. There is more of it.]
      [Footnote 2: The roll of the tower that the widow of the captain sold to the bishop, no.
      3 There is also the older roll.]

      [Footnote 3: Holt, Lamps. He says:

      4. The lamp of the tower is lost.]

      [Footnote 4: Ibid.]

      [Footnote 5: Ibid.]
      """, as: format)
    #expect(
      document.texts(.note) == [
        "See the older book on the lamps of the coast and of the islands, chap. 2. There is more of it.",
        "The roll of the tower that the widow of the captain sold to the bishop, no. 3 There is also the older roll.",
        "Holt, Lamps. He says:\n4. The lamp of the tower is lost.", "Ibid.", "Ibid.",
      ])
    #expect(document.references == ["autumn.1", "bishop.2", "burnt.3", "shone.4", "out.5"])
  }

  @Test func `a number at the head of a note's line is the note's where the next note opens with the same`()
    throws
  {
    let document = try read(
      "The Weir\n\nThe roll is kept in the chest of the parish.1 So is its index.2 The third is lost.3\n\nSo it ended.\n\n"
        + "1 There are of this roll in the libraries of the north not fewer than\n2 copies, both of them late.\n2 Moir, p. 12.\n"
        + "3 Vestry book.\n", as: .plainText)
    #expect(
      document.texts(.note) == [
        "There are of this roll in the libraries of the north not fewer than 2 copies, both of them late.",
        "Moir, p. 12.", "Vestry book.",
      ])
  }
}
