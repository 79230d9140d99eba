import Manuscript
import Testing

/// Lists, notes and verse as converters from other forms leave them.
@Suite("Converted lists")
struct ConvertedListTests {
  @Test func `notes that open with a link back and a stop`() throws {
    let document = try read(
      """
      # The Mill

      The mill was sold in 1742.[^1^](#fn1) She paid in grain.[^2^](#fn2)

      [1.](#r1) Holt, *Mills*, p. 34.

      [2.](#r2) Ibid.
      """)
    #expect(document.texts(.note) == ["Holt, Mills, p. 34.", "Ibid."])
    #expect(document.references == ["1742.1", "grain.2"])
  }

  @Test func `a quotation in an item of a list loses its mark`() throws {
    let document = try read(
      """
      # The Mill

      The mill was sold.[^1^](#fn1) It burned.[^2^](#fn2)

      1.  The deed says:

          > We sell the mill
          > to the widow.

          So much for it.[↩](#r1)

      2.  Ibid.[↩](#r2)
      """)
    #expect(
      document.texts(.note) == ["The deed says:\nWe sell the mill to the widow.\nSo much for it.", "Ibid."])
  }

  @Test func `a quotation in an item is one, and the list goes on`() throws {
    let document = try read(
      """
      # The Mill

      There are two deeds.

      - The first says:

        > We sell the mill.

        It was signed.
      - The second is lost.
      """)
    #expect(document.texts(.quote) == ["We sell the mill."])
    #expect(document.texts(.list) == ["The first says:", "It was signed.", "The second is lost."])
  }

  @Test func `terms and their definitions`() throws {
    let document = try read(
      """
      # Terms

      These are the words of the millers.

      race
      :   The water that drives
          the wheel.

      weir
      :   The wall across the river.
      :   Also the pool above it.

      sluice

      :   A gate.

      They fell.
      """)
    #expect(
      document.texts(.paragraph) == [
        "These are the words of the millers.", "race", "weir", "sluice", "They fell.",
      ])
    #expect(
      document.texts(.list) == [
        "The water that drives the wheel.", "The wall across the river.", "Also the pool above it.",
        "A gate.",
      ])
  }

  @Test func `a colon with which a line of French begins is the text's`() throws {
    let text =
      "Le meunier, qui n'avait pas lu la lettre de la veuve, lui répondit ceci\n: il n'y avait plus de grain."
    #expect(try read("# Le moulin\n\n\(text)\n").texts(.paragraph) == [text.replacing("\n", with: " ")])
  }

  @Test func `lines below the title that the source ends`() throws {
    let document = try read(
      "# Boats\n\nAnna Weber  \nUniversity of Leeds  \na.weber@example.org\n\nThe boats came.\n")
    #expect(document.texts(.author) == ["Anna Weber", "University of Leeds", "a.weber@example.org"])
  }

  @Test func `verse that begins with small letters`() throws {
    let prose =
      "Poeta ita canit, ut ex codice et ex aliis duobus novimus, qui in eadem\nbibliotheca servantur:"
    let verse = [
      "Nox erat et placidum carpebant fessa soporem", "corpora per terras",
      "silvaeque et saeva quierant aequora",
      "cum medio volvuntur sidera lapsu.",
    ]
    let document = try read(
      "De carmine\n\n\(prose)\n\n" + verse.map { "     \($0)\n" }.joined()
        + "\nQuae a monacho quodam scripta sunt.\n",
      as: .plainText)
    #expect(document.text.string.contains(verse.joined(separator: "\n")))
  }

  @Test func `a quotation in prose that fills its lines is joined`() throws {
    let prose =
      "The bishop wrote to the reeve, as we know from the codex and two other books of\nthe same library:"
    let document = try read(
      """
      The Letter

      \(prose)

           We have heard that you have sold the copper of the church
           to the men of the river, who have paid you in herring,
           and that you ate the whole of the herring yourself
           without us.

      There is no answer.
      """,
      as: .plainText)
    #expect(
      document.text.string.contains("the copper of the church to the men of the river, who have paid"))
  }
}
