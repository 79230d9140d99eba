import Manuscript
import Testing

/// Lists of notes behind the text, one for each chapter, and lists of which it cannot be told whose they are.
@Suite struct ChapterListTests {
  private static let text =
    "# The Tower\n\n## 1 Oil\n\nThe oil was bought.@1 It was burned.@2\n\n## 2 Ships\n\nThe ships were small.@1 They were lost.@2\n\n"

  private func paper(_ mark: (String) -> String, _ lists: String) -> String {
    var text = Self.text
    for number in ["1", "2"] { text = text.replacing("@\(number)", with: mark(number)) }
    return text + lists
  }

  private func notes(of document: Document) -> [String] {
    document.blocks.flatMap { block in
      block.noteReferences.map { reference in
        document.block(at: "n\(reference.note)").map { document.text(of: $0) } ?? ""
      }
    }
  }

  private static let inOrder = ["Oak, p. 1.", "Elm, p. 2.", "Ash, p. 3.", "Fir, p. 4."]

  @Test(arguments: [
    "## Notes to Chapter 2\n\n[1] Ash, p. 3.\n\n[2] Fir, p. 4.\n\n## Notes to Chapter 1\n\n[1] Oak, p. 1.\n\n[2] Elm, p. 2.",
    "# Notes\n\n## 2 Ships\n\n[1] Ash, p. 3.\n\n[2] Fir, p. 4.\n\n## 1 Oil\n\n[1] Oak, p. 1.\n\n[2] Elm, p. 2.",
    "# Notes\n\n## Chapter One\n\n[1] Oak, p. 1.\n\n[2] Elm, p. 2.\n\n## Chapter Two\n\n[1] Ash, p. 3.\n\n[2] Fir, p. 4.",
  ]) func `headings tell whose the lists are`(lists: String) throws {
    for mark in [{ "[\($0)]" }, { "<sup>\($0)</sup>" }] as [(String) -> String] {
      let written = lists.replacing("[1]", with: mark("1")).replacing("[2]", with: mark("2"))
      let (document, report) = try readWithReport(paper(mark, written))
      #expect(notes(of: document) == Self.inOrder)
      #expect(report.undecided.isEmpty)
    }
  }

  @Test(arguments: [
    "## Notes to Chapter 1\n\n1 Oak, p. 1.\n\n2 Elm, p. 2.\n\n## Notes to Chapter 2\n\n1 Ash, p. 3.\n\n2 Fir, p. 4.",
    "## Notes\n\n### 1 Oil\n\n1. Oak, p. 1.\n\n2. Elm, p. 2.\n\n### 2 Ships\n\n1. Ash, p. 3.\n\n2. Fir, p. 4.",
    "## Notes\n\n1 Oak, p. 1.\n\n2 Elm, p. 2.\n\n1 Ash, p. 3.\n\n2 Fir, p. 4.",
  ]) func `plain numbers that begin anew in each chapter`(lists: String) throws {
    let (document, report) = try readWithReport(paper({ $0 }, lists))
    #expect(notes(of: document) == Self.inOrder)
    #expect(report.undecided.isEmpty)
  }

  @Test func `a chapter without a list has no notes`() throws {
    let (document, report) = try readWithReport(
      paper({ "[\($0)]" }, "# Notes\n\n## 2 Ships\n\n[1] Ash, p. 3.\n\n[2] Fir, p. 4."))
    #expect(notes(of: document) == ["Ash, p. 3.", "Fir, p. 4."])
    #expect(report.undecided.count == 2)
  }

  @Test func `two lists that could serve are both reported`() throws {
    let (document, report) = try readWithReport(
      "# The Tower\n\nThe oil was bought.[1] It was burned.[2]\n\n# Supplement A\n\n[1] Deed of lease.\n\n[2] Deed of loan.\n\n"
        + "# Supplement B\n\n[1] Roll of ships.\n\n[2] Roll of men.")
    for text in ["Deed of lease.", "Deed of loan.", "Roll of ships.", "Roll of men."] {
      #expect(document.text.string.contains(text))
    }
    #expect(report.undecided.count == 2)
    #expect(document.references.isEmpty)
  }

  /// Three chapters with a list of notes under each, the first of one note, under headings of a form.
  private func chapters(_ mark: String, _ label: String, under heading: (Int) -> String) -> String {
    let texts = [
      "The oil was bought.@1 It was burned in the lamp.", "The ships were small.@1 They were lost.@2",
      "The keepers drew lots@1 for the watch. They wrote verses.",
    ]
    let notes = [["Oak, p. 1."], ["Elm, p. 2.", "Ash, p. 3."], ["Fir, p. 4."]]
    let parts = texts.indices.map { chapter in
      let list = notes[chapter].enumerated().map {
        label.replacing("@", with: "\($0.offset + 1)") + " " + $0.element
      }
      return heading(chapter + 1)
        + texts[chapter].replacing(/@(\d)/) { mark.replacing("@", with: $0.output.1) }
        + "\n\n" + list.joined(separator: "\n\n")
    }
    return "# The Tower\n\n" + parts.joined(separator: "\n\n") + "\n"
  }

  @Test(arguments: [
    ("[@]", "@."), ("[@]", "@"), ("@", "@"), ("@", "@."), ("@)", "@)"), ("(@)", "(@)"),
    ("<sup>@</sup>", "@."),
  ]) func `a list under each chapter, be it of one note`(mark: String, label: String) throws {
    for heading in [{ _ in "" }, { "Watch \($0)\n\n" }, { "\($0)\n\n" }] as [(Int) -> String] {
      let (document, report) = try readWithReport(chapters(mark, label, under: heading))
      #expect(notes(of: document) == Self.inOrder)
      #expect(report.undecided.isEmpty)
    }
  }

  @Test(arguments: ["[@]", "<sup>@</sup>"])
  func `a mark whose note is kept as text is no other chapter's`(mark: String) throws {
    let (document, report) = try readWithReport(
      "# The Tower\n\nThe oil was bought.@ It was burned.\n\n1. Oak, p. 1.\n\nThe ships were lost.@ They were small.\n\n1. Elm, p. 2."
        .replacing("@", with: mark.replacing("@", with: "1")))
    #expect(document.references == ["lost.1"])
    #expect(report.undecided.contains { $0.text.contains("Oak") })
  }

  @Test(arguments: ["II", "The Ships", "THE SHIPS", "**The Ships**", "Chapter 2"])
  func `a title right under the last note begins the next chapter`(title: String) throws {
    let first = "The oil was bought.@1 It was burned.@2\n\n#1 Oak, p. 1.\n\n#2 Elm, p. 2.\n\(title)\n\n"
    let next = "The ships were small.@1 They were lost@2 on the bar.\n\n#1 Ash, p. 3.\n\n#2 Fir, p. 4."
    for (mark, label) in [
      ("[$1]", "[$1]"), ("<sup>$1</sup>", "<sup>$1</sup>"), ("[$1]", "$1."), ("$1", "$1"),
    ] {
      let source = ("# The Tower\n\n" + first + next)
        .replacing(/@(\d)/) { mark.replacing("$1", with: $0.output.1) }
        .replacing(/#(\d)/) { label.replacing("$1", with: $0.output.1) }
      let (document, report) = try readWithReport(source)
      #expect(notes(of: document) == Self.inOrder)
      let text = title.filter { $0 != "*" }
      #expect(document.blocks.contains { $0.kind != .note && document.text(of: $0) == text })
      #expect(report.undecided.isEmpty)
    }
  }

  @Test func `what may be a title under a note is kept apart and reported`() throws {
    let (document, report) = try readWithReport(
      "# The Tower\n\nThe oil was bought.[1] It was burned.[2]\n\n[1] Oak, p. 1.\n\n[2] Elm, p. 2.\nThe wood and its growers\n\n"
        + "The ships were small. They were lost on the bar before the pilots came.")
    #expect(notes(of: document) == ["Oak, p. 1.", "Elm, p. 2."])
    #expect(report.undecided.map(\.text) == ["The wood and its growers"])
  }

  @Test(arguments: ["[@]", "@", "<sup>@</sup>", "@)"])
  func `a list that a colon leads in is the text's, be it under the marks of as many notes`(mark: String)
    throws
  {
    let (document, report) = try readWithReport(
      """
      # The Tower

      The oil was bought.#1 There were two kinds of it at the harbour:#2

      1. oil of fish
      2. oil of seeds

      Nobody knows why that was so.

      1. Oak, p. 1.
      2. Elm, p. 2.
      """.replacing(/#(\d)/) { mark.replacing("@", with: $0.output.1) })
    #expect(document.texts(.list) == ["1. oil of fish", "2. oil of seeds"])
    #expect(document.texts(.note) == ["Oak, p. 1.", "Elm, p. 2."])
    #expect(document.references == ["bought.1", "harbour:2"])
    #expect(report.undecided.isEmpty)
  }
}
