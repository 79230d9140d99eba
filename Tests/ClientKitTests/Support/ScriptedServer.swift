import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server on loopback that answers as it is told to.
final class ScriptedServer: Sendable {
  private let channel: any Channel
  private let connections: ConnectionList

  var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

  /// - Parameter identity: who it shows itself to be; `nil` for the one that the tests' credentials are for.
  init(
    port: Int = 0, as identity: ScriptedIdentity? = nil, _ respond: @escaping Responder = Samples.server
  ) async throws {
    let respond = ScriptedIdentity.responder(try identity ?? ScriptedIdentity.usual.get(), respond)
    let connections = ConnectionList()
    self.connections = connections
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 16).serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        connections.withLock { $0.append(channel) }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(ScriptedHandler(respond))
        }
      }
      .bind(host: "127.0.0.1", port: port).get()
  }

  func stop() async throws { try await channel.close() }

  /// Stops it and breaks its connections off, as the end of a process does.
  func end() async throws {
    try await channel.close()
    for connection in connections.withLock({ $0 }) { connection.close(promise: nil) }
  }
}

/// The connections that were opened.
private final class ConnectionList: Sendable {
  private let list = Mutex<[any Channel]>([])

  func withLock<Value: Sendable>(_ body: (inout [any Channel]) -> Value) -> Value {
    list.withLock { body(&$0) }
  }
}

/// Collects one request after the other and answers each.
private final class ScriptedHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let respond: Responder
  private var head: HTTPRequestHead?
  private var body = ""

  init(_ respond: @escaping Responder) { self.respond = respond }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = ""
    case .body(let buffer): body += String(buffer: buffer)
    case .end: answer(context)
    }
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    let headers = Dictionary(
      head.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let request = Received(method: head.method.rawValue, target: head.uri, headers: headers, body: body)
    switch respond(request) {
    case .hang: break
    case .drop: context.close(promise: nil)
    case .open(let text):
      let head = HTTPResponseHead(
        version: .http1_1, status: .ok, headers: ["Content-Type": "text/event-stream"])
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    case .json(let text, let status):
      let head = HTTPResponseHead(
        version: .http1_1, status: HTTPResponseStatus(statusCode: status),
        headers: ["Content-Type": "application/json", "Content-Length": "\(text.utf8.count)"])
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
