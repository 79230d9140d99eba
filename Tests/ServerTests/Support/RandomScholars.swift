import ActSupport
import Acts
import Protocol
import SeededRandom
import Scholarship
import Testing

/// Three people who do what comes into their heads, the same for the same seed.
struct RandomScholars {
  private let server: TestServer
  private let seed: UInt64
  private var generator: SeededGenerator

  init(_ server: TestServer, seed: UInt64) {
    self.server = server
    self.seed = seed
    generator = SeededGenerator(seed: seed)
  }

  /// Imports a paper and lets the scholars act on it; some of what they try is refused.
  ///
  /// - Parameter afterwards: called with the position of each act that was carried out.
  /// - Returns: the last position.
  func act(
    times: Int, afterwards: (Person, Int64) async throws -> Void = { _, _ in }
  ) async throws -> Int64 {
    var copy = self
    return try await copy.run(times: times, afterwards)
  }

  private mutating func run(
    times: Int, _ afterwards: (Person, Int64) async throws -> Void
  ) async throws -> Int64 {
    let owner = try server.owner
    _ = try await owner.importPaper()
    var people = [owner, try await owner.invite("ada"), try await owner.invite("bob", as: .editor)]
    var last: Int64 = 7
    var done = 0
    while done < times {
      let person = people[Int.random(in: 0..<people.count, using: &generator)]
      if people.count < 4, done > times / 2 { people.append(try await owner.invite("cyd")) }
      if Int.random(in: 0..<12, using: &generator) == 0 {
        let answer = try await owner.importBase(pick(SamplePaper.versions + [SamplePaper.text]))
        let receipt: ImportReceipt = try answer.decoded()
        if receipt.remark != nil { continue }
        last = receipt.position
        done += 1
        try await afterwards(owner, last)
        continue
      }
      let command = command()
      let answer = try await person.send(command)
      guard answer.status == 200 else {
        #expect([403, 404, 422].contains(answer.status), "seed \(seed): \(command): \(answer.text)")
        continue
      }
      let receipt: Receipt = try answer.decoded()
      if receipt.position <= last { continue }
      last = receipt.position
      done += 1
      try await afterwards(owner, last)
    }
    // The tables have everything when this returns.
    #expect(try await owner.get("/papers?min-position=\(last)").status == 200)
    return last
  }

  private mutating func command() -> AnyAct {
    let text = "Words \(Int.random(in: 0..<1000, using: &generator))."
    let place: Place = pick(["p3.1", "p3.2-3", "p4", "p6.1", "p6:the Heron", "p3:3 March", "p6.1:four"])
    switch Int.random(in: 0..<25, using: &generator) {
    case 21, 22: return AnyAct(Undo())
    case 23: return AnyAct(Redo())
    case 0, 1: return .claim(.init(address: place, statement: text, kind: pick([nil, .fact])))
    case 2: return .reword(.init(id: id("c"), statement: text))
    case 3: return .link(.init(id: id("c"), relation: pick([.supports, .contradicts]), other: id("c")))
    case 4, 5: return .stance(pick(Stance.allCases), on: id("c"), reason: text)
    case 6:
      return .annotate(
        .init(target: topic(place, "c", "d", "x"), body: text, tags: pick([nil, ["t"]])))
    case 7, 8: return .reply(.init(id: id("a"), body: text))
    case 9: return .edit(.init(id: id("a"), body: text))
    case 10: return .dispute(.init(target: topic(place, "c", "x", "a"), body: text))
    case 11: return .argue(.init(id: id("d"), side: pick([.for, .against]), body: text))
    case 12: return .reopen(.init(id: id("d"), reason: text))
    case 13, 14: return .correction(pick(["some words", "other words", ""]), on: place)
    case 15: return .amend(.init(id: id("x"), new: text, reason: text))
    case 16: return .adopt(.init(id: id("x")))
    case 17:
      return .vote(.init(id: pick([id("x"), id("d")]), vote: pick(CastVote.Choice.allCases)))
    case 18:
      return .rule(.init(id: pick([id("x"), id("d")]), verdict: pick([.accept, .reject]), reason: text))
    case 19:
      return .reanchor(.init(id: id(pick(["c", "a", "d", "x"])), address: place, reason: pick([nil, text])))
    default:
      return pick([
        .withdraw(.init(id: id(pick(["c", "a", "d", "x"])))), .vote(.init(id: id("x"), vote: .for)),
        .policy(.init(settings: [pick(["quorum=1", "quorum=2", "threshold=3/4", "proposer=not"])])),
      ])
    }
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }

  private mutating func id(_ kind: String) -> EntityID {
    EntityID(EntityKind(rawValue: kind)!, Int.random(in: 1...6, using: &generator))
  }

  /// A place, or a thing of one of some kinds.
  private mutating func topic(_ place: Place, _ kinds: String...) -> Topic {
    let things = kinds.map { Topic.target(.thing(id($0))) }
    guard case .address(let address) = place else { return pick(things) }
    return pick([.typed(address)] + things)
  }
}
