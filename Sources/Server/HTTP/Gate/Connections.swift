internal import CanonicalJSON
internal import Glibc
internal import NIOCore
internal import Protocol
internal import Synchronization

/// How many connections there are, in all and from each address, and whether there is room for one more.
final class Connections: Sendable {
  private struct Open {
    var served = 0
    var turnedAway = 0
    /// Of those that are served.
    var byAddress: [String: Int] = [:]
    var strangers = Strangers()
  }

  private let limit: Int
  /// From one address; 0 for as many as come.
  private let addressLimit: Int
  private let proxies: Proxies
  private let reached: ReachedBounds
  private let open = Mutex(Open())

  /// As many are served at a time as the limits say; fewer where the process may have too few files.
  ///
  /// - Parameters:
  ///   - proxies: who may have as many as they want, for they ask for others.
  ///   - reached: counts those that are not served.
  init(_ limits: ServerLimits, proxies: Proxies, reached: ReachedBounds) {
    limit = min(limits.connections, Self.room)
    addressLimit = limits.addressConnections
    self.proxies = proxies
    self.reached = reached
  }

  enum Place { case served, turnedAway, none }

  /// A place for a connection, for as long as it is open. Where there is none, a stranger's is closed for it.
  func enter(_ channel: any Channel) -> Place {
    let isProxy = proxies.include(channel)
    let address = addressLimit == 0 || isProxy ? nil : channel.remoteAddress?.ipAddress
    let (place, bound, stranger) = open.withLock { open in
      var (place, bound) = assign(address, in: &open)
      var stranger: (any Channel)?
      if let bound {
        stranger = open.strangers.removeFirst(from: bound == .addressConnections ? address : nil)
      }
      if stranger != nil {
        // It leaves by itself, in a moment.
        if place == .turnedAway { open.turnedAway -= 1 }
        serve(address, in: &open)
        place = .served
      }
      // A proxy speaks for others, members among them.
      if place == .served, !isProxy { open.strangers.add(channel, from: address) }
      return (place, bound, stranger)
    }
    if let bound { reached.note(bound) }
    stranger?.close(promise: nil)
    if place != .none {
      channel.closeFuture.whenComplete { [self] _ in
        open.withLock { open in
          open.strangers.remove(channel)
          leave(place, address, &open)
        }
      }
    }
    return place
  }

  /// It is known whose the connection is, of which the channel is one, or a stream: it keeps its place.
  func know(_ channel: any Channel) {
    open.withLock { open in
      open.strangers.remove(channel)
      if let connection = channel.parent { open.strangers.remove(connection) }
    }
  }

  private func serve(_ address: String?, in open: inout Open) {
    open.served += 1
    if let address { open.byAddress[address, default: 0] += 1 }
  }

  private func assign(_ address: String?, in open: inout Open) -> (Place, ReachedBounds.Bound?) {
    let own = address.map { open.byAddress[$0, default: 0] } ?? 0
    let bound: ReachedBounds.Bound? =
      if open.served >= limit { .connections } else if address != nil, own >= addressLimit {
        .addressConnections
      } else { nil }
    guard bound != nil else {
      serve(address, in: &open)
      return (.served, nil)
    }
    guard open.turnedAway < Self.most else { return (.none, bound) }
    open.turnedAway += 1
    return (.turnedAway, bound)
  }

  private func leave(_ place: Place, _ address: String?, _ open: inout Open) {
    guard place == .served else {
      open.turnedAway -= 1
      return
    }
    open.served -= 1
    guard let address, let count = open.byAddress[address] else { return }
    open.byAddress[address] = count > 1 ? count - 1 : nil
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
    return Int(clamping: files.rlim_cur) - reserved
  }()

  /// Refuses a limit of files at which those who connect would leave none for the server itself.
  static func checkRoom() throws(StartError) {
    guard room < fewest else { return }
    throw StartError(
      "The server may have \(room + reserved) files open at a time, and takes at least \(fewest + reserved): raise it, with "
        + "ulimit -n in a shell or LimitNOFILE in a unit.")
  }

  private static let fewest = 64

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
      .busy,
      "The server has as many connections as it takes, in all or from this address. Nothing was done; try again in a moment."
    )
    let body = JSON.text(of: problem)
    var buffer = ByteBuffer(
      string: "HTTP/1.1 503 Service Unavailable\r\nContent-Type: \(ProblemDocument.mediaType)\r\n"
        + "Content-Length: \(body.count)\r\nRetry-After: 1\r\nConnection: close\r\n\r\n")
    buffer.writeBytes(body)
    return buffer
  }()
}
