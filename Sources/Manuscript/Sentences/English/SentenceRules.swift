/// The rules for English, in the order in which they are asked. To extend them, put a rule before the first
/// that would decide otherwise, with an example, and raise `SentenceSegmenter.version`.
enum SentenceRules {
  static let all = [
    SharedRules.any, [smallName, SharedRules.smallLetter, SharedRules.bracket], cries, SharedRules.ellipses,
    SharedRules.numbers, SharedRules.dates, periods, SharedRules.cutWords,
  ].flatMap { $0 }

  private static let smallName = SentenceRule(
    "small name follows", .ends,
    example: "Sales fell.| iPhone sales rose.| de Gaulle went.| p-values fell.",
    reason: "Some names keep their small letter at the beginning of a sentence.",
    when: { $0.following.isSmallName && $0.preceding.isPlain && $0.mark == .period })

  // MARK: - Questions and exclamations

  private static let cries = [
    SentenceRule(
      "doubt", .goesOn, example: "It was sold to Smith (?) Jones in 1801.",
      reason: "A mark alone in brackets says only that the writer doubts.",
      when: { $0.mark == .cry && $0.isAloneInBrackets && !$0.following.isStarter }),
    SentenceRule(
      "name with a mark", .goesOn, example: "The sale of Yahoo! Japan failed.",
      reason: "Some names end with an exclamation mark.",
      when: { $0.mark == .cry && exclaimed.contains($0.preceding.word) && !$0.following.isStarter }),
    SentenceRule(
      "report follows", .goesOn, example: "“Why?” Smith asked.| “Because.” Jones said no more.",
      reason: "Who said it and that he did belong to what he said.",
      when: { $0.mark == .cry && $0.isBeforeReport }),
    SentenceRule(
      "title in quotation marks", .goesOn, example: "See Smith, “Who Ruled the Seas?” Past and Present 12.",
      reason: "A title may be a question; a reference goes on after it.",
      when: { $0.mark == .cry && $0.closesTitle }),
    SentenceRule(
      "question or exclamation", .ends, example: "Was it war?| It was!| So they said.",
      reason: "These marks have no other use.", when: { $0.mark == .cry }),
  ]

  private static let exclaimed = Set(words: "yahoo jeopardy oklahoma westward oliver mamma wham kapow jumpin")
}
