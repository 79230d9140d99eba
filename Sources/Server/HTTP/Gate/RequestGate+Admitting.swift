internal import NIOCore
internal import NIOHTTP1
internal import Protocol

/// What is done for a request before others hear of it.
extension RequestGate {
  func begin(_ original: HTTPRequestHead, _ context: ChannelHandlerContext) {
    var head = original
    var exchange = Exchange(head)
    patience.end()
    guard let target = RequestTarget.normalized(head.uri) else {
      self.exchange = exchange
      return refuse(Self.wrongTarget, context)
    }
    head.uri = target
    exchange.endpoint = rules.endpoint(for: head)
    exchange.origin = noteOrigin(of: &head, context)
    self.exchange = exchange
    if let problem = rules.malformation(of: head) { return refuse(problem, context) }
    if let delay = rules.rates.delay(
      credential: exchange.authorization, address: exchange.origin ?? Self.here)
    {
      return refuse(Self.tooOften(delay), fields: [("Retry-After", "\(delay)")], context)
    }
    // Whoever is not known is told so before anything that they send is kept.
    if exchange.hasBody, exchange.endpoint?.access == .members {
      identify(head, context)
    } else {
      admit(head, context)
    }
  }

  private func identify(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    exchange?.isPaused = true
    lookups += 1
    let lookup = lookups
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let (watch, loop) = (rules.watch, context.eventLoop)
    let id = watch.enter {
      loop.execute {
        let (gate, context) = bound.value
        gate.identified(head, DatabaseWatch.silence(isWrite: false), lookup, context)
      }
    }
    let (identities, authorization) = (rules.identities, exchange?.authorization)
    let origin = exchange?.origin
    Task.immediate(executorPreference: executor) {
      let refusal: Problem?
      do throws(Problem) {
        let identity = try await identities.identity(authorization: authorization, from: origin)
        refusal = identity == nil ? Authentication.refusal(of: authorization) : nil
      } catch {
        refusal = error
      }
      watch.leave(id)
      let (gate, context) = bound.value
      gate.identified(head, refusal, lookup, context)
    }
  }

  private func identified(
    _ head: HTTPRequestHead, _ refusal: Problem?, _ lookup: Int, _ context: ChannelHandlerContext
  ) {
    // Whoever was told that the database does not answer may have asked for something else since.
    guard context.channel.isActive, exchange?.isPaused == true, lookup == lookups else { return }
    exchange?.isPaused = false
    if let refusal { refuse(refusal, context) } else { admit(head, context) }
    release(context)
  }

  private func admit(_ original: HTTPRequestHead, _ context: ChannelHandlerContext) {
    var head = original
    if let exchange, exchange.hasBody {
      if let endpoint = exchange.endpoint, let problem = rules.refusal(of: head, at: endpoint) {
        return refuse(problem, context)
      }
      if exchange.endpoint != nil, let length = exchange.length, !budget(length) {
        return refuse(Self.crowded, context)
      }
      if exchange.isBodyWithheld {
        self.exchange?.isBodyWithheld = false
        context.writeAndFlush(
          wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
      }
      wait(for: .body, context)
    }
    // Both are settled here.
    head.headers.remove(name: "Expect")
    head.headers.remove(name: "Connection")
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  /// Takes room for so many bytes more of the present body; tells whether there was any.
  func budget(_ count: Int) -> Bool {
    guard rules.bodies.take(count) else {
      rules.reached.note(.bodies)
      return false
    }
    exchange?.budgeted += count
    return true
  }

  /// Gives back what the present request took.
  func giveBack() {
    guard let taken = exchange?.budgeted, taken > 0 else { return }
    rules.bodies.giveBack(taken)
    exchange?.budgeted = 0
  }

  /// From where a request comes. What a proxy says of it goes along in the head, for all that comes after.
  private func noteOrigin(of head: inout HTTPRequestHead, _ context: ChannelHandlerContext) -> String? {
    head.headers.remove(name: RequestOrigin.field)
    let isProxied = isProxied ?? rules.proxies.include(context.channel)
    self.isProxied = isProxied
    guard isProxied, let origin = rules.proxies.origin(in: head.headers) else {
      return context.channel.remoteAddress?.ipAddress
    }
    head.headers.add(name: RequestOrigin.field, value: origin)
    return origin
  }

  /// Stands for where all come from of whom nothing is known: those who come over the Unix socket.
  static let here = "here"

  private static let wrongTarget = Problem(
    .malformed,
    "The address of the request is none: it holds a “#”, or a character that has to be percent-encoded, or a “%” that two "
      + "hexadecimal digits do not follow.")

  private static func tooOften(_ delay: Int) -> Problem {
    Problem(
      .tooMany,
      "More requests come with this credential, or from this address, than are taken. Nothing was done; try again in "
        + "\(delay == 1 ? "a second" : "\(delay) seconds").")
  }
}
