import Scholarship
import Testing
import Views

/// How what is looked for is typed.
@Suite("What is searched for")
struct SearchTermsTests {
  @Test(arguments: [
    ("mill", ["mill"]), ("  old mill ", ["old", "mill"]), ("\"old mill\" wheel", ["old mill", "wheel"]),
    ("mill*", ["|mill"]), ("\"old mil*\"", ["old |mil"]), ("\"old mil\"*", ["old |mil"]),
    ("mill -wheel", ["mill", "-wheel"]), ("mill -\"by the sea\"", ["mill", "-by the sea"]),
    ("“alte Mühle”", ["alte Mühle"]), ("well-known", ["well-known"]), ("mill **", ["mill"]),
    ("\"never closed", ["never closed"]), ("a\u{0}b", ["ab"]), ("it's", ["it's"]),
  ])
  func `words, phrases, beginnings and what must not be there`(text: String, terms: [String]) throws {
    let found = try #require(SearchTerms(text))
    #expect(
      found.all.map { ($0.isExcluded ? "-" : "") + $0.words + ($0.prefix.map { "|\($0)" } ?? "") } == terms)
  }

  @Test(arguments: ["", " ", "-wheel", "*", "\"\"", "-", "?!"])
  func `there must be something to look for`(text: String) { #expect(SearchTerms(text) == nil) }

  @Test func `kinds are named with commas between them`() {
    #expect(SearchedKinds("claims, disputes")?.kinds == [.claim, .dispute])
    #expect(SearchedKinds("all")?.description == "claims,annotations,disputes,corrections")
    #expect(SearchedKinds("claims,") == nil && SearchedKinds("notes") == nil && SearchedKinds("") == nil)
  }
}
