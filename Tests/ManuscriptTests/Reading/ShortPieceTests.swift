import Manuscript
import Testing

/// First pieces of a sentence that are as short as names and titles are: they are joined with the rest or told of.
@Suite("Short pieces")
struct ShortPieceTests {
  @Test func `a short piece that ends in an article before a capital is told of`() throws {
    let (document, report) = try readWithReport(
      "# Der Damm\n\nDer Damm wurde von Gefangenen gebaut, die man aus dem\n\nKriege mitgebracht hatte. Ein Drittel starb.\n\n"
        + "Die Liste ist erhalten.\n")
    #expect(document.texts(.paragraph).count == 3)
    #expect(
      report.undecided.map(\.what) == [
        "This breaks off, and a capital begins what follows. They are kept apart."
      ])
  }

  @Test(arguments: [
    (
      "Hugh was born in the mill and brought up by his uncle",
      "Adam until he was seven. He then became a monk."
    ),
    (
      "Hugo puer in molendino natus est et a patre",
      "Adam nutritus usque ad annum septimum. Postea monachus factus est."
    ),
  ])
  func `a short piece that ends a page before a name is told of`(first: String, second: String) throws {
    let (_, report) = try readWithReport("The Heron\n\n\(first)\n\u{0C}\(second)\n", as: .plainText)
    #expect(report.undecided.count == 1)
    #expect(report.undecided.first.map { first.hasSuffix($0.text.dropFirst()) } ?? false)
  }

  @Test func `a name at a page's end is not told of`() throws {
    let (_, report) = try readWithReport(
      "The Heron\n\nIda Marsh, University of Derby\n\u{0C}Adam was a monk. He had no sons.\n", as: .plainText)
    #expect(report.undecided.isEmpty)
  }

  @Test func `two halves that look like entries are told of where they begin unlike each other`() throws {
    let (_, report) = try readWithReport(
      "# The Column\n\nNo one was named.\n\nThe mayor of the old town\n\nspoke to the crew[^1]\n\n[^1]: So the Packet.\n\n"
        + "The insurers paid, but not at once and not in coin.\n")
    #expect(report.undecided.map(\.text) == ["The mayor of the old town"])
  }

  // MARK: - Capitals

  @Test(arguments: [
    ("IN THE YEAR OF THE GREAT FROST", "the brook stood still, and the miller counted his sons."),
    ("AU PRINTEMPS DE LAN MIL", "le moulin fut vendu, et personne ne savait qui payerait."),
    ("ON THE FEAST OF SAINT LUCY", "in the year 1611 the eel house was burnt, and nobody was hurt."),
  ])
  func `opening words in capitals go on in small letters, and it is told`(first: String, rest: String) throws
  {
    for (head, format) in [
      ("", SourceFormat.markdown), ("# The Mill\n\n", .markdown), ("The Mill\n\n", .plainText),
    ] {
      let (document, report) = try readWithReport("\(head)\(first)\n\n\(rest)\n\nIt is so.\n", as: format)
      #expect(document.texts(.paragraph).first == "\(first) \(rest)")
      #expect(report.undecided.count == 1)
    }
  }

  @Test func `a name or a title in capitals is joined with nothing`() throws {
    let document = try read("# The Mill\n\nJEAN DE LA TOUR\n\nthe mill stood still for a winter. She paid.\n")
    #expect(document.texts(.author) == ["JEAN DE LA TOUR"])
    let title = try read("THE MILLS OF THE VALLEY\n\nby Joan Ely\n\nThe mill stood still for a winter.\n")
    #expect(title.texts(.heading) == ["THE MILLS OF THE VALLEY"])
  }

  @Test(arguments: ["HE EEL HOUSE", "he eel house"])
  func `a first letter that was set large names no author, and is told of`(rest: String) throws {
    let (document, report) = try readWithReport(
      "The Eel House\n\nJoan Ely\n\nT\n\n\(rest) stood on piles until it was burnt in 1611.\n", as: .plainText
    )
    #expect(document.texts(.author) == ["Joan Ely"])
    #expect(report.undecided.map(\.text) == ["T"])
  }

  @Test func `the letters over a dictionary's words are not told of`() throws {
    let (_, report) = try readWithReport(
      "# Words\n\nThe words.\n\nA\n\nABBEY, a house of monks, which has a mill and a weir.\n\nB\n\n"
        + "BARN, a house of corn, which has a door and a floor.\n")
    #expect(report.undecided.isEmpty)
  }

  // MARK: - Titles

  @Test func `a title without a mark stands over an author in capitals with a star`() throws {
    let document = try read(
      "Who Kept the Bank?\n\nJOAN ELY\\*\n\nThe bank was kept by women.[1] They were paid in eels.[2]\n\n"
        + "\\* University of Orm.\n\n[1] Rolls.\n\n[2] Ibid.\n")
    #expect(document.texts(.heading) == ["Who Kept the Bank?"])
    #expect(document.texts(.author) == ["JOAN ELY"])
  }

  @Test func `a title without a mark stands over a subtitle and a name behind academic titles`() throws {
    let document = try read(
      "Die Glocken von Erle\n\nEin Beitrag zur Geschichte des Gusses\n\nProf. Dr. Karl Wendt, Münster\n\n"
        + "Die Glocken wurden 1488 gegossen. Der Meister kam aus Minden.\n")
    #expect(document.texts(.heading) == ["Die Glocken von Erle"])
  }

  @Test(arguments: ["Sehr geehrte Frau Holt", "Herrn"])
  func `over the name of who is written to stands no title`(first: String) throws {
    let document = try read("\(first)\n\nProf. Dr. Karl Wendt, Münster\n\nDie Glocken wurden gegossen.\n")
    #expect(document.texts(.heading).isEmpty)
  }
}
