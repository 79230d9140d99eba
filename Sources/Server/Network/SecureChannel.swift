internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP2
internal import NIOTLS
internal import TLS

/// Connections over TLS: HTTP/2 or HTTP/1.1, as client and server agree (RFC 7301). What comes over them is served as it
/// is without TLS.
struct SecureChannel: ServerChildChannel {
  typealias Streams = NIOHTTP2Handler.AsyncStreamMultiplexer<HTTP1Channel.Value>
  typealias Negotiated = NIONegotiatedHTTPVersion<HTTP1Channel.Value, Streams>

  struct Value: ServerChildChannelValue {
    /// Known when the handshake is done.
    let negotiated: EventLoopFuture<Negotiated>
    let channel: any Channel
  }

  private let base: LoopBoundChannel
  private let certificate: ServerCertificate

  /// How many requests of one connection are served at a time.
  private static let streams = 100

  init(_ base: LoopBoundChannel, certificate: ServerCertificate) {
    self.base = base
    self.certificate = certificate
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      guard base.rules.connections.enter(channel) == .served else {
        // Before a handshake, nothing can be told.
        try channel.pipeline.syncOperations.addHandler(TurningAway(isTold: false))
        return Value(
          negotiated: channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel), channel: channel)
      }
      let negotiation = NIOTypedApplicationProtocolNegotiationHandler<Negotiated> { result, channel in
        if case .negotiated("h2") = result {
          setUpStreams(channel, logger).map { .http2($0) }
        } else {
          base.setUp(connection: channel, logger: logger).map { .http1_1($0) }
        }
      }
      try channel.pipeline.syncOperations.addHandlers(
        certificate.context.serverHandler(patience: TimeAmount(limits.headerTime)), negotiation)
      return Value(negotiated: negotiation.protocolNegotiationResult, channel: channel)
    }
  }

  private func setUpStreams(_ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Streams> {
    channel.eventLoop.makeCompletedFuture {
      let drain = HTTP2Drain(
        channel.eventLoop, idleTime: TimeAmount(limits.idleTime), reached: base.rules.reached)
      var configuration = NIOHTTP2Handler.Configuration()
      configuration.connection.initialSettings = [
        HTTP2Setting(parameter: .maxConcurrentStreams, value: Self.streams),
        // What is a little too much is answered; only what is far too much ends the connection.
        HTTP2Setting(parameter: .maxHeaderListSize, value: 4 * limits.headerBytes),
      ]
      let streams = try channel.pipeline.syncOperations.configureAsyncHTTP2Pipeline(
        mode: .server, streamDelegate: drain.openStreams, configuration: configuration
      ) { base.setUp(stream: $0, logger: logger) }
      try channel.pipeline.syncOperations.addHandler(drain)
      return streams
    }
  }

  private var limits: ServerLimits { base.rules.limits }

  func handle(value: Value, logger: Logger) async {
    do {
      switch try await value.negotiated.get() {
      case .http1_1(let connection): await base.handle(value: connection, logger: logger)
      case .http2(let streams):
        try await withThrowingDiscardingTaskGroup { group in
          for try await stream in streams.inbound {
            group.addTask { await base.handle(value: stream, logger: logger) }
          }
        }
      }
    } catch {
      // Whoever does not come through a handshake, or breaks off, is no fault of ours.
      logger.debug("a secure connection ended", metadata: ["cause": "\(error)"])
    }
  }
}
