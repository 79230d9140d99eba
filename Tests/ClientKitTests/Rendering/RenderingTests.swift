import CanonicalJSON
import FoundationEssentials
import Protocol
import SeededRandom
import Testing
import Views

@testable import ClientKit
@testable import Rendering

struct WidthTests {
  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("中文", 4), ("ｶﾅ", 2), ("カナ", 4), ("한국", 4), ("🧭", 2), ("👩‍🔬", 2),
    ("🇮🇷", 2),
    ("☎", 1), ("☎️", 2), ("\u{200B}", 0), ("“x”", 3), ("…", 1), ("", 0), ("ا", 1), ("٣", 1), ("①", 1),
    ("\u{301}", 0),
  ])
  func `counts cells`(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func `the table is in order`() {
    for (a, b) in zip(EastAsianWide.ranges, EastAsianWide.ranges.dropFirst()) {
      #expect(a.upperBound < b.lowerBound)
    }
  }

  @Test func `cuts with an ellipsis`() {
    #expect("a long line".fitted(to: 7) == "a long…")
    #expect("中文字".fitted(to: 5) == "中文…")
    #expect("short".fitted(to: 5) == "short")
  }
}

struct CleaningTests {
  @Test func `nothing that takes hold of a terminal comes through`() {
    #expect("a\u{1B}[31mb".cleaned == "a\u{FFFD}[31mb")
    #expect("a\u{9B}1mb\u{7F}".cleaned == "a\u{FFFD}1mb\u{FFFD}")
    #expect("x\u{202E}y\u{2066}z".cleaned == "x\u{FFFD}y\u{FFFD}z")
    #expect("a\tb\r".cleaned == "a b")
    #expect("فارسی\u{200F} é 中".cleaned == "فارسی é 中")
    #expect("a\nb\u{2028}c".cleanedLines == ["a", "b", "c"])
  }

  @Test func `whatever a page is made of, only its own colours are escapes`() {
    var page = Page()
    page.line(Styled("\u{1B}]0;title\u{7}", .strong))
    page.table(columns: ["\u{1B}"], rows: [[Styled("\u{1B}[2J")]])
    let lines = Layout(isColored: true).lines(of: page)
    #expect(
      lines == ["\u{1B}[1m\u{FFFD}]0;title\u{FFFD}\u{1B}[0m", "\u{1B}[2m\u{FFFD}\u{1B}[0m", "\u{FFFD}[2J"])
  }
}

struct WrappingTests {
  private func wrap(_ text: String, _ width: Int) -> [String] {
    Styled(text).wrapped(to: width).map(\.text)
  }

  @Test func `breaks at spaces`() {
    #expect(wrap("the quick brown fox", 10) == ["the quick", "brown fox"])
    #expect(wrap("  indented words here", 12) == ["  indented", "words here"])
    #expect(wrap("short", 10) == ["short"])
    #expect(wrap("", 10) == [""])
  }

  @Test func `breaks a word that is too wide by itself`() {
    #expect(wrap("abcdefghijkl", 10) == ["abcdefghij", "kl"])
    #expect(wrap("x 中中中中中中", 10) == ["x", "中中中中中", "中"])
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `loses nothing and keeps the width`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("abc  é中🧭\u{301}-")
    let text = String((0..<80).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
    let width = Int.random(in: 8...30, using: &generator)
    let lines = wrap(text, width)
    #expect(lines.allSatisfy { $0.displayWidth <= width }, "seed \(seed)")
    #expect(
      Styled(text).wrapped(to: width, hanging: 4).dropFirst().allSatisfy {
        $0.displayWidth <= max(width - 4, 8)
      })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " }, "seed \(seed)")
  }
}

struct PageTests {
  private func decode<Value: JSONValue>(_ type: Value.Type, _ text: String) throws -> Value {
    try Value(json: JSON.parsed(Array(text.utf8)))
  }

  private func lines(_ page: Page, accessible: Bool = false) -> String {
    Layout(width: 60, isAccessible: accessible).lines(of: page).joined(separator: "\n")
  }

  @Test func `claims`() throws {
    let page = Page(claims: [try decode(ClaimItem.self, Samples.claim)])
    #expect(
      lines(page) == """
        c1  contested  ada  p3.2  date  1 agree, 1 disagree
            The bridge was built in 1911.
            “the bridge of that year”
            contradicts c2; disputed in d1; an accepted correction
            changes its words
        """)
    #expect(
      lines(page, accessible: true) == """
        Claim: c1
        Status: contested
        By: ada
        At: p3.2
        Kind: date
        Stances: 1 agree, 1 disagree
        Statement: The bridge was built in 1911.
        Text: “the bridge of that year”
        Also: contradicts c2; disputed in d1; an accepted correction changes its words
        """)
  }

  @Test func `corrections`() throws {
    let page = Page(corrections: [try decode(CorrectionItem.self, Samples.correction)])
    #expect(
      lines(page) == """
        x1  accepted  ada  p3.2  fact  2 for, 1 against
            “1911” → “1912”
            As on the plaque.
        """)
  }

  @Test func `one correction whole`() throws {
    let page = Page(try decode(ThingView.self, Samples.thing(Samples.correction)))
    #expect(
      lines(page) == """
        x1  correction (fact) at p3.2, accepted, by ada, 2026-03-01
            12:34 UTC, @12
            “1911” → “1912”
            As on the plaque.

        In the text, p3.2
            …Before [the words] after…

        Votes: 2 for, 1 against; accepted by ballot
        for      ada
        for      bel
        against  cyd: The plaque is later.
        silent   edd
        """)
  }

  @Test func `one claim whole`() throws {
    let page = Page(try decode(ThingView.self, Samples.thing(Samples.claim)))
    #expect(
      lines(page) == """
        c1  claim (date), contested, by ada, 2026-03-01 12:34 UTC,
            @8
            The bridge was built in 1911.
            contradicts c2, says ada
            An accepted correction changes its words.

        In the text, p3.2
            …Before [the words] after…

        Stances: 1 agree, 1 disagree
        ada  agree     confidence 4 of 5
        bel  disagree
            Too early.
        """)
  }

  @Test func `the text with its notes`() throws {
    let view = try decode(
      TextView.self,
      #"""
      {"v":1,"at":3,"base":"ab","consensus":false,"blocks":[{"address":"p1","kind":"heading","level":2,"range":[0,5],\#
      "text":"Title","sentences":[],"notes":[]},{"address":"p12","kind":"paragraph","page":4,"range":[5,80],\#
      "text":"The first sentence ends here. The second one goes on and on beyond the line.",\#
      "sentences":[{"address":"p12.1","range":[5,34]},{"address":"p12.2","range":[35,81]}],\#
      "notes":[{"n":7,"at":29}]}]}
      """#)
    #expect(
      lines(Page(view)) == """
        p1   Title

        p12  The first sentence ends here.[7] The second one goes on
             and on beyond the line.
        """)
    var marks = Marks()
    marks.add([try decode(ClaimItem.self, Samples.claim)])
    #expect(
      lines(Page(view, marks: marks)) == """
        p1 heading
          Title

        p12 paragraph, p. 4
          p12.1  The first sentence ends here.[7]
          p12.2  The second one goes on and on beyond the line.
          c1 claim by ada, contested: The bridge was built in 1911.
        """)
  }

  @Test func `a table too narrow for its columns`() {
    var page = Page()
    page.table(
      columns: ["A", "B"], rows: [[Styled("a-rather-long-name"), Styled("words that need some room")]])
    #expect(
      Layout(width: 24).lines(of: page) == [
        "A", "    B", "a-rather-long-name", "    words that need some", "    room",
      ])
  }

  @Test func `colour is never alone`() throws {
    let page = Page(claims: [try decode(ClaimItem.self, Samples.claim)])
    let colored = Layout(width: 60, isColored: true).lines(of: page).joined(separator: "\n")
    #expect(colored.contains("\u{1B}[33mcontested\u{1B}[0m"))
    #expect(colored.replacing(/\u{1B}\[[0-9]+m/, with: "") == lines(page))
  }

  @Test(arguments: [
    ("p34", "p34"), ("p34:some words", "p34"), ("p3/0+5", "p3"), ("p3.2-4:x", "p3.2-4"), ("c1", "c1"),
  ])
  func `a place is named shortly where its words are shown`(address: String, place: String) {
    #expect(Wording.place(address) == place)
  }

  @Test func `counts`() {
    #expect(Wording.count(1, "reply") == "1 reply")
    #expect(Wording.count(1234, "reply") == "1,234 replies")
    #expect(Wording.count(0, "byte") == "0 bytes")
    #expect(Wording.grouped(1_000_000) == "1,000,000")
    #expect(Wording.list(["a", "b", "c"]) == "a, b and c")
  }
}
