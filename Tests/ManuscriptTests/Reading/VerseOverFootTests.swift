import Manuscript
import Testing

/// Verse flush left in papers that have nothing else of several lines but the notes at their foot.
@Suite struct VerseOverFootTests {
  private func paper(_ verse: [String], _ marks: [String], _ notes: [String]) -> String {
    "The Lament\n\nThe poem is short.\(marks[0])\n\n" + verse.joined(separator: "\n") + "\n\nSo much is left."
      + "\(marks[1])\n\n" + zip(notes, ["Printed.", "Or not."]).map { "\($0) \($1)" }.joined(separator: "\n")
      + "\n"
  }

  @Test(
    arguments: [
      [
        "The wind is in the alder tree,", "The boat is on the strand,", "And no one comes to speak to me",
        "From out the silent land.",
      ],
      ["Stat mola sub ripa nec aquam nec saxa recusat,", "Et rotat et fruitur qui venit ante diem."],
      ["DIS MANIBVS", "LVCI MOLITORIS", "VIXIT ANNIS XL", "MARCIA VXOR FECIT"],
    ], [["1", "2"], ["[1]", "[2]"], ["¹", "²"], ["*", "†"]])
  func `verse keeps its lines over notes that stand one below the other`(verse: [String], marks: [String])
    throws
  {
    let document = try read(paper(verse, marks, marks), as: .plainText)
    #expect(document.text.string.contains(verse.joined(separator: "\n")))
    #expect(document.texts(.note) == ["Printed.", "Or not."])
  }

  @Test func `a couplet within prose keeps its lines`() throws {
    let verse = "Who grinds the corn will grind the bone,\nWho takes the meal will pay the stone."
    let source =
      "The Mill\n\nThe mill stood by the river for a hundred years, and nobody in the village\n"
      + "remembered who had built it or why it was never paid for. A stone says:\n\n\(verse)\n\n"
      + "The stone is worn and no one can read it now without a lamp in the evening\nor at dawn.\n"
    #expect(try read(source, as: .plainText).text.string.contains(verse))
  }

  @Test func `prose in a narrow column over notes is no verse`() throws {
    let prose = [
      "The mill was sold to the widow of the", "miller, who had no money, and she let", "it stand for years.",
    ]
    let document = try read(paper(prose, ["1", "2"], ["1", "2"]), as: .plainText)
    #expect(document.text.string.contains(prose.joined(separator: " ")))
  }
}
