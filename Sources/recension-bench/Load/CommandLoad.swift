import Glibc

/// A load of commands: each connection sends one, waits for its answer, and sends the next.
///
/// One thread serves all connections.
struct CommandLoad {
  /// What each connection sends over and over.
  var requests: [KeyedRequest]
  /// Where each connection goes; with fewer addresses than connections they go round.
  var addresses: [ServerAddress]
  var duration: Duration
  /// Commands a second over all connections; `nil` for as many as will go.
  var rate: Double?
  /// The number of each connection's first command: keys used before must not be used again.
  var firstNumber = 0

  struct Outcome {
    /// For each connection, the numbers and positions of the commands that were acknowledged, and when.
    var acknowledged: [[(number: Int, position: Int64, at: ContinuousClock.Instant)]]
    /// How many answers there were of each status other than 200; connections lost are under 0.
    var refused: [Int: Int] = [:]
    /// From sending to the whole answer, in microseconds, of what was acknowledged.
    var latencies = Latencies()
    var elapsed = Duration.zero

    var count: Int { latencies.count }
    var perSecond: Double { Double(count) / elapsed.seconds }
  }

  private final class Worker {
    var connection: KeepAliveConnection
    var request: KeyedRequest
    /// The number of its next command.
    var sent: Int
    var begun: ContinuousClock.Instant?
    /// When the next may be sent, where the rate is bounded.
    var due: ContinuousClock.Instant

    init(
      _ connection: KeepAliveConnection, _ request: KeyedRequest, first: Int, due: ContinuousClock.Instant
    ) {
      sent = first
      self.connection = connection
      self.request = request
      self.due = due
    }
  }

  /// Blocks its thread for as long as the load takes.
  func run() throws -> Outcome {
    let start = ContinuousClock.now
    let end = start + duration
    let interval = rate.map { Duration.seconds(Double(requests.count) / $0) }
    var outcome = Outcome(acknowledged: Array(repeating: [], count: requests.count))
    let workers = try requests.enumerated().map { index, request in
      // Where there is a rate, the connections are spread over an interval.
      let shift = (interval ?? .zero) * (Double(index) / Double(requests.count))
      return Worker(
        try KeepAliveConnection(address(of: index)), request, first: firstNumber, due: start + shift)
    }
    var waiting = workers.map { pollfd(fd: $0.connection.descriptor, events: Int16(POLLIN), revents: 0) }
    var underWay = 0
    while true {
      let now = ContinuousClock.now
      var nextDue = end
      if now < end {
        for worker in workers where worker.begun == nil {
          if worker.due > now {
            nextDue = min(nextDue, worker.due)
            continue
          }
          try send(worker)
          if let interval { worker.due += interval }
          underWay += 1
        }
      }
      if underWay == 0, now >= end { break }
      let bound = now < end ? max(0, (nextDue - now).milliseconds) : Self.patience.milliseconds
      let ready = poll(&waiting, nfds_t(waiting.count), CInt(underWay > 0 && rate == nil ? 1000 : bound))
      if ready < 0, errno != EINTR { throw KeepAliveConnection.Fault.system("poll", errno) }
      if ready == 0, now >= end { throw KeepAliveConnection.Fault.timeout }
      for index in waiting.indices where waiting[index].revents != 0 {
        if try receive(workers[index], index, &outcome) {
          underWay -= 1
          waiting[index].fd = workers[index].connection.descriptor
          // Right away, while the server works on the others' answers.
          if rate == nil, ContinuousClock.now < end {
            try send(workers[index])
            underWay += 1
          }
        }
      }
    }
    outcome.elapsed = .now - start
    return outcome
  }

  private func address(of connection: Int) -> ServerAddress { addresses[connection % addresses.count] }

  private func send(_ worker: Worker) throws {
    worker.request.number(worker.sent)
    worker.sent += 1
    worker.begun = .now
    try worker.request.bytes.withUnsafeBytes { try worker.connection.send($0) }
  }

  /// Takes what has come. Tells whether the connection is free for its next command.
  private func receive(_ worker: Worker, _ index: Int, _ outcome: inout Outcome) throws -> Bool {
    let answer: (status: Int, position: Int64?)?
    do {
      answer = try worker.connection.receive { (status: $0, position: position(inReceipt: $1)) }
    } catch KeepAliveConnection.Fault.closed {
      worker.connection = try KeepAliveConnection(address(of: index))
      answer = (0, nil)
    }
    guard let answer, let begun = worker.begun else { return false }
    worker.begun = nil
    if answer.status == 200, let position = answer.position {
      let now = ContinuousClock.now
      outcome.latencies.add(now - begun)
      outcome.acknowledged[index].append((worker.sent - 1, position, now))
    } else {
      outcome.refused[answer.status, default: 0] += 1
    }
    return true
  }

  /// How long the last answers are waited for.
  private static let patience = Duration.seconds(30)
}
