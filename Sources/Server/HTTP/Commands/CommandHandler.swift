internal import NIOCore
internal import NIOHTTP1

/// Takes commands out of what comes over one connection, and answers them on the connection's own event loop; all
/// other requests go on to the router.
///
/// Commands are the most frequent requests, and people wait for them. Through Hummingbird's router each cost three times as
/// much. The ``RequestGate`` before it lets one request through at a time.
final class CommandHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let service: CommandService
  private let executor: LoopExecutor?
  private let watch: DatabaseWatch
  /// The command that is being read.
  private var call: CommandCall?
  /// How many commands came, and which of them is owed an answer.
  private var count = 0
  private var owed: Int?

  init(_ service: CommandService, watch: DatabaseWatch, executor: LoopExecutor?) {
    self.service = service
    self.watch = watch
    self.executor = executor
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      call = CommandCall(head)
      // A context on a stream of HTTP/2 has no address of its own: to ask it for one ends the process.
      call?.address =
        head.headers.first(name: RequestOrigin.field) ?? context.channel.remoteAddress?.ipAddress
      if call == nil { context.fireChannelRead(data) }
    case .body(let bytes):
      if call == nil { context.fireChannelRead(data) } else { call?.add(bytes) }
    case .end:
      guard let call else { return context.fireChannelRead(data) }
      self.call = nil
      answer(call, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // The rest of it does not come, and the other side has been told so.
    if call == nil { context.fireErrorCaught(error) } else { call = nil }
  }

  private func answer(_ call: CommandCall, _ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let (service, watch, loop) = (service, watch, context.eventLoop)
    count += 1
    let number = count
    owed = number
    let id = watch.enter {
      loop.execute {
        let (handler, context) = bound.value
        handler.send(CommandReply(DatabaseWatch.silence(isWrite: true)), to: number, context)
      }
    }
    Task.immediate(executorPreference: executor) {
      let reply = await service.reply(to: call)
      watch.leave(id)
      let (handler, context) = bound.value
      handler.send(reply, to: number, context)
    }
  }

  private func send(_ reply: CommandReply, to number: Int, _ context: ChannelHandlerContext) {
    // Whoever was told that the database does not answer may have asked for something else since.
    guard context.channel.isActive, owed == number else { return }
    owed = nil
    var head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status),
      headers: reply.headers)
    head.headers.add(name: "Date", value: HTTPDate.now)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(reply.body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
