import Manuscript
import Testing

/// Notes that the text mentions again in a clause, where all are marked behind sentences.
@Suite struct MentionTests {
  private static let notes = ["Rental of 1388.", "Custumal.", "Ibid., m. 3."]

  private func paper(_ clause: String, _ write: (Int) -> String) -> String {
    let text =
      "The pinfold held six beasts.\(write(1)) The pinder was sworn.\(write(2)) \(clause) She was never fined.\(write(3))"
    let bodies = zip(1..., Self.notes).map { "\(write($0)) \($1)" }.joined(separator: "\n")
    return "The Pinfold\n\n\(text)\n\n\(bodies)\n"
  }

  @Test(arguments: ["named[1] again", "named[2] again"])
  func `numbers in brackets are marks, and no list of literature`(mention: String) throws {
    let (document, report) = try readWithReport(
      paper("The rental \(mention) says so.") { "[\($0)]" }, as: .plainText)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references.count == 4)
    #expect(report.undecided.map(\.what).allSatisfy { $0.contains("again") })
    #expect(report.undecided.count == 1)
  }

  @Test(arguments: [
    "Smith[1] denied it, Bell[2] did not.", "Then Smith denied it.[1]", "Smith [1] denied it.",
  ])
  func `citations that come again and again are the text's`(clause: String) throws {
    let document = try read(paper(clause) { "[\($0)]" }, as: .plainText)
    #expect(document.texts(.note).isEmpty || document.text.string.contains("Smith [1] denied"))
  }

  @Test(arguments: ["Le plan que nous\ndonnons (1) est vieux.", "Der alte Plan (2) ist fort."])
  func `numbers in round brackets are kept and told of`(clause: String) throws {
    let text = "Le four est rond (1). Il tombe (2). \(clause) Il manque (3)."
    let bodies = zip(1..., Self.notes).map { "(\($0)) \($1)" }.joined(separator: "\n")
    let (document, report) = try readWithReport("Le four\n\n\(text)\n\n\(bodies)\n", as: .plainText)
    #expect(document.references == ["rond1", "tombe2", "manque3"])
    #expect(document.text.string.contains(clause.replacing("\n", with: " ")))
    #expect(report.undecided.count == 1)
  }

  @Test(arguments: ["The sentence (1) says so.", "See (2) again.", "In f(1) it is so."])
  func `numbers in round brackets that words count are not told of`(clause: String) throws {
    let text = "The oven is round (1). It fell (2). \(clause) It is lost (3)."
    let bodies = zip(1..., Self.notes).map { "(\($0)) \($1)" }.joined(separator: "\n")
    let (document, report) = try readWithReport("The Oven\n\n\(text)\n\n\(bodies)\n", as: .plainText)
    #expect(document.references == ["round1", "fell2", "lost3"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `plain numbers are kept and told of`() throws {
    let (document, report) = try readWithReport(
      paper("The rental already named1 says so.") { "\($0)" },
      as: .plainText)
    #expect(document.references == ["beasts.1", "sworn.2", "fined.3"])
    #expect(document.text.string.contains("already named1 says"))
    #expect(report.undecided.count == 1)
  }

  @Test func `numbers that tell words apart take no mark from its note`() throws {
    let (document, report) = try readWithReport(
      """
      Words of the Trade

      The word is old.1 In the list mill1 is the house and mill2 the machine. Both have one root.2 The plural is rare.3

      1 First found in 961.
      2 From molere.
      3 Twice in the rolls.
      """, as: .plainText)
    #expect(document.references == ["old.1", "root.2", "rare.3"])
    #expect(document.text.string.contains("mill1 is the house and mill2 the machine"))
    #expect(report.undecided.count == 2)
  }
}
