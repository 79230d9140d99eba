import Manuscript
import Testing

@Suite("Blocks")
struct BlockTests {
  @Test
  func `headings of uneven form, their sections and levels`() throws {
    let document = try read(
      """
      # A Study of Wells

      Text of the first part.

      ### **Deep wells**

      More text.

      Shallow wells
      -------------

      ##No blank here

      #### Closed ####

      Under it.
      """)
    #expect(
      document.texts(.heading) == [
        "A Study of Wells", "Deep wells", "Shallow wells", "No blank here", "Closed",
      ])
    #expect(document.blocks.filter { $0.kind == .heading }.map(\.level) == [1, 3, 2, 2, 4])
    #expect(document.blocks.map(\.section) == ["s1", "s1", "s2", "s2", "s3", "s4", "s5", "s5"])
    #expect(document.title == "A Study of Wells")
  }

  @Test
  func `an author's line and an italic abstract between rules`() throws {
    let document = try read(
      """
      ## Salt Roads of the North

      Mira Holt

      ---

      *This paper follows the roads by which salt was carried inland, and asks who paid for their upkeep, who \
      guarded them, and what became of them when the mines at the coast were closed for good.*

      ---

      The first road is the oldest.
      """)
    #expect(document.kinds == [.heading, .author, .abstract, .paragraph])
    #expect(document.pages == 0)
    #expect(document.sourceMap.furniture.count { $0.kind == .rule } == 2)
  }

  @Test
  func `an abstract under its own heading`() throws {
    let document = try read("# Tin\n\n## Abstract\n\nTin is traced here.\n\n## 1. Start\n\nTin came late.")
    #expect(document.kinds == [.heading, .heading, .abstract, .heading, .paragraph])
  }

  @Test
  func `a bold line by itself is a heading`() throws {
    let document = try read("Opening words of the text.\n\n# One\n\nText.\n\n**Sources and method**\n\nText.")
    #expect(document.texts(.heading) == ["One", "Sources and method"])
  }

  @Test
  func `quotes, one block for each paragraph, lazy lines with them`() throws {
    let document = try read(
      "He wrote:\n\n> We came\n> by sea\nand stayed.\n>\n> Then we left.\n\nSo it went.")
    #expect(document.kinds == [.paragraph, .quote, .quote, .paragraph])
    #expect(document.texts(.quote) == ["We came by sea and stayed.", "Then we left."])
  }

  @Test
  func `lists, nested; numbers are text, bullets are labels`() throws {
    let document = try read(
      "Three things:\n\n1. oats\n   and rye\n2. wool\n   - white\n   - grey\n3. tin\n\nNo more.")
    let items = document.blocks.filter { $0.kind == .list }
    #expect(items.map { document.text(of: $0) } == ["1. oats and rye", "2. wool", "white", "grey", "3. tin"])
    #expect(items.map(\.label) == [nil, nil, "-", "-", nil])
    #expect(items.map(\.level) == [1, 1, 2, 2, 1])
    #expect(document.kinds.last == .paragraph)
  }

  @Test
  func `a year that begins a line is no list item`() throws {
    let document = try read("The port was closed in\n1998. It was opened later.\n\n1998. A bad year.")
    #expect(document.kinds == [.paragraph, .paragraph])
  }

  @Test
  func `code stands as it is; in the cells of a table marks mean what they mean elsewhere`() throws {
    let document = try read(
      "Text.\n\n```c\nint *a;  // x_y_z\n\n  b[^1];\n```\n\na | b\n--|--\n1 | *2*\n\nEnd.")
    #expect(document.kinds == [.paragraph, .code, .table, .paragraph])
    #expect(document.texts(.code) == ["int *a;  // x_y_z\n\n  b[^1];"])
    #expect(document.texts(.table) == ["a | b\n--|--\n1 | 2"])
  }

  @Test
  func `an image by its caption`() throws {
    let document = try read("See the plan.\n\n![Plan of the harbour](plan.png)\n\nIt is old.")
    #expect(document.kinds == [.paragraph, .image, .paragraph])
    #expect(document.texts(.image) == ["Plan of the harbour"])
    #expect(document.blocks[1].links.map(\.destination) == ["plan.png"])
  }

  @Test
  func `YAML front matter gives title and author, comments nothing; a rule at the start is not front matter`()
    throws
  {
    let document = try read(
      "---\ntitle: Wells\nauthor:\n  - A. Name\n---\n\n<!-- made by hand -->\n\nText here.")
    #expect(document.text.string == "Wells\n\nA. Name\n\nText here.")
    #expect(document.kinds == [.heading, .author, .paragraph])
    #expect(document.sourceMap.furniture.contains { $0.kind == .frontMatter })
    #expect(document.sourceMap.furniture.contains { $0.kind == .comment })
    #expect(try read("---\n\nText that follows a rule.\n\n---\n\nMore.").blocks.count == 2)
  }

  @Test
  func `what is not understood is kept as text`() throws {
    #expect(try read("<ruby>a</ruby> and {{b}} and :::c").text.string == "<ruby>a</ruby> and {{b}} and :::c")
  }

  @Test
  func `line ends of every kind, and a byte order mark`() throws {
    let document = try read("\u{FEFF}One\r\ntwo.\r\n\r\nThree\rfour.")
    #expect(document.text.string == "One two.\n\nThree four.")
    #expect(document.sourceMap.furniture.first == .init(kind: .byteOrderMark, bytes: 0..<3))
  }

  @Test
  func `plain text: paragraphs, capital headings, form feeds; marks are text`() throws {
    let (document, report) = try readWithReport(
      "On Wells\n\nSOURCES\n\nA *star* and [a link](x)\nin two lines.\n\u{0C}\nOn the second page.",
      as: .plainText)
    #expect(document.kinds == [.heading, .heading, .paragraph, .paragraph])
    #expect(document.text(of: document.blocks[2]) == "A *star* and [a link](x) in two lines.")
    #expect(report.pages == 2)
    #expect(document.blocks.map(\.page) == [1, 1, 1, 2])
  }
}
