import Manuscript
import Testing

/// A dictionary's entries without stops between which a page ends, and a paper's first paragraph that its page's foot breaks off.
@Suite struct LemmaTests {
  @Test(arguments: [
    ("damsel    the rod that shakes the shoe", "rynd      the iron that bears the stone"),
    ("damsel\tthe rod that shakes the shoe", "rynd\tthe iron that bears the stone"),
    ("damsel: the rod that shakes the shoe", "rynd: the iron that bears the stone"),
    ("*damsel* the rod that shakes the shoe", "*rynd* the iron that bears the stone"),
  ]) func `entries stay apart over a page's end`(first: String, second: String) throws {
    let isMarkdown = first.hasPrefix("*")
    let source =
      "\(isMarkdown ? "# " : "")Words of the Mill\n\nThey were written down by the vicar in 1931.\n\n\(first)\n\n12\n\n"
      + (isMarkdown ? "" : "\u{0C}") + "\(second)\n\nThe vicar died in 1940.\n\n13\n"
    let document = try read(source, as: isMarkdown ? .markdown : .plainText)
    #expect(document.blocks.contains { document.text(of: $0) == second.filter { $0 != "*" } })
  }

  @Test func `a sentence with a word in emphasis goes on over a page's end`() throws {
    let document = try read(
      "# Words\n\n*Damsel* is the rod that shakes the shoe. Its name says how the rod chatters, as\n\n12\n\n"
        + "*rynd* says what the iron bears.\n\n13\n")
    #expect(document.text.string.contains("chatters, as rynd says"))
  }

  @Test(arguments: [1, 2]) func `a paper's first paragraph goes on over its page's foot`(notes: Int) throws {
    let foot = (1...notes).map { "\($0) Ser Piero \($0).\n" }.joined(separator: "\n")
    let document = try read(
      "Il mugnaio disse al notaio1 che l'acqua era sua\(notes > 1 ? "2" : "") e che il pesce, il\nghiaccio e le oche erano\n\n"
        + "\(foot)\n17\n\u{0C}del comune. Il notaio rise.\n\n18\n", as: .plainText)
    #expect(document.texts(.paragraph).first?.hasSuffix("le oche erano del comune. Il notaio rise.") == true)
    #expect(document.texts(.note).count == notes)
  }
}
