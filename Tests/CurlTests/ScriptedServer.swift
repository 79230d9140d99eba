import NIOCore
import NIOPosix

/// A server that answers each connection as a script says, in bytes.
struct ScriptedServer {
  typealias Script = @Sendable (ScriptedConnection) async throws -> Void

  typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// `http://127.0.0.1:40123`
  let url: String

  /// Runs `body` with a server that listens on a free port of loopback, or on a Unix socket.
  static func run<Value: Sendable>(
    at socket: String? = nil, _ script: @escaping Script,
    _ body: @Sendable (ScriptedServer) async throws -> Value
  ) async throws -> Value {
    let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 256)
    @Sendable func wrapped(_ channel: any Channel) -> EventLoopFuture<Connection> {
      channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
    }
    let listener =
      if let socket {
        try await bootstrap.bind(unixDomainSocketPath: socket, childChannelInitializer: wrapped)
      } else {
        try await bootstrap.bind(host: "127.0.0.1", port: 0, childChannelInitializer: wrapped)
      }
    let port = listener.channel.localAddress?.port ?? 0
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await withThrowingDiscardingTaskGroup { connections in
          try await listener.executeThenClose { accepted in
            for try await connection in accepted {
              connections.addTask {
                // A connection that the client drops is no fault of the test's.
                try? await connection.executeThenClose { inbound, outbound in
                  try await script(ScriptedConnection(inbound, outbound))
                }
              }
            }
          }
        }
      }
      let value = try await body(ScriptedServer(url: "http://127.0.0.1:\(port)"))
      group.cancelAll()
      return value
    }
  }
}

/// One connection, seen from the server.
final class ScriptedConnection {
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var rest = ""

  init(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
    _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    self.inbound = inbound.makeAsyncIterator()
    self.outbound = outbound
  }

  /// The head of the next request, and as many bytes of its body as it names; `nil` when the client is gone.
  func request() async throws -> (head: String, body: String)? {
    while true {
      if let end = rest.firstRange(of: "\r\n\r\n") {
        let head = String(rest[..<end.lowerBound])
        let length =
          head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
        let body = rest[end.upperBound...].utf8
        if body.count >= length {
          let taken = String(decoding: body.prefix(length), as: UTF8.self)
          rest = String(decoding: body.dropFirst(length), as: UTF8.self)
          return (head, taken)
        }
      }
      guard let bytes = try await inbound.next() else { return nil }
      rest += String(buffer: bytes)
    }
  }

  func write(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }
  func write(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

  /// Waits until the client is gone.
  func isLeft() async throws { while try await inbound.next() != nil {} }
}
