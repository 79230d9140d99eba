/// One setting of a policy as people type it: `quorum=2`; for one class `fact.threshold=3/4`, or `fact.threshold=` where
/// the class is to follow the general rule again.
public struct PolicySetting: Hashable, Sendable {
  /// The class it is for; `nil` for all classes without such a rule of their own.
  public var subject: PolicyClass?
  /// What is set, and to what.
  public var change: Change

  /// A rule and the value it is given.
  public enum Change: Hashable, Sendable {
    case quorum(Int)
    case threshold(Threshold)
    case opposition(Ratio)
    case proposerVotes(Bool)
    case voters(Role)
    case adjudicators(Role)
    case blind(Bool)
    /// The class has no such rule of its own any more.
    case general(Name)
  }

  /// The rules there are, as they are typed.
  public enum Name: String, CaseIterable, Sendable {
    case quorum, threshold, opposition, proposer, voters, adjudicators, blind
  }

  /// The rule that is set.
  public var name: Name {
    switch change {
    case .quorum: .quorum
    case .threshold: .threshold
    case .opposition: .opposition
    case .proposerVotes: .proposer
    case .voters: .voters
    case .adjudicators: .adjudicators
    case .blind: .blind
    case .general(let name): name
    }
  }

  /// Reads `name=value` or `class.name=value`.
  ///
  /// - Throws: ``Refusal`` of kind `refused` that names the settings there are, or the values one takes.
  public init(_ text: String) throws(Refusal) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw Refusal(.refused, "“\(text)” is not a setting. Write NAME=VALUE: \(Self.names).")
    }
    let value = String(parts[1])
    let path = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard path.count <= 2, let name = path.last else {
      throw Refusal(.refused, "“\(parts[0])” is not a setting. There are \(Self.names).")
    }
    if path.count == 2 {
      guard let subject = PolicyClass(rawValue: String(path[0])) else {
        let classes = PolicyClass.allCases.map(\.rawValue).joined(separator: ", ")
        throw Refusal(.refused, "“\(path[0])” is not a class that a policy knows. There are \(classes).")
      }
      self.subject = subject
    }
    guard let rule = Name(rawValue: String(name)) else {
      throw Refusal(.refused, "“\(name)” is not a setting of a policy. There are \(Self.names).")
    }
    if value.isEmpty, subject != nil {
      change = .general(rule)
    } else {
      change = try Self.change(of: rule, to: value)
    }
  }

  private static func change(of rule: Name, to value: String) throws(Refusal) -> Change {
    switch rule {
    case .quorum:
      guard let quorum = Int(value), (1...10_000).contains(quorum) else {
        throw Refusal(.refused, "A quorum is a whole number of votes from 1; “\(value)” is not.")
      }
      return .quorum(quorum)
    case .threshold:
      guard let threshold = Threshold(value) else {
        throw Refusal(
          .refused,
          "A threshold is a fraction above 0, up to 1, such as 2/3, or >1/2 for more than half; “\(value)” is not."
        )
      }
      return .threshold(threshold)
    case .opposition:
      guard let ratio = Ratio(value) else {
        throw Refusal(.refused, "An opposition is a fraction from 0 to 1, such as 1/4; “\(value)” is not.")
      }
      return .opposition(ratio)
    case .proposer:
      guard value == "counts" || value == "not" else {
        throw Refusal(.refused, "The proposer's vote “counts” or does “not”; “\(value)” is neither.")
      }
      return .proposerVotes(value == "counts")
    case .voters: return .voters(try role(value, atLeast: .scholar))
    case .adjudicators: return .adjudicators(try role(value, atLeast: .scholar))
    case .blind:
      guard value == "on" || value == "off" else {
        throw Refusal(.refused, "First rounds are blind, “on”, or not, “off”; “\(value)” is neither.")
      }
      return .blind(value == "on")
    }
  }

  private static let names = "quorum, threshold, opposition, proposer, voters, adjudicators and blind"

  private static func role(_ text: String, atLeast lowest: Role) throws(Refusal) -> Role {
    guard let role = Role(rawValue: text), role >= lowest else {
      let roles = Role.allCases.filter { $0 >= lowest }.map(\.rawValue).joined(separator: ", ")
      throw Refusal(.refused, "“\(text)” is not one of the roles \(roles).")
    }
    return role
  }
}

extension Policy {
  /// The policy with `settings` made. Their order does not matter where no rule is set twice.
  public func applying(_ settings: [PolicySetting]) -> Policy {
    var policy = self
    for setting in settings {
      guard let subject = setting.subject else {
        policy.rules = PolicyException(setting.change).rules(over: policy.rules)
        continue
      }
      var exception = policy.exceptions[subject] ?? PolicyException()
      exception.apply(setting.change)
      policy.exceptions[subject] = exception.isEmpty ? nil : exception
    }
    return policy
  }
}

extension PolicyException {
  fileprivate init(_ change: PolicySetting.Change) {
    self.init()
    apply(change)
  }

  fileprivate mutating func apply(_ change: PolicySetting.Change) {
    switch change {
    case .quorum(let value): quorum = value
    case .threshold(let value): threshold = value
    case .opposition(let value): opposition = value
    case .proposerVotes(let value): proposerVotes = value
    case .voters(let value): voters = value
    case .adjudicators(let value): adjudicators = value
    case .blind(let value): blind = value
    case .general(.quorum): quorum = nil
    case .general(.threshold): threshold = nil
    case .general(.opposition): opposition = nil
    case .general(.proposer): proposerVotes = nil
    case .general(.voters): voters = nil
    case .general(.adjudicators): adjudicators = nil
    case .general(.blind): blind = nil
    }
  }
}

extension PolicyRules {
  /// The rules as they are typed: `quorum=2 threshold=2/3 opposition=1 proposer=counts voters=scholar …`. Whether rounds
  /// are blind is said where they are.
  public var settings: String {
    var rules = PolicyException(self)
    if !blind { rules.blind = nil }
    return rules.settings.joined(separator: " ")
  }
}
