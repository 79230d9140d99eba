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
}
