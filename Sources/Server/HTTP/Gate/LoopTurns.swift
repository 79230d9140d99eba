internal import DequeModule
internal import NIOCore

/// Gives the connections of one event loop turns, where they have more to do than the loop should do at a stretch.
///
/// A loop runs whatever is due, and what that leads to, before it looks again who else has sent something. So only a few
/// connections have their turn at a time, and before the next ones the loop serves those who ask for little.
final class LoopTurns {
  private let loop: any EventLoop
  private var waiting: Deque<RequestGate> = []
  /// Those that have more to send of what is dropped.
  private var dropping: Deque<RequestGate> = []
  private var isScheduled = false

  init(_ loop: any EventLoop) { self.loop = loop }

  /// Has a connection wait for its next turn.
  func add(_ gate: RequestGate) {
    waiting.append(gate)
    schedule()
  }

  /// Has a connection wait for its turn to send more of what nobody wants.
  func addDropping(_ gate: RequestGate) {
    dropping.append(gate)
    schedule()
  }

  private func schedule() {
    if isScheduled || (waiting.isEmpty && dropping.isEmpty) { return }
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
    for gate in dropping.prefix(Self.most) {
      dropping.removeFirst()
      gate.takeTurnToDrop()
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

  /// Whether more may be read now. What is dropped costs work as well, however little comes of it: of a crowd that sends
  /// long bodies in vain, one has its turn after another.
  func mayRead() -> Bool {
    guard let turns, isDropping else { return true }
    if !isWaitingToDrop {
      isWaitingToDrop = true
      turns.addDropping(self)
    }
    return false
  }

  /// Whether what comes next is for nobody.
  private var isDropping: Bool {
    phase == .closing || exchange.map { $0.isRefused && $0.hasBody && !$0.isRequestOver } ?? false
  }

  /// Goes on with what was held.
  func takeTurn() {
    (isWaitingForTurn, begun) = (false, 0)
    if let context, context.channel.isActive { release(context) }
  }
}
