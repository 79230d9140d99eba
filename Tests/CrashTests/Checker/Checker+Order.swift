import Ledger

extension Checker {
  /// What was acknowledged before something else was sent stands before it: the log's order is that of real time.
  func orderViolations(_ groups: [String: Group]) -> [Violation] {
    struct Done {
      var key: String
      var paper: String
      var position: Int64
      var acknowledged: Instant
    }
    let done = operations.compactMap { operation -> Done? in
      guard let acknowledged = operation.acknowledged, let group = groups[operation.key] else { return nil }
      return Done(
        key: operation.key, paper: operation.paper, position: group.position, acknowledged: acknowledged)
    }.sorted { $0.acknowledged < $1.acknowledged }
    var violations: [Violation] = []
    var latest: Done?
    var latestOfPaper: [String: Done] = [:]
    var next = done.makeIterator()
    var upcoming = next.next()
    for operation in operations.sorted(by: { $0.invoked < $1.invoked }) {
      while let candidate = upcoming, candidate.acknowledged < operation.invoked {
        if candidate.position > latest?.position ?? 0 { latest = candidate }
        if candidate.position > latestOfPaper[candidate.paper]?.position ?? 0 {
          latestOfPaper[candidate.paper] = candidate
        }
        upcoming = next.next()
      }
      if let group = groups[operation.key] {
        if let latest, latest.position > group.events[0].header.position {
          violations.append(.outOfOrder(first: latest.key, second: operation.key))
        }
        continue
      }
      // What changed nothing was decided on a state that has all that was acknowledged before.
      for attempt in operation.attempts {
        if case .ok(let position, _) = attempt.outcome, let before = latestOfPaper[operation.paper],
          before.position > position
        {
          violations.append(.outOfOrder(first: before.key, second: operation.key))
        }
      }
    }
    return violations
  }
}
