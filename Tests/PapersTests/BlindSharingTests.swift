import ActSupport
import Manuscript
import Protocol
import Scholarship
import Testing
import Views

@testable import Papers

/// What is kept of a paper is shared by all who see the same, and by nobody who sees less.
struct BlindSharingTests {
  private static let slug: Slug = "lighthouse"

  /// A paper of the owner's with ada, bel and cyd, and x1 by the owner.
  private func paper(_ settings: [String]) async throws -> SampleLog {
    let log = SampleLog()
    try await log.importPaper(Self.slug)
    for person: Handle in ["ada", "bel", "cyd"] {
      try await log.done(.admit(person, as: .scholar), in: Self.slug)
      try await log.done(.join, in: Self.slug, by: person)
    }
    try await log.done(.setPolicy(settings), in: Self.slug)
    let kept = log.papers.paper(Self.slug)
    let document = try await kept.document(of: try await kept.latest())
    let base = try #require(try await kept.latest().identity?.base)
    let place = document.anchor(for: try document.resolve("p2.1").range, base: base)
    try await log.done(
      .correct(place, replacement: "W", class: nil, reason: "R", evidence: []), in: Self.slug)
    try await log.done(.vote(.against, on: "x1", reason: "No."), in: Self.slug, by: "ada")
    return log
  }

  @Test(arguments: [nil, 9] as [Int64?])
  func `where nothing is hidden all share one state`(_ position: Int64?) async throws {
    let log = try await paper(["quorum=3"])
    let moment = Moment(position.map(PointInTime.position))
    let states = try await (["owner", "ada", "bel", "cyd"] as [Handle]).asyncMap {
      try await log.access.open(Self.slug, moment, for: $0).state
    }
    for state in states { #expect(state === states[0] && state.paper.veil == nil) }
  }

  @Test func `what someone sees from whom something is hidden is made once, and is not another's`()
    async throws
  {
    let log = try await paper(["blind=on"])
    // So that there is a past in which something is hidden.
    try await log.done(.admit("dan", as: .reader), in: Self.slug)
    let last = try await log.papers.paper(Self.slug).latest().position
    for moment in [Moment(), Moment(.position(last - 1))] {
      let (whole, ada) = (
        try await log.access.open(Self.slug, moment, for: "owner").state,
        try await log.access.open(Self.slug, moment, for: "ada").state
      )
      let (bel, cyd) = (
        try await log.access.open(Self.slug, moment, for: "bel").state,
        try await log.access.open(Self.slug, moment, for: "cyd").state
      )
      #expect(whole === ada && bel !== whole && cyd !== whole && bel !== cyd)
      #expect(try await log.access.open(Self.slug, moment, for: "bel").state === bel)
      #expect(bel.paper.correction("x1")?.ballot.votes == [:])
    }
    try await log.done(.vote(.for, on: "x1", reason: nil), in: Self.slug, by: "bel")
    let whole = try await log.access.open(Self.slug, Moment(), for: "ada").state
    #expect(try await log.access.open(Self.slug, Moment(), for: "bel").state === whole)
  }
}

extension Array where Element == Handle {
  fileprivate func asyncMap<Value>(_ body: (Handle) async throws -> Value) async throws -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await body(element)) }
    return values
  }
}
