import Manuscript
import Testing

/// What stands at the top of a paper's first page, and what later pages say again.
@Suite struct FirstPageTests {
  @Test func `the title stays, although a page's head repeats it`() throws {
    let document = try read(
      "THE UPPER MILL\n\nThe upper mill was built by the abbey in the year of the flood, and its wheels were turned by the\n"
        + "\u{0C}14 THE UPPER MILL\n\nwater of both streams. It had a bell.\n", as: .plainText)
    #expect(document.texts(.heading) == ["THE UPPER MILL"])
    #expect(document.text.string.contains("turned by the water of both streams."))
    #expect(!document.text.string.contains("14"))
  }

  @Test func `heads that count from the first page on, under the title, are kept and told of`() throws {
    let questions = [
      "Who made the mill? The miller made the mill.", "Who made the miller? Nobody knows.",
      "Is it so? It is.",
    ]
    let pages = zip(questions, 1...).map { "Question \($1)\n\n\($0)\n" }.joined(separator: "\u{0C}")
    let (document, report) = try readWithReport("A Small Catechism\n\n\(pages)", as: .plainText)
    for number in 1...3 { #expect(document.text.string.contains("Question \(number)")) }
    #expect(report.undecided.count == 1)
  }

  @Test func `a first paragraph that its page's end breaks off is no title`() throws {
    let document = try read(
      "Il mugnaio disse al notaio1 che l'acqua era sua e che il pesce, il\nghiaccio e le oche erano\n\n1 Ser Piero.\n"
        + "\u{0C}del comune. Il notaio rise.2\n\n2 Così il codice.\n", as: .plainText)
    #expect(document.texts(.heading).isEmpty)
    #expect(document.texts(.note) == ["Ser Piero.", "Così il codice."])
    #expect(document.text.string.contains("le oche erano del comune. Il notaio rise."))
  }

  @Test func `a salutation that all letters have is kept and told of`() throws {
    let letters = ["das Dach ist fort.", "die Schindeln sind da.", "die Nägel sind da."]
    let pages = zip(letters, 7...).map { "Liebe Anna,\n\n\($0)\n\n\($1)\n" }.joined(separator: "\u{0C}")
    let (document, report) = try readWithReport("Briefe\n\n\(pages)", as: .plainText)
    #expect(document.text.string.ranges(of: "Liebe Anna,").count == 3)
    #expect(!document.text.string.contains("8"))
    #expect(report.undecided.count == 1)
  }
}
