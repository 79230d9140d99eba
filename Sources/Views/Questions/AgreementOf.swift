public import CanonicalJSON
public import Protocol
public import Rendering
public import Scholarship

/// `agreement`: how far people agree, in stances on claims and in what they mark, with the coefficients of the field.
public struct AgreementOf: Question {
  /// Only claims of this kind.
  public var kind: ClaimKind?
  /// Only passages of annotations with this tag.
  public var tag: String?

  public init(kind: ClaimKind? = nil, tag: String? = nil) {
    self.kind = kind
    self.tag = tag
  }

  public static let verb = VerbEntry(
    "agreement", group: .reading, "how far people agree, by the coefficients of the field",
    examples: ["agreement", "agreement --kind date", "agreement --tag irony --json"])

  public static let shape = Shape(
    AgreementOf.init(kind:tag:),
    Field(
      "kind", \.kind, typed: .option("--kind", placeholder: "KIND", summary: "only claims of this kind")),
    Field(
      "tag", \.tag,
      typed: .option("--tag", placeholder: "TAG", summary: "only passages that were annotated with this tag"))
  )

  public func view(of snapshot: Snapshot) -> AgreementView {
    AgreementView(
      at: snapshot.at, base: snapshot.base, eligible: snapshot.eligible.count,
      stances: tag == nil ? snapshot.stanceAgreement(of: kind) : [],
      spans: snapshot.spanAgreement(of: kind, tag: tag))
  }

  public func page(of view: AgreementView) -> Page { Page(view) }
}
