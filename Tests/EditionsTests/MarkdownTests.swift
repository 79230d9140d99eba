import ActSupport
import Consensus
import Editions
import Manuscript
import Scholarship
import SeededRandom
import Views
import Testing
import Views

@Suite("Editions as Markdown")
struct MarkdownTests {
  @Test func `blocks keep their forms`() throws {
    var sketch = Sketch()
    sketch.add(.heading, "The 1. letter #", level: 2)
    sketch.add(.author, "A. Author")
    sketch.add(.paragraph, "First\nsecond", [(.emphasis, "First"), (.strong, "second")])
    sketch.add(.quote, "Said he.\nTwice.")
    sketch.add(.quote, "And she.")
    sketch.add(.list, "one", level: 1, label: "-")
    sketch.add(.list, "deep", level: 2, label: "3.")
    sketch.add(.list, "two", level: 1, label: "*")
    sketch.add(.code, "*x*\n  y")
    sketch.add(.table, "| a |\n|---|\n| b |")
    let group = try Group(on: sketch.document)
    #expect(
      group.body == """
        ## The 1. letter \\#

        A. Author

        *First*\\
        **second**

        > Said he.\\
        > Twice.
        >
        > And she.

        - one

          3. deep
        - two

        ```
        *x*
          y
        ```

        | a |
        |---|
        | b |
        """)
  }

  @Test func `what is set apart stays so where asterisks work and where not`() throws {
    var sketch = Sketch()
    sketch.add(.paragraph, "it stands", [(.emphasis, "it")])
    sketch.add(.paragraph, "italic", [(.emphasis, "it")])
    sketch.add(.paragraph, "say “so” now", [(.emphasis, "“so”")])
    sketch.add(.paragraph, "(“so”)", [(.emphasis, "“so”")])
    sketch.add(.paragraph, "both of it", [(.strong, "both of it"), (.emphasis, "both")])
    sketch.add(.paragraph, "the x` key", [(.code, "x`")])
    sketch.add(.paragraph, "x2 and gone", [(.superscript, "2"), (.strikethrough, "gone")])
    sketch.add(
      .paragraph, "at a site or not",
      links: [("a site", to: "https://a.example/?b=1&c=<2>"), ("not", to: "javascript:x")])
    let group = try Group(on: sketch.document)
    #expect(
      group.body == """
        *it* stands

        <em>it</em>alic

        say *“so”* now

        (<em>“so”</em>)

        <strong><em>both</em> of it</strong>

        the `` x` `` key

        x<sup>2</sup> and <del>gone</del>

        at [a site](<https://a.example/?b=1&amp;c=\\<2\\>>) or not
        """)
  }

  @Test func `edits break only the spans they reach over`() throws {
    var sketch = Sketch()
    sketch.add(.paragraph, "In the old town hall today.", [(.emphasis, "old town hall")])
    let document = sketch.document
    func body(_ words: String, _ replacement: String) throws -> String {
      var group = try Group(on: document)
      try group.pass(words, replacement)
      return group.body
    }
    #expect(try body("town", "city") == "In the *old city[^x1] hall* today.")
    #expect(try body("hall", "mall") == "In the *old town mall*[^x1] today.")
    #expect(try body("old town hall", "new one") == "In the *new one*[^x1] today.")
    #expect(try body("old town hall", "") == "In the [^x1] today.")
    #expect(try body("the old", "an old") == "In an old[^x1] town hall today.")
    #expect(try body("hall today", "hall now") == "In the old town hall now[^x1].")
    #expect(try body("the old town hall today", "it") == "In it[^x1].")
    #expect(try body("the ", "") == "In [^x1]*old town hall* today.")
    #expect(try body("today", "*today*") == #"In the *old town hall* \*today\*[^x1]."#)
  }

  @Test func `insertions stand outside of what they touch`() throws {
    var sketch = Sketch()
    sketch.add(.paragraph, "ab cd ef", [(.emphasis, "cd")])
    var group = try Group(on: sketch.document)
    for (offset, text) in [(0, "A"), (3, "B"), (5, "C"), (8, "D")] {
      try group.correct(ScalarRange(offset, offset), text)
      try group.run(
        .vote(.for, on: .init(.correction, group.paper.corrections.count), reason: nil), by: "bel")
    }
    #expect(group.body == "A[^x1]ab B[^x2]<em>cd</em>C[^x3] efD[^x4]")
  }

  @Test func `the mark stands after the words whatever came of them`() throws {
    var group = try Group(onParagraph: "One two three four: five (six).")
    try group.correct(group.range(of: "One"), "Won")
    try group.pass("two", "too")
    try group.run(.rule(.reject, on: "x2", reason: "R"), by: "edd")
    try group.pass("three four", "3 4")
    try group.pass("four", "for")
    try group.pass("five ", "5")
    #expect(group.body == #"One[^x1] two[^x2] three four[^x3]: 5[^x5]\(six)."#)
    let markdown = group.rendered(as: .markdown)
    for label in ["x1", "x2", "x3", "x5"] { #expect(markdown.contains("\n\n[^\(label)]: ")) }
    #expect(!markdown.contains("[^x4]"))
    try group.run(.withdraw("x1", reason: nil), by: "ada")
    #expect(!group.rendered(as: .markdown).contains("[^x1]"))
  }

  @Test func `a mark at a block's start makes no definition`() throws {
    var group = try Group(onParagraph: "Note: this.")
    try group.pass("Note", "")
    #expect(group.body == #"[^x1]\: this."#)
  }

  @Test func `notes are referred to and defined`() throws {
    var sketch = Sketch()
    sketch.add(
      .paragraph, "Seen here and there.", [(.emphasis, "here")],
      notes: [(1, after: "here"), (2, after: "here"), (9, after: "there")])
    sketch.add(.note, "Book, p. 3.", [(.emphasis, "Book")])
    sketch.add(.note, "1. First\nand on", notes: [(1, after: "on")])
    sketch.add(.note, "Nobody's.")
    var group = try Group(on: sketch.document)
    try group.pass("Book, p. 3", "Book, p. 4")
    try group.pass("ere and th", "ERE AND TH")
    // A reference within replaced words follows them; one to a note that is not there is dropped.
    #expect(group.body == "Seen hERE AND TH[^x2][^n1][^n2]ere.")
    let markdown = group.rendered(as: .markdown)
    #expect(
      markdown.contains(
        "\n\n[^n1]: Book, p. 4[^x1].\n\n[^n2]: 1\\. First\\\n    and on[^n1]\n\n[^n3]: Nobody's.\n\n"))
    // A reader would drop a note without a reference.
    #expect(markdown.contains("\n\nNotes that nothing in the text refers to: [^n3]\n\n"))
  }

  @Test func `the apparatus says who held what and why`() throws {
    var group = try Group(onParagraph: "On 1 August 1998 it fell.")
    try group.correct(group.range(of: "1 August"), "8 August", reason: "See *p. 2*.\nAnd p. 3.")
    try group.run(.vote(.for, on: "x1", reason: "Agreed."), by: "bel")
    try group.run(.vote(.against, on: "x1", reason: "The outskirts fell first."), by: "cyd")
    try group.correct(group.range(of: "August 1998"), "August")
    try group.run(.vote(.against, on: "x2", reason: nil), by: "cyd")
    try group.run(.rule(.reject, on: "x2", reason: "The year helps."), by: "edd")
    let note = try #require(group.rendered(as: .markdown).split(separator: "\n[^x1]: ").last)
    let lines = note.split(separator: "\n").map(String.init)
    #expect(lines[0].hasSuffix(": “8 August 1998” (changed); **accepted**, by ballot."))
    #expect(
      Array(lines.dropFirst()) == [
        "    - Base: “1 August 1998”. Held by cyd.",
        "    - **x1** (wording), proposed by ada, 1970-01-01: “8 August 1998”. **accepted**, by ballot. Held by ada, bel.\\",
        "      For: ada, bel. Against: cyd. Abstained: nobody. Recused: nobody. Silent: edd.\\",
        "      Reason (ada): See \\*p. 2\\*. And p. 3.\\",
        "      bel, for, 1970-01-01: Agreed.\\",
        "      cyd, against, 1970-01-01: The outskirts fell first.",
        "    - **x2** (wording), proposed by ada, 1970-01-01: “1 August”. **rejected**, by ruling. Held by ada.\\",
        "      For: ada. Against: cyd. Abstained: nobody. Recused: nobody. Silent: bel, edd.\\",
        "      Reason (ada): R\\",
        "      Ruled to reject by edd, 1970-01-01: The year helps.",
      ])
  }

  @Test func `the colophon says where it comes from`() throws {
    var group = try Group(onParagraph: "One.")
    try group.run(.setPolicy(["fact.quorum=3"]), by: "edd")
    let markdown = String(
      decoding: group.edition(checkpoint: "log\n3\n\n— k\n").rendered(as: .markdown), as: UTF8.self)
    #expect(
      markdown == """
        # Letters \\*from\\* Kabul

        One.

        ---

        Reconciled text of “Letters \\*from\\* Kabul”

        - Paper: `letters`
        - Base: `\(Group.base)`
        - Position: \(group.paper.position)
        - Policy: `quorum=2 threshold=2/3 opposition=1 proposer=counts voters=scholar adjudicators=editor`
        - Policy for fact: `quorum=3`
        - Sigla: `base (\(Group.base))`, `ada (scholar)`, `bel (scholar)`, `cyd (scholar)`, `edd (owner)`
        - Checkpoint:

          ```
          log
          3

          — k

          ```

        """)
  }

  /// Whatever is corrected, every mark has its note and every locus its mark, once.
  @Test func `marks and notes agree whatever is corrected`() throws {
    for seed in UInt64(1)...200 {
      var random = SeededGenerator(seed: seed)
      var sketch = Sketch()
      sketch.add(.heading, "A heading: of (some) kind", level: 1, [(.emphasis, "some")])
      sketch.add(
        .paragraph, "Words, and a link (or two).", links: [("a link", to: "https://a.example")],
        notes: [(1, after: "link")])
      sketch.add(.code, "code [^here]: x")
      sketch.add(.list, "an item", level: 1, [(.strong, "item")])
      sketch.add(.note, "The note: one.", [(.emphasis, "note")])
      var group = try Group(on: sketch.document)
      for _ in 0..<12 {
        let block = group.document.blocks.randomElement(using: &random)!.range
        let start = Int.random(in: block.start...block.end, using: &random)
        let range = ScalarRange(start, min(block.end, start + Int.random(in: 0...6, using: &random)))
        let text = ["", "x", "[^n1]", "](a)", "# y", ": z", "*"].randomElement(using: &random)!
        do { try group.correct(range, text) } catch is Refusal { continue }
        let id = EntityID(.correction, group.paper.corrections.count)
        if Bool.random(using: &random) { try group.run(.vote(.for, on: id, reason: nil), by: "bel") }
      }
      let markdown = group.rendered(as: .markdown)
      // The code block holds what looks like a mark, and is none.
      let text = markdown.split(separator: "```\n").enumerated().filter { $0.offset != 1 }.map(\.element)
        .joined()
      var (marks, definitions): ([String: Int], [String: Int]) = ([:], [:])
      // What people wrote has a backslash before each of its brackets.
      for match in text.matches(of: /\[\^(?<label>[nx][0-9]+)\](?<after>:?)/) {
        let label = String(match.label)
        let opensLine = text[..<match.range.lowerBound].last.map(\.isNewline) ?? true
        let isDefinition = opensLine && !match.after.isEmpty
        if isDefinition { definitions[label, default: 0] += 1 } else { marks[label, default: 0] += 1 }
      }
      #expect(definitions.values.allSatisfy { $0 == 1 }, "seed \(seed): \(definitions)")
      #expect(Set(marks.keys) == Set(definitions.keys), "seed \(seed): \(markdown)")
      let loci = group.edition().presenter.standing.reconciliation.loci.count
      #expect(definitions.count == loci + 1, "seed \(seed): \(markdown)")
      #expect(!text.contains("[^here]"), "seed \(seed)")
    }
  }
}
