import Manuscript
import Testing

@Suite("Sentences of tables")
struct TableSentenceTests {
  @Test func `end where their cell does`() throws {
    let document = try read(
      "# T\n\n| A | B |\n|---|---|\n| Falsum est. | The water is mine. |\n| Yes. No. | It is |\n|  | so \\| long |\n"
    )
    #expect(
      document.sentences(of: "p2") == [
        "A", "B", "Falsum est.", "The water is mine.", "Yes.", "No.", "It is", "so | long",
      ])
  }

  @Test func `end so too in a grid, in plain text and in HTML`() throws {
    let grid = try read("# T\n\n+-----+-----+\n| Yes | No. |\n+=====+=====+\n| It. | He. |\n+-----+-----+\n")
    #expect(grid.sentences(of: "p2") == ["Yes", "No.", "It.", "He."])
    let html = try read(
      "# T\n\n<table><tr><td>Yes, it is</td><td>No.</td></tr><tr><td>It.</td><td>He</td></tr></table>\n")
    #expect(html.sentences(of: "p2") == ["Yes, it is", "No.", "It.", "He"])
  }
}
