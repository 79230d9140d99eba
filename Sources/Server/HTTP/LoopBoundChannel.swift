internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTP2
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// Connections of HTTP/1.1, and streams of HTTP/2, each served on its own event loop: commands where they are read, all else by the router.
struct LoopBoundChannel: ServerChildChannel {
  private let base: HTTP1Channel
  private let commands: CommandService
  private let recorder: @Sendable (Bool) -> RequestRecorder
  /// One for each loop, so that connections of one loop share it.
  private let executors: [ObjectIdentifier: LoopExecutor]

  /// - Parameters:
  ///   - base: serves what is not a command.
  ///   - recorder: makes what counts the requests of a connection, or of a stream of HTTP/2, which is none.
  init(
    _ base: HTTP1Channel, commands: CommandService, loops: any EventLoopGroup,
    recorder: @escaping @Sendable (Bool) -> RequestRecorder
  ) {
    self.recorder = recorder
    self.base = base
    self.commands = commands
    executors = Dictionary(
      uniqueKeysWithValues: loops.makeIterator().map { (ObjectIdentifier($0), LoopExecutor($0)) })
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let bounds = base.configuration.httpDecoder
      var limits = NIOHTTPDecoderLimitConfiguration()
      limits.maxHeaderFieldSize = bounds.maxHeaderFieldSize
      limits.maxHeaderListSize = bounds.maxHeaderListSize
      limits.maxHeaderFieldCount = bounds.maxHeaderFieldCount
      // As Hummingbird's own channel has it; but commands are taken out before anything is translated for the router.
      try pipeline.configureHTTPServerPipeline(
        withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
        withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
      return try serve(channel, isHalfClosable: true, logger)
    }
  }

  /// One request of HTTP/2, which is served as if it came over a connection of its own.
  func setUp(stream: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    stream.eventLoop.makeCompletedFuture {
      try stream.pipeline.syncOperations.addHandler(HTTP2FramePayloadToHTTP1ServerCodec())
      return try serve(stream, isHalfClosable: false, logger)
    }
  }

  private func serve(
    _ channel: any Channel, isHalfClosable: Bool, _ logger: Logger
  ) throws -> HTTP1Channel.Value {
    try channel.pipeline.syncOperations.addHandler(recorder(isHalfClosable))
    try channel.pipeline.syncOperations.addHandlers(
      CommandHandler(commands, executor: executors[ObjectIdentifier(channel.eventLoop)]),
      HTTP1ToHTTPServerCodec(secure: false), HTTPConnectionStateHandler(logger: logger))
    return try HTTP1Channel.Value(
      wrappingChannelSynchronously: channel,
      configuration: .init(isOutboundHalfClosureEnabled: isHalfClosable))
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await withTaskExecutorPreference(executors[ObjectIdentifier(value.channel.eventLoop)]) {
      await base.handle(value: value, logger: logger)
    }
  }
}
