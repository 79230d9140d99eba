import ActSupport
import Scholarship
import Testing

@Suite("The forms of names, ids and fractions")
struct FormTests {
  @Test(arguments: ["a", "ada", "a1", "1a", "a.b_c-d", "abcdefghijklmnopqrstuvwxyz012345"])
  func `handles`(name: String) { #expect(Handle(name)?.description == name) }

  @Test(arguments: [
    "", "Ada", "ada ", ".ada", "ada-", "_a", "ä", "а", "a/b", "a@b", "abcdefghijklmnopqrstuvwxyz0123456",
  ])
  func `no handles`(name: String) { #expect(Handle(name) == nil) }

  @Test(arguments: ["a", "iran-us", "0", "a-b-c", String(repeating: "s", count: 64)])
  func `slugs`(name: String) { #expect(Slug(name)?.description == name) }

  @Test(arguments: ["", "-a", "a-", "A", "a_b", "a b", "é", String(repeating: "s", count: 65)])
  func `no slugs`(name: String) { #expect(Slug(name) == nil) }

  @Test(arguments: [
    ("The Letters: A Study", "the-letters-a-study"), ("  1996–2002 ", "1996-2002"), ("Ünï", "n"),
    ("…", "paper"),
    ("", "paper"),
    ("One two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight"),
    (String(repeating: "x", count: 41), "paper"),
  ])
  func `slugs are suggested by titles`(title: String, slug: String) {
    let suggested = Slug(suggestedBy: title)
    #expect(suggested.name == slug)
    #expect(Slug(suggested.name) == suggested)
  }

  @Test(arguments: [
    ("c1", EntityKind.claim, 1), ("a40", .annotation, 40), ("d2", .dispute, 2), ("x7", .correction, 7),
  ])
  func `ids`(text: String, kind: EntityKind, number: Int) {
    let id = EntityID(text)
    #expect(id == EntityID(kind, number))
    #expect(id?.description == text)
    #expect(id?.tag == "\(kind.word):\(number)")
  }

  @Test(arguments: [
    "", "c", "1", "c0", "c01", "C1", "c-1", "c+1", "c1 ", " c1", "m1", "cc1", "c1a", "c١",
    "c99999999999999999999",
  ])
  func `no i ds`(text: String) { #expect(EntityID(text) == nil) }

  @Test func `ids are in order`() {
    let ids: [EntityID] = ["x2", "c10", "x1", "a3", "c9"]
    #expect(ids.sorted() == ["a3", "c9", "c10", "x1", "x2"])
  }

  @Test(arguments: [
    ("2/3", 2, 3), ("4/6", 2, 3), ("1", 1, 1), ("0", 0, 1), ("0/5", 0, 1), ("0.75", 3, 4), ("1.0", 1, 1),
    ("0.3333", 3333, 10_000), ("66%", 33, 50), ("100%", 1, 1), ("0%", 0, 1), ("9999/10000", 9999, 10_000),
  ])
  func `ratios`(text: String, numerator: Int, denominator: Int) throws {
    let ratio = try #require(Ratio(text))
    #expect((ratio.numerator, ratio.denominator) == (numerator, denominator))
    #expect(Ratio(ratio.description) == ratio)
  }

  @Test(arguments: [
    "", "/", "1/", "/2", "3/2", "-1/2", "1/-2", "1/0", "1/2/3", "2", "1.5", "-0.5", "0.12345", ".5", "0.",
    "101%",
    "-1%", "%", "+1/2", "1/+2", "0.+5", "+1", "-0", "two thirds", "1 / 2", "1/10001", "0,5",
  ])
  func `no ratios`(text: String) { #expect(Ratio(text) == nil) }

  @Test func `shares are exact`() throws {
    let thirds = try #require(Ratio(2, 3))
    #expect(thirds.isReached(by: 2, of: 3))
    #expect(thirds.isReached(by: 666_668, of: 1_000_001))
    #expect(!thirds.isReached(by: 666_667, of: 1_000_001))
    #expect(!thirds.isReached(by: 0, of: 0))
    #expect(thirds.isNotExceeded(by: 2, of: 3))
    #expect(!thirds.isNotExceeded(by: 666_668, of: 1_000_001))
    #expect(thirds.isNotExceeded(by: 0, of: 0))
  }
}
