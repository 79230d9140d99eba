import ActSupport
import Acts
import Scholarship
import SeededRandom
import Testing

/// Undo and redo in random histories of everything that can be done.
@Suite("Undo and redo in random histories")
struct UndoHistoryTests {
  /// Some that are always tried, and some that nobody tried before.
  static let seeds: [UInt64] =
    (0..<10).map { $0 &* 7919 &+ 1 } + [736_327_439_982_692_558]
    + (0..<4).map { _ in .random(in: .min ... .max) }

  /// After each act: undone, all is as before; redone, as after. Then everything that its author can undo, one after the
  /// other, and back.
  @Test(arguments: seeds) func `what is undone is as it was, and what is redone too`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var study = try Study()
    var (tried, undone) = (0, 0)
    for step in 0..<1_000 {
      // Where all but one leave early, it takes longer.
      if step >= 120, undone >= 25 { break }
      let person = Study.people.randomElement(using: &random)!
      let before = study
      do throws(Refusal) { try study.run(study.randomAct(&random), by: person) } catch { continue }
      guard study.paper.position > before.paper.position else { continue }
      tried += 1
      var other = study
      do throws(Refusal) { try other.run(Undo(), by: person) } catch { continue }
      undone += 1
      #expect(other.differences(from: before) == [], "seed \(seed), @\(study.paper.position)")
      try other.run(Redo(), by: person)
      #expect(other.differences(from: study) == [], "seed \(seed), @\(study.paper.position)")
      if Int.random(in: 0..<6, using: &random) == 0 {
        try other.walk(by: person, back: Int.random(in: 1...8, using: &random), seed)
      }
      // What was undone and redone is part of what comes after it.
      if Bool.random(using: &random) { study = other }
      if Int.random(in: 0..<4, using: &random) == 0 {
        do throws(Refusal) { try study.run(Undo(), by: person) } catch { continue }
      }
    }
    #expect(undone >= 25, "seed \(seed): \(undone) of \(tried)")
  }

  /// What a log says of words that were erased folds to the same, whether they were there when it was folded or not.
  @Test(arguments: 0..<4) func `what was erased is erased in what can be undone too`(run: Int) throws {
    let seed = UInt64(run) &* 7919 &+ 1
    var random = SeededGenerator(seed: seed)
    var study = try Study()
    for _ in 0..<80 {
      let person = Study.people.randomElement(using: &random)!
      do throws(Refusal) {
        if Int.random(in: 0..<4, using: &random) == 0 {
          try study.run(Bool.random(using: &random) ? AnyAct(Undo()) : AnyAct(Redo()), by: person)
        } else {
          try study.run(study.randomAct(&random, reason: "cormorant"), by: person)
        }
      } catch { continue }
    }
    for event in study.events where "\(event.event)".contains("cormorant") {
      study.add(Event(BodyErased(position: event.stamp.position, reason: "By order.")), by: "edd")
    }
    #expect("\(study.paper)".contains("By order."), "seed \(seed)")
    #expect(!"\(study.paper)".contains("cormorant"), "seed \(seed)")
  }
}

extension Study {
  /// Undoes what someone did, as far as it can be or some steps, and redoes all of it.
  fileprivate mutating func walk(by person: Handle, back steps: Int, _ seed: UInt64) throws {
    var states = [self]
    for _ in 0..<steps {
      do throws(Refusal) { try run(Undo(), by: person) } catch { break }
      states.append(self)
    }
    for state in states.dropLast().reversed() {
      do throws(Refusal) { try run(Redo(), by: person) } catch {
        // Votes that came while something was settled count once that is undone; it is not put over them again.
        guard error.message.contains("are others by now") else { throw error }
        return
      }
      #expect(differences(from: state) == [], "seed \(seed), @\(paper.position)")
    }
  }

  /// An act at random, of any sort, on anything.
  fileprivate func randomAct(_ random: inout SeededGenerator, reason: String = "R") -> AnyAct {
    func any(_ kind: EntityKind) -> EntityID {
      EntityID(kind, Int.random(in: 1...max(1, paper.count(of: kind)), using: &random))
    }
    func thing() -> EntityID { any(EntityKind.allCases.randomElement(using: &random)!) }
    func one<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
    let address = one(["p1", "p2:land", "p3:1742", "p3:1801", "p3:Harn", "p4", "p3/4+0"])
    let subject = Bool.random(using: &random) ? any(.correction) : any(.dispute)
    let (place, text) = (Place.address(address), "\(reason) \(Int.random(in: 0..<100, using: &random))")
    switch Int.random(in: 0..<30, using: &random) {
    case 0: return .claim(.init(address: place, statement: text))
    case 1: return .reword(.init(id: any(.claim), statement: text))
    case 2: return .link(.init(id: any(.claim), relation: one(ClaimRelation.allCases), other: any(.claim)))
    case 3...5:
      return .stance(one(Stance.allCases), on: any(.claim), reason: text, confidence: one([nil, 1, 5]))
    case 6: return .annotation(text, on: .typed(address), tags: [reason])
    case 7: return .annotation(text, on: .typed("\(thing())"))
    case 8: return .edit(.init(id: .thing(any(.annotation)), body: text))
    case 9, 10: return .dispute(.init(target: .typed("\(thing())"), body: text))
    case 11: return .argue(.init(id: any(.dispute), side: one(Side.allCases), body: text, cite: [text]))
    case 12: return .reopen(.init(id: any(.dispute), reason: text))
    case 13...15:
      return .correct(
        .init(
          address: place, new: one(["", "1743", "x", text]), reason: text, class: one([nil, .fact]),
          cite: [text]))
    case 16:
      return .amend(
        .init(
          id: any(.correction), new: one([nil, "y", text]), reason: text, class: one([nil, .ocr, .fact])))
    case 17: return .adopt(.init(id: thing()))
    case 18...21:
      return .vote(.init(id: subject, vote: one(CastVote.Choice.allCases), reason: one([nil, text])))
    case 22: return .rule(.init(id: subject, verdict: one(Verdict.allCases), reason: text))
    case 23: return AnyAct(Settle(all: true, reason: text))
    case 24: return .lift(.init(id: subject, reason: text))
    case 25, 26: return .withdraw(.init(id: thing(), reason: text))
    case 27:
      return .policy(.init(settings: [one(["quorum=1", "quorum=3", "threshold=1/2", "fact.quorum=1"])]))
    case 28: return .invite(.init(handle: one(["ada", "bel", "fay"]), role: one([.scholar, .editor])))
    default: return AnyAct(Remove(handle: one(["cyd", "fay"]), reason: text))
    }
  }
}
