import Manuscript
import Testing

/// Where the last note of a chapter ends, and the next chapter begins right under it.
@Suite struct NoteTailTests {
  private static let marks = ["[@]", "@", "<sup>@</sup>", "@)"]

  @Test(arguments: marks, [0, 2])
  func `text that holds the marks of later notes goes on no note`(mark: String, before: Int) throws {
    let label = mark == "[@]" || mark == "<sup>@</sup>" ? mark : mark == "@" ? "@." : "@)"
    func numbered(_ text: String, after count: Int) -> String {
      text.replacing(/#(\d)/) { mark.replacing("@", with: "\(Int($0.output.1)! + count)") }
        .replacing(/=(\d)/) { label.replacing("@", with: "\(Int($0.output.1)! + count)") }
    }
    let first =
      "The oil was bought#1 in the autumn. It was burned#2 until spring.\n\n=1 Oak, p. 1.\n=2 Elm, p. 2.\n"
    let second =
      "The ships that came were small#1 and old. They were lost#2 on the bar.\n\n=1 Ash, p. 3.\n=2 Fir, p. 4.\n"
    let (document, report) = try readWithReport(
      "# The Tower\n\n" + numbered(first, after: 0) + numbered(second, after: before))
    #expect(document.texts(.note) == ["Oak, p. 1.", "Elm, p. 2.", "Ash, p. 3.", "Fir, p. 4."])
    #expect(document.references == ["bought1", "burned2", "small3", "lost4"])
    #expect(
      document.texts(.paragraph).last == "The ships that came were small and old. They were lost on the bar.")
    #expect(report.undecided.isEmpty)
  }

  @Test func `a chapter's number under a heading of notes is no note of its own`() throws {
    let document = try read(
      """
      # The Tower

      The oil was bought.[1] So it was said before[1] of old.

      ## Notes

      1 Oak, p. 1.

      2

      The ships were small.[2] They were lost.

      ## Notes

      2 Elm, p. 2.
      """)
    #expect(document.texts(.note) == ["Oak, p. 1.", "Elm, p. 2."])
    #expect(document.texts(.paragraph).contains("The ships were small. They were lost."))
  }

  @Test func `lists of the text under marks are not the notes that the marks' own form shows`() throws {
    let document = try read(
      """
      # Law

      Art. 1 The toll is paid in salt.[1]

      Art. 2 The toll is paid in tin.[2]

      1. Salt is weighed at the gate.

      2. Tin is weighed at the mill.

      Art. 3 The toll is paid in wool.[1]

      1. Wool is weighed at the quay.

      [1] Roll 3.

      [2] Roll 4.
      """)
    #expect(document.texts(.note) == ["Roll 3.", "Roll 4."])
  }

  @Test func `numbers after one and the same word are no marks`() throws {
    let document = try read(
      "# Files\n\nThe clerk kept file1, file2 and file3. They are lost.\n\n1. Open one.\n2. Open two.\n3. Open three.\n"
    )
    #expect(document.texts(.note).isEmpty)
    #expect(document.text.string.contains("file1, file2 and file3."))
  }
}
