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

  @Test(
    arguments: [
      "+++\ntitle = \"On Salt\"\nauthors = [\n  \"Anna Rossi\",\n  \"Meier, Bruno\",\n]\ndate = 2019\n+++",
      "+++\ntitle = 'On Salt'\ndate = 2019\n[[authors]]\nname = \"Anna Rossi\"\n[[authors]]\nname = \"Meier, Bruno\"\n+++",
      "---\ntitle: On Salt\nauthors: [Anna Rossi, {name: \"Meier, Bruno\", orcid: 1}]\ndate: 2019\n---",
      """
      ---
      title: On Salt
      author:
        - given: Anna
          family: Rossi
          affiliations:
            - name: Leiden
        - "Meier, Bruno"
      date: 2019
      ---
      """,
      "Title: On Salt\nAuthors: Anna Rossi\nDate: 2019",
      "% On Salt\n% Anna Rossi\n% 2019",
    ])
  func `is read in TOML, in lists of names, and without marks around it`(head: String) throws {
    let document = try read(head + "\n\nThe salt came by river.")
    #expect(document.title == "On Salt")
    let authors = document.texts(.author)
    #expect(authors.first == "Anna Rossi" && authors.last == "2019")
    #expect(authors.count == (head.contains("Meier") ? 3 : 2))
    #expect(document.texts(.paragraph) == ["The salt came by river."])
  }
}
