import Acts
import EventLog
import Ledger
import Manuscript
import Scholarship

/// A paper on which scholars do what groups do: every event is what `decide` gives at its place. The same for the
/// same seed.
struct GeneratedPaper {
  let slug: String
  private let anchors: [Anchor]
  private let scholars: [Handle]
  private var paper: Paper
  private var generator: SplitMix64
  private var requests = 0

  struct Unfit: Error, CustomStringConvertible { let description: String }

  /// - Parameter paper: as it was imported.
  init(_ paper: Paper, document: Document, scholars count: Int, seed: UInt64) throws {
    guard let identity = paper.identity else { throw Unfit(description: "There is no paper to generate on.") }
    self.paper = paper
    slug = identity.slug.name
    generator = SplitMix64(seed: seed)
    scholars = try (0..<count).map { number in
      guard let handle = Handle("scholar-\(number)") else { throw Unfit(description: "no handle") }
      return handle
    }
    anchors = try (2...41).flatMap { paragraph in
      try (1...4).map { sentence in
        document.anchor(for: try document.resolve("p\(paragraph).\(sentence)").range, base: identity.base)
      }
    }
  }

  /// The owner's invitations, all in one request.
  mutating func admissions() throws -> AppendRequest {
    guard let owner = paper.members.values.first(where: { $0.role == .owner })?.handle else {
      throw Unfit(description: "\(slug) has no owner.")
    }
    return try request(by: owner, scholars.map { Invite(handle: $0) })
  }

  /// One scholar's next acts, at most 20 and no more than `limit`; their first is to come in.
  mutating func acts(atMost limit: Int) throws -> AppendRequest {
    let scholar = scholars[Int.random(in: 0..<scholars.count, using: &generator)]
    var acts: [any Deciding] = paper.members[scholar]?.joined == true ? [] : [Join()]
    while acts.count < min(limit, Int.random(in: 1...20, using: &generator)) {
      acts.append(act())
    }
    return try request(by: scholar, acts)
  }

  private mutating func request(by actor: Handle, _ acts: [any Deciding]) throws -> AppendRequest {
    var events: [NewEvent] = []
    for act in acts {
      for event in try decide(act, by: actor) {
        let stamp = Stamp(by: actor, at: Timestamp(microseconds: 0), position: paper.position + 1)
        paper.evolve(RecordedEvent(event, stamp))
        events.append(.init(type: event.type, version: event.version, tags: event.tags, body: event.body()))
      }
    }
    requests += 1
    let key = "\(slug)-\(requests)"
    return AppendRequest(
      key: key, fingerprint: Hash(of: Array(key.utf8)), stream: slug, actor: actor.name, events: events)
  }

  /// What is refused, or changes nothing, becomes an annotation: those are never refused.
  private mutating func decide(_ act: any Deciding, by actor: Handle) throws -> [Event] {
    do throws(Refusal) {
      let events = try act.decided(in: ActContext(paper, by: actor)).events
      if !events.isEmpty { return events }
    } catch {
      // Such as a vote on what was withdrawn.
    }
    return try annotation().decided(in: ActContext(paper, by: actor)).events
  }

  /// Of twenty acts: eight annotations and three replies, two claims and three stances on them, one correction and
  /// three votes.
  private mutating func act() -> any Deciding {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<8: return annotation()
    case 8..<11: return Reply(id: thing(.annotation), body: remark())
    case 11..<13:
      return RegisterClaim(
        address: .anchor(pick(anchors)), statement: remark(), kind: pick([nil] + ClaimKind.allCases))
    case 13..<16:
      let stance = pick([Stance.agree, .agree, .disagree, .unsure])
      let (claim, reason, confidence) = (thing(.claim), pick([nil, remark()]), pick([nil, 3, 5]))
      switch stance {
      case .disagree: return Stand<Disagree>(id: claim, reason: reason, confidence: confidence)
      case .unsure: return Stand<Unsure>(id: claim, reason: reason, confidence: confidence)
      default: return Stand<Agree>(id: claim, reason: reason, confidence: confidence)
      }
    case 16:
      return Correct(
        address: .anchor(pick(anchors)), new: remark(), reason: remark(),
        class: pick([nil] + CorrectionClass.allCases))
    default:
      return CastVote(id: thing(.correction), vote: pick([.for, .for, .against, .abstain]))
    }
  }

  private mutating func annotation() -> Annotate {
    Annotate(target: .target(.passage(pick(anchors))), body: remark(), tags: pick([[], [], ["date"]]))
  }

  /// One of the latest things of a kind.
  private mutating func thing(_ kind: EntityKind) -> EntityID {
    let count = paper.count(of: kind)
    return EntityID(kind, Int.random(in: max(1, count - 50)...max(1, count), using: &generator))
  }

  /// Some 60 to 240 bytes.
  private mutating func remark() -> String {
    let words = SampleText.remark.split(separator: " ")
    let start = Int.random(in: 0..<words.count / 2, using: &generator)
    let count = Int.random(in: 10..<words.count, using: &generator)
    return words[start..<min(start + count, words.count)].joined(separator: " ")
      + " \(Int.random(in: 0..<100_000, using: &generator))"
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }
}
