import Manuscript
import Testing

/// Notes with symbols at the feet of pages, anew on each, as converters of LaTeX's pages leave them.
@Suite struct SymbolFootTests {
  private let notes = [
    "Dornoch, acc. 1936.", "I have kept her ampersands.", "The counts are my own.", "Murchison (1938).",
    "Ibid., p. 69.",
  ]

  private func source(_ open: (String, String) -> String, mark: (String) -> String, between: String) -> String
  {
    let feet = zip(["∗", "†", "‡", "∗", "†"], notes).map { open($0, $1) }
    return
      "Twenty-five almanacs stand on a shelf.\(mark("∗")) Each has been interleaved.\(mark("†")) The pattern\n"
      + "recurs in all of them.\(mark("‡")) This is why they matter.\(between)\(feet[..<3].joined(separator: between))\(between)1\(between)"
      + "What did she mean by rain? He took her to mean water.\(mark("∗")) It agreed\n"
      + "with no other series.\(mark("†"))\(between)\(feet[3...].joined(separator: between))\(between)2\n"
  }

  private func expectNotes(_ source: String, as format: SourceFormat) throws {
    let (document, report) = try readWithReport(source, as: format)
    #expect(document.texts(.note) == notes)
    #expect(document.references == ["shelf.1", "interleaved.2", "them.3", "water.4", "series.5"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `symbols have lines to themselves over their notes`() throws {
    try expectNotes(
      "The Widow's Almanac\nAlasdair Munro\n" + source({ "\($0)\n\($1)" }, mark: { $0 }, between: "\n"),
      as: .plainText)
    try expectNotes(
      "The Widow's Almanac\nAlasdair Munro\n" + source({ "\($0) \($1)" }, mark: { $0 }, between: "\n"),
      as: .plainText)
  }

  @Test(arguments: ["- ", "> ", ""]) func `symbols stand in items of a list and in quotations`(lead: String)
    throws
  {
    try expectNotes(
      "# The Widow's Almanac\n\n"
        + source(
          { "\($0 == "†" ? "> " : lead)\($0)\($1)" }, mark: { "<sup>\($0)</sup>" }, between: "\n\n"),
      as: .markdown)
  }

  @Test func `doubled symbols go on the row, and LaTeX has the paragraph sign before the bars`() throws {
    let row = ["∗", "†", "‡", "§", "¶", "‖", "∗∗", "††", "‡‡"]
    let text = row.map { "One more came.<sup>\($0)</sup>" }.joined(separator: " ")
    let foot = row.enumerated().map { "> \($1)Note \($0 + 1)." }.joined(separator: "\n\n")
    let (document, report) = try readWithReport(
      "# Almanac\n\n\(text)\n\n\(foot)\n\n1\n\nAnother came.<sup>∗</sup> It went.<sup>†</sup>\n\n> ∗Note 10.\n\n> †Note 11.\n\n2\n"
    )
    #expect(document.texts(.note) == (1...11).map { "Note \($0)." })
    #expect(report.undecided.isEmpty)
  }

  @Test func `a sign by itself between the parts of a text is no note`() throws {
    let text = "The steward gave no reason.\n*\nWhat followed was a suit.\n†\nNobody knew what it was worth."
    let document = try read("The Ferry\n\n\(text)\n", as: .plainText)
    #expect(document.texts(.note).isEmpty)
    #expect(document.text.string.contains("What followed was a suit."))
  }

  @Test func `numbers of pages under feet are none of the notes' and the text's`() throws {
    let (document, report) = try readWithReport(
      "The Ferry\nMargaret Munro\nThe steward gave no reason.1 What followed was a suit of nineteen\nyears.2 It ended "
        + "at last.\n1 Roll 7.\n2 Tanner, p. 203.\n1\nThe ferry belonged to the Dean.3 Nobody knew what it was\n"
        + "worth.4\n3 Roll 14.\n4 See the opinion of Jenner.\n2\n", as: .plainText)
    #expect(
      document.texts(.note) == ["Roll 7.", "Tanner, p. 203.", "Roll 14.", "See the opinion of Jenner."])
    #expect(
      document.texts(.paragraph).last == "The ferry belonged to the Dean. Nobody knew what it was worth.")
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: ["*)", "\\*)", "†)", "**)"])
  func `half a bracket belongs to the symbol before it`(symbol: String) throws {
    let document = try read(
      "# Die Fähre\n\nDie Fähre wurde verkauft.\(symbol) Der Fährmann schwieg (gestorben 1708 †).\n\n\(symbol) Tanner, S. 3.\n"
    )
    #expect(document.texts(.note) == ["Tanner, S. 3."])
    #expect(
      document.text.string.contains("Die Fähre wurde verkauft. Der Fährmann schwieg (gestorben 1708 †)."))
  }

  @Test func `emphasis that ends before a bracket keeps it`() throws {
    let document = try read("# T\n\nThe ferry (the *Anne*) sank, and *Bell*) too.\n\n* one\n* two\n")
    #expect(document.texts(.paragraph) == ["The ferry (the Anne) sank, and Bell) too."])
    #expect(document.texts(.note).isEmpty)
  }

  @Test func `a note stands under bullets`() throws {
    let document = try read(
      "# The Ferry\n\nThe steward left:*\n\n* a boat,\n* a rope.\n\n\\* Roll 7.\n")
    #expect(document.texts(.note) == ["Roll 7."])
    #expect(document.texts(.list) == ["a boat,", "a rope."])
  }

  @Test func `a fourth note has four stars`() throws {
    let notes = ["Roll 7.", "Ibid.", "Tanner, p. 3.", "Roll 14."]
    let stars = (1...4).map { String(repeating: "\\*", count: $0) }
    let document = try read(
      "# The Ferry\n\n" + stars.map { "The steward gave no reason.\($0)" }.joined(separator: " ") + "\n\n"
        + zip(stars, notes).map { "\($0) \($1)" }.joined(separator: "\n\n") + "\n")
    #expect(document.texts(.note) == notes)
    #expect(document.references.count == 4)
  }

  @Test(arguments: ["\n", "\n\n"]) func `symbols stand among numbers in one foot`(between: String) throws {
    let text = "The Dyers\n\nThe dyers came from Ghent.1 They brought woad* and weld.2 They stayed.3\n\n"
    let next = "\n\u{0C}The river turned blue.4\n\n4 Complaint of 1540.\n"
    let numbered = ["1 Port book.", "2 Ibid.", "3 Rolls of the\nyear."]
    for place in 0...3 {
      var foot = numbered
      foot.insert("* Isatis tinctoria.", at: place)
      let (document, report) = try readWithReport(
        text + foot.joined(separator: between) + next, as: .plainText)
      var notes = ["Port book.", "Ibid.", "Rolls of the year."]
      notes.insert("Isatis tinctoria.", at: place)
      #expect(document.texts(.note) == notes + ["Complaint of 1540."])
      #expect(document.references.count == 5)
      #expect(report.undecided.isEmpty)
    }
  }

  @Test(arguments: ["†", "**"]) func `two symbols stand over the numbers`(second: String) throws {
    let (document, report) = try readWithReport(
      "The Dyers*\n\nRuth Abel" + second
        + "\n\nThe dyers came from Ghent.1 The town did not like them,2 because it\n\n"
        + "* Read at York.\n" + second + " Fellow of Morn.\n1 Port books.\n2 Rolls.\n"
        + "\u{0C}stank.3 They left.\n\n3 Ibid.\n", as: .plainText)
    #expect(document.texts(.note) == ["Read at York.", "Fellow of Morn.", "Port books.", "Rolls.", "Ibid."])
    #expect(document.references == ["Dyers1", "Abel2", "Ghent.3", "them,4", "stank.5"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `bullets and dates in a foot are a note's own`() throws {
    let document = try read(
      "The Dyers*\n\nRuth Abel†\n\nThe dyers came from Ghent.1 They brought woad.2\n\n* Read at York, on\n1 May 1970.\n"
        + "† Fellow of Morn.\n1 Port books:\n* Isatis.\n* Reseda.\n2 Rolls.\n", as: .plainText)
    #expect(document.texts(.note).first == "Read at York, on 1 May 1970.")
    #expect(document.texts(.note).count == 4)
  }
}
