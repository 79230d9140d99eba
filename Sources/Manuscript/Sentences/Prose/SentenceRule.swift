/// One rule about a stop. The first of `SentenceRules.all` that applies decides.
struct SentenceRule: Sendable {
  enum Verdict: Sendable { case ends, goesOn }

  let name: String
  /// What becomes of the sentence at a stop to which the rule applies.
  let verdict: Verdict
  /// A text with `|` where a sentence ends and `^` for a note's reference: it must come out so, by this rule.
  let example: String
  let reason: String
  let applies: @Sendable (Stop) -> Bool

  init(
    _ name: String, _ verdict: Verdict, example: String, reason: String,
    when applies: @escaping @Sendable (Stop) -> Bool
  ) {
    self.name = name
    self.verdict = verdict
    self.example = example
    self.reason = reason
    self.applies = applies
  }
}
