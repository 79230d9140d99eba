import ActSupport
import Editions
import Manuscript
import Scholarship
import Testing

@Suite("What leaves with its words")
struct DeparturesTests {
  private func group() throws -> Group {
    var sketch = Sketch()
    sketch.add(.heading, "Of mills", level: 1)
    sketch.add(
      .paragraph, "One stood here. It is gone.", sentences: ["One stood here.", "It is gone."],
      notes: [(1, after: "here."), (2, after: "gone.")])
    sketch.add(.list, "an item", level: 1)
    sketch.add(.note, "The first, as said elsewhere.", notes: [(3, after: "said")])
    sketch.add(.note, "The second.")
    sketch.add(.note, "The third.")
    return try Group(on: sketch.document)
  }

  @Test func `a block leaves with its separator`() throws {
    var group = try group()
    try group.pass("Of mills", "")
    try group.pass("an item", "")
    #expect(group.rendered(as: .text).hasPrefix("One stood here. It is gone.\n\nThe first"))
  }

  @Test func `a note leaves with what its mark stands on, and takes the notes of its own marks along`() throws
  {
    var group = try group()
    try group.pass("One stood here.", "")
    #expect(group.rendered(as: .text) == "Of mills\n\n It is gone.\n\nan item\n\nThe second.\n")
  }

  @Test func `words that others take the place of are not deleted`() throws {
    var group = try group()
    try group.pass("One stood here.", "None stood.")
    try group.pass("It is", "It was")
    #expect(
      group.rendered(as: .text).contains("The first") && group.rendered(as: .text).contains("The second"))
  }
}
