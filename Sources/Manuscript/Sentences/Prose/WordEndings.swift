/// How the words of a language end. A short word that ends otherwise has been cut off: no list need know it.
struct WordEndings: Sendable {
  /// The consonants that may end a word alone; nil where any may.
  private let last: Set<Unicode.Scalar>?
  /// Pairs of consonants at a word's end: those that may stand there, or where `last` is nil those that never do.
  private let pairs: Set<String>
  /// Consonants that never end a word.
  private let never: Set<Unicode.Scalar>

  /// Whether `r` and `l` make syllables, as in `smrt`.
  var haveSyllabicLiquids = false

  /// Of a language whose words end with vowels, or with a few consonants.
  init(with last: String, pairs: StaticString = "") {
    self.init(last: Set(last.unicodeScalars), pairs: Set(words: pairs), never: [])
  }

  /// Of a language whose words end with nearly any consonants.
  init(never: String = "", pairs: Set<String>) {
    self.init(last: nil, pairs: pairs, never: Set(never.unicodeScalars))
  }

  private init(last: Set<Unicode.Scalar>?, pairs: Set<String>, never: Set<Unicode.Scalar>) {
    (self.last, self.pairs, self.never) = (last, pairs, never)
  }

  /// Whether so few consonants end a word that all others show a word cut off.
  var areSure: Bool { last != nil }

  /// Whether a word, in small letters, is cut off before a vowel.
  func showCut(_ word: String) -> Bool {
    let end = Array(word.unicodeScalars.suffix(2))
    guard end.count == 2, Self.isConsonant(end[1]) else { return false }
    if last == nil, !pairs.isEmpty, word.hasSuffix("chr") || word.hasSuffix("chl") { return true }
    let isPair = Self.isConsonant(end[0])
    if let last {
      return isPair ? !pairs.contains(String(scalars: end[...])) : !last.contains(end[1])
    }
    return never.contains(end[1]) || isPair && pairs.contains(String(scalars: end[...]))
  }

  /// Whether a letter, a small one, is a consonant of the Latin, Greek or Cyrillic script; `y` is none.
  static func isConsonant(_ scalar: Unicode.Scalar) -> Bool { consonants.contains(scalar) }

  private static let consonants = Set(
    """
    bcdfghjklmnpqrstvwxzßçćčďđðģħķłļĺľńňñņřŕŗśšşșťţțþźżžβγδζθκλμνξπρσςτφχψбвгґджзйклмнпрстфхцчшщђћљњџѓќј
    """.unicodeScalars.filter(Marks.isLetter))

  /// A stop and then `l` or `r`, as no syllable ends.
  private static let rising = Set(words: "bl br cl cr dl dr fl fr gl gr kl kr pl pr tl tr vl vr gn nr mr")

  static let english = WordEndings(never: "vj", pairs: rising.union(["bb", "cc"]))
  static let german = WordEndings(never: "vj", pairs: rising.union(["bb", "cc", "rw", "nl", "tf", "hf"]))
  static let scandinavian = WordEndings(pairs: rising)
  /// Words of Slavic languages end with any consonants.
  static let any = WordEndings(pairs: [])
  static let czech: WordEndings = {
    var endings = any
    endings.haveSyllabicLiquids = true
    return endings
  }()
  static let french = WordEndings(
    never: "vj", pairs: rising.union(Set(words: "bb cc dd ff ll mm pp rr ss tt sc bg")))
  static let italian = WordEndings(with: "lrn")
  static let spanish = WordEndings(with: "nsrldzxj")
  static let portuguese = WordEndings(with: "srlzmnx", pairs: "ns")
  static let latin = WordEndings(
    with: "mstrxncdlb", pairs: "nt st ns rs nc nx lt rt ps bs ms rx lx ct ls")
  static let greek = WordEndings(with: "νςρξψ", pairs: "γξ ρξ")
}
