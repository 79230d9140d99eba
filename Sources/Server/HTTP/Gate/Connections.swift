internal import CanonicalJSON
internal import Glibc
internal import NIOCore
internal import Protocol
internal import Synchronization

/// How many connections there are, and whether there is room for one more.
final class Connections: Sendable {
  private let limit: Int
  private let open = Mutex<(served: Int, turnedAway: Int)>((0, 0))

  private let reached: ReachedBounds

  /// - Parameters:
  ///   - limit: as many are served at a time; fewer where the process may have too few files.
  ///   - reached: counts those that are not served.
  init(_ limit: Int, reached: ReachedBounds) {
    self.limit = min(limit, Self.room)
    self.reached = reached
  }

  enum Place { case served, turnedAway, none }

  /// A place for a connection, for as long as it is open.
  func enter(_ channel: any Channel) -> Place {
    let place: Place = open.withLock { open in
      if open.served < limit {
        open.served += 1
        return .served
      }
      guard open.turnedAway < Self.most else { return .none }
      open.turnedAway += 1
      return .turnedAway
    }
    if place != .served { reached.note(.connections) }
    if place != .none {
      channel.closeFuture.whenComplete { [self] _ in
        open.withLock { if place == .served { $0.served -= 1 } else { $0.turnedAway -= 1 } }
      }
    }
    return place
  }

  /// For how many connections there are files, with those left that the server needs itself. The process takes as many
  /// files as it may have.
  private static let room: Int = {
    var files = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0 else { return 512 }
    if files.rlim_cur < files.rlim_max {
      files.rlim_cur = files.rlim_max
      _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
      _ = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
    }
    return max(64, Int(clamping: files.rlim_cur) - reserved)
  }()

  /// Files for the database, the programs that are run, and those who are being turned away.
  private static let reserved = 256
  private static let most = 64
}

/// Tells who is turned away why, and lets them go. Nothing that they send is read.
final class TurningAway: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let isTold: Bool

  /// - Parameter isTold: whether there is room to tell them.
  init(isTold: Bool) { self.isTold = isTold }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { turnAway(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    turnAway(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

  private func turnAway(_ context: ChannelHandlerContext) {
    guard isTold else { return context.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(Self.answer), promise: nil)
    context.close(mode: .output, promise: nil)
    // Closed at once, what they sent and nobody read would cost them the answer.
    let channel = context.channel
    context.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
  }

  private static let answer: ByteBuffer = {
    let problem = Problem(
      .busy, "The server has as many connections as it takes. Nothing was done; try again in a moment.")
    let body = JSON.text(of: problem)
    var buffer = ByteBuffer(
      string: "HTTP/1.1 503 Service Unavailable\r\nContent-Type: \(ProblemDocument.mediaType)\r\n"
        + "Content-Length: \(body.count)\r\nRetry-After: 1\r\nConnection: close\r\n\r\n")
    buffer.writeBytes(body)
    return buffer
  }()
}
