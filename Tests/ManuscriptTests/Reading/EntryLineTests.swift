import Manuscript
import Testing

/// Lists without blank lines between their entries.
@Suite("Entries set line by line")
struct EntryLineTests {
  @Test func `of a bibliography with a hanging indent are paragraphs, over a page's end too`() throws {
    let document = try read(
      """
      Bibliography

      Ashby, J. The Copper and the Council of the Guild in the Early Years of the
         Trade. London, 1971.
      ———. Boats and their Cargoes in the Years of the Plague and after, with a

                                           12
      \u{0C}   list. London, 1975.
      Bell, K. Rolls. Leeds, 1908.
      Holt, J. Tolls of the Ford and of the Mill, from the Rolls of the Guild that are
         kept in York. York, 1911.

                                           13

      """, as: .plainText)
    #expect(
      document.texts(.paragraph) == [
        "Ashby, J. The Copper and the Council of the Guild in the Early Years of the Trade. London, 1971.",
        "———. Boats and their Cargoes in the Years of the Plague and after, with a list. London, 1975.",
        "Bell, K. Rolls. Leeds, 1908.",
        "Holt, J. Tolls of the Ford and of the Mill, from the Rolls of the Guild that are kept in York. York, 1911.",
      ])
  }

  @Test func `of literature flush left are paragraphs by their short last lines`() throws {
    let document = try read(
      "Bibliography\n\nAshby, J. The Copper and the Council of the Guild in the Early Years of the\nTrade. London, 1971.\n"
        + "Ashby, J. Boats and their Cargoes in the Years of the Plague and after, with a\nlist. London, 1975.\n"
        + "Bell, K. Rolls. Leeds, 1908.\n", as: .plainText)
    #expect(document.texts(.paragraph).count == 3)
  }

  @Test(arguments: [SourceFormat.plainText, .markdown])
  func `of contents end with leaders`(format: SourceFormat) throws {
    let document = try read(
      """
      # The Copper Boats

      Contents
      Preface ................................ vii
      The Ford and its Keepers in the Years
         of the Plague . . . . . . . . . . . . 17
      Bibliography…………………………………………… 203

      The council met.
      """, as: format)
    #expect(
      document.texts(.paragraph) == [
        "Preface ................................ vii",
        "The Ford and its Keepers in the Years of the Plague . . . . . . . . . . . . 17",
        "Bibliography…………………………………………… 203", "The council met.",
      ])
    #expect(document.texts(.heading).last == "Contents")
  }

  @Test func `of an index follow the alphabet and end with pages`() throws {
    let document = try read(
      """
      Index

      Abbot of Ely, 12, 45–7
      Ashby, Thomas, 3, 17n, 34
      Barley, price of, 12, 99, 101, 103, 105,
         107
      Boats, 4–6
         copper, 9
         see also Ships
      Dog, 17
      """, as: .plainText)
    #expect(
      document.blocks.dropFirst().map { document.text(of: $0) } == [
        "Abbot of Ely, 12, 45–7", "Ashby, Thomas, 3, 17n, 34", "Barley, price of, 12, 99, 101, 103, 105, 107",
        "Boats, 4–6", "copper, 9", "see also Ships", "Dog, 17",
      ])
  }

  @Test func `of a play begin with who speaks, where speeches go over several lines`() throws {
    let document = try read(
      "The play opens in the hall of the guild, with the scribe and the reeve alone at the table:\n\nREEVE. Who comes?\n"
        + "SCRIBE. The bishop, sir.\nREEVE. At this hour of the night, when no honest man is out of his bed and the\n"
        + "boats are all in?\nSCRIBE. He is hungry.\n", as: .plainText)
    #expect(
      document.texts(.paragraph).dropFirst() == [
        "REEVE. Who comes?", "SCRIBE. The bishop, sir.",
        "REEVE. At this hour of the night, when no honest man is out of his bed and the boats are all in?",
        "SCRIBE. He is hungry.",
      ])
  }

  @Test func `are none where prose stands in, begins with capitals or ends with numbers`() throws {
    let document = try read(
      "The council met in the hall of the guild, and the letter that the bishop had\nsent was read by the scribe.\n"
        + "   The treaty was renewed in the autumn, and the copper that had been promised\nwas carried down in boats.\n"
        + "   Nobody was drowned, and the merchants asked for their money.\n\n"
        + "The rolls name those who were drowned in the year of the plague, and those who\nkept the ford from 1742 to 1745, "
        + "and after them, in 1746,\nthe reeve, in whose time copper was sold for 12, 14, 17\nor 19.\n",
      as: .plainText)
    #expect(document.texts(.paragraph).count == 4)
  }

  @Test func `of a list end where the text stands left of them again`() throws {
    let document = try read(
      """
      The letter that the bishop had sent was read. There were in the boat:
          – three bars of copper, which the bishop had sent from
            the mines in the north;
          – a dog.
      The dog swam. The chronicle is of another mind, and says of it:
            They came together in the hall of the guild and spoke
            of the copper until the night was over.
      That is not so, as the rolls show to anybody who reads them.
      """, as: .plainText)
    #expect(document.kinds == [.paragraph, .list, .list, .paragraph, .quote, .paragraph])
  }

  @Test func `of literature begin with a name turned about`() throws {
    let document = try read(
      "Bibliography\n\nAshby, J. The Copper and the Council of the Guild\nin the Early Years of the Trade. London, 1971.\n"
        + "Ashby, J. Boats and their Cargoes in the Years of the\nPlague and after, with a list. London, 1975.\n"
        + "Bell, K. Rolls. Leeds, 1908.\n", as: .plainText)
    #expect(document.texts(.paragraph).count == 3)
  }

  @Test func `of a list have letters of other alphabets`() throws {
    let document = try read(
      "The rolls show:\n\nα) the mill;\nβ) the ford.\n\nAnd:\n\nа) дом;\nб) сад.\n", as: .plainText)
    #expect(document.texts(.list) == ["α) the mill;", "β) the ford.", "а) дом;", "б) сад."])
  }

  @Test func `a name and a place under a text keep their lines`() throws {
    let document = try read(
      "The boats sank, and nobody was drowned, as far as anybody knows who has read\nthe rolls of that year.\n\n"
        + "Jane Ashby\nYork, May 1971\n", as: .plainText)
    #expect(document.texts(.paragraph).last == "Jane Ashby\nYork, May 1971")
  }

  @Test func `of a glossary are a term and what it means, set in under it`() throws {
    let document = try read(
      "Glossary\n\nReeve\n    The officer of the guild, who was chosen for a year by the masters\n    in the hall.\n\n"
        + "Scribe\n    Who wrote the rolls.\n", as: .plainText)
    #expect(
      document.blocks.dropFirst().map { document.text(of: $0) } == [
        "Reeve", "The officer of the guild, who was chosen for a year by the masters in the hall.", "Scribe",
        "Who wrote the rolls.",
      ])
  }
}
