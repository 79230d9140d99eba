import Manuscript
import Testing

/// Numbers of statutes and volumes at the heads of lines in a page's foot.
@Suite struct CountingLineTests {
  private func paper(_ foot: String) -> String {
    """
    # The Rolls of Derby

    The statute was read in the church and nobody objected.1 The clerk wrote it down in the
    book that the parish had kept, and the bishop sealed it.2 The book was later lost.3 It had
    been bound in red leather, and the wardens had kept it in the

    \(foot)

    chest for many years, as they said.

    """
  }

  @Test(arguments: [
    ["The act of", "3 Geo. III, c. 12, is meant."],
    ["The acts of", "24 Geo. II, c. 12, and", "3 Geo. III, c. 5, are meant."],
    ["Moir, Journal of the Society for", "1751 and vol.", "3 (1899), p. 12."],
  ])
  func `a number behind a word that it belongs to opens no note`(note: [String]) throws {
    let document = try read(paper("1 Ashe, p. 27.\n2 \(note.joined(separator: "\n"))\n3 Holt, p. 3."))
    #expect(document.texts(.note) == ["Ashe, p. 27.", note.joined(separator: " "), "Holt, p. 3."])
    #expect(document.references == ["objected.1", "it.2", "lost.3"])
  }

  @Test func `a number behind a comma is the note's own, where another line opens with it`() throws {
    let document = try read(
      paper("1 Ashe, in Archaeologia Cambrensis,\n2 Ser. iv, p. 12.\n2 Moir, p. 12.\n3 Holt, p. 3."))
    #expect(
      document.texts(.note) == [
        "Ashe, in Archaeologia Cambrensis, 2 Ser. iv, p. 12.", "Moir, p. 12.", "Holt, p. 3.",
      ])
    #expect(document.references == ["objected.1", "it.2", "lost.3"])
  }
}
