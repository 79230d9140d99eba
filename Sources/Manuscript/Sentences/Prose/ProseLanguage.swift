/// What the walk through prose asks of a language.
struct ProseLanguage: Sendable {
  /// In the order in which they are asked. After all of them stands `SharedRules.plain`.
  let rules: [SentenceRule]
  let starters: SentenceStarters
  /// Whether `;` is the question mark.
  var asksWithSemicolon = false
  var script = Script.latin
  var endings = WordEndings.any
  /// Whether its nouns begin with capitals.
  var capitalisesNouns = false
  var isForeign = false

  enum Script: Hashable, Sendable { case latin, greek, cyrillic, hebrew, arabic }

  static let english = ProseLanguage(rules: SentenceRules.all, starters: .english, endings: .english)

  /// Latin is shortened as in English papers, which know most of what it shortens.
  static let latin = ProseLanguage(
    rules: [
      SentenceRule(
        "Latin verb", .ends, example: "Codex exaratus est.| Liber alter deest.",
        reason: "Elsewhere it is short for another word.",
        when: {
          ["est", "sunt", "sit", "erat"].contains($0.preceding.word)
            && $0.following.first.map(Marks.isCapital) ?? false
        })
    ] + SentenceRules.all,
    starters: SentenceStarters(
      words: SentenceStarters.english.words.union(
        Set(
          words: """
            et in ad ab ex cum de sed at nam enim hic haec hoc hi qui quae quod ille illa is ea id item deinde inde ibi ita sic
            si ut ubi quare ergo igitur itaque tamen autem incipit explicit sequitur nunc post ante non nec neque
            """))), endings: .latin)

  /// Of a text in Latin script that shows no language: English, and what is shortened in any other.
  private static let unknown = ProseLanguage(
    rules: SentenceRules.all + ForeignRules.shortened(in: latinWords), starters: .english, endings: .english)

  private static let latinWords: [ForeignWords] = [
    .german, .french, .italian, .spanish, .portuguese, .dutch, .polish, .czech, .swedish, .danish,
  ]

  /// The rules for a language or a script, by its BCP 47 tag; nil where the boundaries of Unicode do better.
  static func of(_ tag: String) -> ProseLanguage? {
    if tag == "und" { return unknown }
    return known(tag) ?? known(String(tag.prefix { $0 != "-" }))
  }

  /// The rules for words in a script within a text of another; for Latin ones those of English, which know most.
  static func of(_ script: Script) -> ProseLanguage {
    switch script {
    case .latin: english
    case .greek: greek
    case .cyrillic: cyrillic
    case .hebrew: hebrew
    case .arabic: arabic
    }
  }

  private static let greek = ForeignRules.language(
    .greek, endings: .greek, in: .greek, asksWithSemicolon: true)
  private static let cyrillic = ForeignRules.language(.cyrillic, in: .cyrillic)
  private static let hebrew = ForeignRules.language(.hebrew, in: .hebrew)
  private static let arabic = ForeignRules.language(.arabic, in: .arabic)

  // Each is made when a paper first asks for it: most are never asked for.
  private static let german = ForeignRules.language(.german, endings: .german)
  private static let french = ForeignRules.language(.french, endings: .french)
  private static let spanish = ForeignRules.language(.spanish, endings: .spanish)
  private static let portuguese = ForeignRules.language(.portuguese, endings: .portuguese)
  private static let italian = ForeignRules.language(.italian, endings: .italian)
  private static let dutch = ForeignRules.language(.dutch, endings: .german)
  private static let swedish = ForeignRules.language(.swedish, endings: .scandinavian)
  private static let danish = ForeignRules.language(.danish, endings: .scandinavian)
  private static let polish = ForeignRules.language(.polish)
  private static let czech = ForeignRules.language(.czech, endings: .czech)

  private static func known(_ tag: String) -> ProseLanguage? {
    switch tag {
    case "en": english
    case "la": latin
    case "de": german
    case "fr": french
    case "es": spanish
    case "pt": portuguese
    case "it": italian
    case "nl": dutch
    case "sv": swedish
    case "da", "nb": danish
    case "pl": polish
    case "cs": czech
    case "el": greek
    case "und-Cyrl", "ru", "uk", "bg": cyrillic
    case "und-Arab", "ar", "fa": arabic
    case "he": hebrew
    default: nil
    }
  }

  /// The rule that decides about a stop.
  func deciding(_ stop: Stop) -> SentenceRule {
    // By its place: to take each rule out of the table costs more than to ask most of them.
    rules.indices.first { rules[$0].applies(stop) }.map { rules[$0] } ?? SharedRules.plain
  }
}
