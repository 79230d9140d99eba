/// Whether a hyphen at a line's or page's end belongs to the word: the paper's own other words decide, and
/// else how its halves begin and end.
enum Hyphenation {
  /// The blocks with every joint after a hyphen settled, and the words for which nothing spoke.
  static func settled(
    _ blocks: [SourceBlock], in source: SourceText
  ) -> (blocks: [SourceBlock], undecided: [PageStructure.Undecided]) {
    var vocabulary: Vocabulary?
    var isTypeset: Bool?
    // French sets a blank before a semicolon, and a line may end there.
    lazy var setsBlanks = source.holds(" ;") || source.holds("\u{A0};") || source.holds("\u{202F};")
    var settled = blocks
    var undecided: [PageStructure.Undecided] = []
    for block in blocks.indices where blocks[block].kind != .code && blocks[block].kind != .table {
      let lines = blocks[block].lines
      for index in lines.indices.dropFirst() where lines[index].joint != .paragraph {
        let (first, second) = (lines[index - 1].content, lines[index].content)
        let isStop = source.isStop(second) && !(source.beginsWithSemicolon(second) && setsBlanks)
        if isStop || goesOnWhole(first, second, in: source) {
          settled[block].lines[index].joint = .keptHyphen
        }
        guard let broken = BrokenWord(first, second, in: source) else {
          continue
        }
        if broken.isTypeset {
          isTypeset = isTypeset ?? breaksByTypesetter(blocks, in: source)
        }
        if broken.isTypeset, isTypeset == true {
          settled[block].lines[index].joint = .droppedHyphen
          continue
        }
        if vocabulary == nil { vocabulary = Vocabulary(of: blocks, in: source) }
        let vocabulary = vocabulary!
        if vocabulary.isSuspended(broken) {
          if lines[index].joint == .keptHyphen { settled[block].lines[index].joint = .pageBreak }
          continue
        }
        let (left, right) = (broken.left, broken.right)
        let isSure =
          broken.isBreakOnly ? false : broken.isChained ? true : vocabulary.isCompound(left, right)
        let isCompound = isSure ?? vocabulary.hold(left, right)
        if isSure == false, vocabulary.maySuspend(broken) {
          undecided.append(
            PageStructure.Undecided(
              what:
                "“\(left)-” at a line's end may be one word with “\(right)”, or a word cut short before it. "
                + "It is read as “\(left)\(right)”.",
              bytes: broken.hyphen.lowerBound - left.utf8.count..<broken.hyphen.lowerBound))
        }
        settled[block].lines[index].joint = isCompound ? .keptHyphen : .droppedHyphen
        if isSure == nil {
          let end = broken.hyphen.lowerBound
          undecided.append(
            PageStructure.Undecided(
              what: "“\(left)-\(right)” at a line's end may be one word or a compound. "
                + "It is read as “\(left)\(isCompound ? "-" : "")\(right)”.",
              bytes: end - left.utf8.count..<end))
        }
      }
    }
    return (settled, undecided)
  }

  /// Whether what a line's end parts is one without a blank: two numbers, an address, names with a dash.
  private static func goesOnWhole(_ first: Range<Int>, _ second: Range<Int>, in source: SourceText) -> Bool {
    source.isRange(first, second) || source.isURL(brokenAfter: first, second)
      || source.isDashed(first, second)
  }

  /// Fewest words broken by a typesetter that show how it breaks them.
  private static let fewestBreaks = 3

  /// Whether a paper has U+2010 at its lines' ends and nowhere within them: a program that sets type put it there,
  /// and the hyphens that the author wrote are others.
  private static func breaksByTypesetter(_ blocks: [SourceBlock], in source: SourceText) -> Bool {
    var count = 0
    for block in blocks where block.isText {
      for line in block.lines {
        guard let hyphen = source.offset(of: "\u{2010}", in: line.content) else { continue }
        guard hyphen == source.hyphen(endingAt: line.content).lowerBound else { return false }
        count += 1
      }
    }
    return count >= fewestBreaks
  }

  /// The words of a paper, as far as they bear on hyphens.
  private struct Vocabulary {
    private var words: Set<String> = []
    /// How the words begin, so that `governments` speaks for `government`.
    private var stems: Set<String> = []
    /// What stands before a hyphen.
    private var heads: Set<String> = []
    private let compounds: LineEndCompounds

    /// Beginnings of compounds that English writes with a hyphen.
    private static let prefixes = Set(
      words: """
        self well non post pre anti ex co semi quasi cross half all mid high low long short so then vice
        two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety
        """)

    /// Ends of such compounds.
    private static let suffixes = Set(words: "based minded oriented speaking century born looking")

    /// Whether a hyphen stands for the end of a word that comes later: `pre- and post-war`.
    func isSuspended(_ broken: BrokenWord) -> Bool {
      guard !broken.isBreakOnly, !broken.isChained, !words.contains((broken.left + broken.right).lowercased())
      else {
        return false
      }
      let left = broken.left.lowercased()
      if Self.closed.contains(left + broken.right) { return false }
      if Self.conjunctions.contains(broken.right) { return true }
      if let second = Self.conjunctionPairs[broken.right], second.contains(broken.next) { return true }
      if Self.linkWords.contains(broken.right) { return broken.wordsToCompound != nil }
      return Self.shortConjunctions.contains(broken.right)
        && (broken.wordsToCompound == 1 || Self.prefixes.contains(left) || Self.combining.contains(left)
          || ["en", "of"].contains(broken.right) && (Self.dutchPrefixes.contains(left) || isDutch(broken)))
    }

    /// Whether a word of several letters is cut short before a word by itself in a Dutch paper or passage, where no syllable
    /// is written as that word is; no word has a vowel three times.
    private func isDutch(_ broken: BrokenWord) -> Bool {
      guard broken.standsAlone, !broken.next.isEmpty, broken.left.count > 2 else { return false }
      return compounds.isDutch || broken.isAmongDutch || broken.right == "en" && broken.left.hasSuffix("ee")
    }

    /// Whether a hyphen before such a word may be of either kind: what stands before it is a word of the paper, and the whole
    /// is none.
    func maySuspend(_ broken: BrokenWord) -> Bool {
      guard !broken.isBreakOnly, broken.standsAlone, Self.shortConjunctions.contains(broken.right) else {
        return false
      }
      let (left, whole) = (broken.left.lowercased(), (broken.left + broken.right).lowercased())
      return words.contains(left) && !words.contains(whole) && !stems.contains(Self.stem(of: whole))
        && !Self.closed.contains(whole)
    }

    /// Words between two compounds of which the first is cut short.
    private static let conjunctions = Set(
      words: "and und oder sowie bzw bis och og eller versus vs against instead beziehungsweise alsook")
    /// Such of two words.
    private static let conjunctionPairs = [
      "as": ["well", "opposed", "against"], "rather": ["than"], "not": ["only", "just", "merely"],
      "als": ["auch"], "wie": ["auch"], "ou": ["bien"], "así": ["como"], "ainsi": ["que"],
    ]
    /// Words that stand between two compounds where one comes soon; words end in them too.
    private static let linkWords = Set(
      words: "as than rather not from through without als wie statt plutôt zoals")
    /// Such as end words too: `visit-or`, `pho-to`, `wood-en`.
    private static let shortConjunctions = Set(words: "or to nor but et ou y o e u en of og i a и или")

    /// Parts of words with which no word ends in a conjunction: `over- or undervalued`, `pro- et antifrançais`.
    private static let combining = Set(
      words: """
        over under inter intra pro sub super supra trans extra intro extro hyper hypo homo hetero mono poly multi
        micro macro north south east west up down fore aft inner outer upper lower
        """)

    /// Dutch cuts a word short after them: `in- en uitvoer`.
    private static let dutchPrefixes = Set(
      words: "in voor na af boven onder binnen buiten aan zuid noord oost west")

    private static func stem(of word: String) -> String {
      let utf8 = word.utf8
      guard utf8.allSatisfy({ $0 < 0x80 }) else { return String(word.prefix(max(6, word.count - 2))) }
      return String(decoding: utf8.prefix(max(6, utf8.count - 2)), as: UTF8.self)
    }

    init(of blocks: [SourceBlock], in source: SourceText) {
      compounds = LineEndCompounds(in: source)
      for block in blocks {
        var isBroken = false
        for line in block.lines {
          // The half of a broken word is no word.
          insertWords(of: line.content, withFirst: !isBroken, in: source)
          isBroken = !source.hyphen(endingAt: line.content).isEmpty
        }
      }
    }

    private mutating func insertWords(of line: Range<Int>, withFirst: Bool, in source: SourceText) {
      var (index, isKnown) = (line.lowerBound, withFirst)
      while let start = source.bytes[index..<line.upperBound].firstIndex(where: Self.isInWord) {
        index = source.bytes[start..<line.upperBound].firstIndex { !Self.isInWord($0) } ?? line.upperBound
        if isKnown, source.bytes[index - 1] != UInt8(ascii: "-") {
          insert(source.smallLetters(of: start..<index))
        }
        isKnown = true
      }
    }

    private mutating func insert(_ word: String) {
      guard words.insert(word).inserted else { return }
      stems.insert(Self.stem(of: word))
      if let hyphen = word.utf8.firstIndex(of: 0x2D) { heads.insert(String(word[..<hyphen])) }
    }

    private static func isInWord(_ byte: UInt8) -> Bool {
      SourceText.isLetter(byte) || byte >= 0x80 || byte == UInt8(ascii: "-")
    }

    /// Endings that are no words, as far as a broken word may go on with them.
    private static let endings = Set(
      words: """
        able ably al ally ance ances ant ants ary ate ated ates ating ation ations cal cally cial cially cient
        cious cy ed ence ences ency ent ents er ers ery es est ful fully ial ially ible ibly ic ical ically ics
        ies ing ings ion ional ions ious ise ised ism isms ist istic ists ition itions itive ity ive ively ize
        ized less ly ment mental ments ness nesses ogy ology or ors ous ously sion sional sions tal tary ted
        tely tered ters tic tical tics ties ting tion tional tions tive tively tor tors tory tions ture tured
        tures ty tial tially tious rial rian ries ry lar larly lation lations lished ning ners ring rity sary
        sive sively sity vance
        """)

    /// Words that are written as one although both their halves are words.
    private static let closed = Set(
      words: """
        thousand island husband england ireland scotland holland demand command errand garland inland mainland
        another anybody anyhow anyone anything anywhere became because become becomes before behind below
        beneath beside besides between beyond cannot everybody everyone everything everywhere furthermore
        hereafter hereby herein herself himself however income into itself likewise meanwhile moreover myself
        nevertheless nobody nonetheless nothing notwithstanding nowhere onto otherwise ourselves outcome
        overcome perhaps somebody somehow someone something sometimes somewhat somewhere themselves thereafter
        thereby therefore therein thereof throughout undergo underlying understand understanding understood
        undertake undertaken upon whatever whenever whereas whereby wherein whereupon wherever whichever
        whoever whomever within without yourself sowie irgendwie inwiefern damals jemals niemals ehemals nochmals abermals
        erstmals oftmals mehrmals vormals nachmals
        """)

    /// Whether both halves are words of the paper.
    func hold(_ left: String, _ right: String) -> Bool {
      words.contains(left.lowercased()) && words.contains(right.lowercased())
    }

    /// Nil if nothing decides.
    func isCompound(_ left: String, _ right: String) -> Bool? {
      let (low, rest) = (left.lowercased(), right.lowercased())
      guard right.unicodeScalars.first!.properties.isLowercase, !left.contains("-"),
        left.unicodeScalars.last!.properties.isLowercase
      else { return true }
      if words.contains("\(low)-\(rest)") { return true }
      if words.contains(low + rest) { return false }
      if Self.closed.contains(low + rest) { return false }
      if compounds.isCompound(low, rest) { return true }
      // `cross-ing`, `high-er`
      if Self.prefixes.contains(low), Self.endings.contains(rest) { return false }
      if Self.prefixes.contains(low) || heads.contains(low) || Self.suffixes.contains(rest) { return true }
      // Half a word is no word; the halves of a compound are.
      if low.count == 1 { return nil }
      if Self.endings.contains(rest) || low.count < 3 || rest.count < 3 { return false }
      return stems.contains(Self.stem(of: low + rest)) ? false : nil
    }
  }
}
