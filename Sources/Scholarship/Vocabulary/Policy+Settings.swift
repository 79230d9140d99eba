/// One setting of a policy as people type it: `quorum=2`, or for one class `fact.threshold=3/4`.
public struct PolicySetting: Hashable, Sendable {
  /// The class it is for; `nil` for all classes without rules of their own.
  public var subject: PolicyClass?
  /// What is set, and to what.
  public var change: Change

  /// A rule and the value it is given.
  public enum Change: Hashable, Sendable {
    case quorum(Int)
    case threshold(Ratio)
    case opposition(Ratio)
    case proposerVotes(Bool)
    case voters(Role)
    case adjudicators(Role)
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
    switch name {
    case "quorum":
      guard let quorum = Int(value), (1...10_000).contains(quorum) else {
        throw Refusal(.refused, "A quorum is a whole number of votes from 1; “\(value)” is not.")
      }
      change = .quorum(quorum)
    case "threshold":
      guard let ratio = Ratio(value), ratio.numerator > 0 else {
        throw Refusal(.refused, "A threshold is a fraction above 0, up to 1, such as 2/3; “\(value)” is not.")
      }
      change = .threshold(ratio)
    case "opposition":
      guard let ratio = Ratio(value) else {
        throw Refusal(.refused, "An opposition is a fraction from 0 to 1, such as 1/4; “\(value)” is not.")
      }
      change = .opposition(ratio)
    case "proposer":
      guard value == "counts" || value == "not" else {
        throw Refusal(.refused, "The proposer's vote “counts” or does “not”; “\(value)” is neither.")
      }
      change = .proposerVotes(value == "counts")
    case "voters": change = .voters(try Self.role(value, atLeast: .scholar))
    case "adjudicators": change = .adjudicators(try Self.role(value, atLeast: .scholar))
    default: throw Refusal(.refused, "“\(name)” is not a setting of a policy. There are \(Self.names).")
    }
  }

  private static let names = "quorum, threshold, opposition, proposer, voters and adjudicators"

  private static func role(_ text: String, atLeast lowest: Role) throws(Refusal) -> Role {
    guard let role = Role(rawValue: text), role >= lowest else {
      let roles = Role.allCases.filter { $0 >= lowest }.map(\.rawValue).joined(separator: ", ")
      throw Refusal(.refused, "“\(text)” is not one of the roles \(roles).")
    }
    return role
  }
}

extension Policy {
  /// The policy with `settings` made, in their order.
  public func applying(_ settings: [PolicySetting]) -> Policy {
    var policy = self
    for setting in settings {
      guard let subject = setting.subject else {
        policy.rules.apply(setting.change)
        continue
      }
      var rules = policy.rules(for: subject)
      rules.apply(setting.change)
      policy.exceptions[subject] = rules
    }
    return policy
  }
}

extension PolicyRules {
  fileprivate mutating func apply(_ change: PolicySetting.Change) {
    switch change {
    case .quorum(let value): quorum = value
    case .threshold(let value): threshold = value
    case .opposition(let value): opposition = value
    case .proposerVotes(let value): proposerVotes = value
    case .voters(let value): voters = value
    case .adjudicators(let value): adjudicators = value
    }
  }

  /// The rules as they are typed: `quorum=2 threshold=2/3 opposition=1 proposer=counts voters=scholar …`.
  public var settings: String {
    "quorum=\(quorum) threshold=\(threshold) opposition=\(opposition) proposer=\(proposerVotes ? "counts" : "not") "
      + "voters=\(voters.rawValue) adjudicators=\(adjudicators.rawValue)"
  }
}
