/// Sources made to cost a reader more than their length: the same mark again and again, opened and never
/// closed, or closed at the very end; or many of one thing, and then many of another that may look back at them.
public struct Adversary: Sendable, CustomStringConvertible {
  public let name: String
  private let opening: String
  private let unit: String
  private let other: String
  private let closing: String

  /// `%n` in a unit stands for its place, from 1.
  private init(
    _ name: String, _ unit: String, then other: String = "", from opening: String = "",
    to closing: String = ""
  ) {
    (self.name, self.unit, self.other) = (name, unit, other)
    (self.opening, self.closing) = (opening, closing)
  }

  public var description: String { name }

  /// A source of about so many bytes.
  public func source(bytes: Int) -> [UInt8] {
    let share = other.isEmpty ? bytes : bytes / 2
    return Array((opening + Self.row(of: unit, share) + Self.row(of: other, share) + closing).utf8)
  }

  private static func row(of unit: String, _ bytes: Int) -> String {
    guard !unit.isEmpty else { return "" }
    var (row, place) = ("", 1)
    while row.isEmpty || row.utf8.count + unit.utf8.count <= bytes {
      row += unit.contains("%n") ? unit.replacing("%n", with: "\(place)") : unit
      place += 1
    }
    return row
  }

  public static let patterns = [
    Adversary("quote marks", ">"), Adversary("quotes ever deeper", "> ", to: "word"),
    Adversary("brackets", "["), Adversary("images", "!["), Adversary("brackets closed", "[a]"),
    Adversary("links in links", "[a](", to: ")"), Adversary("link ends", "](", from: "[a"),
    Adversary("targets", "[a](b"), Adversary("stars", "*"), Adversary("emphasis opened", "*a "),
    Adversary("emphasis of odd lengths", "*a **b "), Adversary("emphasis closed", "a* "),
    Adversary("emphasis in turn", "a**b_c* "), Adversary("underscores", "_a_b__"),
    Adversary("backticks", "`"), Adversary("backticks of many lengths", "` `` ``` ```` "),
    Adversary("strikes", "~~a "), Adversary("raised numbers opened", "<sup>"),
    Adversary("raised numbers open", "<sup>1"), Adversary("raised numbers undefined", "a<sup>7</sup> "),
    Adversary("raised numbers in paragraphs", "Words.<sup>7</sup>\n\n"),
    Adversary("note marks opened", "[^"), Adversary("note marks", "a[^1] "),
    Adversary("notes of one label", "A.[^1]\n\n[^1]: b\n\n"),
    Adversary("notes at feet", "A.<sup>1</sup>\n\n---\n\n<sup>1</sup> b\n\n"),
    Adversary("superscripts", "a³ "), Adversary("one superscript", "³"),
    Adversary("notes in the text opened", "<ref>"),
    Adversary("notes in the text", "a<ref>b</ref> footnote:[c] "),
    Adversary("notes in the text named", "<ref name=\"a\"/>footnote:a[]"),
    Adversary("notes of several paragraphs opened", "a\\footnote{\n\n"),
    Adversary("bold numbers", "a**1**"), Adversary("numbers of lines", "%n a\n"),
    Adversary("heads within a text", "it\n%n  HEAD\n"),
    Adversary("formulae", "$^{"), Adversary("formulae opened", "\\("),
    Adversary("formulae apart", "$$\na\n\n"),
    Adversary("sums", "$5 "), Adversary("entities", "&"), Adversary("entities opened", "&a"),
    Adversary("entities closed", "&amp;"), Adversary("tags opened", "<a "), Adversary("tags", "<b>"),
    Adversary("comments opened", "<!-- "), Adversary("comment lines", "<!-- \n\n"),
    Adversary("tables opened", "<table>\n\n"), Adversary("bars", "|"), Adversary("rows", "| a | b |\n"),
    Adversary("rows apart", "| a |\n\n"), Adversary("lists ever deeper", "- "),
    Adversary("items", "- a\n"), Adversary("lettered items", "a) a\nb) b\n"),
    Adversary("lettered openings", "a) a\n"), Adversary("numbered lines", "1 A\n\n"),
    Adversary("numbered rules", "1 A\n\n---\n\n"), Adversary("bracketed numbers", "[1] a\n"),
    Adversary("rules", "---\n\n"), Adversary("page numbers", "12\n\n"), Adversary("heads", "THE HEAD\n\n"),
    Adversary("heads and rules", "THE HEAD\n\n---\n\n"), Adversary("form feeds", "\u{0C}"),
    Adversary("form feeds and words", "a\u{0C}\n"), Adversary("blank lines", "\n"),
    Adversary("blanks", " ", from: "a", to: "b"), Adversary("blanks after lines", "a      \n"),
    Adversary("open lines", "so it went of\n\n"), Adversary("captions", "Figure 1. A\n\n"),
    Adversary("quotations", "He said:\n\n“a”\n\n"), Adversary("hyphens at lines' ends", "word-\n"),
    Adversary("hyphens", "-"), Adversary("one word", "a"), Adversary("one word of compounds", "a-"),
    Adversary("stops", "A."), Adversary("quotation marks", "“"), Adversary("closing marks", "A.”)"),
    Adversary("initials", "A. B. "), Adversary("combining marks", "\u{301}", from: "e"),
    Adversary("addresses", "http://a.b/("), Adversary("schemes", "http://"), Adversary("escapes", "\\"),
    Adversary("fences", "```\n"), Adversary("metadata", "a: b\n", from: "---\n"),
    Adversary("definitions", "[a]: /b\n\n"), Adversary("underlines", "a\n===\n"), Adversary("hashes", "#"),
    Adversary("headings", "# A\n"), Adversary("page marks", "{1}-----\n"), Adversary("title blocks", "% a\n"),
    Adversary("bare notes", "1 Note.\n\n", from: "A.<sup>1</sup>\n\n"),
    Adversary("references without marks", "so.1 ", to: "\n\n1 Note.\n\n12\n\n13\n\n"),
    Adversary("notes without marks", "so.1 so.2\n\n1 Note.\n\n2 Note.\n\n---\n\n"),
    Adversary("labels", "[2] a: b [c]: d\n\n"),
    Adversary("anchors", "<a id=\"x\"></a>"), Adversary("anchors before words", "<a id=\"x\"></a>b"),
    Adversary("rules of columns", "--- ---\n"), Adversary("rules of columns and text", "--- ---\ntext\n"),
    Adversary("text and rules of columns", "text\n--- ---\n\n"),
    Adversary("wide gaps", "the words that stand on the left of it      and those of the right\n"),
    Adversary(
      "wide gaps in turn",
      "the words on the left of it all      and those of the right\nthe words on the left      and those\n"),
    Adversary("superscripts in a word", "³", from: "Word"),
    Adversary("notes in notes of one label", "[^1]: b[^1]\n\n"),
    Adversary(
      "comments before notes", "<!-- c -->\n\n", then: "[%n] a\n\nmore\n\n", from: "So.[1] Thus.[2]\n\n"),
    Adversary("notes line by line", "%n a.%n\n", then: "<!-- c -->\n\n", from: "So.\n\n"),
    Adversary("rival notes", "so.[1]\n\n---\n\n[1] a\n\n---\n\n[1] b\n\n---\n\n"),
    Adversary("notes that go on", "so.[%n]\n\n---\n\n[%n] a\n\n---\n\n"),
    Adversary("notes in brackets", "^[a] "), Adversary("notes in brackets opened", "^[a\n"),
    Adversary("blanks before notes", " ", then: "[^1]", from: "a", to: "\n\n[^1]: b\n"),
    Adversary("authors", "a%n, ", then: "bc ", from: "---\nauthor: [", to: "]\n---\n\nText.\n"),
    Adversary("attributes opened", "[a]{b=\""), Adversary("attributes of brackets", "[a]{.b}"),
    Adversary("lines of verse", "| a\n"), Adversary("verse that goes on", "so it went  \nso it went of\n\n"),
    Adversary("labelled items", "(a) a\n"), Adversary("labelled items in turn", "(a) a\n(b) b\n"),
    Adversary("stamps", "This copy went to 192.0.2.7 on the %n of May at the press\n\n"),
    Adversary("nested marks", "<sup>", to: "1</sup>"),
    Adversary("pictures", "----- Start of picture text -----\n\n"),
    Adversary("guillemets", "« a ? » "), Adversary("closing guillemets", " »", from: "« a."),
    Adversary("Greek questions", "α; "), Adversary("ordinals", "am 3. Oktober v. Chr. "),
    Adversary("abstracts", "Abstract\n\n"), Adversary("Hebrew", "שלום. "), Adversary("ideographs", "界。"),
  ]
}
