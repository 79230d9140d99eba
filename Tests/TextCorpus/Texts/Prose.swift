/// Prose made up at random with the statistics of scholarly English: words by Zipf's law, function words
/// between them, sentences and paragraphs of natural lengths, formulae that come again and again, notes.
public struct Prose {
  private var random: SplitMix64
  private var vocabulary: [String] = []

  private static let functionWords = [
    "the", "of", "and", "to", "in", "a", "that", "was", "as", "by", "for", "with", "had", "on", "which",
    "from", "were", "his", "not", "at", "it", "be", "their", "but", "an", "or", "this", "its", "they", "been",
    "no", "would", "who", "more", "than", "into", "under", "between", "after", "these", "all", "when", "also",
  ]
  private static let onsets = [
    "b", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "g", "gr", "h", "j", "l", "m", "n", "p", "pl",
    "pr",
    "qu", "r", "s", "sc", "sh", "sp", "st", "str", "t", "th", "tr", "v", "w", "",
  ]
  private static let nuclei = ["a", "e", "i", "o", "u", "ea", "ou", "ai", "io", "ee", "é", "ö"]
  private static let codas = ["", "", "n", "r", "s", "t", "l", "nd", "st", "ct", "m", "rn", "ck", "ng", "nt"]
  private static let endings = ["", "", "", "s", "ed", "ing", "tion", "ment", "ly", "al", "ity", "ous"]
  private static let formulae = [
    "It was resolved without a division.", "The motion was carried by a majority of the members present.",
    "See the discussion in the preceding section.", "All translations are mine unless otherwise noted.",
    "The evidence on this point is inconclusive.", "Ibid.", "Ibid., 34.", "Emphasis in the original.",
    "On the other hand, it has been argued that the opposite is the case.",
    "The same may be said of the years that followed.",
    "This is not the place to discuss the matter in full.",
    "He then adjourned the meeting until the following morning at ten o’clock.",
  ]

  public init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    var known: Set<String> = []
    while vocabulary.count < 4_000 {
      var word = ""
      for _ in 0..<random.pick([1, 1, 2, 2, 2, 3]) {
        word += random.pick(Self.onsets) + random.pick(Self.nuclei) + random.pick(Self.codas)
      }
      word += random.pick(Self.endings)
      if word.count > 2, known.insert(word).inserted { vocabulary.append(word) }
    }
  }

  /// Paragraphs of about so many characters together, parted by blank lines.
  public mutating func text(characters: Int) -> String {
    var text = ""
    var count = 0
    while count < characters {
      let paragraph = paragraph()
      text += (text.isEmpty ? "" : "\n\n") + paragraph
      count += paragraph.count + 2
    }
    return text
  }

  private mutating func paragraph() -> String {
    if random.chance(6) { return sentence(words: Int.random(in: 2...6, using: &random), end: "") }
    var sentences: [String] = []
    for _ in 0..<Int.random(in: 2...8, using: &random) {
      let isFormula = random.chance(12)
      sentences.append(
        isFormula ? random.pick(Self.formulae) : sentence(words: Int.random(in: 5...36, using: &random)))
    }
    return sentences.joined(separator: " ")
  }

  private mutating func sentence(words count: Int, end: String = ".") -> String {
    var words: [String] = []
    for index in 0..<count {
      var word = random.chance(46) ? random.pick(Self.functionWords) : contentWord()
      if index == 0 || random.chance(4) { word = word.prefix(1).uppercased() + word.dropFirst() }
      if random.chance(1.5) { word = "“\(word)”" }
      if random.chance(1) { word = String(Int.random(in: 1400...1999, using: &random)) }
      if index + 1 < count, random.chance(8) { word += random.pick([",", ",", ",", ";", " –", ":"]) }
      words.append(word)
    }
    return words.joined(separator: " ") + end
  }

  private mutating func contentWord() -> String {
    // The rank of a word drawn by Zipf's law is nearly the exponential of an even draw.
    var rank = 1.0
    let top = Double.random(in: 0..<12, using: &random)
    for _ in 0..<Int(top) { rank *= 2 }
    rank *= 1 + (top - Double(Int(top)))
    return vocabulary[min(vocabulary.count - 1, Int(rank) - 1)]
  }
}
