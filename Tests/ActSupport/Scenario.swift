public import Scholarship

/// A paper after some events, on which something is decided: `given(…).when(command, by: person).then(events)`.
public struct Scenario: Sendable {
  public private(set) var paper: Paper

  public init(paper: Paper) { self.paper = paper }

  public static func given(_ events: Event..., by person: Handle) -> Scenario {
    var scenario = Scenario(paper: .initial)
    for event in events { scenario.add(event, by: person) }
    return scenario
  }

  /// These events by one person on top of what was given.
  public func and(_ events: Event..., by person: Handle) -> Scenario {
    var scenario = self
    for event in events { scenario.add(event, by: person) }
    return scenario
  }

  /// Adds what one person did.
  public mutating func add(_ event: Event, by person: Handle) {
    let position = paper.position + 1
    let stamp = Stamp(by: person, at: Timestamp(microseconds: position * 1_000_000), position: position)
    paper.evolve(RecordedEvent(event, stamp))
  }
}
