/// The rules for English, in the order in which they are asked. To extend them, put a rule before the first
/// that would decide otherwise, with an example, and raise `SentenceSegmenter.version`.
enum SentenceRules {
  static let all = [any, cries, ellipses, periods].flatMap { $0 }

  /// The rule that decides about a stop.
  static func deciding(_ stop: Stop) -> SentenceRule { all.first { $0.applies(stop) } ?? plain }

  /// What holds where no other rule applies.
  static let plain = SentenceRule(
    "plain stop", .ends, example: "The treaty failed.| Nobody was surprised.",
    reason: "A stop before a capital, a number or an opening mark ends a sentence.", when: { _ in true })

  // MARK: - Whatever the mark

  private static let any = [
    SentenceRule(
      "in brackets", .goesOn, example: "It was he who (as Smith has it. See below) left.",
      reason: "What stands in brackets within a sentence is part of it.", when: \.isInBrackets),
    SentenceRule(
      "comma follows", .goesOn, example: "Salt, Inc., was sold to Yahoo!, a firm.",
      reason: "No sentence begins with a comma or a closing mark.",
      when: { Marks.isContinuer($0.nextScalar) && $0.gap != .reference }),
    SentenceRule(
      "full-width stop", .ends, example: "他来了。|他走了。", reason: "No blank is written after such a stop.",
      when: { $0.mark == .wide && !$0.isClosed }),
    SentenceRule(
      "blank lost", .ends, example: "The troops shall go.|Then others follow.",
      reason: "Converters lose blanks; a small word, a stop and a capitalised word are two sentences.",
      when: { $0.gap == .none && $0.lacksBlank }),
    SentenceRule(
      "no blank", .goesOn, example: "It rose by 3.5 at www.example.org/a.b in the U.S.A. and there only.",
      reason: "A stop inside a number, a name of the net or an acronym has no blank after it.",
      when: { $0.gap == .none }),
    SentenceRule(
      "number after a reference", .goesOn, example: "It rose to 3.^5 in all.",
      reason: "Without a blank, only a capital after a note's reference begins a sentence.",
      when: {
        $0.gap == .reference && $0.next == $0.close && !($0.following.first.map(Marks.isCapital) ?? false)
      }),
    SentenceRule(
      "item follows", .ends, example: "There were three aims.| (i) The first was peace.",
      reason: "An item of a list is marked with a small letter or a number in brackets.",
      when: {
        $0.following.isItemMark && ($0.following.opener == "(" || $0.following.after == ")")
          && ($0.preceding.isPlain || $0.isClosed)
      }),
    SentenceRule(
      "small name follows", .ends,
      example: "Sales fell.| iPhone sales rose.| de Gaulle went.| p-values fell.",
      reason: "Some names keep their small letter at the beginning of a sentence.",
      when: { $0.following.isSmallName && $0.preceding.isPlain && $0.mark == .period }),
    SentenceRule(
      "small letter follows", .goesOn,
      example: "“Why?” he asked on the 3rd of Sept. in the U.S with no reply.",
      reason: "A sentence begins with a capital.",
      when: { $0.following.first.map(Marks.isSmall) ?? false }),
  ]

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

  // MARK: - Omissions

  private static let ellipses = [
    SentenceRule(
      "omission in brackets", .goesOn,
      example: "It was written by [...] Smith.| It has power [...]| It is not small.",
      reason: "Words are left out, inside a sentence unless a common beginning follows.",
      when: { $0.isEllipsis && $0.isAloneInBrackets && !$0.following.isStarter }),
    SentenceRule(
      "omission between blanks", .goesOn, example: "They met . . . Lord Smith and left.",
      reason: "Three stops between blanks stand for words within a sentence.",
      when: {
        guard case .ellipsis(let count, let isJoined) = $0.mark, !isJoined, count <= 3, !$0.isClosed else {
          return false
        }
        return !$0.following.isStarter || $0.following.word == "I"
      }),
    SentenceRule(
      "omission", .ends, example: "He never meant that....| She left.| They waited...| Nobody came.",
      reason: "Stops that join a word, and four of them, end a sentence.", when: \.isEllipsis),
  ]
}

extension Stop {
  var isEllipsis: Bool { if case .ellipsis = mark { true } else { false } }
}
