/// The language of a text, guessed from its script and its commonest small words.
enum Language {
  /// A BCP 47 tag: a language, where only the script is sure `und-Cyrl` and the like, and `und` if nothing
  /// stands out.
  static func guess(_ scalars: [Unicode.Scalar]) -> String {
    let sample = scalars.prefix(40_000)
    if let tag = scriptTag(of: sample) { return tag }
    let tally = Tally(of: sample)
    guard let best = tally.best, tally.counts[best] * 10 >= tally.short else { return "und" }
    return languages[best]
  }

  /// The language of a passage, where it is surely another than that of the text around it: it is written in another
  /// script, or is full of another language's small words.
  static func guess(_ passage: ArraySlice<Unicode.Scalar>, within language: String) -> String {
    let sample = passage.prefix(longestPassage)
    if let tag = scriptTag(of: sample) { return tag }
    let tally = Tally(of: sample)
    guard tally.all >= fewestWords else { return language }
    let isLatin = language == "und" || languages.contains(language)
    guard let best = tally.best else { return isLatin ? language : "und" }
    let own = languages.firstIndex(of: language).map { tally.counts[$0] } ?? 0
    let isSure =
      tally.counts[best] >= 4 && tally.counts[best] * 6 >= tally.short && tally.counts[best] > own * 3
    return isSure || !isLatin ? languages[best] : language
  }

  /// Scalars of a passage that are looked at.
  private static let longestPassage = 400
  /// Fewest words of a passage that can show another language.
  private static let fewestWords = 12

  /// How many words a text has, and how many of them are small words of each language.
  private struct Tally {
    var all = 0
    /// Words short enough to be such.
    var short = 0
    var counts = [Int](repeating: 0, count: languages.count)

    /// The language with most of them; the first by name among equals.
    var best: Int? {
      counts.indices.max { (counts[$0], languages[$1]) < (counts[$1], languages[$0]) }
        .flatMap { counts[$0] > 0 ? $0 : nil }
    }

    init(of sample: ArraySlice<Unicode.Scalar>) {
      var (key, length) = (UInt64(0), 0)
      var (isAfterDigit, isCapital) = (false, false)
      for scalar in sample {
        if Marks.isLetter(scalar) {
          if length == 0 { isCapital = Marks.isCapital(scalar) }
          length += 1
          key = key << 8 | UInt64(Language.letter(scalar))
        } else {
          // `3v` is a leaf, `v.` and `Var.` are abbreviations, `Henry V` is a number.
          let isSign =
            isAfterDigit || length == 1 && (isCapital || scalar == ".") || isCapital && scalar == "."
          if length > 0, !isSign { count(key, length) }
          (key, length) = (0, 0)
          isAfterDigit = Marks.isDigit(scalar)
        }
      }
      if length > 0 { count(key, length) }
    }

    private mutating func count(_ key: UInt64, _ length: Int) {
      all += 1
      guard length <= 5 else { return }
      short += 1
      let bits = keys.languages(of: key)
      if bits == 0 { return }
      for index in languages.indices where bits & 1 << UInt16(index) != 0 { counts[index] += 1 }
    }
  }

  /// A letter of a key. Those beyond ASCII count as one: few small words differ by them alone.
  private static func letter(_ scalar: Unicode.Scalar) -> UInt8 {
    scalar.isASCII ? UInt8(scalar.value | 0x20) : 0xFF
  }

  private static let languages = smallWords.map(\.language)

  private static let keys = SmallWords()

  /// The small words, packed into numbers, with a bit for each language that has one. Every short word of a paper is looked
  /// up here, so that a place in a table follows from the number itself.
  private struct SmallWords {
    private var words = [UInt64](repeating: 0, count: 1 << Self.bits)
    private var languages = [UInt16](repeating: 0, count: 1 << Self.bits)

    private static let bits = 9

    init() {
      for (index, entry) in smallWords.enumerated() {
        for word in entry.words {
          let key = word.unicodeScalars.reduce(0) { $0 << 8 | UInt64(Language.letter($1)) }
          let place = place(of: key)
          words[place] = key
          languages[place] |= 1 << UInt16(index)
        }
      }
    }

    func languages(of key: UInt64) -> UInt16 { languages[place(of: key)] }

    /// Where a word stands, or the free place where it would.
    private func place(of key: UInt64) -> Int {
      var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.bits))
      while words[place] != key, words[place] != 0 { place = (place + 1) & (words.count - 1) }
      return place
    }
  }

  private static let smallWords: [(language: String, words: Set<String>)] = [
    ("en", Set(words: "the of and to in that is was for with by as on he it his be not from no do")),
    ("fr", Set(words: "le la les des et du un une dans que qui pour est en de à où au ce ne pas par sur")),
    ("de", Set(words: "der die das und den von zu mit dem ist nicht ein eine im für")),
    ("es", Set(words: "el la los las de que y en del por con una un para")),
    ("it", Set(words: "il di che la e del della per un una con nel gli i è si lo dei")),
    ("nl", Set(words: "de het een van en in is dat op te met voor niet zijn")),
    ("pt", Set(words: "o os as do da dos das em no na um uma que e de com para por se foi não é")),
    ("sv", Set(words: "och att det som en av den med till om inte i var ett han är på för se")),
    ("da", Set(words: "og at det som en af den med til er ikke i var et han på se")),
    ("nb", Set(words: "og at det som en av den med til er ikke i var et han på se")),
    ("pl", Set(words: "w na z do nie to jest od po przez oraz i jako za czy się są")),
    ("cs", Set(words: "v na se je to do ale by byl od z i pro jako že při")),
    ("la", Set(words: "et in est non cum ad quod qui ab sed ut ex vel aut nec hoc hic sunt")),
  ]

  /// Scripts other than the Latin, by their main blocks (Unicode, Blocks.txt), and the tag of a text that is
  /// mostly written in one.
  private static let scripts: [(tag: String, block: ClosedRange<UInt32>)] = [
    ("el", 0x0370...0x03FF), ("el", 0x1F00...0x1FFF), ("und-Cyrl", 0x0400...0x052F), ("hy", 0x0530...0x058F),
    ("he", 0x0590...0x05FF), ("und-Arab", 0x0600...0x06FF), ("und-Deva", 0x0900...0x097F),
    ("th", 0x0E00...0x0E7F), ("ka", 0x10A0...0x10FF), ("am", 0x1200...0x137F), ("ja", 0x3040...0x30FF),
    ("zh", 0x3400...0x9FFF), ("ko", 0xAC00...0xD7A3),
  ]

  /// Whether a scalar is of no script but the Latin: below all other blocks, or among the signs between them, where
  /// dashes and quotation marks are.
  private static func isCommon(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x370 || (0x2000..<0x3040).contains(scalar.value)
  }

  private static func scriptTag(of sample: ArraySlice<Unicode.Scalar>) -> String? {
    if sample.allSatisfy(isCommon) { return nil }
    var counts: [String: Int] = [:]
    var letters = 0
    for scalar in sample where Marks.isLetter(scalar) {
      letters += 1
      guard !isCommon(scalar), let script = scripts.first(where: { $0.block.contains(scalar.value) })
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
