import Manuscript
import Testing

/// Papers whose converter wrote another language than Markdown.
@Suite struct ForeignMarkupTests {
  @Test(arguments: [
    "The weir paid.footnote:[Holt, p. 3.] It broke.footnote:weber[Weber,\np. 4.] It was mended.",
    "The weir paid.<ref>Holt, p. 3.</ref> It broke.<ref name=\"weber\">Weber,\np. 4.</ref> It was mended.",
    "The weir paid.\\footnote{Holt, p. 3.} It broke.\\footnote{Weber,\np. 4.} It was mended.",
  ])
  func `notes in the text are notes in every language`(source: String) throws {
    for format in SourceFormat.allCases {
      let document = try read(source, as: format)
      #expect(document.texts(.paragraph) == ["The weir paid. It broke. It was mended."])
      #expect(document.texts(.note) == ["Holt, p. 3.", "Weber, p. 4."])
      #expect(document.references == ["paid.1", "broke.2"])
    }
  }

  @Test(arguments: [
    "It broke.<ref>Weber, p. 4.\n\nIt was in May.</ref> It was mended.",
    "It broke.\\footnote{Weber, p. 4.\n\nIt was in May.} It was mended.",
  ])
  func `a note in the text may have paragraphs`(source: String) throws {
    let document = try read(source)
    #expect(document.texts(.paragraph) == ["It broke. It was mended."])
    #expect(document.texts(.note) == ["Weber, p. 4.\nIt was in May."])
    let unclosed = try read("It broke.<ref>Weber, p. 4.\n\nIt was in May.\n\nIt was mended.")
    #expect(unclosed.blocks.count == 3)
    #expect(unclosed.text.string.contains("<ref>"))
  }

  @Test func `what only names a note is text`() throws {
    let source = "See <ref name=\"holt\" /> and `<ref>` and footnote:holt[] and footnote: [see] <refer>."
    let (document, report) = try readWithReport(source)
    #expect(document.texts(.note).isEmpty)
    #expect(report.undecided.count { $0.what.contains("refers by its name") } == 1)
    #expect(document.text.string.contains("<ref name=\"holt\" />"))
    #expect(document.text.string.contains("footnote:holt[]"))
  }

  @Test func `brackets within a note of AsciiDoc are its own, escaped or not`() throws {
    let document = try read(
      "It broke.footnote:[See [Holt\\], p. 3.] It was mended.footnote:[See [Holt], p. 4.]")
    #expect(document.texts(.note) == ["See [Holt], p. 3.", "See [Holt], p. 4."])
  }

  @Test(arguments: SourceFormat.allCases)
  func `notes of reStructuredText whose bodies are on the next line`(format: SourceFormat) throws {
    let document = try read(
      """
      The weir paid. [1]_ It broke. [2]_

      .. [1]
         Holt, p. 3.

      .. [2]
         Weber, p. 4.

         It was in May.
      """, as: format)
    #expect(document.texts(.note) == ["Holt, p. 3.", "Weber, p. 4.\nIt was in May."])
    #expect(document.references.map { $0.suffix(2) } == [".1", ".2"])
    #expect(!document.text.string.contains("]_"))
  }

  @Test(arguments: [
    "The weir paid.[1] It broke.[2]\n\nfn1. Holt, p. 3.\n\nfn2. Weber, p. 4.",
    "The weir paid.[1] It broke.[2]\n\n\\[1] Holt, p. 3.\n\n\\[2] Weber, p. 4.",
  ])
  func `notes of Textile and Jira`(source: String) throws {
    let document = try read(source, as: .plainText)
    #expect(document.texts(.note) == ["Holt, p. 3.", "Weber, p. 4."])
    #expect(document.references == ["paid.1", "broke.2"])
  }

  @Test(arguments: [
    ("== On Weirs", "AsciiDoc"), ("== On Weirs ==", "a wiki"), (".. image:: weir.png", "reStructuredText"),
    ("h2. On Weirs", "Textile"), ("#+title: On Weirs", "Org"), ("\\section{On Weirs}", "LaTeX"),
    ("<p>On Weirs</p>", "HTML"),
  ])
  func `marks that are kept as text are told of, once`(line: String, name: String) throws {
    let (_, report) = try readWithReport(
      "The weir paid.\n\n\(line)\n\nIt broke.\n\n\(line)\n\nNo more.", as: .plainText)
    #expect(report.undecided.count { $0.what.contains("as in \(name)") } == 1)
    let plain = "On Weirs\n\nThe weir paid. h2 is a gas, a == b, and fn is a function.\n\n.. and so on."
    #expect(try readWithReport(plain, as: .plainText).report.undecided.isEmpty)
  }

  @Test func `a note that a converter left out is told of`() throws {
    let (document, report) = try readWithReport("It broke.[multiblock footnote omitted] It was mended.")
    #expect(document.text.string.contains("footnote omitted"))
    #expect(report.undecided.count { $0.what.contains("left out a note") } == 1)
  }

  @Test func `marks that rise and that nothing answers are told of, citations are not`() throws {
    let (_, report) = try readWithReport("The weir paid.[1] It broke.[2] It was mended.[3] Nobody came.")
    #expect(report.undecided.map(\.what).first?.contains("up to 3, may be marks of notes") == true)
    let cited =
      "The weir paid.[1] It broke.[2] It was mended.[3]\n\n## References\n\n1. Holt.\n2. Weber.\n3. Brandt."
    #expect(try readWithReport(cited).report.undecided.isEmpty)
    #expect(try readWithReport("It paid 1.5 and 2.3 of 3.1 in May.").report.undecided.isEmpty)
  }
}
