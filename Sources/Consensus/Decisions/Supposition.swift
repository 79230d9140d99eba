public import Manuscript
public import Scholarship

/// Other rules than those in force, or someone without a say: what a consensus may be computed under to see what changes.
public struct Supposition: Hashable, Sendable {
  /// What is set otherwise than in the paper's own policy.
  public let settings: [PolicySetting]
  /// Who has no say; see ``Paper/leavingOut(_:)``.
  public let without: Handle?

  /// - Parameter policy: settings as they are typed, parted by white space: `quorum=3 threshold=3/4`.
  /// - Throws: ``Refusal`` where there is no such setting.
  public init(policy: String? = nil, without: Handle? = nil) throws(Refusal) {
    var settings: [PolicySetting] = []
    for text in policy?.split(whereSeparator: \.isWhitespace) ?? [] {
      settings.append(try PolicySetting(String(text)))
    }
    self.settings = settings
    self.without = without
  }

  /// Whether it supposes nothing: then all stands as it does.
  public var isEmpty: Bool { settings.isEmpty && without == nil }

  /// How everything in a paper would stand.
  ///
  /// - Throws: ``Refusal`` where the paper does not have who is left out.
  public func standing(of paper: Paper, base: ScalarText) throws(Refusal) -> Standing {
    let policy = settings.isEmpty ? nil : paper.policy.applying(settings)
    guard let without else { return Standing(of: paper, under: policy, base: base) }
    guard paper.members[without] != nil else {
      throw Refusal(.noSuchThing, "\(without) is not a member of this paper; members lists who is.")
    }
    return Standing(of: paper.leavingOut(without), under: policy, base: base)
  }
}
