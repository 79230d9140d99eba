import ActSupport
import Acts
import CanonicalJSON
import FoundationEssentials
import Glibc
import Protocol
import Scholarship

@testable import recension_bench

/// A scholar who does what comes into their head, one thing after another, and does not let go of one before its
/// fate is known. Runs on a thread of its own.
struct Writer {
  let number: Int
  let scholar: Group.Scholar
  /// The first is the hot one: half of everything happens there.
  let papers: [String]
  let stage: Stage
  var generator: SplitMix64
  private var connection: KeepAliveConnection?
  private var sent = 0

  init(number: Int, scholar: Group.Scholar, papers: [String], stage: Stage, seed: UInt64) {
    self.number = number
    self.scholar = scholar
    self.papers = papers
    self.stage = stage
    generator = SplitMix64(seed: seed &+ UInt64(number) &* 1_000_003)
  }

  mutating func run() {
    while !stage.isOver {
      sent += 1
      var operation = Operation(
        key: "writer-\(number)-\(sent)", paper: pick([papers[0], pick(papers)]), person: scholar.handle,
        commands: [])
      operation.commands = commands(in: operation.paper)
      settle(&operation)
      // Now and then what was acknowledged is sent again, as by a client that missed the answer.
      if case .ok? = operation.attempts.last?.outcome, chance(1, in: 20) { settle(&operation) }
      stage.finish(operation)
    }
  }

  /// Sends it until its fate is known, at most for `patience`.
  private mutating func settle(_ operation: inout Operation) {
    let bytes =
      operation.commands.count == 1 ? Group.json(operation.commands[0]) : Group.json(operation.commands)
    let end = ContinuousClock.now + Self.patience
    while ContinuousClock.now < end, !stage.isAbandoned {
      guard let attempt = attempt(operation, bytes) else {
        // Nobody listens: the server is down, and nothing was sent.
        usleep(10_000)
        continue
      }
      operation.attempts.append(attempt)
      stage.take(attempt.outcome, in: operation.paper)
      if operation.isSettled { return }
      usleep(5_000)
    }
  }

  /// Sends it once; `nil` where no connection was to be had.
  private mutating func attempt(_ operation: Operation, _ body: [UInt8]) -> Operation.Attempt? {
    let address = stage.address
    do {
      if connection == nil { connection = try KeepAliveConnection(address) }
    } catch {
      return nil
    }
    guard let connection else { return nil }
    let request = HTTPRequest(
      method: "POST", path: "/papers/\(operation.paper)/commands", address: address, token: scholar.token,
      fields: [("Idempotency-Key", operation.key), ("Content-Type", "application/json")], body: body)
    let invoked = stage.now
    let outcome: Operation.Outcome
    do {
      outcome = Self.outcome(
        try connection.exchange(request.bytes, patience: .seconds(20)),
        isFirst: operation.attempts.isEmpty)
    } catch {
      self.connection = nil
      outcome = .unknown
    }
    return .init(invoked: invoked, ended: stage.now, outcome: outcome)
  }

  /// What an answer says. That nothing was done is taken at its word, but only of the first sending: of a later
  /// one it says nothing about those before it.
  private static func outcome(_ response: KeepAliveConnection.Response, isFirst: Bool) -> Operation.Outcome {
    do {
      if response.status == 200 {
        let receipt = try Receipt(json: JSON.parsed(Array(response.body)))
        return .ok(position: receipt.position, ids: receipt.ids)
      }
      let problem = try Problem(json: JSON.parsed(Array(response.body)))
      let isBusy = [409, 503].contains(response.status)
      if isBusy, !isFirst || !problem.detail.contains("Nothing was done") { return .unknown }
      return .fail(status: response.status, detail: problem.detail)
    } catch {
      return .fail(status: response.status, detail: "not an answer of ours: \(response.text)")
    }
  }

  private mutating func commands(in paper: String) -> [AnyAct] {
    let text = "Remark \(sent) of \(scholar.handle)."
    let address = "p\(Int.random(in: 2...30, using: &generator)).\(Int.random(in: 1...4, using: &generator))"
    let (place, topic) = (Place.address(address), Topic.typed(address))
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<6: return [.annotate(.init(target: topic, body: text))]
    case 6..<8: return [.claim(.init(address: place, statement: text))]
    case 8..<11:
      let stance = pick(Stance.allCases)
      return [.stance(stance, on: id("c", in: paper), reason: stance == .qualify ? text : nil)]
    case 11..<13:
      return [
        .correct(
          .init(address: place, new: "Words \(Int.random(in: 0..<50, using: &generator)).", reason: text))
      ]
    case 13..<16:
      return [.vote(.init(id: id("x", in: paper), vote: pick([.for, .against, .abstain])))]
    case 16..<18: return [.reply(.init(id: id("a", in: paper), body: text))]
    case 18: return [.withdraw(.init(id: id(pick(["c", "a", "x"]), in: paper)))]
    default:
      return [.annotate(.init(target: topic, body: text)), .claim(.init(address: place, statement: text))]
    }
  }

  /// One of the things that are known, now and then one that may not be there.
  private mutating func id(_ kind: Character, in paper: String) -> EntityID {
    let count = stage.count(kind, in: paper)
    return EntityID(
      EntityKind(rawValue: String(kind))!, Int.random(in: max(1, count - 20)...count + 1, using: &generator))
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }

  private mutating func chance(_ share: Int, in all: Int) -> Bool {
    Int.random(in: 0..<all, using: &generator) < share
  }

  private static let patience = Duration.seconds(120)
}
