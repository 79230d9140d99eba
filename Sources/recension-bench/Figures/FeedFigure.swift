import NIOPosix

/// From a command's acknowledgement at its sender to its event's receipt at a feed's reader.
struct FeedFigure: Sendable {
  var readers = 100
  /// The load of `append papers`, of which this is half.
  var load = AppendFigure.all[0]
  /// Milliseconds that the 99th percentile must stay under (issue 3, point 8).
  var bound = 50.0

  func measure(_ target: Target, seconds: Int) async throws -> Figure {
    let full = try load.scene(target, run: "full")
    let whole = try await NIOThreadPool.singleton.runIfActive {
      try CommandLoad(
        requests: full.requests, addresses: self.load.addresses(of: target), duration: .seconds(seconds)
      ).run()
    }
    note("feed: \(Report.text(whole.perSecond)) commands/s is the whole load")
    let half = try load.scene(target, run: "half")
    let feeds = FeedLoad(
      target.address,
      readers: (0..<readers).map { number in
        (half.papers[number % half.papers.count], half.scholars[number % half.papers.count].token)
      })
    async let following = NIOThreadPool.singleton.runIfActive { try feeds.run() }
    while !feeds.areAllOpen { try await Task.sleep(for: .milliseconds(5)) }
    let load = CommandLoad(
      requests: half.requests, addresses: self.load.addresses(of: target), duration: .seconds(seconds),
      rate: whole.perSecond / 2
    )
    let outcome = try await NIOThreadPool.singleton.runIfActive { try load.run() }
    let acknowledged = outcome.acknowledged.enumerated().flatMap { index, acknowledged in
      acknowledged.map { (paper: half.papers[index % half.papers.count], position: $0.position, at: $0.at) }
    }
    feeds.finish(
      at: Dictionary(acknowledged.map { ($0.paper, $0.position) }, uniquingKeysWith: max))
    let receipts = try await following
    try await target.verify(outcome, half.requests)
    var latencies = Latencies()
    for (number, told) in receipts.enumerated() {
      let paper = half.papers[number % half.papers.count]
      let moments = Dictionary(told.map { ($0.position, $0.at) }, uniquingKeysWith: { first, _ in first })
      for one in acknowledged where one.paper == paper {
        guard let moment = moments[one.position] else {
          throw Target.Broken(description: "A reader of \(paper) was never told of \(one.position).")
        }
        // A reader may well have it before the sender has its acknowledgement.
        latencies.add(max(.zero, moment - one.at))
      }
    }
    let percentiles = latencies.percentiles([0.5, 0.99, 1])
    var figure = Figure(
      name: "feed p99", value: percentiles.count == 3 ? percentiles[1] : 0, unit: "ms", bound: bound)
    for (name, value) in zip(["p50 ms", "p99 ms", "max ms"], percentiles) { figure.details[name] = value }
    figure.details["readers"] = Double(readers)
    figure.details["receipts"] = Double(latencies.count)
    figure.details["whole load, commands/s"] = whole.perSecond
    figure.details["commands/s"] = outcome.perSecond
    return figure
  }
}
