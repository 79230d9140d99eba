import Manuscript
import Testing

/// What interrupts a text and is the page's, and texts that break off, in several languages and layouts.
@Suite("Broken off") struct BrokenOffTests {
  private static let parts = [
    "The history of the lighthouse service has been written from the offices, and it asks what they were being paid",
    "for. A principal keeper received a sum that the board refused to",
    "consider. Nor was the meal of the quality that the contract", "named. It was so.",
  ]
  private static let whole = parts.joined(separator: " ")

  /// The text with something between its parts.
  private static func interrupted(by lines: [String]) -> String {
    parts[0] + zip(lines, parts.dropFirst()).map { "\n\n\($0)\n\n\($1)" }.joined()
  }

  // MARK: - Pages' numbers and heads

  @Test(arguments: [["XLI", "XLII", "XLIII"], ["XXXIX", "XL", "XLI"], ["VII", "VIII", "IX"]])
  func `Roman numbers in capitals that interrupt a plain text are pages'`(numbers: [String]) throws {
    let document = try read("Keepers\n\n" + Self.interrupted(by: numbers) + "\n", as: .plainText)
    #expect(document.texts(.heading) == ["Keepers"])
    #expect(document.texts(.paragraph) == [Self.whole])
  }

  @Test func `a Roman number over the title of a plain text is no title`() throws {
    let document = try read(
      "XL\n\nKeepers\n\n" + Self.interrupted(by: ["XLI", "XLII", "XLIII"]) + "\n", as: .plainText)
    #expect(document.texts(.heading) == ["Keepers"])
  }

  @Test func `a Roman number in capitals over a chapter stays its heading`() throws {
    let chapters = ["VI", "VII", "VIII"].map { "\($0)\n\nThe lamp was lit, and nobody asked by whom." }
    let document = try read("Keepers\n\n" + chapters.joined(separator: "\n\n") + "\n", as: .plainText)
    #expect(document.texts(.heading).contains("VII"))
    #expect(document.texts(.heading).contains("VIII"))
  }

  @Test(arguments: ["xli", "- xli -", "XLI"])
  func `a Roman number below a page's notes is none of theirs`(number: String) throws {
    let document = try read(
      "The Light\n\nThe lamp was lit in October by a keeper who could not read.1 It asks\nwhat they thought they were being paid\n\n"
        + "1\n    Harcus, p. 77.\n\n                 \(number)\n\u{0C}for. Three hundred such letters survive.2 It is so.\n\n"
        + "2\n    Harcus, p. 78.\n", as: .plainText)
    #expect(document.texts(.note) == ["Harcus, p. 77.", "Harcus, p. 78."])
  }

  @Test func `headings beside pages' numbers that say a page's head again are heads also before a capital`()
    throws
  {
    let document = try read(
      "# Keepers\n\nThomas Okafor\n\n\(Self.parts[0])\n\n301\n\n## Keepers\n\n\(Self.parts[1])\n\n302\n\n## Thomas Okafor\n\n"
        + "consider. They sent it to\n\n303\n\n## Keepers\n\nLagos and to\n\n304\n\n## Thomas Okafor\n\nWellington."
    )
    #expect(document.texts(.heading) == ["Keepers"])
    #expect(document.text.string.hasSuffix("They sent it to Lagos and to Wellington."))
  }

  @Test func `a chapter's own heading stays where pages repeat it beside their numbers`() throws {
    let document = try read(
      "# Papers\n\nIt begins here and is whole.\n\n## The Ford\n\n\(Self.parts[0])\n\n14\n\n## The Ford\n\n\(Self.parts[1]) "
        + "consider it.\n\n15\n\n## The Ford\n\nIt ends.")
    #expect(document.texts(.heading) == ["Papers", "The Ford"])
  }

  @Test(arguments: [
    [
      "E L S E  B R A N D T                  56", "P R I N T E R S            57",
      "E L S E  B R A N D T         58",
    ],
    ["56   É L I S E   B L A N C", "L A   G R È V E     57", "58   É L I S E   B L A N C"],
    ["E L S E B R A N D T 56", "P R I N T E R S 57", "E L S E B R A N D T 58"],
  ]) func `heads in capitals with blanks between the letters are heads`(heads: [String]) throws {
    let document = try read("A Strike\n\n" + Self.interrupted(by: heads) + "\n", as: .plainText)
    #expect(document.texts(.heading) == ["A Strike"])
    #expect(document.texts(.paragraph) == [Self.whole])
  }

  @Test func `what converters put between pages is no text of a plain text either`() throws {
    let marks = ["<!-- page 42 -->", "{42}--------------------------------", "![](_page_43_Picture_1.jpeg)"]
    let document = try read("Keepers\n\n" + Self.interrupted(by: marks) + "\n", as: .plainText)
    #expect(document.texts(.paragraph) == [Self.whole])
  }

  @Test func `numbers before rows of hyphens are pages', however many count on`() throws {
    let marks = (1...3).map { "{\($0)}" + String(repeating: "-", count: 48) }
    let document = try read("Keepers\n\n" + Self.interrupted(by: marks) + "\n", as: .plainText)
    #expect(document.texts(.paragraph) == [Self.whole])
  }

  @Test func `small Roman numbers by themselves are not joined over the texts between them`() throws {
    let texts = ["i", "ii", "iii"].map {
      "\($0)\n\nThe lamp \($0) was lit, and nobody asked by whom, then or later."
    }
    let document = try read("# Keepers\n\nIt begins here. Nobody knew.\n\n" + texts.joined(separator: "\n\n"))
    #expect(!document.text.string.contains("i ii"))
  }

  @Test func `headings that come again beside pages' numbers and interrupt sentences are heads`() throws {
    let document = try read(
      "# Keepers\n\n"
        + Self.interrupted(by: ["12\n\n## Salt and wine", "13\n\n## I. Petrov", "14\n\n## Salt and wine"]))
    #expect(document.texts(.paragraph).joined(separator: " ").contains("asks what they were being paid for."))
    #expect(!document.texts(.heading).contains("Salt and wine"))
  }

  // MARK: - Doubts

  @Test(arguments: [
    "Les habitants demandèrent au duc que le pont fût rebâti en pierre et que le passage fût libre pour les",
    "Der Rat verlangte, daß die Brücke aus Stein erbaut und der Übergang frei sein solle für die",
    "Il duca rispose, se si crede allo scrivano che ci ha lasciato l'unica copia del documento, con la",
    "De hertog antwoordde, als men de schrijver gelooft die ons het enige afschrift heeft nagelaten, met de",
    "Hertigen svarade, om man får tro skrivaren som har lämnat oss den enda avskriften av brevet, att han och",
    "Dux respondit, si scribae creditur qui nobis unicum exemplum litterarum reliquit, et cum",
  ]) func `a text of any language that breaks off is reported`(text: String) throws {
    for next in ["1602 fuit annus.", "(Littera impressa est.)", "« Ita », dixit."] {
      let (document, report) = try readWithReport(
        "# Pons\n\nPons vetus est. Nemo quaesivit.\n\n\(text)\n\n\(next)\n")
      #expect(document.texts(.paragraph).suffix(2) == [text, next])
      #expect(
        report.undecided.map(\.what) == [
          "This breaks off, and what follows may be whole by itself. They are kept apart."
        ])
    }
    let (_, report) = try readWithReport("# Pons\n\n\(text)\n\n## Pons\n\nFinis.\n")
    #expect(report.undecided.map(\.what) == ["This breaks off, and a heading follows. They are kept apart."])
  }

  @Test func `a text that a picture breaks off is reported where it does not go on, and only there`() throws {
    let text = "Der Müller erhöhte das Wehr um einen Fuß, obwohl er dazu keine Erlaubnis hatte von den"
    let (_, report) = try readWithReport("# Das Wehr\n\n\(text)\n\n![](a.png)\n\nRäten der Stadt.")
    #expect(report.undecided.count == 1)
    let (document, second) = try readWithReport("# Das Wehr\n\n\(text)\n\n![](a.png)\n\nreichen Räten.")
    #expect(document.texts(.paragraph).contains("\(text) reichen Räten."))
    #expect(second.undecided.isEmpty)
  }

  // MARK: - Lines

  @Test(arguments: [
    ("Het gaat om zee-\nen landwegen, en niet om het een of het ander van de stad.", "zee- en landwegen"),
    ("The note is lost.\n\nHet betreft kerk-\nen stadsrecht.", "kerk- en stadsrecht"),
    ("The note names thee-\nen zoutpachten and no more.", "thee- en zoutpachten"),
    ("The note “het recht” was in a wood-\nen chest that nobody saw.", "a wooden chest"),
    ("Det gælder ind-\nog udførsel.", "ind- og udførsel"),
    ("Le duc et le sel ; il ne savait pas\n; les autres savaient.", "savait pas ; les autres"),
    ("A priest \\(\\!\\), a baker \\(p\\. 3\\).", "A priest (!), a baker (p. 3)."),
  ]) func `signs at a line's end and in brackets stay what they are`(source: String, expected: String) throws
  {
    let document = try read("# Title\n\n\(source)\n")
    #expect(document.text.string.contains(expected))
  }

  @Test func `stanzas after the first keep their lines, however many they have`() throws {
    let document = try read(
      "The Song\n\nTully wrote it down at the ferry house in the autumn of 1822, from an\nold woman who had it of her mother:\n\n"
        + "      I have no penny,\n      I have no daughter,\n      I have a fiddle here in my hand.\n\n"
        + "      The ferryman answers, the ferryman answers,\n      nobody crosses who cannot pay.\n\n"
        + "No tune was written down, and the old woman denied that she had sung.\n", as: .plainText)
    #expect(
      document.texts(.paragraph).contains(
        "The ferryman answers, the ferryman answers,\nnobody crosses who cannot pay."))
  }
}

/// Short paragraphs without stops, one under another, are no halves of sentences.
@Suite struct ListedEntryTests {
  @Test(arguments: [
    ["cano] canam B", "primus] prior B", "ab oris] ab horis B"],
    ["Hugo Voss", "de Boer, Piet", "van Dam, Jan"],
    ["beatus molitor qui non abiit", "quare fremuerunt rotae", "domine quid multiplicati sunt"],
    ["a mill there was beside the ford,", "beneath the bridge a boat went down,", "dig, brother, dig"],
  ])
  func `entries stand apart`(entries: [String]) throws {
    let document = try read(
      "# T\n\nThis is the list.\n\n" + entries.joined(separator: "\n\n") + "\n\nThe end.\n")
    #expect(document.texts(.paragraph) == ["This is the list."] + entries + ["The end."])
  }

  @Test(arguments: [
    ("The widow of the miller had", "a house and nine geese."),
    ("It was sold to the widow of the", "miller"),
    ("They had wool, tin,", "salt and oil"),
    ("The mayor of the old town", "was not told of it —"),
  ])
  func `halves of a sentence are joined, however short`(first: String, second: String) throws {
    let document = try read("# T\n\nThis is the paper.\n\n\(first)\n\n\(second)\n\nThe end.\n")
    #expect(document.texts(.paragraph)[1] == "\(first) \(second)")
  }

  @Test func `entries that explain words in emphasis stand apart, with stops in them too`() throws {
    let entries = [
      "clamp a heap of bricks fired without a kiln", "pug to knead clay. Also of a mill.", "stool a bench",
    ]
    let source = entries.map { entry in
      let words = entry.split(separator: " ", maxSplits: 1)
      return "*\(words[0])* \(words[1])"
    }
    let document = try read("# Words of the Kiln\n\n" + source.joined(separator: "\n\n") + "\n")
    #expect(document.texts(.paragraph) == entries)
  }

  @Test func `a sentence in three pieces is one`() throws {
    let pieces = [
      "In the narrow column of the paper", "which was sold in Hull", "the wreck was told at length.",
    ]
    let document = try read("# T\n\nThis is the paper.\n\n" + pieces.joined(separator: "\n\n") + "\n")
    #expect(document.texts(.paragraph).last == pieces.joined(separator: " "))
  }
}

/// Notes whose marks are lost, and single heads.
extension BrokenOffTests {
  @Test(arguments: [
    "7 Protokoll Nr. 9.", "[7] Protokoll Nr. 9.", "7. Protokoll Nr. 9.", "1 Protokoll Nr. 9.",
  ])
  func `a note without its mark between two halves of a sentence is said, a capital after it too`(
    note: String
  )
    throws
  {
    let (document, report) = try readWithReport(
      "# Die Glocke\n\nDie Nachbarn klagten laut, dass man den Friedhof verkleinert habe, weil der Mesner ihn für seinen"
        + "\n\n\(note)\n\nGarten brauchte.\n")
    #expect(document.text.string.contains("Protokoll Nr. 9.") && document.text.string.contains("Garten"))
    #expect(report.undecided.contains { $0.text.hasSuffix("für seinen") })
  }

  @Test func `numbered paragraphs that a text without a stop leads in are not said`() throws {
    let (_, report) = try readWithReport(
      "# The Bell\n\nThe vestry resolved in the year of the flood, when the bishop had gone, the following points"
        + "\n\n1 A lantern is bought.\n\n2 The ringers are fined.\n")
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: [
    ("R. CALDER 213", true), ("214 R. J. CALDER", true), ("P. KÖLN 213", false), ("PSALM 23", false),
  ])
  func `a name with initials and a page's number at a page's top is its head, and said`(
    line: String, isHead: Bool
  ) throws {
    let text = "The vestry resolved three things, and the clerk wrote them down in the book of the parish."
    let (document, report) = try readWithReport(
      "The Bells\n\n\(text)1\n\n1 Vestry book, 3 May 1640.\n\u{0C}\(line)\n\n\(text)\n", as: .plainText)
    #expect(document.text.string.contains(line) != isHead)
    #expect(document.texts(.paragraph) == [text, text])
    #expect(report.undecided.isEmpty != isHead)
  }
}
