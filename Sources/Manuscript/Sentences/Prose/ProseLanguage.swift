/// What the walk through prose asks of a language.
struct ProseLanguage: Sendable {
  /// In the order in which they are asked. After all of them stands `SharedRules.plain`.
  let rules: [SentenceRule]
  let starters: SentenceStarters
  /// Whether `;` is the question mark.
  var asksWithSemicolon = false

  static let english = ProseLanguage(rules: SentenceRules.all, starters: .english)

  /// The rules for a language or a script, by its BCP 47 tag; nil where the boundaries of Unicode do better.
  static func of(_ tag: String) -> ProseLanguage? {
    if tag == "und" { return english }
    return byTag[tag] ?? byTag[String(tag.prefix { $0 != "-" })]
  }

  private static let byTag: [String: ProseLanguage] = [
    "en": english,
    "de": ForeignRules.language(.german),
    "fr": ForeignRules.language(.french),
    "es": ForeignRules.language(.spanish),
    "it": ForeignRules.language(.italian),
    "nl": ForeignRules.language(.dutch),
    "el": ForeignRules.language(.greek, asksWithSemicolon: true),
    "und-Cyrl": ForeignRules.language(.cyrillic),
    "ru": ForeignRules.language(.cyrillic),
    "uk": ForeignRules.language(.cyrillic),
    "bg": ForeignRules.language(.cyrillic),
    "und-Arab": ForeignRules.language(.arabic),
    "ar": ForeignRules.language(.arabic),
    "fa": ForeignRules.language(.arabic),
    "he": ForeignRules.language(.hebrew),
  ]

  /// The rule that decides about a stop.
  func deciding(_ stop: Stop) -> SentenceRule { rules.first { $0.applies(stop) } ?? SharedRules.plain }
}
