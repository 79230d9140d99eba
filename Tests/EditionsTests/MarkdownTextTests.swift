import SeededRandom
import Testing

@testable import Editions

@Suite("Text in Markdown")
struct MarkdownTextTests {
  private func escaped(_ text: String, opensLine: Bool = true, breaks: MarkdownText.Break = .hard) -> String {
    MarkdownText.escaped(Array(text.unicodeScalars), opensLine: opensLine, closesBlock: true, breaks: breaks)
  }

  @Test(arguments: [
    ("plain, text.", "plain, text."), ("*a* _b_ `c`", #"\*a\* \_b\_ \`c\`"#),
    ("[...] [^1]: x", #"\[...\] \[^1\]: x"#),
    ("a < b > c", #"a \< b > c"#), ("<b>&amp;</b>", #"\<b>\&amp;\</b>"#),
    ("AT&T & co; R&D;", #"AT&T & co; R\&D;"#),
    ("&#65;", #"\&#65;"#), ("a\\b", #"a\\b"#), ("$5 ~ x", #"\$5 \~ x"#), ("snake_case_1", "snake_case_1"),
    ("_x a_ _", #"\_x a\_ \_"#), ("wow! yes", "wow! yes"), ("wow!", #"wow\!"#),
    // What begins a line.
    ("# a # b", "\\# a \\# b"), ("C# is", "C# is"), ("> a", #"\> a"#), ("- a", #"\- a"#),
    ("+ a - b", #"\+ a - b"#),
    ("=== a", #"\=== a"#), ("| a | b", #"\| a | b"#), (": a", #"\: a"#), ("1. a 2. b", #"1\. a 2. b"#),
    ("12) a", #"12\) a"#), ("1998 was", "1998 was"), ("1.5 km", "1.5 km"), ("1234567890. a", "1234567890. a"),
    // Blanks that would be lost, and line breaks.
    ("  a  ", "&#32; a &#32;"), ("a\u{A0}", "a&#160;"), ("a\tb", "a&#9;b"), ("a\rb", "a&#13;b"),
    ("a\nb", "a\\\nb"), ("a\n- b\n2. c", "a\\\n\\- b\\\n2\\. c"), ("a \n b", "a&#32;\\\n&#32;b"),
    ("a\n\n", "a"),
  ])
  func `what would mean something is escaped`(text: String, markdown: String) {
    #expect(escaped(text) == markdown)
  }

  @Test func `within a line less means something`() {
    #expect(MarkdownText.inLine("- a\n1. b") == "- a 1. b")
    #expect(escaped("1. On\nhope #", opensLine: true, breaks: .space) == "1. On hope \\#")
    #expect(escaped("a|b \\| *c*", opensLine: false, breaks: .cell) == "a\\|b \\| \\*c\\*")
  }

  @Test(arguments: [
    ("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), (" a ", "`  a  `"), ("a\nb", "`a b`"),
    ("``x", "``` ``x ```"),
  ])
  func `code spans`(text: String, markdown: String) { #expect(MarkdownText.code(text) == markdown) }

  @Test func `code blocks are fenced wider`() {
    #expect(MarkdownText.codeBlock("a\n```\nb") == "````\na\n```\nb\n````")
  }

  /// CommonMark, 2.4 and 2.5: a backslash before ASCII punctuation, and numeric entities, give characters.
  private func read(_ markdown: String) -> String {
    var result = String.UnicodeScalarView()
    var scalars = Array(markdown.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      if scalar == "\\", let next = scalars.popFirst() {
        result.append(next)
      } else if scalar == "&", scalars.first == "#", let end = scalars.firstIndex(of: ";"),
        let code = UInt32(String(String.UnicodeScalarView(scalars[scalars.startIndex + 1..<end])))
      {
        result.append(Unicode.Scalar(code)!)
        scalars = scalars[(end + 1)...]
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  @Test func `any text is read back as itself`() {
    let alphabet = Array("ab1*_`[]<>&;#!\\~$.)-+=|:\n \t\u{A0}é“”amp".unicodeScalars)
    for seed in UInt64(1)...4_000 {
      var random = SeededGenerator(seed: seed)
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...24, using: &random) {
        text.append(alphabet.randomElement(using: &random)!)
      }
      while text.last == "\n" { text.removeLast() }
      let markdown = escaped(String(text))
      #expect(read(markdown).unicodeScalars.elementsEqual(text), "seed \(seed): \(markdown)")
      for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) where line != "\\" {
        #expect(
          line.wholeMatch(of: /(?:[#>+=|:~-]|[0-9]{1,9}[.)](?:\s|$)|\s).*/) == nil, "seed \(seed): \(line)")
      }
    }
  }
}
