/// The rules that hold in every language with stops between blanks, in the order in which they are asked.
enum SharedRules {
  /// What holds where no other rule applies.
  static let plain = SentenceRule(
    "plain stop", .ends, example: "The treaty failed.| Nobody was surprised.",
    reason: "A stop before a capital, a number or an opening mark ends a sentence.", when: { _ in true })

  // MARK: - Whatever the mark

  static let any = [
    SentenceRule(
      "in brackets", .goesOn, example: "It was he who (as Smith has it. See below) left.",
      reason: "What stands in brackets within a sentence is part of it.", when: { $0.isInBrackets }),
    SentenceRule(
      "ampersand follows", .goesOn, example: "It went to Com. & Adm. in May.",
      reason: "A name goes on after it.", when: { $0.nextScalar == "&" }),
    SentenceRule(
      "comma follows", .goesOn, example: "Salt, Inc., was sold to Yahoo!, a firm.",
      reason: "No sentence begins with a comma or a closing mark.",
      when: { $0.isContinued && $0.gap != .reference }),
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
          && ($0.preceding.isPlain && !$0.isKnownCut || $0.isClosed)
      }),
  ]

  static let smallLetter = SentenceRule(
    "small letter follows", .goesOn,
    example: "“Why?” he asked on the 3rd of Sept. in the U.S with no reply.",
    reason: "A sentence begins with a capital.",
    when: { $0.following.first.map(Marks.isSmall) ?? false })

  static let bracket = SentenceRule(
    "bracket within the sentence", .goesOn,
    example: "She played in Viva Maria! (1965), and was praised.| She left.| (It was late.)| He stayed.",
    reason: "Brackets after which the sentence goes on in small letters, or with a comma, stand inside it.",
    when: { $0.isBeforeInnerBracket })

  // MARK: - Numbers and letters

  static let numbers = [
    SentenceRule(
      "number of a part", .goesOn,
      example: "1. Introduction to the matter.| It has two aims: 1. Peace.| 2. Bread.",
      reason: "A number or a letter at the beginning numbers what follows.",
      when: {
        let word = $0.preceding
        guard !$0.isClosed || $0.close == $0.end + 1 && $0.text[$0.end] == ")" else { return false }
        if $0.isSectionNumber || $0.isItemAfterColon { return true }
        return word.isFirst
          && (word.isNumber && word.word.count <= 3 || word.letters == 1 && word.word.count == 1
            || word.isCapitalised && word.isRoman && word.letters <= 5)
      }),
    SentenceRule(
      "sign for a paragraph", .goesOn, example: "See §. 4 and ¶. 5.| It is so.",
      reason: "A stop may follow the sign; the number follows the stop.",
      when: { $0.start > $0.sentence && ["§", "¶", "№"].contains($0.text[$0.start - 1]) }),
    SentenceRule(
      "date in figures", .goesOn, example: "It is of 24. 12. 1801 and not of 3. 1. 1802.| It is lost.",
      reason: "The day, the month and the year are numbers parted by stops.", when: { $0.isInDate }),
  ]

  // MARK: - Omissions

  static let ellipses = [
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
      reason: "Stops that join a word, and four of them, end a sentence.", when: { $0.isEllipsis }),
  ]
}

extension Stop {
  var isEllipsis: Bool { if case .ellipsis = mark { true } else { false } }
}
