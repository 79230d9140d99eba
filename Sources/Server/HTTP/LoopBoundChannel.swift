internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTP2
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// Connections of HTTP/1.1, and streams of HTTP/2, each served on its own event loop: commands where they are read, all
/// else by the router. The ``RequestGate`` stands before both.
struct LoopBoundChannel: ServerChildChannel {
  private let base: HTTP1Channel
  private let commands: CommandService
  /// What is let through to either, and how many connections may be open.
  let rules: RequestRules
  private let recorder: @Sendable (Bool) -> RequestRecorder
  /// One for each loop, so that connections of one loop share them.
  private let executors: [ObjectIdentifier: LoopExecutor]
  private let turns: [ObjectIdentifier: NIOLoopBoundBox<LoopTurns>]

  /// - Parameters:
  ///   - base: serves what is not a command.
  ///   - rules: what is let through to either.
  ///   - recorder: makes what counts the requests of a connection, or of a stream of HTTP/2, which is none.
  init(
    _ base: HTTP1Channel, commands: CommandService, rules: RequestRules, loops: any EventLoopGroup,
    recorder: @escaping @Sendable (Bool) -> RequestRecorder
  ) {
    self.recorder = recorder
    self.base = base
    self.commands = commands
    self.rules = rules
    executors = Dictionary(
      uniqueKeysWithValues: loops.makeIterator().map { (ObjectIdentifier($0), LoopExecutor($0)) })
    turns = Dictionary(
      uniqueKeysWithValues: loops.makeIterator().map {
        (ObjectIdentifier($0), .makeBoxSendingValue(LoopTurns($0), eventLoop: $0))
      })
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let place = rules.connections.enter(channel)
      guard place == .served else {
        try pipeline.addHandler(TurningAway(isTold: place == .turnedAway))
        return try value(channel, isHalfClosable: true)
      }
      return try serve(channel, logger)
    }
  }

  /// A connection of HTTP/1.1 that has its place.
  func setUp(connection: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    connection.eventLoop.makeCompletedFuture { try serve(connection, logger) }
  }

  /// One request of HTTP/2, which is served as if it came over a connection of its own.
  func setUp(stream: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    stream.eventLoop.makeCompletedFuture {
      try stream.pipeline.syncOperations.addHandler(HTTP2FramePayloadToHTTP1ServerCodec())
      try addHandlers(to: stream, gate(on: stream), isConnection: false, logger)
      return try value(stream, isHalfClosable: false)
    }
  }

  private func serve(_ channel: any Channel, _ logger: Logger) throws -> HTTP1Channel.Value {
    let pipeline = channel.pipeline.syncOperations
    let gate = gate(on: channel)
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
    try addHandlers(to: channel, gate, isConnection: true, logger)
    return try value(channel, isHalfClosable: true)
  }

  private func gate(on channel: any Channel) -> RequestGate {
    let loop = ObjectIdentifier(channel.eventLoop)
    return RequestGate(rules, executor: executors[loop], turns: turns[loop]?.value)
  }

  /// What stands on a connection and on a stream alike. The recorder is first: it sees what the gate refuses.
  private func addHandlers(
    to channel: any Channel, _ gate: RequestGate, isConnection: Bool, _ logger: Logger
  ) throws {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(recorder(isConnection))
    try pipeline.addHandlers(
      gate, CommandHandler(commands, watch: rules.watch, executor: gate.executor),
      HTTP1ToHTTPServerCodec(secure: false), HTTPConnectionStateHandler(logger: logger))
  }

  private func value(_ channel: any Channel, isHalfClosable: Bool) throws -> HTTP1Channel.Value {
    try HTTP1Channel.Value(
      wrappingChannelSynchronously: channel,
      configuration: .init(isOutboundHalfClosureEnabled: isHalfClosable))
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await withTaskExecutorPreference(executors[ObjectIdentifier(value.channel.eventLoop)]) {
      await base.handle(value: value, logger: logger)
    }
  }
}
