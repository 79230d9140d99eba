import ActSupport
import Acts
import Ledger
import PaperLog
import Protocol
import ReadModels
import Scholarship

@testable import Server

extension Checker {
  /// Folds the log and decides every command anew at its place: the events there are those that it comes to, with
  /// the members, the votes and the texts of that moment, and the receipt says so. What was acknowledged without an
  /// event must have changed nothing where its receipt says.
  func replayViolations(_ groups: [Group]) -> [Violation] {
    var violations: [Violation] = []
    var papers: [String: Paper] = [:]
    var pending = Dictionary(uniqueKeysWithValues: operations.map { ($0.key, $0) })
    var withoutEvent = receiptsWithoutEvent(groups)
    var refusals = Refusals(self, groups)
    for group in groups {
      if let operation = pending.removeValue(forKey: group.key) {
        violations += self.violations(of: operation, group, on: papers[group.stream] ?? .initial)
      }
      do {
        for event in group.events {
          papers[group.stream, default: .initial].evolve(try RecordedEvent(event))
        }
      } catch {
        violations.append(.undecidable(key: group.key, reason: "\(error)"))
      }
      refusals.take(papers[group.stream] ?? .initial, of: group.stream, checker: self)
      let place = Place(paper: group.stream, position: group.position)
      for (operation, ids) in withoutEvent.removeValue(forKey: place) ?? [] {
        do {
          let decision = try decide(operation, on: papers[group.stream] ?? .initial)
          if !decision.events.isEmpty {
            violations.append(.lost(key: operation.key))
          } else if decision.ids != ids {
            violations.append(.misreported(key: operation.key))
          }
        } catch {
          violations.append(.undecidable(key: operation.key, reason: "\(error)"))
        }
      }
    }
    // Acknowledged at a place where its paper has no event.
    violations += withoutEvent.values.joined().map { .lost(key: $0.operation.key) }
    return violations + refusals.violations
  }

  struct Place: Hashable {
    var paper: String
    var position: Int64
  }

  /// Receipts that name another place than the operation's own events, if it has any.
  private func receiptsWithoutEvent(_ groups: [Group]) -> [Place: [(operation: Operation, ids: [String])]] {
    let positions = Dictionary(groups.map { ($0.key, $0.position) }, uniquingKeysWith: { first, _ in first })
    var receipts: [Place: [(operation: Operation, ids: [String])]] = [:]
    for operation in operations {
      for attempt in operation.attempts {
        guard case .ok(let position, let ids) = attempt.outcome, positions[operation.key] != position else {
          continue
        }
        receipts[Place(paper: operation.paper, position: position), default: []].append((operation, ids))
      }
    }
    return receipts
  }

  private func violations(of operation: Operation, _ group: Group, on paper: Paper) -> [Violation] {
    guard group.stream == operation.paper, group.events.allSatisfy({ $0.header.actor == operation.person })
    else {
      return [.misreported(key: operation.key)]
    }
    let decision: (events: [Event], ids: [String])
    do {
      decision = try decide(operation, on: paper)
    } catch {
      return [.undecidable(key: operation.key, reason: "\(error)")]
    }
    let isSame =
      decision.events.count == group.events.count
      && zip(decision.events, group.events).allSatisfy { event, stored in
        event.type == stored.header.type && event.version == stored.header.version
          && event.body() == stored.body
      }
    if !isSame {
      let expected = decision.events.map(\.type)
      let found = group.events.map(\.header.type)
      return [.undecidable(key: operation.key, reason: "it comes to \(expected), and there is \(found)")]
    }
    return operation.attempts.compactMap { attempt in
      guard case .ok(group.position, let ids) = attempt.outcome else { return nil }
      return ids == decision.ids ? nil : .misreported(key: operation.key)
    }
  }

  /// What the commands come to, each decided on what the ones before it leave.
  func decide(_ operation: Operation, on paper: Paper) throws -> (events: [Event], ids: [String]) {
    guard let person = Handle(operation.person), let base = paper.identity?.base,
      let document = documents[operation.paper]
    else { throw Problem(.noSuchThing, "there is no such person, paper or document") }
    let text = ActContext.PaperText(document, base: base)
    var state = paper
    var events: [Event] = []
    var ids: [String] = []
    for command in operation.commands {
      let decision = try command.decided(in: ActContext(state, by: person, text: text))
      if operation.commands.count > 1 {
        for event in decision.events {
          let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: state.position + 1)
          state.evolve(RecordedEvent(event, stamp))
        }
      }
      events += decision.events
      ids += decision.ids.map(\.description)
    }
    return (events, ids)
  }
}
