internal import DequeModule
internal import NIOCore
internal import NIOHTTP1

/// Stands first on each connection, sees every request and every answer whoever gives it, and hands on what there is to
/// record. It gives each request its name.
final class RequestRecorder: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private struct Pending {
    var method: String
    var route: String
    var request: String
    var authorization: String?
    var handle: String?
    var began = ContinuousClock.now
    var answered: ContinuousClock.Instant?
    var status: UInt?
    var bytes: Int64 = 0
  }

  private let records: RequestRecords
  private let routes: RouteNames
  private let isConnection: Bool
  /// Whose credential an `Authorization` field shows, as far as that was found out.
  private let handle: @Sendable (String) -> String?
  /// Requests without a whole answer, in their order.
  private var pending: Deque<Pending> = []

  /// - Parameters:
  ///   - isConnection: whether it stands on a connection, not on a stream of HTTP/2.
  ///   - handle: whose credential a field shows.
  init(
    _ records: RequestRecords, routes: RouteNames, isConnection: Bool,
    handle: @escaping @Sendable (String) -> String?
  ) {
    self.records = records
    self.routes = routes
    self.isConnection = isConnection
    self.handle = handle
  }

  func handlerAdded(context: ChannelHandlerContext) {
    guard isConnection else { return }
    records.connectionBegan()
    let records = records
    context.channel.closeFuture.whenComplete { _ in records.connectionEnded() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    while let next = pending.popFirst() { record(next) }
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    let request = RequestName.read(head.headers.first(name: RequestName.field))
    head.headers.replaceOrAdd(name: RequestName.field, value: request)
    records.requestBegan()
    pending.append(
      Pending(
        method: head.method.rawValue, route: routes.name(of: head.uri), request: request,
        authorization: records.namesPeople ? head.headers.first(name: "Authorization") : nil))
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head):
      // What goes before the answer, such as 100, is none.
      guard head.status.code >= 200 else { return context.write(data, promise: promise) }
      begin(head.status.code)
      head.headers.replaceOrAdd(name: RequestName.field, value: pending[0].request)
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .body(let body):
      if !pending.isEmpty { pending[0].bytes += Int64(body.readableBytes) }
      context.write(data, promise: promise)
    case .end:
      if let done = pending.popFirst() { record(done) }
      context.write(data, promise: promise)
    }
  }

  private func begin(_ status: UInt) {
    if pending.isEmpty {
      // An answer to what could not be read as a request.
      records.requestBegan()
      pending.append(Pending(method: "-", route: RouteNames.none, request: RequestName.read(nil)))
    }
    pending[0].status = status
    pending[0].answered = .now
    // Who is not let in is nobody, whosever credential it was once.
    if status != 401 { pending[0].handle = pending[0].authorization.flatMap(handle) }
  }

  private func record(_ done: Pending) {
    records.requestEnded(
      .init(
        method: done.method, route: done.route, status: done.status, bytes: done.bytes,
        untilAnswered: done.began.duration(to: done.answered ?? .now), whole: done.began.duration(to: .now),
        request: done.request, handle: done.handle))
  }
}
