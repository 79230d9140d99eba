public import CanonicalJSON
public import Protocol
public import Rendering
internal import Scholarship

/// `policy`: the rules in force.
public struct PolicyInForce: Question {
  public init() {}

  public static let verb = VerbEntry(
    "policy", group: .reading, "the rules by which things pass; policy set changes them",
    examples: ["policy"])

  public static let shape = Shape(PolicyInForce.init)

  public func view(of snapshot: Snapshot) -> PolicyView {
    PolicyView(at: snapshot.at, policy: PolicyItem(snapshot.paper.policy))
  }

  public func page(of view: PolicyView) -> Page {
    var page = Page()
    page.line(Styled("The rules by which things pass (@\(view.at))", .strong))
    let general = view.policy.rules
    var rows = Self.rows(
      ExceptionItem(
        quorum: general.quorum, threshold: general.threshold, opposition: general.opposition,
        proposer: general.proposer, voters: general.voters, adjudicators: general.adjudicators,
        blind: general.blind ?? false), of: "")
    // Only what a class has of its own: all else follows the general rules.
    for (name, exception) in view.policy.exceptions.sorted(by: { $0.key < $1.key }) {
      rows += Self.rows(exception, of: name + ".")
    }
    page.table(columns: ["Setting", "Meaning"], rows: rows, showsColumns: false)
    page.gap()
    page.line("Change them with, for example: policy set quorum=2 threshold=2/3")
    return page
  }

  private static func rows(_ rules: ExceptionItem, of prefix: String) -> [[Styled]] {
    let rows: [(setting: String?, meaning: String)] = [
      (rules.quorum.map { "quorum=\($0)" }, "at least this many votes, abstentions among them"),
      (
        rules.threshold.map { "threshold=\($0)" },
        rules.threshold?.hasPrefix(">") == true
          ? "more than this share of for and against must be for"
          : "this share of for and against must be for"
      ),
      (rules.opposition.map { "opposition=\($0)" }, "no more than this share may be against"),
      (rules.proposer.map { "proposer=\($0 ? "counts" : "not")" }, "whether proposing is a vote for"),
      (rules.voters.map { "voters=\($0)" }, "this role and those above it vote"),
      (rules.adjudicators.map { "adjudicators=\($0)" }, "this role and those above it rule"),
      (
        rules.blind.map { "blind=\($0 ? "on" : "off")" },
        "whether what others say is hidden until one's own is given, in the first round"
      ),
    ]
    return rows.compactMap { setting, meaning in
      setting.map { [Styled(prefix + $0, .strong), Styled(meaning)] }
    }
  }
}
