internal import DequeModule
internal import NIOCore
internal import NIOHTTP1
internal import Protocol

/// Stands before everything that answers on one connection. It lets requests through one at a time, each when the one
/// before it has its answer; refuses what is no HTTP, is not taken or is too much before anything is done for it; and ends
/// a connection on which somebody keeps others waiting.
///
/// Requests that come meanwhile wait in `held`, and nothing more is read: so a connection holds what one read brought.
final class RequestGate: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private enum Held {
    case part(HTTPServerRequestPart)
    case event(Any)
    case error(any Error)
    /// More waits than may.
    case excess
  }

  enum Phase {
    case open
    /// No further request is taken.
    case ending
    /// The last answer is on its way; what still comes is for nobody.
    case closing
  }

  let rules: RequestRules
  let executor: LoopExecutor?
  /// Those of its loop; `nil` where a connection may go on as long as it has something to do.
  let turns: LoopTurns?
  /// How many requests were begun in its turn, and whether it waits for the next.
  var begun = 0
  var isWaitingForTurn = false
  var exchange: Exchange?
  var phase = Phase.open
  /// Whether what others still answer comes too late: the connection has had its last answer.
  var isSealed = false
  /// Whether the server stops, so that the connection is not left to the other side to close.
  var isStopping = false
  /// How many answers in a row found the connection full.
  var untaken = 0
  var patience = Patience()
  /// How often it was looked up who asks.
  var lookups = 0
  /// Whether whoever is at the other end has shown a good credential.
  var isIdentified = false
  private var held: Deque<Held> = []
  private var heldHeads = 0
  /// Whether more was asked for while there was enough to do.
  private var isReadHeld = false
  /// Whether it waits for its turn to read what is dropped.
  var isWaitingToDrop = false
  private var isReleasing = false
  /// Whether whoever is at the other end is believed that they ask for others; `nil` before that was looked up.
  var isProxied: Bool?
  /// Where it stands on its connection.
  private(set) var context: ChannelHandlerContext?

  init(_ rules: RequestRules, executor: LoopExecutor?, turns: LoopTurns?) {
    self.rules = rules
    self.executor = executor
    self.turns = turns
  }

  // MARK: What comes

  func channelActive(context: ChannelHandlerContext) {
    wait(for: .request, context)
    context.fireChannelActive()
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    if context.channel.isActive { wait(for: .request, context) }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    patience.stop()
    self.context = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    patience.stop()
    giveBack()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    if held.isEmpty, take(part, context) { return }
    if case .excess = held.last { return }
    if case .head = part { heldHeads += 1 }
    held.append(heldHeads > rules.limits.pipelined ? .excess : .part(part))
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if !isWaitingForTurn { begun = 0 }
    context.fireChannelReadComplete()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent {
      isStopping = true
      if exchange == nil || patience.reason == .closing { return context.close(promise: nil) }
      phase = .ending
    } else if held.isEmpty, !mustWait {
      context.fireUserInboundEventTriggered(event)
    } else {
      held.append(.event(event))
    }
  }

  /// Whether whoever has no more to say is owed an answer that only this handler knows of.
  private var mustWait: Bool {
    guard phase != .closing, let exchange else { return false }
    return exchange.isPaused || exchange.endpoint?.isCommand == true
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
    if held.isEmpty, exchange == nil || exchange?.isRequestOver == false, exchange?.isPaused != true {
      breakOff(error, context)
    } else {
      held.append(.error(error))
    }
  }

  func read(context: ChannelHandlerContext) {
    isReadHeld = true
    readOn(context)
  }

  /// Reads what was asked for, unless there is enough to do.
  private func readOn(_ context: ChannelHandlerContext, isTurn: Bool = false) {
    guard isReadHeld, held.isEmpty, exchange?.isPaused != true, isTurn || mayRead() else { return }
    isReadHeld = false
    context.read()
  }

  /// Reads some of what is dropped, where there still is any.
  func takeTurnToDrop() {
    isWaitingToDrop = false
    if let context, context.channel.isActive { readOn(context, isTurn: true) }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      untaken = 0
      if patience.reason == .taking { patience.end() }
      release(context)
    } else if patience.reason == nil {
      wait(for: .taking, context)
    }
    context.fireChannelWritabilityChanged()
  }

  /// Does with a part what is to be done with it; tells whether that could be now.
  private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) -> Bool {
    if phase == .closing { return true }
    switch part {
    case .head(let head):
      // Who takes no answers is asked nothing more: what waits to be sent does not grow.
      guard exchange == nil, untaken < 2, mayBegin() else { return false }
      if phase == .open { begin(head, context) }
    case .body(let bytes):
      if exchange?.isPaused == true { return false }
      take(bytes, context)
    case .end:
      if exchange?.isPaused == true { return false }
      endRequest(part, context)
    }
    return true
  }

  private func take(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
    guard var exchange else { return }
    exchange.received += bytes.readableBytes
    self.exchange = exchange
    if exchange.isRefused || exchange.isAnswerOver {
      self.exchange?.dropped += bytes.readableBytes
      if exchange.dropped + bytes.readableBytes > rules.limits.dropped {
        rules.reached.note(.dropped)
        context.close(promise: nil)
      }
      return
    }
    if exchange.received > exchange.budgeted {
      guard budget(exchange.received - exchange.budgeted) else { return breakOff(Self.crowded, context) }
    }
    extendBodyTime(context)
    context.fireChannelRead(wrapInboundOut(.body(bytes)))
  }

  private func endRequest(_ end: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
    guard let exchange else { return }
    self.exchange?.isRequestOver = true
    patience.end()
    if !exchange.isRefused { context.fireChannelRead(wrapInboundOut(end)) }
    // It may have been answered before it was over, or just now.
    if exchange.isAnswerOver { goOn(context) }
  }

  // MARK: What waited

  /// Goes on with the next request.
  func goOn(_ context: ChannelHandlerContext) {
    exchange = nil
    wait(for: .request, context)
    release(context)
  }

  /// Goes on with what was held, up to what must wait again.
  func release(_ context: ChannelHandlerContext) {
    // An answer that takes no time is sent from within.
    if isReleasing || (held.isEmpty && !isReadHeld) { return }
    isReleasing = true
    defer { isReleasing = false }
    while let next = held.popFirst() {
      if takeHeld(next, context) { continue }
      held.prepend(next)
      break
    }
    context.fireChannelReadComplete()
    readOn(context)
  }

  private func takeHeld(_ next: Held, _ context: ChannelHandlerContext) -> Bool {
    switch next {
    case .part(let part):
      guard take(part, context) else { return false }
      if case .head = part { heldHeads -= 1 }
    case .event(let event):
      if mustWait { return false }
      context.fireUserInboundEventTriggered(event)
    case .error(let error):
      if exchange?.isRequestOver == true || exchange?.isPaused == true { return false }
      breakOff(error, context)
    case .excess:
      if exchange != nil { return false }
      rules.reached.note(.pipelined)
      breakOff(Self.tooManyWaiting, context)
    }
    return true
  }

  /// Drops all that waits.
  func dropHeld() {
    held.removeAll()
    heldHeads = 0
  }

  static let crowded = Problem(
    .busy, "The server has as much sent to it at this moment as it takes. Nothing was done; try again.")
  private static let tooManyWaiting = Problem(
    .busy,
    "More requests wait on this connection than may. This one was not carried out, nor what follows; wait for answers."
  )
}

extension Endpoint {
  /// Whether what it answers to does not come to the router.
  var isCommand: Bool { handler == nil }
}
