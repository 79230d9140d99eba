internal import NIOCore
internal import NIOHTTP2

/// Ends a connection of HTTP/2 in order: when the server stops, the client is told to begin no more requests, and the
/// connection closes with the last that it has; one without a request for some time is closed, and so is one that breaks the
/// protocol.
final class HTTP2Drain: ChannelInboundHandler {
  typealias InboundIn = HTTP2Frame
  typealias OutboundOut = HTTP2Frame

  let openStreams: OpenStreams
  private let idleTime: TimeAmount
  private let reached: ReachedBounds
  private var isStopping = false
  private var idleTimer: Scheduled<Void>?

  init(_ loop: any EventLoop, idleTime: TimeAmount, reached: ReachedBounds) {
    self.reached = reached
    openStreams = OpenStreams(loop)
    self.idleTime = idleTime
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    openStreams.state.value.changed = {
      let (handler, context) = bound.value
      handler.look(context)
    }
    look(context)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    idleTimer?.cancel()
    openStreams.state.value.changed = nil
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent {
      isStopping = true
      sayGoodbye(context)
      look(context)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  /// Whoever breaks the protocol has been told so; a connection that went on would cost as much again. Streams beyond the bound
  /// are refused one by one, for a client may have asked for them before it heard of it; for too many of them the connection ends.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is NIOHTTP2Errors.MaxStreamsViolation { return }
    context.close(promise: nil)
  }

  private func look(_ context: ChannelHandlerContext) {
    idleTimer?.cancel()
    guard openStreams.state.value.count == 0 else { return }
    if isStopping { return context.close(promise: nil) }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    idleTimer = context.eventLoop.scheduleTask(in: idleTime) {
      let (handler, context) = bound.value
      handler.reached.note(.idleTime)
      handler.sayGoodbye(context)
      context.close(promise: nil)
    }
  }

  /// RFC 9113, 6.8.
  private func sayGoodbye(_ context: ChannelHandlerContext) {
    let frame = HTTP2Frame(
      streamID: .rootStream, payload: .goAway(lastStreamID: .maxID, errorCode: .noError, opaqueData: nil))
    context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
  }

  /// Counts a connection's open streams.
  final class OpenStreams: NIOHTTP2StreamDelegate, Sendable {
    struct State {
      var count = 0
      /// Told each time.
      var changed: (() -> Void)?
    }

    let state: NIOLoopBoundBox<State>

    init(_ loop: any EventLoop) { state = NIOLoopBoundBox(State(), eventLoop: loop) }

    func streamCreated(_ id: HTTP2StreamID, channel: any Channel) {
      state.value.count += 1
      state.value.changed?()
    }

    func streamClosed(_ id: HTTP2StreamID, channel: any Channel) {
      state.value.count -= 1
      state.value.changed?()
    }
  }
}
