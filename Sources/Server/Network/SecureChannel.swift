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

  /// How long a client may take for its handshake.
  private static let patience = TimeAmount.seconds(10)
  /// How long a connection of HTTP/2 may stand without a request.
  private static let idleTime = TimeAmount.seconds(60)
  /// How many requests of one connection are served at a time.
  private static let streams = 100

  init(_ base: LoopBoundChannel, certificate: ServerCertificate) {
    self.base = base
    self.certificate = certificate
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let negotiation = NIOTypedApplicationProtocolNegotiationHandler<Negotiated> { result, channel in
        if case .negotiated("h2") = result {
          setUpStreams(channel, logger).map { .http2($0) }
        } else {
          base.setup(channel: channel, logger: logger).map { .http1_1($0) }
        }
      }
      try channel.pipeline.syncOperations.addHandlers(
        certificate.context.serverHandler(patience: Self.patience), negotiation)
      return Value(negotiated: negotiation.protocolNegotiationResult, channel: channel)
    }
  }

  private func setUpStreams(_ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Streams> {
    channel.eventLoop.makeCompletedFuture {
      let drain = HTTP2Drain(channel.eventLoop, idleTime: Self.idleTime)
      var configuration = NIOHTTP2Handler.Configuration()
      configuration.connection.initialSettings = [
        HTTP2Setting(parameter: .maxConcurrentStreams, value: Self.streams),
        HTTP2Setting(parameter: .maxHeaderListSize, value: HPACKDecoderBound.headerListSize),
      ]
      let streams = try channel.pipeline.syncOperations.configureAsyncHTTP2Pipeline(
        mode: .server, streamDelegate: drain.openStreams, configuration: configuration
      ) { base.setUp(stream: $0, logger: logger) }
      try channel.pipeline.syncOperations.addHandler(drain)
      return streams
    }
  }

  private enum HPACKDecoderBound {
    /// Bytes of one request's header fields, as HTTP/1.1 has it.
    static let headerListSize = 80 * 1024
  }

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
