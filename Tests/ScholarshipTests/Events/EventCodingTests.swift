import ActSupport
import Testing

@testable import Scholarship

@Suite("Stored events")
struct EventCodingTests {
  @Test func `every stored event decodes and encodes to the same bytes`() throws {
    for fixture in eventFixtures {
      let event = try Event(type: fixture.type, version: fixture.version, body: Array(fixture.body.utf8))
      #expect(event == fixture.event)
      #expect(event.type == fixture.type)
      // An older version is brought up to the newest, and then has that one's bytes.
      if fixture.version == event.version {
        #expect(String(decoding: event.body(), as: UTF8.self) == fixture.body)
      }
      let again = try Event(type: event.type, version: event.version, body: event.body())
      #expect(again == event)
    }
  }

  @Test func `every type and version has a fixture`() {
    let stored = Set(eventFixtures.map { "\($0.type) \($0.version)" })
    for fixture in eventFixtures {
      for version in 1...fixture.event.version { #expect(stored.contains("\(fixture.type) \(version)")) }
    }
    #expect(Set(eventFixtures.map(\.type)) == Set(Event.types.map { $0.type }))
  }

  /// Stored under an earlier version or the newest, a fact is the same fact: it folds to the same state, and is
  /// written, if it is written again, as the newest.
  @Test func `an earlier version folds to the same state`() throws {
    let bodies = eventFixtures.filter { $0.type == "policy.set" && $0.version < 3 }
    #expect(bodies.map(\.version) == [1, 2])
    let states = try bodies.map { fixture in
      let event = try Event(type: fixture.type, version: fixture.version, body: Array(fixture.body.utf8))
      #expect(event.version == 4 && String(decoding: event.body(), as: UTF8.self) == bodies[1].body)
      var paper = Paper.initial
      for (index, event) in [Event(imported), event].enumerated() {
        let stamp = Stamp(by: "ada", at: Timestamp(microseconds: 7), position: Int64(index) + 1)
        paper.evolve(RecordedEvent(event, stamp))
      }
      return paper
    }
    #expect(states[0] == states[1] && states[0].policy != Policy())
    // One shape under the other's version is no event.
    #expect(failure(type: "policy.set", version: 2, bodies[0].body) != nil)
    #expect(failure(type: "policy.set", version: 1, bodies[1].body) != nil)
  }

  @Test func `an unknown type or version is named`() {
    let unknown = failure(type: "claim.sung", version: 1, "{}")
    #expect(unknown?.reason == "the type is unknown to this program")
    #expect(
      unknown?.description
        == "cannot read a claim.sung event of version 1: the type is unknown to this program")
    for version in [0, 2, .max] {
      #expect(
        failure(type: "vote.cast", version: version, #"{"subject":"x1","vote":"for"}"#)?.version == version)
    }
  }

  @Test(arguments: [
    ("", "cannot be read"), ("secret", "cannot be read"),
    (#"{"subject":"x1","vote":"for""#, "cannot be read"),
    ("[\"secret\"]", "the body is of another type"), ("{}", "is missing"),
    (#"{"subject":"x1"}"#, "vote is missing"),
    (#"{"subject":"x1","vote":null}"#, "vote is null"),
    (#"{"subject":"x1","vote":7}"#, "vote is of another type"),
    (#"{"subject":"x1","vote":"secret"}"#, "vote cannot be read"),
    (#"{"subject":"secret","vote":"for"}"#, "subject cannot be read"),
    (#"{"subject":"x1","vote":"for","reason":["secret"]}"#, "reason is of another type"),
    (#"{"subject":"x1","vote":"for","reason":"secret\ud800"}"#, ""),
  ])
  func `a broken body is told by its shape alone`(body: String, reason: String) throws {
    let error = try #require(failure(type: "vote.cast", version: 1, body))
    #expect(error.reason.contains(reason), "\(error)")
    #expect(!error.description.contains("secret"), "\(error)")
  }

  @Test func `bytes that are not UTF-8 are no event`() {
    #expect(throws: EventDecodingError.self) {
      try Event(
        type: "claim.reworded", version: 1,
        body: Array(#"{"claim":"c1","statement":""#.utf8) + [0xFF, 0x22, 0x7D])
    }
  }

  @Test func `names in a body are content too`() throws {
    let rules = String(decoding: Event(PolicySet(policy: Policy())).body(), as: UTF8.self)
    let body = rules.replacing(#""exceptions":{}"#, with: #""exceptions":{"secret":{}}"#)
    #expect(body != rules)
    let error = try #require(failure(type: "policy.set", version: 2, body))
    #expect(error.reason == "exceptions cannot be read")
    let earlier = try #require(failure(type: "policy.set", version: 1, #"{"policy":\#(body)}"#))
    #expect(earlier.reason == "policy.exceptions cannot be read")
  }

  @Test(arguments: [
    #"{"anchors":[{"base":"sha256:00","prefix":"","quote":"","range":[0,1],"suffix":""}],"claim":"c1","statement":"S"}"#,
    #"{"anchors":[],"claim":"c0","statement":"S"}"#,
  ])
  func `values keep their form`(body: String) throws {
    #expect(failure(type: "claim.registered", version: 1, body)?.reason.hasSuffix("cannot be read") == true)
  }

  @Test func `ranges are in order`() throws {
    let good = try #require(eventFixtures.first { $0.body.contains("[4,9]") })
    for broken in ["[9,4]", "[-1,4]", "[4]", "[4,9,10]", "[4.5,9]"] {
      let body = good.body.replacing("[4,9]", with: broken)
      #expect(failure(type: good.type, version: 1, body) != nil, "\(broken)")
    }
  }

  @Test func `tags file an event under what it is about`() {
    #expect(Event(imported).tags == ["paper"])
    #expect(Event(MemberJoined(member: "ada")).tags == ["members"])
    #expect(Event(PolicySet(policy: Policy())).tags == ["policy"])
    #expect(annotated("a2", on: .thing("c12")).tags == ["annotation:2", "claim:12"])
    #expect(
      Event(ClaimLinked(claim: "c1", relation: .supports, other: "c2")).tags == ["claim:1", "claim:2"])
    #expect(vote(.for, "d3").tags == ["dispute:3"])
  }

  private func failure(type: String, version: Int, _ body: String) -> EventDecodingError? {
    do throws(EventDecodingError) {
      _ = try Event(type: type, version: version, body: Array(body.utf8))
      return nil
    } catch { return error }
  }
}
