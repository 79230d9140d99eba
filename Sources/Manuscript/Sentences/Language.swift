/// The language of a text, guessed from its script and its commonest small words.
enum Language {
  /// A BCP 47 tag: a language, where only the script is sure `und-Cyrl` and the like, and `und` if nothing
  /// stands out.
  static func guess(_ scalars: [Unicode.Scalar]) -> String {
    let sample = scalars.prefix(40_000)
    if let tag = scriptTag(of: sample) { return tag }
    var counts: [String: Int] = [:]
    var total = 0
    for word in sample.split(whereSeparator: { !$0.properties.isAlphabetic })
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
    ("nl", Set(words: "de het een van en in is dat op te met voor niet zijn")),
  ]

  /// Scripts other than the Latin, by their main blocks (Unicode, Blocks.txt), and the tag of a text that is
  /// mostly written in one.
  private static let scripts: [(tag: String, block: ClosedRange<UInt32>)] = [
    ("el", 0x0370...0x03FF), ("el", 0x1F00...0x1FFF), ("und-Cyrl", 0x0400...0x052F), ("hy", 0x0530...0x058F),
    ("he", 0x0590...0x05FF), ("und-Arab", 0x0600...0x06FF), ("und-Deva", 0x0900...0x097F),
    ("th", 0x0E00...0x0E7F), ("ka", 0x10A0...0x10FF), ("am", 0x1200...0x137F), ("ja", 0x3040...0x30FF),
    ("zh", 0x3400...0x9FFF), ("ko", 0xAC00...0xD7A3),
  ]

  private static func scriptTag(of sample: ArraySlice<Unicode.Scalar>) -> String? {
    var counts: [String: Int] = [:]
    var letters = 0
    for scalar in sample where scalar.properties.isAlphabetic {
      letters += 1
      guard scalar.value >= 0x370, let script = scripts.first(where: { $0.block.contains(scalar.value) })
      else { continue }
      counts[script.tag, default: 0] += 1
    }
    // Japanese is written with the Chinese signs too.
    if let kana = counts["ja"], kana * 10 >= counts["zh", default: 0] {
      counts["ja"] = kana + (counts.removeValue(forKey: "zh") ?? 0)
    }
    guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.value * 2 > letters
    else { return nil }
    return best.key
  }
}
