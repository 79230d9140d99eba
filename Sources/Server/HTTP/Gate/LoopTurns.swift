internal import DequeModule
internal import NIOCore

/// Gives the connections of one event loop turns, where they have more to do than the loop should do at a stretch.
///
/// A loop runs whatever is due, and what that leads to, before it looks again who else has sent something. So only a few
/// connections have their turn at a time, and before the next ones the loop serves those who ask for little.
final class LoopTurns {
  private let loop: any EventLoop
  private var waiting: Deque<RequestGate> = []
  private var isScheduled = false

  init(_ loop: any EventLoop) { self.loop = loop }

  /// Has a connection wait for its next turn.
  func add(_ gate: RequestGate) {
    waiting.append(gate)
    schedule()
  }

  private func schedule() {
    if isScheduled || waiting.isEmpty { return }
    isScheduled = true
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleTask(in: Self.pause) { bound.value.run() }
  }

  private func run() {
    isScheduled = false
    // Who is not done is added again, behind the others.
    for gate in waiting.prefix(Self.most) {
      waiting.removeFirst()
      gate.takeTurn()
    }
    schedule()
  }

  /// How many have their turn at a time. With the requests of each, that takes a millisecond or two.
  private static let most = 4
  /// Not nothing: then it would be due at once.
  private static let pause = TimeAmount.milliseconds(1)
}

extension RequestGate {
  /// How many requests are begun in one turn.
  private static var turn: Int { 4 }

  /// Whether another request may be begun before others have their turn.
  func mayBegin() -> Bool {
    if isWaitingForTurn { return false }
    guard let turns, begun >= Self.turn else {
      begun += 1
      return true
    }
    isWaitingForTurn = true
    turns.add(self)
    return false
  }

  /// Goes on with what was held.
  func takeTurn() {
    (isWaitingForTurn, begun) = (false, 0)
    if let context, context.channel.isActive { release(context) }
  }
}
