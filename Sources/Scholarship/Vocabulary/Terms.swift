public import CanonicalJSON

/// What someone may do in a paper. Each role includes the ones before it.
public enum Role: String, JSONTerm, Comparable {
  /// Reads.
  case reader
  /// Annotates, claims, disputes, takes stances, proposes, votes.
  case scholar
  /// Also rules and sets the policy.
  case editor
  /// Also decides who is a member, and imports.
  case owner

  public static func < (a: Role, b: Role) -> Bool { a.rank < b.rank }

  /// The role in a sentence: `a reader`, `an editor`.
  var withArticle: String {
    switch self {
    case .reader, .scholar: "a \(rawValue)"
    case .editor, .owner: "an \(rawValue)"
    }
  }

  private var rank: Int {
    switch self {
    case .reader: 0
    case .scholar: 1
    case .editor: 2
    case .owner: 3
    }
  }
}

/// What sort of thing a claim asserts.
public enum ClaimKind: String, JSONTerm {
  case fact, date, attribution, causal, interpretation, citation
}

/// How one claim bears on another.
public enum ClaimRelation: String, JSONTerm {
  case supports, contradicts
  case dependsOn = "depends-on"
  case duplicates
}

/// What a scholar holds of a claim.
public enum Stance: String, JSONTerm {
  case agree, disagree, qualify, unsure, recuse
}

/// Why an annotation was made: the motivations of the W3C Web Annotation Vocabulary (§3.3).
public enum Motivation: String, JSONTerm {
  case assessing, bookmarking, classifying, commenting, describing, editing, highlighting, identifying
  case linking, moderating, questioning, replying, tagging
}

/// On what ground something is disputed.
public enum Ground: String, JSONTerm {
  case date, fact, citation, attribution, translation, interpretation, method, wording
}

/// Which side of a dispute an argument takes.
public enum Side: String, JSONTerm {
  case `for`, against
}

/// How a piece of evidence bears on what it is cited for: relations of the Citation Typing Ontology (CiTO 2.8).
public enum CitationRelation: String, JSONTerm {
  case supports, refutes, disputes, qualifies, discusses
  case citesAsEvidence, citesAsAuthority, obtainsSupportFrom, isRefutedBy
}

/// A citation, and how it bears on what it is cited for.
public struct Evidence: Hashable, Sendable {
  /// The reference in the scholar's words.
  public var reference: String
  public var relation: CitationRelation

  public init(reference: String, relation: CitationRelation = .citesAsEvidence) {
    self.reference = reference
    self.relation = relation
  }
}

extension Evidence: JSONRecord {
  public static let shape = Shape(
    Evidence.init, Field("reference", \.reference, .prose), Field("relation", \.relation))
}

/// What sort of correction is proposed; a policy may treat each differently.
public enum CorrectionClass: String, JSONTerm {
  case ocr, typo, citation, fact, wording, translation
}

/// A vote on a correction or a dispute.
public enum Vote: String, JSONTerm {
  case `for`, against, abstain, recuse
}

/// What an adjudicator decides.
public enum Verdict: String, JSONTerm {
  case accept, reject
}
