public import CanonicalJSON
public import Scholarship

/// Changes the rules by which things pass.
public struct SetPolicy: Act {
  /// `NAME=VALUE` or `CLASS.NAME=VALUE`, as typed.
  public var settings: [String]

  public init(settings: [String]) { self.settings = settings }

  public static let access = Access.members(.editor)
  public static let type = "policy"

  public static let verb = VerbEntry(
    "policy set", group: .reading, "change the rules by which things pass",
    examples: ["policy set quorum=2 threshold=2/3", "policy set fact.threshold=3/4"])

  public static let shape = Shape(
    SetPolicy.init(settings:), Field("settings", \.settings, typed: .argument("NAME=VALUE")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    guard !settings.isEmpty else {
      throw Refusal(.refused, "Say what to set: for example “policy set quorum=3 threshold=3/4”.")
    }
    let policy = context.paper.policy
    var changes: [PolicySetting] = []
    for setting in settings { changes.append(try PolicySetting(setting)) }
    let changed = policy.applying(changes)
    if changed == policy { return Decision([], remark: "The policy says so already.") }
    return Decision([PolicySet(policy: changed)])
  }

  public func told(_ done: Done) -> Telling {
    Telling("Policy set: \(settings.joined(separator: " "))", next: "policy")
  }
}
