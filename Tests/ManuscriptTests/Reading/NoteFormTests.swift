import Manuscript
import Testing

/// Notes in several forms beside each other: named and raised, authors' and the text's, notes and literature.
@Suite struct NoteFormTests {
  @Test func `named notes of titles beside raised notes of the text are tied by their form`() throws {
    let (document, report) = try readWithReport(
      """
      # The Lamp of Ebersend[^1]

      The lamp was lit in 1412.<sup>1</sup> Its light is dim.<sup>2</sup> Nobody tends it now.

      ## The second lamp[^2]

      The second lamp came later.<sup>3</sup> It hangs in the north.

      [^1]: I thank the keepers.

      [^2]: This was read in Kiel.

      ## Notes

      <sup>1</sup> Oil roll, fol. 3.

      <sup>2</sup> So Mills.

      <sup>3</sup> Letter of May.
      """)
    #expect(document.references == ["Ebersend1", "1412.3", "dim.4", "lamp2", "later.5"])
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: [("<sup>", "</sup>"), ("", "")])
  func `literature with raised numbers is no list of notes beside named ones`(
    open: String, close: String
  ) throws {
    var source = """
      # The Lamp

      The lamp was lit in 1412.[^1] Its light is dim, as shown.@2@ Nobody tends it now.@1@

      The second lamp came later.[^2] It hangs in the north.@3@

      [^1]: Oil roll, fol. 3.

      [^2]: Letter of May.

      ## References

      @1@ Adam, J. The oil.

      @2@ Brandt, K. The wick.

      @3@ Cole, M. The glass.
      """
    for (digit, raised) in [("1", "¹"), ("2", "²"), ("3", "³")] {
      source = source.replacing("@\(digit)@", with: open.isEmpty ? raised : open + digit + close)
    }
    let (document, report) = try readWithReport(source)
    #expect(document.references == ["1412.1", "later.2"])
    #expect(document.texts(.note) == ["Oil roll, fol. 3.", "Letter of May."])
    #expect(
      document.texts(.list).map { $0.dropFirst(2) } == [
        "Adam, J. The oil.", "Brandt, K. The wick.", "Cole, M. The glass.",
      ])
    #expect(document.blocks.flatMap(\.links).map(\.destination) == ["#p6", "#p5", "#p7"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `the text goes on no author's name over the notes that say where they work`() throws {
    let document = try read(
      """
      # The Lamp

      Ada Holt<sup>1</sup>, Karl Brandt<sup>2</sup> and Mary Cole<sup>1,2</sup>

      <sup>1</sup> University of Leeds

      <sup>2</sup> University of Kiel

      The lamp was lit in 1412. Nobody tends it now.
      """)
    #expect(document.texts(.author) == ["Ada Holt, Karl Brandt and Mary Cole"])
    #expect(document.texts(.paragraph) == ["The lamp was lit in 1412. Nobody tends it now."])
  }

  private static let alphabet = "a b c d e f g h i j k l m n o p q r s t u v w x y z"

  @Test(arguments: ["\(alphabet) aa bb cc", "\(alphabet) aa ab ac", "α β γ δ ε ζ"])
  func `letters go on after z, and may be Greek`(series: String) throws {
    let labels = series.split(separator: " ").map(String.init)
    let text = labels.map { "The oil of that day<sup>\($0)</sup> was dear." }.joined(separator: " ")
    let notes = labels.map { "<sup>\($0)</sup> Oil roll, on the day of \($0)." }.joined(separator: "\n\n")
    let (document, report) = try readWithReport("# The Oil\n\n\(text)\n\n---\n\n\(notes)\n")
    #expect(document.texts(.note).count == labels.count)
    #expect(document.references == labels.indices.map { "day\($0 + 1)" })
    #expect(report.undecided.isEmpty)
  }

  private static let glued =
    "The oil@1 was bought in the autumn@2. It was burned in the lamp@3, as the rolls@4 say, for years."

  @Test(arguments: ["@.", "[@]", "(@)", "@)", "@"])
  func `plain numbers right at words are marks, before stops too`(label: String) throws {
    let texts = ["Oak, p. 1.", "Elm, p. 2.", "Ash, p. 3.", "Fir, p. 4."]
    let list = texts.enumerated().map { label.replacing("@", with: "\($0.offset + 1)") + " " + $0.element }
    for heading in ["", "## Notes\n\n"] {
      let (document, report) = try readWithReport(
        "# The Oil\n\n\(Self.glued.replacing("@", with: ""))\n\n\(heading)\(list.joined(separator: "\n\n"))\n"
      )
      #expect(document.texts(.note) == texts)
      #expect(document.references == ["oil1", "autumn2", "lamp3", "rolls4"])
      #expect(report.undecided.isEmpty)
    }
  }

  @Test(arguments: ["[@]", "<sup>@</sup>", "@"])
  func `a blank before a mark and one before the stop after it are not the text's`(mark: String) throws {
    let text = Self.glued.replacing(/@(\d)([.,]?)/) { match in
      " " + mark.replacing("@", with: match.output.1) + (match.output.2.isEmpty ? "" : " " + match.output.2)
    }
    let (document, report) = try readWithReport(
      "# The Oil\n\n\(text)\n\n## Notes\n\n1. Oak, p. 1.\n\n2. Elm, p. 2.\n\n3. Ash, p. 3.\n\n4. Fir, p. 4.\n"
    )
    #expect(
      document.texts(.paragraph) == [
        "The oil was bought in the autumn. It was burned in the lamp, as the rolls say, for years."
      ])
    #expect(document.references == ["oil1", "autumn2", "lamp3", "rolls4"])
    #expect(report.undecided.isEmpty)
  }
}

/// Marks as LaTeX raises them, and as pages of the old web wrote them.
extension NoteFormTests {
  @Test(arguments: [SourceFormat.markdown, .plainText])
  func `raised by a command`(format: SourceFormat) throws {
    let document = try read(
      """
      The mill was sold.\\textsuperscript{1} It was the 3\\textsuperscript{rd} of its kind.\\textsuperscript{2}

      So the dyers left.\\textsuperscript{3}

      \\textsuperscript{1} Holt, p. 3.

      \\textsuperscript{2} Lund, p. 4.

      \\textsuperscript{3} Ibid.
      """, as: format)
    #expect(document.references == ["sold.1", "kind.2", "left.3"])
    #expect(document.texts(.note) == ["Holt, p. 3.", "Lund, p. 4.", "Ibid."])
    if format == .markdown { #expect(document.sentences(of: "p1")[1] == "It was the 3rd of its kind.") }
  }

  @Test(arguments: [SourceFormat.markdown, .plainText])
  func `between slashes`(format: SourceFormat) throws {
    let source = """
      The mill was sold./1/ It was closed in 1742/2/. See www.mill.org/en/3/ for the rest.

      The dyers /3/ left on 12/3/1742 and and/or stayed.

      Notes

      /1/ Holt, p. 3.

      /2/ Lund, p. 4.

      /3/ Ibid.
      """
    let (document, report) = try readWithReport(source, as: format)
    #expect(document.references == ["sold.1", "17422", "dyers3"])
    #expect(document.texts(.note) == ["Holt, p. 3.", "Lund, p. 4.", "Ibid."])
    #expect(document.text.string.contains("www.mill.org/en/3/ for"))
    #expect(document.text.string.contains("12/3/1742"))
    #expect(report.undecided.isEmpty)
  }
}
