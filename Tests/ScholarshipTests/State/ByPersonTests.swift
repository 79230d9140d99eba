import ActSupport
import SeededRandom
import Testing

@testable import Scholarship

@Suite("What people hold of one thing")
struct ByPersonTests {
  private static let people = ["ada", "bel", "cyd", "dan", "edd", "fay"].map { Handle($0)! }

  private static func vote(_ person: Handle, _ position: Int64) -> Ballot.VoteHeld {
    let stamp = Stamp(by: person, at: Timestamp(microseconds: position), position: position)
    return Ballot.VoteHeld(vote: position % 2 == 0 ? .for : .against, reason: nil, stamp: stamp)
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func `it holds what a dictionary does`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var (held, expected): (ByPerson<Ballot.VoteHeld>, [Handle: Ballot.VoteHeld]) = ([:], [:])
    for position in 1...40 as ClosedRange<Int64> {
      let person = Self.people.randomElement(using: &random)!
      let vote = Int.random(in: 0..<3, using: &random) == 0 ? nil : Self.vote(person, position)
      held[person] = vote
      expected[person] = vote
      #expect(Dictionary(uniqueKeysWithValues: held.map { ($0.key, $0.value) }) == expected)
      #expect(held.keys == expected.keys.sorted() && held.count == expected.count)
      #expect(Self.people.allSatisfy { held[$0] == expected[$0] })
      #expect(held.filter { $0.key < "cyd" }.keys == expected.keys.filter { $0 < "cyd" }.sorted())
    }
  }

  @Test func `the order in which people came does not matter`() {
    var (one, other): (ByPerson<Ballot.VoteHeld>, ByPerson<Ballot.VoteHeld>) = ([:], [:])
    for person in Self.people { one[person] = Self.vote(person, 1) }
    for person in Self.people.reversed() { other[person] = Self.vote(person, 1) }
    #expect(one == other && one.hashValue == other.hashValue)
  }
}

@Suite("Values out of line")
struct OutOfLineTests {
  private struct Page: Hashable {
    var number: Int
    @OutOfLine var note: String? = nil
  }

  @Test func `it is what an optional is, and takes one word`() {
    var page = Page(number: 1)
    #expect(page.note == nil && page == Page(number: 1, note: nil))
    var copy = page
    copy.note = "Torn."
    #expect(page.note == nil && copy.note == "Torn." && copy != page)
    copy.note? += " Mended."
    page.note = "Torn. Mended."
    #expect(page == copy && page.hashValue == copy.hashValue)
    copy.note = nil
    #expect(copy == Page(number: 1))
    #expect(MemoryLayout<OutOfLine<Claim>>.size == MemoryLayout<Int>.size)
  }
}
