import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

extension Scenario {
  /// - Parameter text: where the command is to know the text, it.
  func when(_ command: Command, by person: Handle, on text: ScalarText? = nil) -> Outcome {
    do throws(Refusal) {
      let decision = try paper.decide(command, by: person, on: text)
      var after = self
      for event in decision.events { after.add(event, by: person) }
      return Outcome(result: .success(decision), after: after)
    } catch {
      return Outcome(result: .failure(error), after: self)
    }
  }
}

/// What a command came to.
struct Outcome {
  let result: Result<Decision, Refusal>
  /// The scenario with the decided events in it.
  let after: Scenario

  /// Exactly these events were decided.
  func then(
    _ events: Event..., ids: [EntityID]? = nil, remark: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    switch result {
    case .success(let decision):
      #expect(decision.events == events, sourceLocation: sourceLocation)
      if let ids { #expect(decision.ids == ids, sourceLocation: sourceLocation) }
      expect(decision.remark, holds: remark, sourceLocation)
    case .failure(let refusal): Issue.record("refused: \(refusal)", sourceLocation: sourceLocation)
    }
  }

  /// It was refused for a rule of the domain, in words that hold `words`.
  func thenRefused(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    thenRefused(.refused, words, sourceLocation: sourceLocation)
  }

  /// It was refused, in words that hold `words`.
  func thenRefused(
    _ kind: Refusal.Kind, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    switch result {
    case .success(let decision): Issue.record("decided: \(decision)", sourceLocation: sourceLocation)
    case .failure(let refusal):
      #expect(refusal.kind == kind, sourceLocation: sourceLocation)
      expect(refusal.message, holds: words, sourceLocation)
    }
  }

  private func expect(_ text: String?, holds words: String?, _ sourceLocation: SourceLocation) {
    guard let words else {
      #expect(text == nil, sourceLocation: sourceLocation)
      return
    }
    #expect(text?.contains(words) == true, "“\(text ?? "")” lacks “\(words)”", sourceLocation: sourceLocation)
  }
}
