internal import NIOCore
internal import Protocol

/// For what a connection waits, and how long yet.
struct Patience {
  enum Reason {
    /// The beginning of a request.
    case request
    /// The rest of its head.
    case head
    case body
    /// That the other side takes what was sent.
    case taking
    /// That it closes.
    case closing
  }

  private(set) var reason: Reason?
  fileprivate private(set) var due = NIODeadline.distantFuture
  fileprivate var timer: Scheduled<Void>?
  /// When it fires.
  fileprivate var timerEnd = NIODeadline.distantFuture
  /// How many mebibytes of the present body its time counts.
  fileprivate var mebibytes = 1

  /// How much of an answer waited when it was looked last.
  fileprivate var untakenBytes = Int.max

  fileprivate mutating func begin(_ reason: Reason, for time: Duration) {
    self.reason = reason
    mebibytes = 1
    untakenBytes = .max
    due = .now() + TimeAmount(time)
  }

  fileprivate mutating func extend(by time: Duration) {
    mebibytes += 1
    due = due + TimeAmount(time)
  }

  /// Waits for nothing more on this connection.
  mutating func stop() {
    end()
    timer?.cancel()
    timer = nil
  }

  /// Waits for nothing. The timer may fire once more, which does no harm.
  mutating func end() {
    reason = nil
    due = .distantFuture
  }
}

extension RequestGate {
  func wait(for reason: Patience.Reason, _ context: ChannelHandlerContext) {
    let limits = rules.limits
    let time =
      switch reason {
      case .request: limits.idleTime
      case .head: limits.headerTime
      case .body: limits.bodyTime
      case .taking: limits.stallTime
      case .closing: limits.lingerTime
      }
    patience.begin(reason, for: time)
    schedule(context)
  }

  /// The first bytes of a head have come.
  func noteBytes() {
    if patience.reason == .request, let context { wait(for: .head, context) }
  }

  /// Each mebibyte of a body has its time: long ones may be sent slowly, and none forever.
  func extendBodyTime(_ context: ChannelHandlerContext) {
    while patience.reason == .body, let received = exchange?.received, received >> 20 >= patience.mebibytes {
      patience.extend(by: rules.limits.bodyTime)
    }
  }

  /// Sets the timer. One that fires earlier looks how long there is yet.
  private func schedule(_ context: ChannelHandlerContext) {
    if let timer = patience.timer {
      // Only a shorter wait needs another.
      if patience.timerEnd <= patience.due { return }
      timer.cancel()
    }
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    patience.timerEnd = patience.due
    patience.timer = context.eventLoop.scheduleTask(deadline: patience.due) {
      bound.value.timerFired()
    }
  }

  private func timerFired() {
    patience.timer = nil
    guard let reason = patience.reason, let context, context.channel.isActive else { return }
    if patience.due > .now() { return schedule(context) }
    // Whoever takes a long answer slowly takes it.
    let untakenBytes = context.channel.untakenBytes
    if untakenBytes > 0, untakenBytes < patience.untakenBytes, reason == .request || reason == .taking {
      wait(for: reason, context)
      patience.untakenBytes = untakenBytes
      return
    }
    patience.end()
    rules.reached.note(reason.bound)
    switch reason {
    case .request, .taking, .closing: context.close(promise: nil)
    case .head, .body: breakOff(Self.tooSlow, context)
    }
  }

  private static let tooSlow = Problem(
    .timedOut, "The rest of the request did not come in time. Nothing was done; send it again.")
}

extension Patience.Reason {
  /// The bound that is reached when it has taken too long.
  fileprivate var bound: ReachedBounds.Bound {
    switch self {
    case .request: .idleTime
    case .head: .headerTime
    case .body: .bodyTime
    case .taking: .stallTime
    case .closing: .lingerTime
    }
  }
}

extension Channel {
  /// How many bytes were written that the other side has not taken yet; 0 where that cannot be told.
  fileprivate var untakenBytes: Int {
    guard let options = syncOptions else { return 0 }
    do { return try options.getOption(.bufferedWritableBytes) } catch { return 0 }
  }
}

/// Tells a connection's gate when bytes come, for it sees only what can be read of them.
final class ByteWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let gate: RequestGate

  init(_ gate: RequestGate) { self.gate = gate }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    gate.noteBytes()
    context.fireChannelRead(data)
  }
}
