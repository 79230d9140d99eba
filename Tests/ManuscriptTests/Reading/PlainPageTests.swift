import Manuscript
import Testing

/// Pages of plain text as converters of PDF leave them, with no blank line between what stands on them.
@Suite struct PlainPageTests {
  private static let pages = """
    On Salt

    The salt came down the river in flat boats that the men of the upper
    town had built,1 and it was weighed at the gate.
    The bishop took one sack of twelve, and he wrote down what he took in a
    book that was seen by the town clerk of 1700. Nobody else has ever seen
    it, and nobody has said what the names of the bargemen were, but he had
    copied them out, and we know that each of them had paid in coin of the
    upper town, which the lower one did not
    1. Their guild is named in 1498.
    1
    \u{0C}ON SALT
    take.2 So they changed it at the gate, where a man sat who had both and
    who lived well.
    It was the law. Nobody paid twice, or so they said, but the bargemen of
    the upper town told their children that they had paid three times over
    in the year of the flood, when the gate was under water and could not
    be seen, and that the man who took the toll had sat in a boat. This was
    denied by the lower town.3 We do not know which of the two was
    2. Statute of 1502.
    3. Chronicle, fol. 12.
    2
    \u{0C}ON SALT
    right.
    3
    """

  @Test func `a page's foot is told from the text right over it`() throws {
    let document = try read(Self.pages, as: .plainText)
    #expect(
      document.texts(.note) == ["Their guild is named in 1498.", "Statute of 1502.", "Chronicle, fol. 12."])
    #expect(document.references == ["built,1", "take.2", "town.3"])
    #expect(document.text.string.contains("which the lower one did not take. So they changed it"))
    #expect(document.text.string.contains("which of the two was right."))
  }

  @Test func `a line of the text that ends with the next page's number by chance is no head`() throws {
    let document = try read(
      """
      On Salt

      The salt came down the river in flat boats, and it was weighed at the gate by men
      whom the bishop had sent there. They took one sack of twelve and gave him

                                              4
      \u{0C}the book in which they wrote down what they took. It is said to be of the year 5
      December 1498, and nobody but the town clerk of 1700 has ever seen what is in it.

                                              5
      """, as: .plainText)
    #expect(document.text.string.contains("gave him the book in which they wrote"))
  }

  @Test func `a note's second line goes on it where a blank line parts the two`() throws {
    let document = try read(
      """
      On Salt

      The salt came down the river.1 It was weighed at the gate.2 Nobody paid twice.3

        1 Chronicle of the upper town, as it was copied in the year of the flood,

      A/54/174, fol. 12.
        2 General Agreement on the Weighing of Salt, Upper Town, 27 June

      1498, annex.
        3 Register of Tolls, 24 December 2002.
      """, as: .plainText)
    #expect(
      document.texts(.note) == [
        "Chronicle of the upper town, as it was copied in the year of the flood, A/54/174, fol. 12.",
        "General Agreement on the Weighing of Salt, Upper Town, 27 June 1498, annex.",
        "Register of Tolls, 24 December 2002.",
      ])
  }

  @Test func `a last note whose mark is lost is a note of its own, and reported`() throws {
    let (document, report) = try readWithReport(
      """
      On Salt

      The salt came down the river in flat boats that the men of the upper
      town had built,1 and it was weighed at the gate. The bishop took one sack
      of twelve.2 Nobody paid twice, or so they said, but the bargemen told
      their children that they had paid.
      1. Chronicle, fol. 12.
      2. Statute of 1502.
      3. Register of tolls, no. 4.
      """, as: .plainText)
    #expect(
      document.texts(.note) == ["Chronicle, fol. 12.", "Statute of 1502.", "Register of tolls, no. 4."])
    #expect(report.undecided.contains { $0.what == "Nothing in the text refers to note 3." })
  }
}
