import Manuscript
import Testing

@Suite("Marks within the text")
struct InlineTests {
  private func spans(_ source: String) throws -> [String] {
    let document = try read(source)
    return document.blocks[0].emphasis.map { "\($0.kind.rawValue) \(document.text[$0.range])" }
  }

  @Test(arguments: [
    ("a *b c* d", ["emphasis b c"]), ("a __b__ c", ["strong b"]),
    ("***a** b*", ["emphasis a b", "strong a"]),
    ("snake_case_word", []), ("2 * 3 * 4", []), ("*a **b** c*", ["emphasis a b c", "strong b"]),
    ("a ~~b~~", ["strikethrough b"]),
    ("<i>a</i> H<sub>2</sub>O", ["emphasis a", "subscript 2"]), ("`*a*`", ["code *a*"]), ("*a", []),
    ("un*frigging*real", ["emphasis frigging"]),
  ])
  func `emphasis after CommonMark`(source: String, expected: [String]) throws {
    #expect(try spans(source) == expected)
  }

  @Test(arguments: ["2 * 3 * 4", "*a", "a_b_c", "`a", "[...] b", "x < y > z", "~50"])
  func `unpaired marks stay text`(source: String) throws { #expect(try read(source).text.string == source) }

  @Test(arguments: [
    ("3<sup>1</sup>/<sub>2</sub>", "3 1/2"), ("3<sup>1</sup>⁄<sub>2</sub>", "3 1⁄2"),
    ("3<sup>1/2</sup>", "3 1/2"),
    ("3^1^/~2~", "3 1/2"), ("3<sup>1</sup>/2", "3 1/2"), ("<sup>1</sup>/<sub>2</sub>", "1/2"),
    ("3 <sup>1</sup>/<sub>2</sub>", "3 1/2"), ("3\\textsuperscript{1}/\\textsubscript{2}", "3 1/2"),
    ("3¹⁄₂", "3¹⁄₂"), ("3¹/₂", "3¹/₂"), ("3½", "3½"),
  ])
  func `a fraction behind a figure makes no other number of it, and is no note`(source: String, text: String)
    throws
  {
    let (document, report) = try readWithReport(
      "The ford is \(source) feet deep.<sup>1</sup>\n\n| Ford | \(source) |\n|---|---|\n\n<sup>1</sup> Holt.\n"
    )
    #expect(document.texts(.paragraph) == ["The ford is \(text) feet deep."])
    #expect(document.texts(.table)[0].contains("| \(text) |"))
    #expect(document.references == ["deep.1"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `a note between the years of a span is no fraction`() throws {
    let document = try read(
      "It was 1914<sup>1</sup>/15 in the war.<sup>2</sup>\n\n<sup>1</sup> A.\n\n<sup>2</sup> B.\n")
    #expect(document.references == ["19141", "war.2"])
  }

  @Test
  func `entities and escapes become their characters`() throws {
    #expect(
      try read("R&amp;D &mdash; caf&eacute; &#8220;x&#x201D; &nosuch; \\*a\\*").text.string
        == "R&D — café “x” &nosuch; *a*")
  }

  @Test
  func `links by destination, by label, bare and in angle brackets`() throws {
    let document = try read(
      "See [the *plan*](http://a.example/p_(1) \"Plan\"), [notes][n], <http://b.example/x_y_z> and "
        + "https://c.example/d_e_f.\n\n[n]: http://n.example/ \"Notes\"")
    #expect(
      document.text.string
        == "See the plan, notes, http://b.example/x_y_z and https://c.example/d_e_f.")
    #expect(
      document.blocks[0].links.map(\.destination) == [
        "http://a.example/p_(1)", "http://n.example/", "http://b.example/x_y_z", "https://c.example/d_e_f",
      ])
    #expect(document.blocks[0].links.map { document.text[$0.range] }.first == "the plan")
  }

  @Test
  func `line ends become spaces, words broken by hyphens are whole`() throws {
    let document = try read(
      "The govern-\nment of the well-\nknown Anglo-\nFrench league, a government, well-known, met twenty-\none times."
    )
    #expect(
      document.text.string
        == "The government of the well-known Anglo-French league, a government, well-known, met twenty-one times."
    )
    #expect(document.sourceMap.furniture.count { $0.kind == .hyphen } == 1)
  }

  @Test(arguments: [
    ("the char\u{AD}\nter", "the charter"), ("the settle\u{2010}\nment", "the settlement"),
    ("the govern¬\nment", "the government"), ("from 1742–\n1801", "from 1742–1801"),
    ("pre-\nand post-war", "pre- and post-war"), ("two-\nor three-storey", "two- or three-storey"),
    ("Kriegs-\nund Friedenszeiten", "Kriegs- und Friedenszeiten"), ("a thous-\nand men", "a thousand men"),
    ("a visit-\nor came", "a visitor came"),
    ("upper-\nas well as lower-case", "upper- as well as lower-case"),
    ("short-\nrather than long-term", "short- rather than long-term"),
    ("left-\nversus right-wing", "left- versus right-wing"),
    ("Ober-\nals auch Unterseite", "Ober- als auch Unterseite"),
    ("in-\nen uitvoer", "in- en uitvoer"),
    ("dam-\nals auch", "damals auch"),
  ])
  func `hyphens of every kind at a line's end; one that stands for a word left out stays`(
    source: String, expected: String
  ) throws {
    let (document, report) = try readWithReport(source)
    #expect(document.text.string == expected)
    #expect(report.undecided.isEmpty)
  }

  @Test
  func `Chinese and Japanese lines join without a blank, Korean ones with one`() throws {
    #expect(try read("用钱\n付账，\n**登记**\n“员”。").text.string == "用钱付账，登记“员”。")
    #expect(try read("使う\nSwift").text.string == "使う Swift")
    #expect(try read("그리고\n아무도").text.string == "그리고 아무도")
  }

  @Test
  func `straight and curly quotes stand as they are`() throws {
    let text = "“One” and \"two\" and ‘three’ and 'four' – five—six"
    #expect(try read(text).text.string == text)
  }

  @Test
  func `formulae stand as they are, money is money`() throws {
    let text = #"So $R_{t}^{s} = a*b*c$ and \(x_1 \, y_2\) cost $5 each."#
    #expect(try read(text).text.string == text)
    #expect(try read("It cost $5 *or* $6.").text.string == "It cost $5 or $6.")
    let set = try read("The sum is\n\n$$\nR_{t} = \\beta * x \\\\\n* y\n$$\n\nwhere R is the return.")
    #expect(set.kinds == [.paragraph, .code, .paragraph])
    #expect(set.texts(.code) == ["$$\nR_{t} = \\beta * x \\\\\n* y\n$$"])
    #expect(try read("\\[ x_1 \\]\n\nText.").texts(.code) == ["\\[ x_1 \\]"])
  }

  @Test func `a reviewer's remark is none of the text, and the report says what it was`() throws {
    let (document, report) = try readWithReport(
      "The vat was [*Which* one?]{.comment-start id=\"3\" author=\"NL\"}blue[]{.comment-end id=\"3\"} and old."
    )
    #expect(document.text.string == "The vat was blue and old.")
    #expect(report.undecided.map(\.what) == ["A remark on this is left out of the text: “*Which* one?”"])
  }

  @Test func `tags of keys and of definitions give no text`() throws {
    #expect(try read("Press <kbd>Enter</kbd> now.").text.string == "Press Enter now.")
    let list = "<dl><dt>Woad</dt><dd>blue</dd><dt>Weld</dt><dd>yellow</dd></dl>"
    #expect(try read(list).text.string == "Woad\nblue\nWeld\nyellow")
    #expect(try read("The hand writes <dd> for a long vowel.").text.string.contains("<dd>"))
  }
}

/// Marks that converters put where none is meant.
extension InlineTests {
  @Test func `emphasis that closes at a hyphen and opens again is one`() throws {
    let document = try read(
      "The dyers wrote _qui-_\n_dam_ for it, and _et ul-_\n_tra_ too; the **post-**\n**war** hand has it, a quidam."
    )
    #expect(
      document.text.string
        == "The dyers wrote quidam for it, and et ultra too; the post-war hand has it, a quidam.")
    #expect(
      document.blocks[0].emphasis.map { document.text[$0.range] } == ["quidam", "et ultra", "post-war"])
  }

  @Test func `brackets that a converter escapes are no formula`() throws {
    let document = try read(
      #"The vat \(see Marsh, pp\. 12–19, and Table 1\) held \(x_{i} + y\) and \(2 vols\., London\) more\."#)
    #expect(
      document.text.string
        == #"The vat (see Marsh, pp. 12–19, and Table 1) held \(x_{i} + y\) and (2 vols., London) more."#)
  }
}
