import Manuscript
import Testing

/// Lines of plain text that end where their writer ended them.
@Suite("Meant lines")
struct MeantLineTests {
  private static let prose =
    "The sexton wrote to the council in the spring of the year in which the bell cracked, and\n"
    + "the council had his letter read aloud, so that everybody might hear what he had said of it.\n\n"

  @Test func `a poem flush left keeps its lines`() throws {
    let document = try read(
      "The Salt\n\nThe salt is white,\nthe sack is grey,\nand no one pays\non market day.\n", as: .plainText)
    #expect(
      document.texts(.paragraph) == ["The salt is white,\nthe sack is grey,\nand no one pays\non market day."]
    )
  }

  @Test func `a play's speeches and an address among prose keep their lines`() throws {
    let document = try read(
      "The Letter\n\n" + Self.prose
        + "SEXTON. The rope is worn.\nCLERK. Then buy another.\nSEXTON. With what?\n\n" + Self.prose
        + "To the Council\nTown Hall\nBrno\n", as: .plainText)
    let lines = document.texts(.paragraph).filter { $0.contains("\n") }
    #expect(
      lines == [
        "SEXTON. The rope is worn.\nCLERK. Then buy another.\nSEXTON. With what?",
        "To the Council\nTown Hall\nBrno",
      ])
  }

  @Test(arguments: [
    // A narrow column of prose.
    "The salt came down\nthe river in boats\nthat the men of the\ntown had built for\nthe bishop, who did\nnot pay them for it.",
    // Words are broken at its lines' ends.
    "The Salt came down,\nThe River was high,\nThe Men of the Moun-\nTains had Boats,\nAnd nobody paid.",
  ])
  func `prose in a narrow column runs on`(text: String) throws {
    let document = try read("The Salt\n\n\(text)\n", as: .plainText)
    #expect(!document.texts(.paragraph).joined().contains("\n"))
  }

  @Test func `a caption that fills its own narrow lines runs on`() throws {
    let document = try read(
      "The Letter\n\n" + Self.prose
        + "the bell as it was seen by\nthe sexton in the year of\nthe flood and of the new\n"
        + "rope that he had bought in\nthe town\n\n" + Self.prose, as: .plainText)
    #expect(!document.texts(.paragraph).joined().contains("\n"))
  }

  @Test func `four lines of verse in Markdown that begin with capitals keep their lines`() throws {
    let verse =
      "The salt is white, the sack is grey,\nAnd no one pays on market day,\nThe sexton sits and hums a song\n"
      + "Of other salt, and gets it wrong."
    #expect(try read("# Salt\n\n\(verse)\n").texts(.paragraph) == [verse])
  }

  @Test func `verse that a colon leads in over the notes of a foot stands by itself`() throws {
    let document = try read(
      """
      The Miller

      The miller replied with a song,[1] and the clerk wrote down the whole of it:[2]

      [1] Court book 6, fol. 30v.

      [2] Court book 6, fol. 33r.

        the sack is white, the dust is grey,
        the miller drinks on market day,
        and if he drowns in his own pond
        the clerk will be sorry.

      He was fined two florins.[3]

      [3] Ibid.
      """, as: .plainText)
    #expect(
      document.texts(.paragraph) == [
        "The miller replied with a song, and the clerk wrote down the whole of it:",
        "the sack is white, the dust is grey,\nthe miller drinks on market day,\nand if he drowns in his own pond\n"
          + "the clerk will be sorry.", "He was fined two florins.",
      ])
    #expect(document.texts(.note).count == 3)
  }

  @Test func `a colon before a note's mark ends what it leads in, and nothing is unsure`() throws {
    let (_, report) = try readWithReport(
      "# Salt\n\nThe clerk of the court wrote down the whole of what the miller sang, as follows:[^1]\n\n"
        + "The sack is white.\n\n[^1]: Court book.\n")
    #expect(report.undecided.isEmpty)
  }

  @Test func `a colon before a bare number ends what it leads in`() throws {
    let (_, report) = try readWithReport(
      "# Salt\n\nThe clerk of the court wrote down the whole of what the miller sang there:22\n\nThe sack is white.\n"
    )
    #expect(!report.undecided.contains { $0.what.contains("ends without a stop") })
  }

  @Test func `a title right over a paragraph is no part of its first sentence`() throws {
    let document = try read(
      """
      On the Weighing of Salt

      Introduction
      The scales of the market were made in 1502 by a man from the hills, and
      they were kept in the tower until the tower fell into the river.

      The Sacks of the Bishop
      We have the weights of forty-one sacks between 1502 and 1700, of which
      nineteen are known from bills of sale and none from the bishop's books.
      """, as: .plainText)
    #expect(document.texts(.heading).contains("Introduction"))
    #expect(document.texts(.paragraph).contains { $0.hasPrefix("The scales of the market") })
    #expect(document.texts(.paragraph).contains { $0.hasPrefix("We have the weights") })
  }

  @Test func `a lettered list may begin with a later letter`() throws {
    let document = try read(
      "# Salt\n\nThen:\n\ne. salt\nf. sacks\n\niii. third\niv. fourth\n\n(5) fifth\n(6) sixth\n")
    #expect(
      document.texts(.list) == ["e. salt", "f. sacks", "iii. third", "iv. fourth", "(5) fifth", "(6) sixth"])
  }

  @Test func `years of birth and death are no list`() throws {
    let document = try read(
      "# Salt\n\nb. 1402 in the upper town, as the register of that year has it\nc. 1450 he moved.\n")
    #expect(document.texts(.list).isEmpty)
  }

  @Test func `a sentence that a heading breaks off is reported`() throws {
    let (_, report) = try readWithReport(
      "# Salt\n\nThe salt was brought by a stranger, of whom we know that he came from\n\n## The hills\n\nThey are high.\n"
    )
    #expect(report.undecided.map(\.what) == ["This breaks off, and a heading follows. They are kept apart."])
  }
}
