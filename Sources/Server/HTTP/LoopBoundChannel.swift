internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// Connections of HTTP/1.1, each served on its own event loop: commands where they are read, all else by the router.
struct LoopBoundChannel: ServerChildChannel {
  private let base: HTTP1Channel
  private let commands: CommandService
  private let rules: RequestRules
  private let connections: Connections
  /// One for each loop, so that connections of one loop share it.
  private let executors: [ObjectIdentifier: LoopExecutor]

  /// - Parameters:
  ///   - base: serves what is not a command.
  ///   - rules: what is let through to either.
  init(
    _ base: HTTP1Channel, commands: CommandService, rules: RequestRules,
    loops: any EventLoopGroup
  ) {
    self.base = base
    self.commands = commands
    self.rules = rules
    connections = Connections(rules.limits.connections)
    executors = Dictionary(
      uniqueKeysWithValues: loops.makeIterator().map { (ObjectIdentifier($0), LoopExecutor($0)) })
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let place = connections.enter(channel)
      if place == .served {
        try addHandlers(to: channel, logger)
      } else {
        try pipeline.addHandler(TurningAway(isTold: place == .turnedAway))
      }
      return try HTTP1Channel.Value(
        wrappingChannelSynchronously: channel,
        configuration: .init(isOutboundHalfClosureEnabled: true))
    }
  }

  private func addHandlers(to channel: any Channel, _ logger: Logger) throws {
    let pipeline = channel.pipeline.syncOperations
    let executor = executors[ObjectIdentifier(channel.eventLoop)]
    let gate = RequestGate(rules, executor: executor)
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = rules.limits.headerBytes
    limits.maxHeaderListSize = rules.limits.headerBytes
    limits.maxHeaderFieldCount = rules.limits.headerFields
    // The gate says where an answer ends: NIO's own framing knows nothing of HEAD, and nothing of the request's version.
    var encoding = HTTPResponseEncoder.Configuration()
    encoding.automaticallySetFramingHeaders = false
    // What one read brings is all that a connection can make the server hold before it is known who asks.
    try channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
    try pipeline.addHandler(ByteWatch(gate))
    // As Hummingbird's own channel has it; but commands are taken out before anything is translated for the router.
    try pipeline.configureHTTPServerPipeline(
      withPipeliningAssistance: false, withErrorHandling: false,
      withOutboundHeaderValidation: false,
      withEncoderConfiguration: encoding, withDecoderLimitConfiguration: limits)
    try pipeline.addHandlers(
      gate, CommandHandler(commands, watch: rules.watch, executor: executor),
      HTTP1ToHTTPServerCodec(secure: false),
      HTTPConnectionStateHandler(logger: logger))
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await withTaskExecutorPreference(executors[ObjectIdentifier(value.channel.eventLoop)]) {
      await base.handle(value: value, logger: logger)
    }
  }
}
