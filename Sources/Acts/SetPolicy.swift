public import CanonicalJSON
public import Scholarship

/// Changes the rules by which things pass.
public struct SetPolicy: Act {
  /// `NAME=VALUE` or `CLASS.NAME=VALUE`, as typed.
  public var settings: [String]
  /// Whether only to tell what that would change.
  public var dryRun: Bool?

  public init(settings: [String], dryRun: Bool? = nil) {
    self.settings = settings
    self.dryRun = dryRun
  }

  public static let access = Access.members(.editor)
  public static let type = "policy"

  public static let verb = VerbEntry(
    "policy set", group: .reading, "change the rules by which things pass",
    examples: [
      "policy set quorum=2 threshold=2/3", "policy set fact.threshold=3/4 --dry-run",
      "policy set fact.threshold=",
    ])

  public static let shape = Shape(
    SetPolicy.init(settings:dryRun:), Field("settings", \.settings, typed: .argument("NAME=VALUE")),
    Field("dryRun", \.dryRun, typed: .dryRun))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    guard !settings.isEmpty else {
      throw Refusal(.refused, "Say what to set: for example “policy set quorum=3 threshold=3/4”.")
    }
    let policy = context.paper.policy
    var changes: [PolicySetting] = []
    for setting in settings {
      let change = try PolicySetting(setting)
      if changes.contains(where: { $0.subject == change.subject && $0.name == change.name }) {
        throw Refusal(
          .refused, "“\(setting)” sets a rule that is set already in the same command; say it once.")
      }
      changes.append(change)
    }
    let changed = policy.applying(changes)
    if changed == policy { return Decision([], remark: "The policy says so already.") }
    return try context.decision(
      [PolicySet(policy: changed)], "Policy set: \(settings.joined(separator: " "))", isDryRun: dryRun == true
    )
  }

  public func told(_ done: Done) -> Telling {
    Telling("Policy set: \(settings.joined(separator: " "))", next: "policy")
  }
}

extension Typing {
  /// That an act is only to tell what it would change.
  static let dryRun = Typing.option("--dry-run", summary: "only tell what it would change of what is decided")
}
