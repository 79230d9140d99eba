import Manuscript
import Testing

@Suite("Front matter")
struct MetadataTests {
  @Test
  func `gives title, authors, date and abstract, and the report says so`() throws {
    let (document, report) = try readWithReport(
      """
      ---
      title: 'The Mill: It''s Old'
      author:
      - name: Anna Weber
        affiliation: Leeds
      - Jan Piet
      date: 3 May 1908
      abstract: |
        The mill was sold. This paper
        asks *why*.

        And when.
      keywords: [mill, ford]
      ---

      ## Introduction

      It was sold in the spring.
      """)
    #expect(
      document.blocks.map { document.text(of: $0) } == [
        "The Mill: It's Old", "Anna Weber", "Jan Piet", "3 May 1908",
        "The mill was sold. This paper asks why.",
        "And when.", "Introduction", "It was sold in the spring.",
      ])
    #expect(
      document.kinds == [
        .heading, .author, .author, .author, .abstract, .abstract, .heading, .paragraph,
      ])
    #expect(report.metadata.map(\.name) == ["title", "author", "author", "date", "abstract", "abstract"])
  }

  @Test
  func `what the text says itself is not said twice`() throws {
    let document = try read(
      "---\ntitle: The Mill\nauthor: [\"Anna Weber\", Jan Piet]\ndate: 1908\nabstract: It was sold.\n---\n\n"
        + "# The Mill\n\nAnna Weber\n\n## Abstract\n\nIt was sold.\n\nText.")
    #expect(
      document.blocks.map { document.text(of: $0) } == [
        "The Mill", "Anna Weber", "Jan Piet", "Abstract", "It was sold.", "Text.",
      ])
  }
}
