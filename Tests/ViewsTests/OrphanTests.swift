import ActSupport
import Acts
import Protocol
import Scholarship
import Testing
import Views

@Suite("What has no place, and the places it may have")
struct OrphanTests {
  /// Whole sentences and whole paragraphs that stand twice are told apart by what stands around them.
  @Test func `each place is shown in its sentences, also over the ends of paragraphs`() throws {
    var study = try Study()
    try study.run(AnyAct.annotation("It did.", on: "p3.2"), by: "ada")
    try study.run(AnyAct.annotation("All of it.", on: "p3"), by: "bel")
    let paragraph = "The mill was built in 1742 by a man called Harn. It burned in 1801."
    try study.rebase(onto: Study.mill.replacing(paragraph, with: paragraph + "\n\n" + paragraph))
    let items = Orphans().view(of: study.now).items
    #expect(items.map(\.id) == ["a1", "a2"] && items.map(\.lost) == ["ambiguous", "ambiguous"])
    let sentence = try #require(items.first)
    #expect(sentence.quote == "It burned in 1801." && sentence.before.hasSuffix("a man called Harn. "))
    #expect(sentence.candidates.map(\.address) == ["p3.2", "p4.2"])
    #expect(
      sentence.candidates.map(\.before)
        == Array(repeating: "…The mill was built in 1742 by a man called Harn. ", count: 2))
    #expect(
      sentence.candidates.map(\.after)
        == [
          "\n\nThe mill was built in 1742 by a man called Harn.…",
          "\n\nIts wheel is kept in the church.",
        ])
    let whole = try #require(items.last)
    #expect(
      whole.candidates.map(\.before) == ["…Nobody knows who owned the land.\n\n", "…It burned in 1801.\n\n"])
    let page = Orphans().page(of: Orphans().view(of: study.now)).lines.joined(separator: "\n")
    #expect(page.contains("perhaps: reanchor a1 p3.2"))
  }

  @Test func `long sentences are cut between words`() throws {
    let long = "It is told " + String(repeating: "again and again ", count: 40) + "that it burned."
    var study = try Study(on: "# T\n\n\(long) So it did. \(long)\n\nThe end.\n")
    try study.run(AnyAct.annotation("Did it?", on: "p2.2"), by: "ada")
    try study.rebase(onto: "# T\n\n\(long) So it did. \(long)\n\n\(long) So it did. \(long)\n\nThe end.\n")
    let places = try #require(Orphans().view(of: study.now).items.first).candidates
    #expect(places.count == 2)
    for place in places {
      #expect(place.quote == "So it did.")
      #expect(place.before.hasPrefix("… ") && place.before.hasSuffix("that it burned. "))
      #expect(place.after.hasSuffix("again…") || place.after.hasSuffix("and…"))
      #expect(place.before.count <= 250 && place.after.count <= 250)
    }
  }
}
