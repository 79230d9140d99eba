import Manuscript
import Testing

/// Marks of notes that the source writes as entities: `sold.&sup1;`
@Suite struct EntityMarkTests {
  @Test(arguments: [
    ["&sup1;", "&sup2;", "&sup3;"], ["&#185;", "&#178;", "&#179;"], ["&#xB9;", "&#xb2;", "&#8308;"],
    ["&dagger;", "&Dagger;", "&sect;"], ["&#8224;", "&ddagger;", "&#xA7;"],
  ])
  func `are read like the characters`(marks: [String]) throws {
    let document = try read(
      """
      # The Mill

      The mill was sold.\(marks[0]) She paid.\(marks[1]) The weir rose.\(marks[2])

      \(marks[0]) Holt, p. 3.

      \(marks[1]) In grain.

      \(marks[2]) Bell, p. 4.
      """)
    #expect(document.texts(.note).prefix(2) == ["Holt, p. 3.", "In grain."])
    #expect(document.references.prefix(2) == ["sold.1", "paid.2"])
  }

  @Test func `at the feet of pages, run together and behind words`() throws {
    let document = try read(
      """
      # The Mill

      The mill was sold.&sup1;&sup2; She paid it all.&sup3; The text goes on here

      &sup1; Holt, p. 3.
      &sup2; In grain.
      &sup3; So.

      ---

      for pages&sup1; more.

      &sup1; Two.
      """)
    #expect(document.references == ["sold.1", "sold.2", "all.3", "pages4"])
  }

  @Test func `that are none stay what they are`() throws {
    let document = try read(
      """
      # The &sup1; Mill

      The field has 5 km&sup2; and is old.&sup1; See \\&sup1; and https://example.org/?a=1&sup2;=3 and `b&sup2;c`.

          indented &sup2;&sup3; code

      ```
      fenced &sup3; &amp; code
      ```

      &sup1; Holt, &sect; 3.
      """)
    #expect(document.references == ["old.1"])
    #expect(document.texts(.note) == ["Holt, § 3."])
    #expect(document.texts(.code) == ["indented &sup2;&sup3; code", "fenced &sup3; &amp; code"])
    let text = document.texts(.paragraph)[0]
    #expect(text.contains("5 km² and is old. See &sup1; and https://example.org/?a=1&sup2;=3 and b&sup2;c."))
  }

  @Test func `lead back to their bytes in the source`() throws {
    let source = "# T\n\nThe field has 5 km&sup2; now, and `b&sup2;`.\n"
    let document = try read(source)
    let scalars = document.text.scalars
    let raised = try #require(scalars.firstIndex(of: "²"))
    #expect(document.sourceMap.bytes(ofScalarAt: raised) == 23..<29)
    let code = try #require(scalars.firstIndex(of: "&"))
    #expect(document.sourceMap.bytes(ofScalarAt: code).count == 1)
  }

  @Test func `in plain text are its own signs`() throws {
    let document = try read("The Mill\n\nIt is sold.&sup1; She paid.\n", as: .plainText)
    #expect(document.text.string.contains("sold.&sup1; She"))
  }
}
