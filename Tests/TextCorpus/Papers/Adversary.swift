/// Sources made to cost a reader more than their length: the same mark again and again, opened and never
/// closed, or closed at the very end.
public struct Adversary: Sendable, CustomStringConvertible {
  public let name: String
  private let opening: String
  private let unit: String
  private let closing: String

  private init(_ name: String, _ unit: String, from opening: String = "", to closing: String = "") {
    (self.name, self.unit, self.opening, self.closing) = (name, unit, opening, closing)
  }

  public var description: String { name }

  /// A source of about so many bytes.
  public func source(bytes: Int) -> [UInt8] {
    Array((opening + String(repeating: unit, count: max(1, bytes / unit.utf8.count)) + closing).utf8)
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
    Adversary("abstracts", "Abstract\n\n"), Adversary("Hebrew", "שלום. "), Adversary("ideographs", "界。"),
  ]
}
