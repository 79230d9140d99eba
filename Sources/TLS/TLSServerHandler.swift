internal import NIOCore
internal import NIOTLS

/// Speaks TLS with a client over a connection: what is behind it in the pipeline reads and writes plain bytes.
///
/// When the handshake is done it says so by NIO's own `TLSUserEvent.handshakeCompleted`.
final class TLSServerHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum State {
    case handshake
    case established
    case ended
  }

  private let engine: TLSEngine
  private let patience: TimeAmount
  private var state = State.handshake
  private var timeout: Scheduled<Void>?
  /// What is to be sent, up to the last flush and behind it.
  private var waiting = MarkedCircularBuffer<(ByteBuffer, EventLoopPromise<Void>?)>(initialCapacity: 8)

  /// - Parameter patience: how long a client may take for its handshake.
  init(_ context: TLSContext, patience: TimeAmount) throws(TLSError) {
    engine = try TLSEngine(context)
    self.patience = patience
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timeout = context.eventLoop.scheduleTask(in: patience) {
      let (handler, context) = bound.value
      if case .handshake = handler.state { handler.fail(.handshakeTimeout, context) }
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { forget(ChannelError.ioOnClosedChannel) }

  func channelInactive(context: ChannelHandlerContext) {
    state = .ended
    forget(ChannelError.ioOnClosedChannel)
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .ended = state { return }
    unwrapInboundIn(data).withUnsafeReadableBytes { engine.receive($0) }
    do throws(TLSError) {
      if case .handshake = state { try shakeHands(context) }
      if case .established = state { try passOn(context) }
    } catch {
      return fail(error, context)
    }
    if let output = engine.takeOutput(context.channel.allocator) {
      context.writeAndFlush(wrapOutboundOut(output), promise: nil)
    }
  }

  private func shakeHands(_ context: ChannelHandlerContext) throws(TLSError) {
    guard try engine.shakeHands() else { return }
    state = .established
    timeout?.cancel()
    // The client waits for the end of our side, before anything else.
    if let output = engine.takeOutput(context.channel.allocator) {
      context.writeAndFlush(wrapOutboundOut(output), promise: nil)
    }
    context.fireUserInboundEventTriggered(
      TLSUserEvent.handshakeCompleted(negotiatedProtocol: engine.negotiatedProtocol))
    flush(context: context)
  }

  /// Hands on what was sent to us.
  private func passOn(_ context: ChannelHandlerContext) throws(TLSError) {
    // As much as one record may hold (RFC 8446, 5.1).
    let record = 1 << 14
    while case .established = state {
      var buffer = context.channel.allocator.buffer(capacity: record)
      var reading = TLSEngine.Reading.waiting
      var failure: TLSError?
      buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: record) { bytes in
        do throws(TLSError) {
          reading = try engine.read(into: bytes)
        } catch {
          failure = error
        }
        if case .bytes(let count) = reading { return count }
        return 0
      }
      if let failure { throw failure }
      switch reading {
      case .bytes: context.fireChannelRead(wrapInboundOut(buffer))
      case .waiting: return
      case .ended:
        // It still reads; what it asked for is answered.
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        return
      }
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .ended = state {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    waiting.append((unwrapOutboundIn(data), promise))
  }

  func flush(context: ChannelHandlerContext) {
    waiting.mark()
    guard case .established = state else { return }
    var promises: [EventLoopPromise<Void>] = []
    do throws(TLSError) {
      while waiting.hasMark, let (bytes, promise) = waiting.popFirst() {
        if let promise { promises.append(promise) }
        var failure: TLSError?
        bytes.withUnsafeReadableBytes { bytes in
          do throws(TLSError) { try engine.write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
      }
    } catch {
      for promise in promises { promise.fail(error) }
      return fail(error, context)
    }
    guard let output = engine.takeOutput(context.channel.allocator) else {
      for promise in promises { promise.succeed() }
      return
    }
    guard !promises.isEmpty else { return context.writeAndFlush(wrapOutboundOut(output), promise: nil) }
    let sent = context.eventLoop.makePromise(of: Void.self)
    for promise in promises { sent.futureResult.cascade(to: promise) }
    context.writeAndFlush(wrapOutboundOut(output), promise: sent)
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if mode != .input, case .established = state {
      flush(context: context)
      engine.end()
      state = .ended
      if let output = engine.takeOutput(context.channel.allocator) {
        context.writeAndFlush(wrapOutboundOut(output), promise: nil)
      }
    }
    context.close(mode: mode, promise: promise)
  }

  /// Tells both sides, and ends the connection.
  private func fail(_ error: TLSError, _ context: ChannelHandlerContext) {
    let isPlain = error == .plainHTTP
    state = .ended
    forget(error)
    let output =
      isPlain
      ? context.channel.allocator.buffer(string: Self.answerToPlain)
      : engine.takeOutput(context.channel.allocator)
    if let output { context.writeAndFlush(wrapOutboundOut(output), promise: nil) }
    context.fireErrorCaught(error)
    context.close(promise: nil)
  }

  private func forget(_ error: any Error) {
    timeout?.cancel()
    while let (_, promise) = waiting.popFirst() { promise?.fail(error) }
  }

  private static let answerToPlain = """
    HTTP/1.1 400 Bad Request\r
    Connection: close\r
    Content-Type: text/plain; charset=utf-8\r
    Content-Length: 46\r
    \r
    This port speaks HTTPS: ask with https:// here
    """
}
