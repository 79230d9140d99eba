import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

@Suite("Editions")
struct PublishTests {
  private static let first = Event(EditionPublished(name: "First", base: imported.base))

  @Test func `an editor publishes the consensus under a name`() {
    Scenario.founded.when(publish("First"), by: "edd").then(Self.first)
    Scenario.founded.when(publish("First"), by: "ada").thenRefused(.notAllowed, "the role of editor")
  }

  @Test func `a name is given once`() {
    let published = Scenario.founded.and(Self.first, by: "edd")
    published.when(publish("First"), by: "edd").thenRefused("was published already, by edd")
    published.when(publish("Second"), by: "edd").then(
      Event(EditionPublished(name: "Second", base: imported.base)))
    // Two names that nobody could tell apart are one.
    let accented = Scenario.founded.and(
      Event(EditionPublished(name: "Premi\u{e8}re", base: imported.base)), by: "edd")
    accented.when(publish("Premie\u{300}re"), by: "edd").thenRefused("published already")
  }

  @Test(arguments: ["", " ", "two\nlines", "one\u{2029}two", String(repeating: "e", count: Limits.title + 1)])
  func `a name is one line of some length`(name: String) {
    Scenario.founded.when(publish(name), by: "edd").thenRefused("An edition's name")
  }

  @Test func `an edition has the position of its publication`() {
    let paper = Scenario.founded.and(Self.first, by: "edd").paper
    #expect(paper.edition(named: "First")?.stamp.position == paper.position)
    #expect(paper.edition(named: "Second") == nil)
  }

  private func publish(_ name: String) -> Command { Command(Publish(name: name)) }
}
