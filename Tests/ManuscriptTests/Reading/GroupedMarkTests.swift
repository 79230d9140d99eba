import Manuscript
import Testing

/// Marks of two notes at one place, in brackets or plain; and marks that wrapping has brought to a line's head.
@Suite struct GroupedMarkTests {
  private static let notes = ["Holt, p. 34.", "Ibid., p. 36.", "Bell, p. 12.", "Land book."]

  private func list(_ open: (Int) -> String) -> String {
    zip(Self.notes, 1...).map { open($1) + $0 + "\n" }.joined(separator: "\n")
  }

  @Test(arguments: [
    "The mill was sold.[1, 2] It burnt.[3] So.[4]", "The mill was sold.[1] It burnt.[2–3] So.[4]",
  ])
  func `numbers in one pair of brackets that rise with the others are notes'`(text: String) throws {
    let document = try read("# The Mill\n\n\(text)\n\n\(list { "[\($0)] " })")
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references.count == 4)
    #expect(document.texts(.paragraph) == ["The mill was sold. It burnt. So."])
  }

  @Test(arguments: [
    "The mill was sold.1,2 It burnt.3 So.4", "The mill was sold.1 It burnt.2-3 So.4",
    "The mill was sold1,2. It burnt3. So4.",
  ])
  func `plain numbers are`(text: String) throws {
    let document = try read("# The Mill\n\n\(text)\n\n\(list { "\($0) " })")
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references.count == 4)
    #expect(document.texts(.paragraph) == ["The mill was sold. It burnt. So."])
  }

  @Test(arguments: [
    "It was sold [1, 2]. It burnt [3, 4].", "It was sold [1, 2]. It burnt [3]. So [4]. It stood [2].",
    "It was sold [2, 3]. It burnt [1]. So [4].",
  ])
  func `citations of a list without a heading stay doubtful`(text: String) throws {
    let (document, report) = try readWithReport("# The Mill\n\n\(text)\n\n\(list { "[\($0)] " })")
    #expect(document.text.string.contains(text))
    #expect(document.texts(.note).isEmpty)
    #expect(report.undecided.count == 1)
  }

  @Test func `decimals with commas are the text's`() throws {
    let text = "It cost about 1,2 pounds. See fig.1,2 and vol.3,4 there. It rose to x1,2 and ca.3,4 feet."
    let document = try read("# The Mill\n\n\(text)\n\n\(list { "\($0) " })")
    #expect(document.text.string.contains(text))
    #expect(document.texts(.note).isEmpty)
  }

  @Test(
    arguments: ["", "Notes\n\n"],
    [
      "It was sold by the abbot. [1] It burnt.\n[2] So it went. [3] And on.\n[4] The end.",
      "It was sold by the abbot.\n[1] It burnt.\n[2] So it went. [3] And on. [4] The end.",
      "It was sold by the abbot. [1] It burnt.\n[2] So it went.\n[3] And on. [4]",
    ])
  func `a mark stands at a line's head`(heading: String, text: String) throws {
    let (document, report) = try readWithReport(
      "The Mill\n\n\(text)\n\n\(heading)\(list { "[\($0)] " })", as: .plainText)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references.map { $0.last! } == ["1", "2", "3", "4"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `notes right under the text are no such marks`() throws {
    let (document, report) = try readWithReport(
      """
      The Mill

      It was sold by the abbot. [1] Nobody asked for the price. [2]
      [1] Holt, p. 34.
      [2] Ibid.

      It burnt. [1] It was built again. [2]
      [1] Bell, p. 12.
      [2] Land book.

      """, as: .plainText)
    #expect(document.texts(.note) == ["Holt, p. 34.", "Ibid.", "Bell, p. 12.", "Land book."])
    #expect(report.undecided.isEmpty)
  }
}
