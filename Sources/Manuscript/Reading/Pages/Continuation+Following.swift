/// Words that something must follow, in the languages of papers.
extension Continuation {
  /// Whether a text ends with a word after which no sentence of its language ends, and no heading.
  static func mustGoOn(_ block: SourceBlock, _ end: TextEnd, in source: SourceText) -> Bool {
    guard end.last?.properties.isAlphabetic == true else { return false }
    if isSurelyFollowed(end) || followedAbroad.contains(end.word) { return true }
    guard englishToo.contains(end.word), let line = block.lines.last?.content else { return false }
    let tail = source.scalarStart(atOrAfter: max(line.lowerBound, line.upperBound - sample))..<line.upperBound
    return !["en", "und"].contains(Language.guess(Array(source.string(tail).unicodeScalars)))
  }

  /// Most bytes of a text that show its language.
  private static let sample = 400

  /// Words of other languages that, as words of English or as names, may end a text: `door`, `die`, `sin`.
  private static let englishToo = Set(words: "die am im do no na ad ex os com en op door sin van om pro")

  /// Articles, prepositions and conjunctions of other languages.
  static let followedAbroad = Set(
    words: """
      der das den dem des ein eine einen einem einer eines und oder von vom zu zum zur mit bei beim auf aus nach
      über unter vor für durch gegen ohne um wie daß dass weil wenn zwischen wegen während seit sowie deren dessen
      seine seinen seinem seiner seines ihre ihren ihrem ihrer ihres unsere unseren unserem unserer diese diesen diesem
      dieser dieses jeden jedem kein keine keinen keinem keiner
      le la les un une du de au et ou que qui dont dans par pour sur avec sans sous vers chez entre aux leur leurs
      ses ces cette depuis pendant jusque jusqu'à
      el los las una unos unas del y por para con sobre sus desde hasta hacia según
      il lo gli di da tra fra che nel nella nello nei negli nelle dello della degli delle dei alla allo agli alle
      dal dalla dai dagli dalle sul sulla sui sulle col uno
      het een voor met te aan bij uit naar tegen tussen onder zonder
      em dos da das ao aos à às pelo pela pelos pelas sem uma
      och att av till från eller som på hos genom mellan og af til fra eller på gennem mellem ved eit
      et ab cum sed vel aut nec quod quia inter apud propter
      od przy przez oraz że który która které při která který které
      и в во на с со к о об от до из за под над для при по не что как или но а
      και του της των στο στη στην στον από για με το τον την
      """
  )
}
