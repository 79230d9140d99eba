/// Compounds that are known by their halves alone, whatever else a paper says: `celui-ci`, `dit-il`, `one-third`.
struct LineEndCompounds {
  /// Whether the paper is French: its clitics are written with a hyphen, and its syllables may look like them.
  var isFrench: Bool
  /// Whether the paper is Dutch.
  var isDutch: Bool

  init(in source: SourceText) {
    let end = source.scalarStart(atOrAfter: min(Self.sample, source.bytes.count))
    let language = Language.guess(Array(source.string(0..<end).unicodeScalars))
    (isFrench, isDutch) = (language == "fr", language == "nl")
  }

  /// Bytes from which the language is told.
  private static let sample = 40_000

  /// Whether the halves, in small letters, are those of such a compound.
  func isCompound(_ left: String, _ right: String) -> Bool {
    if Self.numbers.contains(left), Self.parts.contains(right) { return true }
    if left == "one", Self.afterOne.contains(right) { return true }
    if left.utf8.count == 1 { return Self.isCompound(letter: left, right) }
    // No syllable of any language is written so.
    if right == "même" || right == "mêmes" || left == "là" { return true }
    if let rights = Self.surePairs[left], rights.contains(right) { return true }
    return isFrench && isFrenchCompound(left, right.replacing("’", with: "'"))
  }

  // MARK: - English

  private static let numbers = Set(
    words: "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty")
  /// Parts of a whole after a number.
  private static let parts = Set(
    words: """
      half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths eighth
      eighths ninth ninths tenth tenths twelfth twelfths twentieth twentieths hundredth hundredths
      """)
  private static let afterOne = Set(
    words:
      "sided way time year month week day hour man woman room volume act off handed eyed legged dimensional")

  /// A letter by itself is no syllable that is parted from its word: `X-rays`, `T-shirt`, `e-book`. A vowel may be one.
  private static func isCompound(letter: String, _ right: String) -> Bool {
    letter == "e" ? electronic.contains(right) : letter.utf8.allSatisfy { !"aeiouy".utf8.contains($0) }
  }

  private static let electronic = Set(
    words:
      "mail mails mailed book books journal journals commerce learning reader readers text texts print prints"
  )

  // MARK: - French

  /// Pairs that are written so in French papers and in others that quote French.
  private static let surePairs: [String: Set<String>] = [
    "peut": ["être"], "bien": ["être"], "mieux": ["être"], "avant": ["garde", "gardes", "propos"],
    "celui": ["ci", "là"], "celle": ["ci", "là"], "ceux": ["ci", "là"], "celles": ["ci", "là"],
    "chef": ["d'œuvre", "d’œuvre"], "chefs": ["d'œuvre", "d’œuvre"],
  ]

  private static let pairs: [String: Set<String>] = [
    "au": ["dessus", "dessous", "delà", "devant", "dedans", "dehors"],
    "par": ["dessus", "dessous", "delà", "devant", "derrière", "ci", "là"],
    "ci": ["dessus", "dessous", "contre", "après", "devant", "joint", "jointe", "joints", "inclus", "gît"],
    "de": ["ci", "là"], "jusque": ["là"], "mi": ["chemin", "côte", "juin", "août", "mai", "carême", "temps"],
    "grand": [
      "mère", "père", "tante", "oncle", "chose", "messe", "rue", "duc", "duché", "croix", "peine", "place",
    ],
    "grands": ["mères", "pères", "parents", "oncles", "ducs"],
    "petit": ["fils", "neveu", "bourgeois"], "petite": ["fille", "nièce"],
    "petits": ["fils", "enfants"], "petites": ["filles"],
    "beau": ["frère", "père", "fils"], "belle": ["sœur", "mère", "fille"],
    "arrière": ["plan", "pensée", "garde"],
    "rez": ["de"], "sous": ["sol", "titre"], "savoir": ["faire", "vivre"], "hôtel": ["dieu"],
    "compte": ["rendu"],
    "dis": ["je"], "ai": ["je"], "puis": ["je"], "suis": ["je"], "sais": ["je"], "dois": ["je"],
    "vois": ["je"],
    "es": ["tu"], "as": ["tu"], "veux": ["tu"], "peux": ["tu"], "dit": ["on"],
    "est": ["ce"], "était": ["ce"], "fut": ["ce"], "sera": ["ce"], "serait": ["ce"], "sont": ["ce"],
    "soit": ["ce"],
  ]

  private static let tens = Set(words: "dix vingt trente quarante cinquante soixante quatre cent")
  private static let frenchNumbers = Set(
    words: """
      un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts
      """)
  /// What stands before `-je`, `-on` and the like begins anew after an apostrophe: `n'est-ce`.
  private func isFrenchCompound(_ left: String, _ right: String) -> Bool {
    if Self.tens.contains(left), Self.frenchNumbers.contains(right) { return true }
    if let rights = Self.pairs[left], rights.contains(right) { return true }
    if right.hasPrefix("d'") || right.hasPrefix("l'") { return left != "aujour" }
    switch right {
    // After these letters no syllable begins with a vowel, but an inverted subject does.
    case "il", "ils", "elle", "elles": return left.last == "t" || left.last == "d"
    case "on": return Self.invertedEndings.contains { left.hasSuffix($0) }
    case "là": return left.count > 2 && left != "voi"
    case "moi", "toi", "nous", "vous": return left.count > 2
    default: return false
    }
  }

  /// How verbs end before `-on`.
  private static let invertedEndings = ["ait", "oit", "eut", "ut", "ont", "end", "ient"]
}
