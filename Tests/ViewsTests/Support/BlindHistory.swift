import ActSupport
import Acts
import Manuscript
import Scholarship
import SeededRandom

/// A history with blind rounds that its seed fixes: what people at random do at random, as far as it is allowed.
struct BlindHistory {
  private(set) var study: Study
  private var random: SeededGenerator

  static let people: [Handle] = ["ada", "bel", "cyd", "edd", "rea"]

  init(seed: UInt64, steps: Int = 80) throws {
    study = try Study()
    random = SeededGenerator(seed: seed)
    try study.run(
      .policy(.init(settings: [any(["blind=on", "blind=on", "claim.blind=on", "quorum=2"])])), by: "edd")
    for _ in 0..<steps {
      let (person, act) = (any(Self.people), act(in: study.paper))
      do throws(Refusal) {
        try study.run(AnyAct.Sent(act), by: person)
      } catch { continue }
    }
  }

  /// Something that someone may try.
  mutating func act(in paper: Paper) -> AnyAct {
    let ballot = id(any([.correction, .correction, .dispute]), in: paper)
    let thing = id(any(EntityKind.allCases), in: paper)
    let text = any(["Yes.", "No.", "Perhaps.", "@bel, look."])
    switch Int.random(in: 0..<30, using: &random) {
    case 26, 27: return any([AnyAct(Undo()), AnyAct(Undo()), AnyAct(Undo(dryRun: true))])
    case 28: return any([AnyAct(Redo()), AnyAct(Redo()), AnyAct(Redo(dryRun: true))])
    case 0, 1: return .claim(text, on: any(["p2.1", "p3.1", "p4"]))
    case 2, 3:
      return .correction(
        any(["1743", "1744", ""]), on: any(["p3.1:1742", "p2.1:river", "p3.1:man", "p4:wheel"]))
    case 4...8:
      return .vote(.init(id: ballot, vote: any(CastVote.Choice.allCases), reason: any([nil, text])))
    case 9...11: return .stance(any(Stance.allCases), on: id(.claim, in: paper), reason: text)
    case 12, 13: return .annotate(.init(target: .typed(thing.description), body: text))
    case 14: return .reply(.init(id: id(.annotation, in: paper), body: text))
    case 15: return .edit(.init(id: id(.annotation, in: paper), body: text))
    case 16: return .dispute(.init(target: .typed(thing.description), body: text))
    case 17: return .argue(.init(id: id(.dispute, in: paper), side: any([.for, .against]), body: text))
    case 18: return .reopen(.init(id: id(.dispute, in: paper), reason: text))
    case 19: return .amend(.init(id: id(.correction, in: paper), new: any(["1743", "1745"]), reason: text))
    case 20: return .reword(.init(id: id(.claim, in: paper), statement: text))
    case 21: return .withdraw(.init(id: thing, reason: text))
    case 22: return .adopt(.init(id: thing))
    case 23: return .rule(.init(id: ballot, verdict: any([.accept, .reject]), reason: text))
    case 24:
      return any([
        AnyAct(Settle(ids: [ballot], reason: text)), AnyAct(Settle(all: true, reason: text)),
        .lift(.init(id: ballot, reason: text)), AnyAct(Reveal(ids: [ballot], reason: text)),
      ])
    default:
      return any([
        .policy(
          .init(settings: [any(["quorum=1", "quorum=2", "quorum=3", "blind=on"])], dryRun: any([true, nil]))),
        AnyAct(Leave(dryRun: true)), .invite(.init(handle: any(Self.people), role: .scholar, dryRun: true)),
      ])
    }
  }

  private mutating func id(_ kind: EntityKind, in paper: Paper) -> EntityID {
    EntityID(kind, Int.random(in: 1...max(1, paper.count(of: kind)), using: &random))
  }

  private mutating func any<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }
}

extension AnyAct {
  /// An act as it is sent, of whatever kind.
  struct Sent: Deciding {
    let act: AnyAct

    init(_ act: AnyAct) { self.act = act }
    static var access: Access { .anyone }
    func decide(in context: ActContext) throws(Refusal) -> Decision { try act.decided(in: context) }
  }
}
