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
    ("en", Set(words: "the of and to in that is was for with by as on")),
    ("fr", Set(words: "le la les des et du un une dans que qui pour est en de")),
    ("de", Set(words: "der die das und den von zu mit dem ist nicht ein eine im")),
    ("es", Set(words: "el la los las de que y en del por con una un para")),
    ("it", Set(words: "il di che la e del della per un una con nel gli i")),
  ]
}
