import Manuscript
import Testing

@Suite("Searching an anchor's place")
struct AnchorSearchTests {
  private static let text = """
    The harbour froze in the second week of November, and no ship came in until March. The clerk noted the \
    fact without comment.

    In the third year the harbour froze again. The clerk, who had by then been dismissed, noted nothing. It is \
    from his widow’s letters that we know of the “long winter”, as she called it.

    The entry was made in the presence of two witnesses. Later entries are shorter. The entry was made in the \
    presence of two witnesses.
    """

  /// The anchor of the only place where the words stand, or of the one after so many others.
  private func anchor(_ words: String, in text: String, skipping others: Int = 0) throws -> Anchor {
    let (scalars, sought) = (Array(text.unicodeScalars), Array(words.unicodeScalars))
    let starts = scalars.indices.filter { scalars[$0...].starts(with: sought) }
    let start = try #require(starts.dropFirst(others).first)
    let (before, after) = (max(0, start - 32), min(scalars.count, start + sought.count + 32))
    let whole = ScalarText(text)
    return Anchor(
      base: BaseID(raw: [], document: []), range: ScalarRange(start: start, count: sought.count),
      quote: words,
      prefix: whole[ScalarRange(before, start)], suffix: whole[ScalarRange(start + sought.count, after)])
  }

  private func found(_ anchor: Anchor, in text: String) -> String? {
    let text = ScalarText(text)
    return AnchorSearch(in: text).place(anchor).placement.map { text[$0.range] }
  }

  @Test(arguments: [
    "harbour froze in", "noted the fact", "widow’s", "“long winter”, as she called it.", "The",
  ])
  func `finds words as they stood`(words: String) throws {
    let anchor = try anchor(words, in: Self.text)
    let placement = AnchorSearch(in: ScalarText(Self.text)).place(anchor).placement
    #expect(placement?.range == anchor.range)
    #expect(placement?.method == .exact)
    #expect((0.99...1).contains(placement?.score ?? 0))
  }

  @Test(arguments: [
    (
      "widow’s letters that we know of the “long winter”",
      "widow's letters that we know of the \"long win-\nter\""
    ),
    ("third year the harbour", "third   year\nthe\u{A0}har\u{AD}bour"),
    ("comment", "com-\nment"),
  ])
  func `takes other ways of writing for the same`(words: String, written: String) throws {
    let anchor = try anchor(words, in: Self.text)
    let other = "A preface was added here. " + Self.text.replacing(words, with: written)
    let placement = AnchorSearch(in: ScalarText(other)).place(anchor).placement
    #expect(placement.map { ScalarText(other)[$0.range] } == written)
    #expect(placement?.method == .exact)
  }

  @Test
  func `compares in all scripts, and parts no character`() throws {
    let composed = "Le cafe\u{301} e\u{301}tait ferme\u{301} ce jour-la\u{300}, dit-on, et la rue vide."
    let anchored = try anchor("était fermé", in: composed.precomposed)
    #expect(found(anchored, in: "Un jour. " + composed) == "e\u{301}tait ferme\u{301}")

    let chinese = "港口在十一月的第二周結冰，直到三月才有船進港。書記沒有評論地記下了這件事。第三年港口又結冰了。"
    #expect(found(try anchor("直到三月才有船", in: chinese), in: "序言。" + chinese) == "直到三月才有船")

    let hebrew = "הנמל קפא בשבוע השני של נובמבר, ושום אונייה לא נכנסה עד מרץ. הפקיד רשם את העובדה בלי הערה."
    #expect(found(try anchor("ושום אונייה", in: hebrew), in: "מבוא. " + hebrew) == "ושום אונייה")

    // The anchor ends between a letter and its accent: the whole letter is found.
    let split = try anchor("cafe", in: composed)
    #expect(found(split, in: "Un. " + composed) == "cafe\u{301}")
  }

  @Test
  func `prefers what stands in the right context to an exact look-alike`() throws {
    let anchor = try anchor("no ship came in until March", in: Self.text)
    let damaged =
      Self.text.replacing("no ship came in until March", with: "no slip carne in untl March")
      + "\n\nElsewhere it is said that no ship came in until March, which cannot be right."
    #expect(found(anchor, in: damaged) == "no slip carne in untl March")
  }

  @Test(arguments: [0, 1])
  func `tells the same words apart by what stands around them`(skipping: Int) throws {
    let anchor = try anchor(
      "The entry was made in the presence of two witnesses.", in: Self.text, skipping: skipping)
    let shift = "A new first sentence. "
    let placement = AnchorSearch(in: ScalarText(shift + Self.text)).place(anchor).placement
    #expect(placement?.range == anchor.range.shifted(by: shift.unicodeScalars.count))
  }

  @Test
  func `does not choose where the context is the same too`() throws {
    let anchor = try anchor("harbour froze again. The clerk", in: Self.text)
    let outcome = AnchorSearch(in: ScalarText(Self.text + "\n\n" + Self.text)).place(anchor)
    guard case .ambiguous(let places) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(places.count == 2)
    #expect(places.first?.range == anchor.range, "the nearest first")
  }

  @Test
  func `does not take a formula elsewhere for one that is gone`() throws {
    let formula = "The clerk noted the fact without comment."
    let anchor = try anchor(formula, in: Self.text)
    let without = Self.text.replacing(formula, with: "A page is missing here.")
    guard case .orphaned = AnchorSearch(in: ScalarText(without)).place(anchor) else {
      Issue.record("found")
      return
    }
    // Its like elsewhere is named, not taken.
    let elsewhere =
      without + "\n\nOf the mayor there is this. \(formula) So much for that."
    guard case .orphaned(let nearest?) = AnchorSearch(in: ScalarText(elsewhere)).place(anchor) else {
      Issue.record("found, or no near miss")
      return
    }
    #expect(ScalarText(elsewhere)[nearest.range] == formula)
  }

  @Test
  func `finds a passage that grew, to both its ends`() throws {
    let words = "The clerk, who had by then been dismissed, noted nothing. It is from his widow’s letters"
    let grown = words.replacing("nothing. It", with: "nothing. The page is blank but for a date. It")
    let anchor = try anchor(words, in: Self.text)
    #expect(found(anchor, in: Self.text.replacing(words, with: grown)) == grown)
  }

  @Test
  func `finds a long passage by its ends`() throws {
    let words =
      Self.text.replacing("\n\n", with: " ") + String(repeating: " And so on, year by year.", count: 20)
    let source = "A preface." + words + " An afterword closes the book, as it should."
    let anchor = try anchor(words, in: source)
    let changed = source.replacing("no ship came in", with: "not a single vessel was seen")
    #expect(found(anchor, in: "Title. " + changed)?.count == words.count + 13)
  }

  @Test
  func `finds points, and white space at a quote's ends`() throws {
    let point = Anchor(
      base: BaseID(raw: [], document: []), range: ScalarRange(12, 12), quote: "", prefix: "The harbour ",
      suffix: "froze in the second week of Nove")
    let outcome = AnchorSearch(in: ScalarText("Indeed. " + Self.text)).place(point)
    #expect(
      outcome.placement?.range == ScalarRange(20, 20) || outcome.placement?.range == ScalarRange(19, 19))
    let spaced = try anchor(" froze in the second ", in: Self.text)
    #expect(found(spaced, in: "Indeed. " + Self.text) == " froze in the second ")
  }
}

extension String {
  /// The same in NFC, for the letters used here.
  fileprivate var precomposed: String {
    replacing("e\u{301}", with: "\u{E9}").replacing("a\u{300}", with: "\u{E0}")
  }
}
