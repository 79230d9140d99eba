/// A question of whatever kind.
public struct AnyQuestion: Sendable {
  /// The question itself.
  public let question: any Question

  public init(_ question: any Question) { self.question = question }

  /// Every kind of question there is, in the order of help. What goes through all questions goes through this list.
  public static let types: [any Question.Type] = [
    Outline.self, Read.self, Diff.self, Blame.self, Find.self, ListOf<Claims>.self, ListOf<Annotations>.self,
    ListOf<Disputes>.self,
    ListOf<Corrections>.self, Show.self, History.self, ConsensusOf.self, Orphans.self, Members.self,
    PolicyInForce.self,
    AgreementOf.self, PublishedEditions.self,
  ]
}

extension AnyQuestion: Hashable {
  public static func == (a: AnyQuestion, b: AnyQuestion) -> Bool {
    AnyHashable(a.question) == AnyHashable(b.question)
  }

  public func hash(into hasher: inout Hasher) { AnyHashable(question).hash(into: &hasher) }
}
