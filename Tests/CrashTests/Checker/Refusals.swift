import Ledger
import Scholarship

/// The refusals of a history, each waiting for a state on which its command is refused: one that the server can
/// have decided on, between what was acknowledged before it was sent and what was sent after it was answered.
struct Refusals {
  private struct Open {
    var operation: Operation
    var detail: String
    /// The state has at least the events up to here.
    var from: Int64
    /// It lacks the events from here on.
    var to: Int64
  }

  private var open: [String: [Open]] = [:]

  init(_ checker: Checker, _ groups: [Checker.Group]) {
    let positions = Dictionary(groups.map { ($0.key, $0.position) }, uniquingKeysWith: { first, _ in first })
    var done: [String: [(acknowledged: Instant, invoked: Instant, position: Int64)]] = [:]
    for operation in checker.operations {
      if let position = positions[operation.key] {
        done[operation.paper, default: []].append(
          (operation.acknowledged ?? .max, operation.invoked, position))
      }
    }
    for operation in checker.operations {
      for attempt in operation.attempts {
        guard case .fail(let status, let detail) = attempt.outcome, Checker.refusals.contains(status) else {
          continue
        }
        let others = done[operation.paper] ?? []
        let from = others.lazy.filter { $0.acknowledged < attempt.invoked }.map(\.position).max() ?? 0
        let to = others.lazy.filter { $0.invoked > attempt.ended }.map(\.position).min() ?? .max
        open[operation.paper, default: []].append(
          Open(operation: operation, detail: detail, from: from, to: to))
      }
    }
  }

  /// Tries the refusals of a paper on a state of it.
  mutating func take(_ paper: Paper, of slug: String, checker: Checker) {
    open[slug]?.removeAll { refusal in
      guard refusal.from <= paper.position, paper.position < refusal.to else { return false }
      do {
        _ = try checker.decide(refusal.operation, on: paper)
        return false
      } catch {
        return true
      }
    }
  }

  /// Those for which there was none.
  var violations: [Violation] {
    open.values.joined().map { .refusedWithoutCause(key: $0.operation.key, detail: $0.detail) }
  }
}
