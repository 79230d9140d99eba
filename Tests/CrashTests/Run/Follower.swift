import Glibc

@testable import recension_bench

/// Someone who follows a paper's feed from its beginning, and after every crash from where they were. Runs on a
/// thread of its own.
struct Follower {
  private let token: String
  private let stage: Stage
  private var reading: FeedReading

  init(name: String, paper: String, token: String, stage: Stage) {
    self.token = token
    self.stage = stage
    reading = FeedReading(reader: name, paper: paper, since: 0, positions: [])
  }

  mutating func run() {
    var end: ContinuousClock.Instant?
    while !isDone {
      if stage.last(of: reading.paper) != nil {
        // Nothing is killed any more: what has not come by then will not come.
        end = end ?? .now + Self.patience
        if let end, ContinuousClock.now > end { break }
      }
      do {
        let position = reading.positions.last ?? reading.since
        try follow(
          try FeedSubscription(stage.address, paper: reading.paper, token: token, since: position))
      } catch {
        // The server is down, or went down; it comes back.
        usleep(20_000)
      }
    }
    reading.until = stage.last(of: reading.paper) ?? 0
    stage.finish(reading)
  }

  private mutating func follow(_ feed: FeedSubscription) throws(FeedSubscription.Fault) {
    while !isDone {
      var waiting = pollfd(fd: feed.connection.descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 200) > 0 {
        try feed.receive { reading.positions.append($0) }
      } else if stage.last(of: reading.paper) != nil {
        return
      }
    }
  }

  private var isDone: Bool {
    guard let last = stage.last(of: reading.paper) else { return false }
    return reading.positions.last ?? 0 >= last
  }

  private static let patience = Duration.seconds(60)
}
