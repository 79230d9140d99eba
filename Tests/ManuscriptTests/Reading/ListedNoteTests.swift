import Manuscript
import Testing

/// Notes in lists with numbers, at the ends of chapters and pages.
@Suite("Listed notes")
struct ListedNoteTests {
  @Test func `plain numbers before a list at the end of each chapter`() throws {
    let source = """
      # Salt

      ## Carriers

      They paid a tenth.1 Nobody weighed it.2 He slept.3

      1. Kos, vol. 2.
      2. Tamm, p. 12.
      3. The second roll.

      ## Keepers

      He rang in fog.1 Four could write,2 and one left a book.3

      1. Ordinance, art. 3.
      2. Tamm counts five.
      3. Archives, MS 77.
      """
    let document = try read(source)
    #expect(document.texts(.note).count == 6 && document.texts(.list).isEmpty)
    #expect(document.references == ["tenth.1", "it.2", "slept.3", "fog.4", "write,5", "book.6"])
  }

  @Test(arguments: [SourceFormat.plainText, .markdown])
  func `numbers before a closing bracket right at words, at feet and at the end`(format: SourceFormat) throws
  {
    let document = try read(
      "# Salt\n\nThey paid a tenth.1) Nobody weighed it,2) and what the keeper could\n\n1) Kos, vol. 2.\n\n2) Tamm, p. 12.\n\n"
        + "count without getting up was a load.3) The end came.4)\n\n3) The second roll.\n\n4) Lost.",
      as: format)
    #expect(document.texts(.note).prefix(3) == ["Kos, vol. 2.", "Tamm, p. 12.", "The second roll."])
    #expect(document.references.prefix(3) == ["tenth.1", "it,2", "load.3"])
  }

  @Test func `a note's second paragraph with no indent`() throws {
    let document = try read(
      "# Bells\n\nIt was cast.1 It cracked.2 It was sold.3\n\n***\n\n1. Foundry book.\n\n2. Town book.\n\n"
        + "It has two entries.\n\n3. Bill of sale.")
    #expect(document.texts(.note) == ["Foundry book.", "Town book.\nIt has two entries.", "Bill of sale."])
    #expect(document.references == ["cast.1", "cracked.2", "sold.3"])
  }

  @Test(arguments: ["^3", "{3}", "3)", "^3^", "[3]"])
  func `a paragraph that a mark ends has ended`(mark: String) throws {
    let numbers = ["1", "2"].map { mark.replacing("3", with: $0) }
    let body = mark == "3)" ? "#)" : mark
    func note(_ number: Int) -> String {
      body.replacing(mark == "3)" ? "#" : "3", with: "\(number)") + " A book."
    }
    let (document, report) = try readWithReport(
      "It was cast.\(numbers[0]) It cracked,\(numbers[1]) and nobody who stood there in the yard knew why.\(mark)\n\n"
        + "Then it was sold.\n\n\(note(1))\n\n\(note(2))\n\n\(note(3))\n", as: .plainText)
    #expect(document.texts(.paragraph).last == "Then it was sold.")
    #expect(!report.undecided.contains { $0.what.contains("without a stop") })
  }

  @Test func `a blank that does not break before a mark is the mark's`() throws {
    let document = try read(
      "It was cast.\u{A0}[^1] It cracked\u{202F}[^2].\n\n[^1]: A book.\n\n[^2]: A roll.")
    #expect(document.texts(.paragraph) == ["It was cast. It cracked."])
  }

  @Test func `a list under a heading of notes to which nothing refers is said`() throws {
    let (document, report) = try readWithReport(
      "# Bells\n\nIt was cast. It cracked.\n\n## Notes\n\n1. Foundry book.\n2. Town book.\n")
    #expect(document.texts(.list).count == 2)
    #expect(report.undecided.map(\.what).contains { $0.contains("nothing in the text refers to them") })
  }

  @Test func `a table set in by two columns after a note is the text's`() throws {
    let document = try read(
      "The rates are these.[^1]\n\n[^1]: MS 18.\n\n  ----------------- --------\n  A man on foot     1 d.\n\n"
        + "  A horse           3 d.\n  ----------------- --------\n\nSo it was.\n")
    #expect(document.texts(.note) == ["MS 18."])
    #expect(document.kinds.contains(.table))
  }

  @Test(arguments: ["[#]", "#", "^#", "(#)"], ["#", "#.", "(#)"])
  func `lists at the ends of chapters whose titles lost their marks`(form: String, label: String) throws {
    func mark(_ number: Int) -> String { form.replacing("#", with: "\(number)") }
    func note(_ number: Int, _ text: String) -> String {
      label.replacing("#", with: "\(number)") + " " + text + "\n"
    }
    let source =
      "Salt\n\nThe carriers\n\nThey paid a tenth.\(mark(1)) Nobody weighed it.\(mark(2)) He slept.\(mark(3))\n\n"
      + note(1, "Kos, vol. 2.") + note(2, "Tamm, p. 12.") + note(3, "The roll.")
      + "\nThe keepers\n\nHe rang in fog.\(mark(1)) Four could write.\(mark(2)) One left a book.\(mark(3))\n\n"
      + note(1, "Ordinance, art. 3.") + note(2, "He counts five.") + note(3, "Archives.")
    let document = try read(source, as: .plainText)
    #expect(
      document.texts(.note)
        == [
          "Kos, vol. 2.", "Tamm, p. 12.", "The roll.", "Ordinance, art. 3.", "He counts five.", "Archives.",
        ])
    #expect(document.references == ["tenth.1", "it.2", "slept.3", "fog.4", "write.5", "book.6"])
  }

  @Test func `what cannot be tied is said, and its marks are no other notes'`() throws {
    let (document, report) = try readWithReport(
      "# Salt\n\nThey paid a tenth.1 Nobody weighed it.2 He slept.3 That is all.\n\n[1] Kos, vol. 2.\n\n[2] Tamm.\n\n"
        + "[3] The roll.\n\nThe end, and more text.\n")
    #expect(document.texts(.note).isEmpty && document.text.string.contains("tenth.1"))
    #expect(!report.undecided.isEmpty)
  }

  @Test func `a raised number before a closing bracket`() throws {
    let document = try read("Sie wurde gegossen.¹) Sie zersprang (um 1500²) früh.\n\n¹) Buch.\n\n² Rolle.\n")
    #expect(document.texts(.note) == ["Buch.", "Rolle."])
    #expect(document.texts(.paragraph) == ["Sie wurde gegossen. Sie zersprang (um 1500) früh."])
  }
}
