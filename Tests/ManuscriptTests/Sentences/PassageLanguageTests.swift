import Manuscript
import Testing

/// Passages in another language than the paper's: their own rules tell their sentences.
@Suite struct PassageLanguageTests {
  private static let russian =
    "Смотрители маяка получали масло и продавали его рыбакам. Совет об этом знал и молчал, потому что масло стоило дёшево."
  private static let english =
    "The keepers of the light were paid in oil, and they sold what they did not burn to the men of the harbour."

  @Test func `a Greek passage in a Russian paper`() throws {
    let document = try read(
      "# Маяк\n\n\(Self.russian)\n\nΠοιος τον αγόρασε; Μια χήρα. Βλ. τ. 3, σ. 12. Τίποτα δεν έμεινε.\n\nБыло в 1830 г. Потом нет."
    )
    #expect(document.language == "und-Cyrl")
    #expect(
      document.sentences(of: "p3") == [
        "Ποιος τον αγόρασε;", "Μια χήρα.", "Βλ. τ. 3, σ. 12.", "Τίποτα δεν έμεινε.",
      ])
    #expect(document.sentences(of: "p4") == ["Было в 1830 г.", "Потом нет."])
  }

  @Test func `Greek words within a Russian paragraph`() throws {
    let document = try read(
      "# Маяк\n\n\(Self.russian) В хронике сказано: Ποιος τον αγόρασε; Μια χήρα. Так было до 1830 г. Потом нет."
    )
    #expect(
      document.sentences(of: "p2").dropFirst(2) == [
        "В хронике сказано: Ποιος τον αγόρασε;", "Μια χήρα.", "Так было до 1830 г.", "Потом нет.",
      ])
  }

  @Test func `a German quotation in an English paper`() throws {
    let document = try read(
      "# The Light\n\n\(Self.english)\n\n> Am 3. Oktober 1742 wurde die Mühle verkauft, vgl. Bd. 3 und Abb. 4 bei Weber. "
        + "Das war um 50 v. Chr. nicht so. Niemand kam.\n\nNobody answered the letter of the 3rd of October.")
    #expect(
      document.sentences(of: "p3") == [
        "Am 3. Oktober 1742 wurde die Mühle verkauft, vgl. Bd. 3 und Abb. 4 bei Weber.",
        "Das war um 50 v. Chr. nicht so.", "Niemand kam.",
      ])
    #expect(document.language == "en")
  }

  @Test func `English in a Hebrew paper`() throws {
    let document = try read(
      "# מגדל\n\nהשומרים קיבלו שמן. הם מכרו אותו לדייגים. מי ידע? המועצה ידעה.\n\nAs Dr. Holt wrote, "
        + "“it was sold.” Then the board of Gen. Brown said nothing of it to the men.")
    #expect(document.sentences(of: "p3").count == 2)
    #expect(document.sentences(of: "p2").count == 4)
  }

  @Test func `signs in another script are none of its words`() throws {
    let document = try read(
      "# Sums\n\n\(Self.english) It is true of α; Β is another. The angle is β. Then it ends.")
    #expect(
      document.sentences(of: "p2").suffix(3) == [
        "It is true of α; Β is another.", "The angle is β.", "Then it ends.",
      ])
  }

  @Test func `a title in another language leaves a paragraph its own rules`() throws {
    let document = try read(
      "# The Light\n\n\(Self.english)\n\nSee Weber, Die Mühle und der Bach, cited by Dr. Holt. It was the best of them, and no. 5 of the list."
    )
    #expect(document.sentences(of: "p3").count == 2)
  }
}
