internal import CanonicalJSON
internal import NIOCore
internal import NIOHTTP1
internal import Protocol

/// What leaves on a connection.
extension RequestGate {
  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if isSealed {
      promise?.succeed()
      return
    }
    switch unwrapOutboundIn(data) {
    case .head(var head):
      if head.status.code >= 200 {
        beginAnswer(&head)
        noteIdentity(head, context)
      }
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .body:
      if exchange?.isHead == true { promise?.succeed() } else { context.write(data, promise: promise) }
    case .end:
      endAnswer(data, promise, context)
    }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    // How a connection ends that had its last answer is settled here.
    if mode == .output, phase == .closing {
      promise?.succeed()
    } else {
      context.close(mode: mode, promise: promise)
    }
  }

  /// Whoever is answered what takes a credential has shown one that is good.
  private func noteIdentity(_ head: HTTPResponseHead, _ context: ChannelHandlerContext) {
    guard !isIdentified, head.status.code < 400, exchange?.authorization != nil,
      exchange?.endpoint?.access == .members
    else { return }
    isIdentified = true
    rules.connections.know(context.channel)
  }

  private func beginAnswer(_ head: inout HTTPResponseHead) {
    guard var exchange else { return }
    exchange.isAnswerBegun = true
    exchange.status = head.status.code
    exchange.isLast =
      exchange.isLast || phase != .open || exchange.mustEnd(dropping: rules.limits.dropped)
      || exchange.endsWithConnection(head)
    exchange.frame(&head)
    self.exchange = exchange
  }

  private func endAnswer(_ end: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext)
  {
    guard var exchange else { return context.write(end, promise: promise) }
    exchange.isAnswerOver = true
    self.exchange = exchange
    giveBack()
    if let credential = exchange.authorization, exchange.endpoint?.access == .members {
      rules.rates.note(
        credential: credential, isGood: exchange.status != Authentication.status,
        address: exchange.origin ?? Self.here)
    }
    untaken = context.channel.isWritable ? 0 : untaken + 1
    guard exchange.isLast || phase != .open else {
      context.write(end, promise: promise)
      if exchange.isRequestOver { goOn(context) }
      return
    }
    sendLast(end, promise, context)
  }

  /// Ends an answer, and the connection once all has left that was written to it.
  private func sendLast(_ end: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
    phase = .closing
    dropHeld()
    wait(for: .taking, context)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let isStream = exchange?.isStream == true
    let sent = promise ?? context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.whenComplete { _ in
      let (gate, context) = bound.value
      // The other side closes when it has read to the end; not so when the server stops.
      if gate.isStopping { return context.close(promise: nil) }
      // A stream has ended with its answer.
      if !isStream { context.close(mode: .output, promise: nil) }
      gate.wait(for: .closing, context)
    }
    context.writeAndFlush(end, promise: sent)
    // Whoever closes meanwhile is heard.
    context.read()
  }

  /// Answers the present request with a problem; nobody else hears of it.
  func refuse(_ problem: Problem, fields: [(String, String)] = [], _ context: ChannelHandlerContext) {
    exchange?.isRefused = true
    let body = JSON.text(of: problem)
    var head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: problem.status))
    head.headers.add(name: "Content-Type", value: ProblemDocument.mediaType)
    head.headers.add(name: "Content-Length", value: "\(body.count)")
    for (name, value) in ProblemDocument.fields(of: problem).map({ ($0.name, $0.value) }) + fields {
      head.headers.replaceOrAdd(name: name, value: value)
    }
    head.headers.add(name: "Date", value: HTTPDate.now)
    beginAnswer(&head)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if exchange?.isHead != true {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
    }
    // What is left of its body has its own time.
    if exchange?.isRequestOver == false, exchange?.hasBody == true { wait(for: .body, context) }
    endAnswer(wrapOutboundOut(.end(nil)), nil, context)
    context.flush()
  }

  /// Ends a connection on which nothing more can be understood, or is waited for, with a last answer where that is owed.
  func breakOff(_ error: any Error, _ context: ChannelHandlerContext) {
    let isTaken = exchange.map { !$0.isRefused } ?? false
    if exchange == nil { exchange = Exchange() }
    exchange?.isLast = true
    if exchange?.isAnswerBegun == true {
      phase = .closing
      dropHeld()
      context.close(promise: nil)
    } else {
      if error as? HTTPParserError == .headerOverflow { rules.reached.note(.headerBytes) }
      refuse(Self.problem(error), context)
      isSealed = true
    }
    // Whoever waits for the rest of it waits in vain.
    if isTaken { context.fireErrorCaught(error) }
  }

  private static func problem(_ error: any Error) -> Problem {
    if let problem = error as? Problem { return problem }
    let parserError = error as? HTTPParserError
    if parserError == .invalidVersion {
      return Problem(.malformed, "The server speaks HTTP/1.1.", status: 505)
    }
    if parserError == .headerOverflow {
      return RequestRules.headTooLarge
    }
    return ProblemDocument.unreadable
  }
}
