import ActSupport
import Acts
import Scholarship
import SeededRandom
import Testing

@testable import Server

/// Private notes, blind rounds, undoing and searching, all at once and at random: nothing that anyone else is answered
/// follows from what is hidden from them.
@Suite(.timeLimit(.minutes(15))) struct MingledHistoryTests {
  @Test(arguments: [1, 2] as [UInt64])
  func `no answer follows from what is hidden`(seed: UInt64) async throws {
    let one = try await Self.answers(seed: seed, hiding: Hidden(word: "cormorant", isNoting: true))
    let other = try await Self.answers(seed: seed, hiding: Hidden(word: "pelican", isNoting: false))
    #expect(one.count == other.count && one.count { $0.hasPrefix("200") } > 200, "seed \(seed)")
    for (one, other) in zip(one, other) where one != other {
      Issue.record("seed \(seed): \(one)\nand\n\(other)")
    }
    for answer in one where answer.contains("cormorant") && !answer.contains("text=cormorant") {
      Issue.record("seed \(seed): \(answer)")
    }
  }

  private static func answers(seed: UInt64, hiding hidden: Hidden) async throws -> [String] {
    // The time is the same in both, and so is whatever is dated.
    try await withServer(configured: {
      ($0.clock, $0.steadyClock) = ({ 1_764_000_000_000_000 }, { 0 })
    }) { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let edd = try await owner.invite("edd", as: .editor)
      let bel = try await owner.invite("bel")
      let rea = try await owner.invite("rea", as: .reader)
      let ann = try await owner.invite("ann")
      var history = MingledHistory(
        seed: seed, hidden, ann: ann, cyd: try await owner.invite(LeakMatrix.author))
      try await owner.done(.policy(.init(settings: ["blind=on"])))
      for _ in 0..<40 { try await history.step() }
      #expect(history.isMingled, "seed \(seed) \(history)")

      let others = [owner, edd, bel, rea, server.stranger]
      var answers = history.statuses
      let ranks = try await server.ranks(without: "lighthouse/\(LeakMatrix.author)")
      for path in paths {
        for person in others {
          let answer = try await person.get(path)
          answers.append("\(answer.status) \(person.handle), \(path): \(answer.relabelled(ranks))")
        }
      }
      return answers
    }
  }

  /// What is of the one server alone, its key and its proofs, is not asked.
  private static var paths: [String] {
    let ownSigns = ["json", "checkpoint", "edition", "proof", "export"]
    let more = [
      "/find?text=cormorant", "/find?text=pelican", "/find?text=cormorant&in=all",
      "/find?text=pelican&in=all", "/find?text=open&in=all", "/history?of=x1", "/diff?since=@12",
      "/export/text", "/things/a2", "/things/m1",
    ]
    return LeakMatrix.paths.filter { path in !ownSigns.contains(where: path.contains) }
      + more.map { "/papers/lighthouse" + $0 }
  }
}

/// What others may not see.
private struct Hidden {
  /// What is said where it is hidden.
  let word: String
  /// Whether anything is noted privately.
  let isNoting: Bool
}

/// What ann does for all to see, and what cyd does in blind rounds and in a notebook: at random, in the same order whatever
/// is hidden.
private struct MingledHistory {
  private(set) var statuses: [String] = []
  private(set) var notes = 0
  private(set) var blind = 0
  private(set) var undone = 0
  private let hidden: Hidden
  private let ann, cyd: Person
  private var random: SeededGenerator
  /// How many notes cyd has made since the last thing they did in the paper.
  private var onTop = 0
  /// The position of the last thing that they did there.
  private var latest: Int64 = 0

  init(seed: UInt64, _ hidden: Hidden, ann: Person, cyd: Person) {
    (self.hidden, self.ann, self.cyd) = (hidden, ann, cyd)
    random = SeededGenerator(seed: seed)
  }

  /// Whether all of it occurred.
  var isMingled: Bool { blind > 5 && undone > 2 && (notes > 5 || !hidden.isNoting) }

  mutating func step() async throws {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<3: try await propose()
    case 3..<5: try await note()
    case 5..<9: try await speak()
    default: try await undo()
    }
  }

  private mutating func any<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }

  private mutating func propose() async throws {
    let number = Int.random(in: 3...9, using: &random)
    let act: AnyAct = any([
      .claim("It was lit on the \(number)th."), .claim("Open \(number).", on: "p4"),
      .annotation("Which lamp?"), .correction("\(number) March", on: "p3.1:3 March"),
      .dispute(.init(target: "p4.1", body: "It was not.")), AnyAct(Undo()),
    ])
    statuses.append("\(try await ann.send(act).status) ann")
  }

  private mutating func note() async throws {
    let acts: [AnyAct] = [
      .annotate(.init(target: any(["p3.1", "p4", "c1"]), body: "\(hidden.word) alone", private: true)),
      .edit(.init(id: .memo("m1"), body: "\(hidden.word) again")),
    ]
    let (act, isTakenBack) = (any(acts), Bool.random(using: &random))
    guard hidden.isNoting, try await cyd.send(act).status == 200 else { return }
    (notes, onTop) = (notes + 1, onTop + 1)
    guard isTakenBack else { return }
    for act in [AnyAct(Undo()), AnyAct(Redo())] { try await cyd.done(act) }
  }

  private mutating func speak() async throws {
    let (word, isCormorant) = (hidden.word, hidden.isNoting)
    let vote: CastVote.Choice = any([isCormorant ? .for : .against, isCormorant ? .against : .for, .nothing])
    let act: AnyAct = any([
      .vote(.init(id: any(["x1", "d1"]), vote: vote, reason: word)),
      .stance(isCormorant ? .agree : .disagree, on: any(["c1", "c2"]), reason: word),
      .annotate(.init(target: any(["c1", "x1"]), body: "\(word), @bel", tags: [word])),
      .argue(.init(id: "d1", side: isCormorant ? .for : .against, body: word)),
    ])
    let answer = try await cyd.send(act)
    statuses.append("\(answer.status) cyd")
    // Who votes again as before does nothing new.
    let position = answer.text.firstMatch(of: #/"position":([0-9]+)/#).flatMap { Int64($0.1) } ?? 0
    if answer.status == 200, position > latest { (blind, onTop, latest) = (blind + 1, 0, position) }
  }

  /// Takes back the last thing that cyd did in the paper, with the notes since; and does it again, or not.
  private mutating func undo() async throws {
    let isRedone = Bool.random(using: &random)
    for _ in 0..<onTop { try await cyd.done(AnyAct(Undo())) }
    onTop = 0
    let status = try await cyd.send(AnyAct(Undo())).status
    statuses.append("\(status) cyd undoes")
    guard status == 200 else { return }
    undone += 1
    if isRedone { statuses.append("\(try await cyd.send(AnyAct(Redo())).status) cyd redoes") }
  }
}
