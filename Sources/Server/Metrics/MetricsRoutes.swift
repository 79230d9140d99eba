internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Postgres
internal import Protocol

/// What a monitoring system asks for: how much was done, how long it took, and how far everything is.
struct MetricsRoutes {
  let requests: RequestRecords
  let reached: ReachedBounds
  let appended: @Sendable () -> AppendFigures
  /// How far the log has come, and what is wrong with its clock.
  let store: any EventStore
  /// How far the read models have come.
  let projected: Progress
  let tree: Progress
  let authority: CheckpointAuthority
  let feed: Feed
  let pool: ConnectionPool
  let identities: IdentityStore

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/metrics",
        "figures for Prometheus: without a credential from the server's own machine, not through a proxy; else an administrator's",
        access: .guests, answers: [200: .bytes(PrometheusText.mediaType)], problems: [.notAllowed],
        handler: metrics)
    ]
  }

  private func metrics(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    try await admit(request, context)
    var text = PrometheusText()
    text.addProcess()
    text.add(requests.figures)
    text.add(reached)
    text.add(appended())
    await addProgress(to: &text)
    text.add(store.clockFaults)
    text.add(pool.figures)
    return Response(
      status: .ok, headers: [.contentType: PrometheusText.mediaType, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text.text)))
  }

  /// A proxy on this machine asks for others.
  private func admit(_ request: Request, _ context: APIContext) async throws {
    let isForOthers = Self.forwarding.contains { request.headers[$0] != nil }
    if !isForOthers, Self.isOfThisMachine(context.channel) { return }
    guard let identity = try await Authentication.identity(of: request, context, identities) else {
      throw Authentication.refusal(of: request.headers[.authorization])
    }
    guard identity.isAdministrator else {
      throw Problem(.notAllowed, "The figures of the server are for its administrators.")
    }
  }

  /// Whoever comes from the address at which they arrive is on this machine, too.
  private static func isOfThisMachine(_ channel: any Channel) -> Bool {
    guard let remote = channel.remoteAddress else { return false }
    return remote.isLoopback
      || (remote.ipAddress != nil && remote.ipAddress == channel.localAddress?.ipAddress)
  }

  private static let forwarding = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"]
    .compactMap { HTTPField.Name($0) }

  private func addProgress(to text: inout PrometheusText) async {
    let (log, shown) = (store.progress.position, projected.position)
    text.add(
      "recension_log_position", .gauge, "The position of the last event that this server knows.", Double(log))
    text.add(
      "recension_projection_position", .gauge, "Up to which event the read models have come.", Double(shown))
    text.add(
      "recension_projection_lag_events", .gauge, "How many events the read models are behind.",
      Double(max(0, log - shown)))
    text.add(
      "recension_tree_size", .gauge, "Over how many events the log's tree has grown.", Double(tree.position))
    text.add(
      "recension_checkpoint_size", .gauge, "How many events the last signed checkpoint covers.",
      Double(await authority.signedSize))
    text.add(
      "recension_checkpoint_refused", .gauge,
      "1 where no checkpoints are signed, for the log contradicts an earlier one.",
      await authority.refusal == nil ? 0 : 1)
    text.add("recension_feeds", .gauge, "How many feeds are followed.", Double(feed.readerCount))
  }
}

extension SocketAddress {
  /// Whether it is of this machine.
  fileprivate var isLoopback: Bool {
    switch self {
    case .v4: ipAddress?.hasPrefix("127.") == true
    case .v6: ipAddress == "::1" || ipAddress?.hasPrefix("::ffff:127.") == true
    // Behind one of these there is a proxy.
    case .unixDomainSocket: false
    }
  }
}

extension PrometheusText {
  fileprivate mutating func addProcess() {
    begin("recension_build_info", .gauge, "The program's version.")
    sample("recension_build_info", [("version", ServerOptions.version)], 1)
    guard let process = ProcessFigures.now() else { return }
    add(
      "process_cpu_seconds_total", .counter, "Processor time of the server, in seconds.",
      process.processorSeconds)
    add("process_resident_memory_bytes", .gauge, "Memory of the server.", Double(process.residentBytes))
    add("process_virtual_memory_bytes", .gauge, "Address space of the server.", Double(process.virtualBytes))
    add("process_open_fds", .gauge, "Open files and connections.", Double(process.openFiles))
    add("process_max_fds", .gauge, "How many may be open.", Double(process.mostFiles))
    add(
      "process_start_time_seconds", .gauge, "When the server was started, since 1970.", process.startSeconds)
  }

  fileprivate mutating func add(_ figures: RequestRecords.Figures) {
    add("recension_http_open_connections", .gauge, "Open connections.", Double(figures.connections))
    add(
      "recension_http_connections_total", .counter, "Connections ever taken.",
      Double(figures.connectionsTotal))
    add(
      "recension_http_requests_in_progress", .gauge, "Requests without a whole answer.",
      Double(figures.underWay))
    add(
      "recension_http_response_bytes_total", .counter, "Bytes of the bodies of answers.",
      Double(figures.bytes))
    let requests = "recension_http_requests_total"
    begin(
      requests, .counter, "Requests that ended; status “none” where the connection went before the answer.")
    for (key, count) in figures.requests.sorted(by: {
      ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
    }) {
      sample(requests, [("route", key.route), ("method", key.method), ("status", key.status)], Double(count))
    }
    let durations = "recension_http_request_duration_seconds"
    begin(durations, .histogram, "How long it took until an answer began.")
    for (route, taken) in figures.durations.sorted(by: { $0.key < $1.key }) {
      histogram(
        durations, [("route", route)], bounds: RequestRecords.bounds, counts: taken.counts, sum: taken.seconds
      )
    }
  }

  fileprivate mutating func add(_ faults: [ClockFault]) {
    let name = "recension_clock_fault_seconds"
    begin(name, .gauge, "By how much the clock is wrong, in seconds, by how that shows; 0 where it does not.")
    let kinds: [(ClockFault.Kind, String)] = [
      (.behindLog, "behind_log"), (.jumped, "jumped"), (.aheadOfMended, "ahead_of_mended"),
    ]
    for (kind, label) in kinds {
      let microseconds = faults.first { $0.kind == kind }?.microseconds ?? 0
      sample(name, [("fault", label)], Double(microseconds) / 1_000_000)
    }
  }

  fileprivate mutating func add(_ reached: ReachedBounds) {
    let name = "recension_http_bound_reached_total"
    begin(
      name, .counter,
      "How often a bound on those who come over HTTP was reached, by the name of the limit that sets it.")
    for (bound, count) in reached.figures { sample(name, [("bound", bound.rawValue)], Double(count)) }
  }

  fileprivate mutating func add(_ figures: AppendFigures) {
    add(
      "recension_append_queue_length", .gauge, "Requests that wait to be appended.", Double(figures.waiting))
    add("recension_append_requests_total", .counter, "Requests that were appended.", Double(figures.requests))
    add("recension_append_events_total", .counter, "Events that were appended.", Double(figures.events))
    add(
      "recension_append_refused_total", .counter,
      "Requests that were not: for what they rested on has changed, or the database or the queue did not take them.",
      Double(figures.refused))
    begin("recension_append_batch_requests", .histogram, "How many requests were committed together.")
    histogram(
      "recension_append_batch_requests", [], bounds: AppendFigures.bounds.map(Double.init),
      counts: figures.batches,
      sum: Double(figures.requests + figures.refusedInBatches))
  }

  fileprivate mutating func add(_ figures: ConnectionPool.Figures) {
    let connections = "recension_database_connections"
    begin(connections, .gauge, "Connections to the database for reading.")
    sample(connections, [("state", "in use")], Double(figures.lent))
    sample(connections, [("state", "idle")], Double(figures.idle))
    add("recension_database_connections_max", .gauge, "How many there may be.", Double(figures.most))
    add("recension_database_waiting", .gauge, "Reads that wait for a connection.", Double(figures.waiting))
  }
}
