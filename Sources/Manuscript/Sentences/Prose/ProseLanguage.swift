/// What the walk through prose asks of a language.
struct ProseLanguage: Sendable {
  /// In the order in which they are asked. After all of them stands `SharedRules.plain`.
  let rules: [SentenceRule]
  let starters: SentenceStarters
  /// Whether `;` is the question mark.
  var asksWithSemicolon = false
  var script = Script.latin

  enum Script: Hashable, Sendable { case latin, greek, cyrillic, hebrew, arabic }

  static let english = ProseLanguage(rules: SentenceRules.all, starters: .english)

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
            """))))

  /// The rules for a language or a script, by its BCP 47 tag; nil where the boundaries of Unicode do better.
  static func of(_ tag: String) -> ProseLanguage? {
    if tag == "und" { return english }
    return byTag[tag] ?? byTag[String(tag.prefix { $0 != "-" })]
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

  private static let greek = ForeignRules.language(.greek, in: .greek, asksWithSemicolon: true)
  private static let cyrillic = ForeignRules.language(.cyrillic, in: .cyrillic)
  private static let hebrew = ForeignRules.language(.hebrew, in: .hebrew)
  private static let arabic = ForeignRules.language(.arabic, in: .arabic)

  private static let byTag: [String: ProseLanguage] = [
    "en": english,
    "la": latin,
    "de": ForeignRules.language(.german),
    "fr": ForeignRules.language(.french),
    "es": ForeignRules.language(.spanish),
    "it": ForeignRules.language(.italian),
    "nl": ForeignRules.language(.dutch),
    "el": greek,
    "und-Cyrl": cyrillic,
    "ru": cyrillic,
    "uk": cyrillic,
    "bg": cyrillic,
    "und-Arab": arabic,
    "ar": arabic,
    "fa": arabic,
    "he": hebrew,
  ]

  /// The rule that decides about a stop.
  func deciding(_ stop: Stop) -> SentenceRule { rules.first { $0.applies(stop) } ?? SharedRules.plain }
}
