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
    var rows = Self.rows(view.policy.rules, of: "")
    for (name, rules) in view.policy.exceptions.sorted(by: { $0.key < $1.key }) {
      rows += Self.rows(rules, of: name + ".")
    }
    page.table(columns: ["Setting", "Meaning"], rows: rows, showsColumns: false)
    page.gap()
    page.line("Change them with, for example: policy set quorum=2 threshold=2/3")
    return page
  }

  private static func rows(_ rules: RulesItem, of prefix: String) -> [[Styled]] {
    [
      ("quorum=\(rules.quorum)", "at least this many votes"),
      ("threshold=\(rules.threshold)", "this share of for and against must be for"),
      ("opposition=\(rules.opposition)", "no more than this share may be against"),
      ("proposer=\(rules.proposer ? "counts" : "not")", "whether proposing is a vote for"),
      ("voters=\(rules.voters)", "this role and those above it vote"),
      ("adjudicators=\(rules.adjudicators)", "this role and those above it rule"),
    ]
    .map { [Styled(prefix + $0.0, .strong), Styled($0.1)] }
  }
}
