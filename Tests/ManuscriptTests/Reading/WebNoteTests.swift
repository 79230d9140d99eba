import Manuscript
import Testing

/// Notes as they come from pages of the web.
@Suite struct WebNoteTests {
  private static let notes = ["Board minutes, 1811.", "Herring and Oil, p. 12."]

  @Test func `links back stand before the notes, under a heading that says literature`() throws {
    let document = try read(
      #"""
      # The Light

      They were paid in oil,[\[1\]](#cite_note-1) and sold it.[\[2\]](#cite_note-2) Nobody knew.[\[1\]](#cite_note-1)

      ## References

      1. [↑](#cite_ref-1) Board minutes, 1811.
      2. **[^](#cite_ref-2)** *Herring and Oil*, p. 12.
      """#)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == ["oil,1", "it.2", "knew.1"])
  }

  @Test func `letters lead back from a note that is mentioned several times`() throws {
    let document = try read(
      """
      # The Light

      They were paid in oil,[[1]](#cite_note-1) and sold it.[[2]](#cite_note-2) Nobody knew.[[1]](#cite_note-1)

      ## Notes

      1. ^ [***a***](#cite_ref-1a) [***b***](#cite_ref-1b) Board minutes, 1811.
      2. ↑ *Herring and Oil*, p. 12.
      """)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == ["oil,1", "it.2", "knew.1"])
  }

  @Test func `a page that was saved names its own address in its links`() throws {
    let document = try read(
      """
      # The Light

      They were paid in oil,[1](https://example.org/light.html#fn1) and sold it.[2](https://example.org/light.html#fn2)

      1. Board minutes, 1811. [↩︎](https://example.org/light.html#fnref1)
      2. *Herring and Oil*, p. 12. [↩︎](https://example.org/light.html#fnref2)
      """)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == ["oil,1", "it.2"])
  }

  @Test func `double brackets whose link was lost, and a word for the link back`() throws {
    let document = try read(
      """
      The Light

      They were paid in oil,[[1]] and sold it.[[2]] Nobody knew.

      FOOTNOTES:

      1 (return) [ Board minutes, 1811.]

      2 (return) [ Herring and Oil, p. 12.]
      """, as: .plainText)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == ["oil,1", "it.2"])
  }

  @Test func `what is set in under the last note is its own`() throws {
    let document = try read(
      """
      The Light

      They were paid in oil,[1] and sold it.[2]

      [1] Board minutes, 1811.

      [2] They paid in herring:

            Nine herring for a pint,
            A dozen for a quart.

          So it went.
      """, as: .plainText)
    #expect(document.texts(.note).count == 2)
    #expect(document.texts(.note)[1].hasSuffix("So it went."))
  }

  @Test func `an asterisk between figures multiplies`() throws {
    let text = try read("# Sums\n\nSo 2*3*4 = 24, and *this* is 5*x*y.").text.string
    #expect(text.contains("2*3*4 = 24, and this is"))
  }
}
