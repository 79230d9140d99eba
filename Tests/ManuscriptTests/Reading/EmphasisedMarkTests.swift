import Manuscript
import Testing

/// Marks of notes within emphasis, braces, and before lists that no heading names.
@Suite struct EmphasisedMarkTests {
  @Test(arguments: ["**[@]**", "*[@]*", "_[@]_", "***[@]***", "{@}"], ["", "## Notes\n\n"])
  func `brackets in emphasis, and braces`(form: String, heading: String) throws {
    func mark(_ number: Int) -> String { form.replacing("@", with: "\(number)") }
    let (document, report) = try readWithReport(
      "# The Tower\n\nThe tower was bought.\(mark(1)) It fell,\(mark(2)) not at once.\n\n\(heading)"
        + "\(mark(1)) Brandt, *Towers*, p. 8.\n\n\(mark(2)) Roll 4.")
    #expect(document.references == ["bought.1", "fell,2"])
    #expect(document.texts(.note) == ["Brandt, Towers, p. 8.", "Roll 4."])
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: [
    "The sets {1}, {2} and {3} are small.", "It is $x^{1} + y^{2} + z^{3}$ here.", "See **[1]** and *[2]*.",
  ])
  func `what no note answers is text`(sentence: String) throws {
    let (document, report) = try readWithReport("# Sets\n\n\(sentence)\n\nNothing else.")
    #expect(document.references.isEmpty)
    #expect(report.undecided.isEmpty)
  }

  @Test func `letters before a list at the end`() throws {
    let (document, report) = try readWithReport(
      "# The Tower\n\nIt was bought.<sup>a</sup> It fell on the 1<sup>st</sup>.<sup>b</sup>\n\na. Brandt.\n\nb. Roll 4."
    )
    #expect(document.texts(.note) == ["Brandt.", "Roll 4."])
    #expect(document.references == ["bought.1", "1st.2"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `plain numbers before a list at the end, and no other list`() throws {
    let document = try read(
      "# The Tower\n\nThe rules are:\n\n1. No fire.\n2. No fish.\n\nIt was bought.1 It fell in the night.2\n\n1. Brandt, p. 8.\n2. Roll 4."
    )
    #expect(document.texts(.note) == ["Brandt, p. 8.", "Roll 4."])
    #expect(document.texts(.list) == ["1. No fire.", "2. No fish."])
    let list = try read("# The Tower\n\nIt fell in the year 1820. We say:\n\n1. No fire.\n2. No fish.")
    #expect(list.texts(.note).isEmpty)
  }

  @Test func `notes in brackets within the text, without numbers`() throws {
    let document = try read(
      "# The Tower\n\nIt was bought.[Footnote: Brandt, p. 8.] It fell.[Footnote: Roll 4.]")
    #expect(document.texts(.note) == ["Brandt, p. 8.", "Roll 4."])
    #expect(document.references == ["bought.1", "fell.2"])
  }
}
