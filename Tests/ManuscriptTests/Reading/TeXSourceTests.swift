import Manuscript
import Testing

/// LaTeX sources, written so that a converter keeps their words, and what is said of those that it does not.
@Suite struct TeXSourceTests {
  private func paper(_ source: String) -> ForeignPaper { ForeignPaper(Array(source.utf8), .latex) }

  private func prepared(_ source: String) -> String {
    String(decoding: paper(source).prepared, as: UTF8.self)
  }

  private func log(skipping contents: String...) -> ConverterLog {
    let entries = contents.map { #"{"type":"SkippedContent","verbosity":"INFO","contents":"\#($0)"}"# }
    return ConverterLog(Array("[\(entries.joined(separator: ","))]".utf8))
  }

  @Test(arguments: [
    (
      #"A\footnotemark. B\footnotemark{} c. \footnotetext[1]{One.} \footnotetext[2]{Two.}"#,
      #"A\footnote{One.}. B\footnote{Two.} c.  "#
    ),
    (#"A\footnote{One.} B\footnotemark C \footnotetext{Two.}"#, #"A\footnote{One.} B\footnote{Two.} C "#),
    (
      #"A\footnotemark[7]\ b\footnotemark[8] \footnotetext[8]{Eight.}\footnotetext[7]{Seven.}"#,
      #"A\footnote{Seven.}\ b\footnote{Eight.} "#
    ),
    // One to which no mark leads is a note where it stands.
    (#"A\footnotetext[3]{Three \emph{x}.} b"#, #"A\footnote{Three \emph{x}.} b"#),
    (#"% \footnotetext{No.}"#, #"% \footnotetext{No.}"#),
    (#"\verb|\footnotetext{No.}|"#, #"\verb|\footnotetext{No.}|"#),
  ])
  func `a note comes to where its mark stands`(source: String, written: String) {
    #expect(prepared(source) == written)
  }

  @Test func `what stands in the margin is a note, with none of its options`() {
    #expect(
      prepared(#"A\marginpar[left]{Right.}\sidenote[1][2cm]{Off.}"#) == #"A\footnote{Right.}\footnote{Off.}"#)
  }

  @Test func `the literature has a heading, and its entries their keys`() {
    #expect(
      prepared(
        #"\begin{thebibliography}{99}\bibitem{lund} Lund.\bibitem[Rowe(1988)]{rowe} Rowe.\end{thebibliography}"#
      )
        == #"\section*{References}\par{}[@lund]  Lund.\par{}[@rowe; Rowe(1988)]  Rowe."#)
    #expect(prepared(#"See \fullcite[12]{lund}."#) == #"See \cite[12]{lund}."#)
  }

  @Test func `commands that a converter does not know are defined by the words in them`() throws {
    let paper = paper(#"\documentclass{article}"#)
    let first = log(
      skipping: #"\\speak{Anna}"#, #"\\vspace{1cm}"#, #"\\todo[inline]{Check this}"#, #"\\pair{one}{two}"#,
      #"\\speak{Berta}"#, #"\\maketitle"#, #"\\set{key=value}"#)
    let again = String(decoding: try #require(paper.prepared(after: first)), as: UTF8.self)
    #expect(
      again == #"""
        \newcommand{\speak}[1]{#1}
        \newcommand{\todo}[2][]{\footnote{#2}}
        \newcommand{\pair}[2]{#1 #2}
        \documentclass{article}
        """#)
    let lost = paper.losses(
      in: Array("Anna sings. Berta too.[^1] one two\n\n[^1]: other".utf8), notes: 1, log: first)
    #expect(lost.map(\.text) == ["Anna Berta", "Check this", "one two"])
    #expect(lost.map { $0.what.contains("kept as text") } == [true, false, true])
    #expect(paper.prepared(after: log(skipping: #"\\vspace{1cm}"#)) == nil)
  }

  @Test func `what stands before the text sets how it looks, but for who wrote it`() {
    let source = paper("\\documentclass{article}\n\n\\begin{document}\nIt rang.")
    let log = ConverterLog(
      Array(
        #"""
        [{"type":"SkippedContent","contents":"\\IfX{then these words}","line":2},
        {"type":"SkippedContent","contents":"\\institute{River College}","line":2},
        {"type":"SkippedContent","contents":"\\speak{Anna}","line":4}]
        """#.utf8))
    #expect(source.losses(in: [], notes: 0, log: log).map(\.text) == ["River College", "Anna"])
  }

  @Test func `an accent takes the place of a dot`() {
    #expect(prepared(#"na\"{\i}ve, na\'\i ve, \i{} \int"#) == #"na\"{i}ve, na\'ive, \i{} \int"#)
  }

  @Test func `a drawing that is left out is told by its words`() {
    let drawing = log(
      skipping: #"\\begin{tikzpicture}\\node {Bell tower};\\end{tikzpicture}"#, #"\\begin{quotation}"#)
    let lost = paper("").losses(in: [], notes: 0, log: drawing)
    #expect(lost.map(\.text) == ["Bell tower"] && lost[0].what.contains(#"\begin{tikzpicture}"#))
  }

  @Test func `a file that is not there is named`() {
    let log = ConverterLog(
      Array(
        """
        [{"type":"CouldNotLoadIncludeFile","verbosity":"WARNING","path":"chapter2.tex"},
        {"type":"CouldNotLoadIncludeFile","verbosity":"INFO","path":"natbib.sty"}]
        """.utf8))
    let lost = paper("").losses(in: [], notes: 0, log: log)
    #expect(lost.map(\.text) == ["chapter2.tex"])
  }

  @Test(arguments: [
    "", "\\", "\\a", "\\footnotetext", "\\footnotetext{", "\\footnotetext[", "\\verb", "\\begin{verbatim}",
    "{}}{", "\\footnotemark[1",
  ])
  func `what is broken stays as it is`(source: String) { #expect(prepared(source) == source) }
}
