/// How much an edition's apparatus says, and in what form. The text itself is the same under any options.
public struct EditionOptions: Hashable, Sendable {
  /// Whom an entry names.
  public enum Coverage: String, CaseIterable, Sendable {
    /// Everyone: for, against, abstained, recused, silent, and every base.
    case positive
    /// Only those who do not hold what the consensus prints.
    case negative
  }

  /// How much of a long lemma is printed where people read it. What programs read has all of it.
  public enum LemmaForm: String, CaseIterable, Sendable {
    case full
    /// The first and the last word.
    case short
  }

  /// A part of the apparatus that can be left out.
  public enum Layer: String, CaseIterable, Sendable {
    case claims, disputes, rulings
  }

  public var coverage: Coverage
  public var lemma: LemmaForm
  public var omitted: Set<Layer>
  /// Whether TEI declares each scholar as a witness too, for viewers that look for sigla only there.
  public var declaresScholarsAsWitnesses: Bool

  public init(
    coverage: Coverage = .positive, lemma: LemmaForm = .full, omitting omitted: Set<Layer> = [],
    declaresScholarsAsWitnesses: Bool = false
  ) {
    self.coverage = coverage
    self.lemma = lemma
    self.omitted = omitted
    self.declaresScholarsAsWitnesses = declaresScholarsAsWitnesses
  }
}
