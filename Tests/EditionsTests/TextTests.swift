import ActSupport
import Editions
import Manuscript
import Scholarship
import Testing

@Suite("Editions as text")
struct TextTests {
  @Test func `each format has a name, a media type and an extension of its own`() {
    let formats = EditionFormat.allCases
    #expect(Set(formats.map(\.name)).count == formats.count)
    #expect(Set(formats.map(\.mediaType)).count == formats.count)
    #expect(Set(formats.map(\.fileExtension)).count == formats.count)
    #expect(formats.allSatisfy { EditionFormat(named: $0.name)?.mediaType == $0.mediaType })
  }

  @Test func `with nothing accepted it is the base`() throws {
    var sketch = Sketch()
    sketch.add(.heading, "Cafe\u{301} *papers*", level: 2)
    sketch.add(.paragraph, "One.\nTwo", [(.strong, "Two")], notes: [(1, after: "One.")])
    sketch.add(.note, "A note.")
    var group = try Group(on: sketch.document)
    let base = "Cafe\u{301} *papers*\n\nOne.\nTwo\n\nA note.\n"
    #expect(group.edition().rendered(as: .text) == Array(base.utf8))
    try group.correct(group.range(of: "One"), "Won")
    #expect(group.edition().rendered(as: .text) == Array(base.utf8))
  }

  @Test func `it differs from the base where accepted corrections say and nowhere else`() throws {
    var group = try Group(onParagraph: "On 1 August the fort fell. Nobody saw it it.")
    try group.pass("1 August", "8 August")
    try group.pass("it it", "it")
    try group.correct(group.range(of: "Nobody"), "Somebody")
    #expect(group.rendered(as: .text) == "On 8 August the fort fell. Nobody saw it.\n")
  }

  @Test func `the same edition gives the same bytes`() throws {
    for format in EditionFormat.allCases {
      let (first, second) = (try busyGroup(), try busyGroup())
      #expect(first.edition().rendered(as: format) == second.edition().rendered(as: format))
      #expect(first.edition().rendered(as: format) == first.edition().rendered(as: format))
    }
  }

  /// Many people and votes, whose order in a dictionary differs from one to the next.
  private func busyGroup() throws -> Group {
    var group = try Group(onParagraph: "One two three four five six seven.")
    for (index, word) in ["One", "two", "three", "four"].enumerated() {
      try group.pass(word, "w\(index)")
      try group.run(.vote(.against, on: .init(.correction, index + 1), reason: "No \(index)."), by: "cyd")
      try group.run(.vote(.abstain, on: .init(.correction, index + 1), reason: "Hm."), by: "edd")
    }
    try group.run(
      .registerClaim(
        anchors: [group.document.anchor(for: ScalarRange(0, 3), base: Group.base)], statement: "S", kind: nil),
      by: "ada")
    for person in ["ada", "bel", "cyd", "edd"] as [Handle] {
      try group.run(.takeStance(.agree, on: "c1", reason: nil, confidence: nil), by: person)
    }
    return group
  }
}
