import Manuscript
import Testing

/// Numbers right under the notes of a page's foot, with no blank line between the notes.
@Suite struct TightFootTests {
  private static func paper(_ foot: String, mark: String = "2") -> String {
    """
    The Oast

    The oast was round, and its cowl turned with the wind.1 Hops were dried
    there for the brewers\(mark) of Kent.

    \(foot)
    \u{0C}The brewers paid late.
    """
  }

  @Test func `belong to the notes over them where the page has marks for all`() throws {
    let document = try read(
      Self.paper(
        "It is now a house, with a bed that was made to fit the wall by a joiner\nof Wick.\n1\n"
          + "Of Maidstone, as the books of the brewery say, which are kept in Rochester\nnow.\n2"),
      as: .plainText)
    #expect(
      document.texts(.note) == [
        "It is now a house, with a bed that was made to fit the wall by a joiner of Wick.",
        "Of Maidstone, as the books of the brewery say, which are kept in Rochester now.",
      ])
    #expect(document.references == ["wind.1", "brewers2"])
  }

  @Test func `may end with the page's own`() throws {
    let document = try read(
      Self.paper("1\nIt is now a house, with a bed.\n2\nOf Maidstone, as the books say.\n3"), as: .plainText)
    #expect(document.texts(.note) == ["It is now a house, with a bed.", "Of Maidstone, as the books say."])
    #expect(document.references == ["wind.1", "brewers2"])
  }
}
