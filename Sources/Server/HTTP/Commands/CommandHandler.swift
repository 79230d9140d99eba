internal import DequeModule
internal import NIOCore
internal import NIOHTTP1

/// Takes commands out of what comes over one connection, and answers them on the connection's own event loop; all
/// other requests go on to the router.
///
/// Commands are the most frequent requests, and people wait for them. Through Hummingbird's router each cost three times as
/// much.
///
/// Answers leave in the order of the requests: while a command is unanswered, or the router still owes an earlier answer,
/// everything later on the connection waits in `held`.
final class CommandHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private enum State {
    /// Parts go on to the router.
    case passing
    /// A command is being read.
    case reading(CommandCall)
    /// A command is being answered.
    case answering
    /// The client reads too slowly: wait until the socket is writable.
    case draining
    /// The connection ends with what was sent last; what still comes is for nobody.
    case closing
  }

  private enum Held {
    case part(HTTPServerRequestPart)
    case event(Any)
    case error(any Error)
  }

  private let service: CommandService
  private let executor: LoopExecutor?
  private var state = State.passing
  /// How many answers the router owes.
  private var owed = 0
  private var held: Deque<Held> = []
  /// Whether more was asked for while there was enough to do.
  private var isReadHeld = false
  private var isReleasing = false
  /// That the server stops, until a command has its answer.
  private var quiesce: Any?
  /// Whether no command is taken any more: the router ends the connection with an answer that it owes.
  private var isEnding = false

  init(_ service: CommandService, executor: LoopExecutor?) {
    self.service = service
    self.executor = executor
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    if held.isEmpty, take(part, context) { return }
    held.append(.part(part))
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent {
      switch state {
      case .passing, .closing: stop(event, context)
      case .reading, .answering, .draining: quiesce = event
      }
    } else if isBusy || !held.isEmpty {
      // That the other side has no more to say ends a connection that no command keeps busy.
      held.append(.event(event))
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  /// Lets the connection end when the router has answered what it has.
  private func stop(_ quiesce: Any, _ context: ChannelHandlerContext) {
    isEnding = true
    held.removeAll()
    context.fireUserInboundEventTriggered(quiesce)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if isBusy || !held.isEmpty { held.append(.error(error)) } else { context.fireErrorCaught(error) }
  }

  func read(context: ChannelHandlerContext) {
    if held.isEmpty { context.read() } else { isReadHeld = true }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if case .draining = state { goOn(context) }
    context.fireChannelWritabilityChanged()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { owed -= 1 }
    context.write(data, promise: promise)
    if owed == 0, !held.isEmpty { release(context) }
  }

  /// Does with a part what is to be done with it; tells whether that could be now.
  private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) -> Bool {
    switch (state, part) {
    case (.answering, _), (.draining, _):
      return false
    case (.closing, _):
      break
    case (.passing, .head(let head)):
      guard var call = CommandCall(head) else {
        owed += 1
        // By what the router itself goes.
        if head.headers["Connection"] == ["close"] { isEnding = true }
        context.fireChannelRead(wrapInboundOut(part))
        return true
      }
      // Nothing that could not be answered is carried out.
      if isEnding {
        state = .closing
        return true
      }
      guard owed == 0 else { return false }
      call.address = context.channel.remoteAddress?.ipAddress
      state = .reading(call)
    case (.passing, _):
      context.fireChannelRead(wrapInboundOut(part))
    case (.reading(var call), .body(let bytes)):
      state = .passing
      call.add(bytes)
      state = .reading(call)
    case (.reading(let call), _):
      state = .answering
      answer(call, context)
    }
    return true
  }

  private func answer(_ call: CommandCall, _ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let service = service
    Task.immediate(executorPreference: executor) {
      let reply = await service.reply(to: call)
      let (handler, context) = bound.value
      handler.send(reply, keepsAlive: call.isKeptAlive, context)
    }
  }

  private func send(_ reply: CommandReply, keepsAlive: Bool, _ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    var head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: reply.headers)
    head.headers.add(name: "Date", value: HTTPDate.now)
    if !keepsAlive { head.headers.add(name: "Connection", value: "close") }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(reply.body))), promise: nil)
    guard keepsAlive, quiesce == nil else { return sendLast(keepsAlive: keepsAlive, context) }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    goOn(context)
  }

  /// Ends an answer, and the connection once all has left that was written to it.
  private func sendLast(keepsAlive: Bool, _ context: ChannelHandlerContext) {
    state = .closing
    held.removeAll()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.whenComplete { _ in
      let (handler, context) = bound.value
      // The other side closes when it has read to the end; not so when the server stops.
      if let quiesce = handler.quiesce { return handler.stop(quiesce, context) }
      context.close(mode: .output, promise: nil)
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
    // Whoever closes meanwhile is heard.
    if isReadHeld {
      isReadHeld = false
      context.read()
    }
  }

  /// Who takes no answers is asked nothing more: what waits to be sent does not grow.
  private func goOn(_ context: ChannelHandlerContext) {
    state = context.channel.isWritable ? .passing : .draining
    if isBusy { return }
    if let quiesce { return stop(quiesce, context) }
    if !held.isEmpty { release(context) }
  }

  private var isBusy: Bool {
    switch state {
    case .passing, .reading, .closing: false
    case .answering, .draining: true
    }
  }

  /// Goes on with what was held, up to what must wait again.
  private func release(_ context: ChannelHandlerContext) {
    // An answer that takes no time is sent from within.
    if isReleasing { return }
    isReleasing = true
    defer {
      isReleasing = false
      context.fireChannelReadComplete()
      if isReadHeld, held.isEmpty {
        isReadHeld = false
        context.read()
      }
    }
    while let next = held.first {
      switch next {
      case .part(let part):
        guard take(part, context) else { return }
      case .event(let event):
        if isBusy { return }
        context.fireUserInboundEventTriggered(event)
      case .error(let error):
        if isBusy { return }
        context.fireErrorCaught(error)
      }
      held.removeFirst()
    }
  }
}
