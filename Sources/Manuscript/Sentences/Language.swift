/// The language of a text, guessed from its commonest small words.
enum Language {
  /// A BCP 47 tag; `und` if no language stands out.
  static func guess(_ scalars: [Unicode.Scalar]) -> String {
    var counts: [String: Int] = [:]
    var total = 0
    for word in scalars.prefix(40_000).split(whereSeparator: { !$0.properties.isAlphabetic })
    where word.count <= 5 {
      total += 1
      let word = String(String.UnicodeScalarView(word)).lowercased()
      for (language, words) in smallWords where words.contains(word) { counts[language, default: 0] += 1 }
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, best.value * 10 >= total else { return "und" }
    return best.key
  }

  private static let smallWords: [(language: String, words: Set<String>)] = [
    ("en", ["the", "of", "and", "to", "in", "that", "is", "was", "for", "with", "by", "as", "on"]),
    (
      "fr",
      ["le", "la", "les", "des", "et", "du", "un", "une", "dans", "que", "qui", "pour", "est", "en", "de"]
    ),
    (
      "de",
      ["der", "die", "das", "und", "den", "von", "zu", "mit", "dem", "ist", "nicht", "ein", "eine", "im"]
    ),
    ("es", ["el", "la", "los", "las", "de", "que", "y", "en", "del", "por", "con", "una", "un", "para"]),
    ("it", ["il", "di", "che", "la", "e", "del", "della", "per", "un", "una", "con", "nel", "gli", "i"]),
  ]
}
