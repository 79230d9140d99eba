import Manuscript
import Testing

/// Hyphens and dashes at the ends of lines that belong to the text.
@Suite("Line-end compounds")
struct LineEndCompoundTests {
  @Test func `hyphens of French clitics and compounds are kept, those of syllables are not`() throws {
    let document = try read(
      """
      Le sel

      Le sel fut peut-
      être pesé par celui-
      ci, et la vieille est-
      elle partie, dit-
      il. Sa grand-
      mère en avait vingt-
      cinq sacs; la fonda-
      tion et le mou-
      vement de la ville. Là-
      bas, au-
      dessus du chef-
      d'œuvre, elle vint lui-
      même. A-
      t-il payé? Dis-
      moi où il est, là-
      haut; aujour-
      d'hui il va voi-
      là pour toi, et que la nou-
      velle est dans les ateliers.
      """, as: .plainText)
    let text = document.text.string
    for kept in [
      "peut-être", "celui-ci", "est-elle", "dit-il", "grand-mère", "vingt-cinq", "Là-bas", "au-dessus",
      "chef-d'œuvre",
      "lui-même", "A-t-il", "Dis-moi", "là-haut",
    ] { #expect(text.contains(kept)) }
    for whole in ["fondation", "mouvement", "aujourd'hui", "voilà", "nouvelle"] {
      #expect(text.contains(whole))
    }
  }

  @Test func `what only French writes with a hyphen is a broken word elsewhere`() throws {
    let text = try read(
      """
      Salt

      The salt was weighed by the coun-
      cil of the town, in the name of Bened-
      on and of the others to whom it was given for the year.
      """, as: .plainText
    ).text.string
    #expect(text.contains("council") && text.contains("Benedon"))
  }

  @Test func `fractions, single letters and chains of small words keep their hyphens`() throws {
    let text = try read(
      """
      Salt

      One-
      third of it, the state-
      of-the-art scales, three-
      and-
      a-half crowns, X-
      rays, a T-
      shirt and an e-
      book by J.-
      P. Weber of the moun-
      tains, on the mountains of Stratford-
      upon-Avon.
      """, as: .plainText
    ).text.string
    for kept in [
      "One-third", "state-of-the-art", "three-and-a-half", "X-rays", "T-shirt", "e-book", "J.-P. Weber",
      "Stratford-upon-Avon",
    ] { #expect(text.contains(kept)) }
    #expect(text.contains("the mountains, on"))
  }

  @Test func `an en dash after a word at a line's end gives no blank`() throws {
    let text = try read(
      "Rails\n\nThe Prague–\nVienna train of 1850–\n1860 ran –\nor did not.\n", as: .plainText)
    #expect(text.text.string.contains("The Prague–Vienna train of 1850–1860 ran – or did not."))
  }
}

extension LineEndCompoundTests {
  @Test(arguments: [
    "over-|or undervalued", "inter-|or intranational", "north-|to southward", "pro-|et antifrançais",
    "under-|and overpaid",
  ]) func `a part of a word before a conjunction is no word's beginning`(words: String) throws {
    let document = try read(
      "The copper was \(words.replacing("|", with: "\n")), as it was.\n", as: .plainText)
    #expect(document.text.string == "The copper was \(words.replacing("|", with: " ")), as it was.")
  }

  @Test func `a word may end like a conjunction`() throws {
    let document = try read("The visit-\nor came in-\nto a pho-\nto of an inter-\nior.\n", as: .plainText)
    #expect(document.text.string == "The visitor came into a photo of an interior.")
  }

  @Test func `words that a converter broke and put on one line are made whole`() throws {
    let document = try read(
      """
      # Das Geld

      Die Abgabe war gering, doch haben sich siebzehn Pro\u{2010} zesse um sie entsponnen, vor\u{2010} und nachher, deren letzter \
      bis vor das Reichs\u{AD} kammergericht kam.
      """)
    #expect(document.text.string.contains("siebzehn Prozesse um sie"))
    #expect(document.text.string.contains("vor\u{2010} und nachher"))
    #expect(document.text.string.contains("Reichskammergericht"))
  }

  @Test(arguments: ["```\nlet reis\u{AD} kammer\n```", "    let reis\u{AD} kammer"])
  func `code says what it says`(code: String) throws {
    let document = try read("# Das Geld\n\nDie Abgabe war gering.\n\n\(code)\n")
    #expect(document.texts(.code) == ["let reis\u{AD} kammer"])
  }

  @Test func `words broken in a quotation are made whole`() throws {
    let document = try read(
      "# Das Geld\n\nEr schrieb:\n\n> Die Abgabe war gering, doch gab es Pro\u{2010} zesse darum.\n")
    #expect(document.texts(.quote) == ["Die Abgabe war gering, doch gab es Prozesse darum."])
  }
}
