import Manuscript
import Testing

/// Notes at pages' feet that say what those of other pages do, and have no stop.
@Suite struct RepeatedNoteTests {
  private static func paper(_ notes: [String], marks: [String]) throws -> Document {
    let texts = [
      ("The stocks stood by the church.", "They were of elm."),
      ("They were mended in 1611.", "The vicar sat in them."),
      ("They were burnt, and so was the church of the", "town."),
    ]
    let pages = texts.indices.map { page in
      "\(texts[page].0)\(page == 2 ? " fire" : "")\(marks[page]) \(texts[page].1)\n\n\(notes[page])\n"
    }
    return try read(
      "The Stocks\n\n" + pages.joined(separator: "\u{0C}"), as: .plainText)
  }

  @Test(arguments: [
    ["1 Orm, Town Hall, MS 4", "1 Orm, Town Hall, MS 4", "1 Orm, Town Hall, MS 4"],
    ["* From the Town Hall", "* From the Town Hall", "* From the Town Hall"],
    ["1 Town Hall, MS 4", "2 ibid", "3 ibid"],
    ["1 Orm, Town Hall, MS 4", "2 Orm, Town Hall, MS 4", "3 Orm, Town Hall, MS 4"],
    [
      "1 See the drawing by Lamb, which was made for the vicar in the year of the fire, in the\nTown Hall at Orm",
      "2 See the account of the wardens, which the same vicar wrote out in old age, in the\nTown Hall at Orm",
      "3 Rolls.",
    ],
  ])
  func `are notes where their marks stand on their pages`(notes: [String]) throws {
    let marks = notes.map { String($0.prefix(1)) }
    let document = try Self.paper(notes, marks: marks)
    #expect(
      document.texts(.note) == notes.map { String($0.dropFirst(2)).replacing("\n", with: " ") })
    #expect(document.references.count == 3)
    #expect(document.texts(.heading) == ["The Stocks"])
  }
}
