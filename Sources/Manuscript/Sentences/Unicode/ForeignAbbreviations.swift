/// The commonest abbreviations of some languages, after which no sentence ends. Small on purpose: each word
/// must all but always be followed by something. In small letters, without the last stop.
struct ForeignAbbreviations: Sendable {
  private let words: Set<String>

  static func of(_ language: String) -> ForeignAbbreviations {
    tables[String(language.prefix { $0 != "-" })] ?? ForeignAbbreviations(words: [])
  }

  private static let common = Set(
    words: "dr prof st vol vols p pp n nr no fol ff cf vgl ca op ed eds hrsg et")

  private static let tables: [String: ForeignAbbreviations] = [
    "de": ForeignAbbreviations(
      words: common.union(
        Set(
          words: """
            abb abs abschn abt anm art aufl bd bde bes bspw bzgl bzw d.h d.i dipl einschl evtl fr geb gem gest
            ggf hl hr hss hs i.d.r ing inkl insb kap kgl lat m.e mag mind o.ä o.g s s.a s.o s.u sog sp tab u.a
            u.ä u.d.t übers usf v.a vs z z.b z.t zit
            """))),
    "fr": ForeignAbbreviations(
      words: common.union(
        Set(
          words: """
            al art av apr chap coll dir éd env ex fig fr i.e ibid id l ll m me mgr mlle mm mme ms mss par ex réf s
            sect suiv sv t tab trad v vv
            """))),
    "es": ForeignAbbreviations(
      words: common.union(
        Set(words: "art cap d da dra dña ej fig gral lic núm pág págs sr sra srta sres tít trad ud uds v"))),
    "it": ForeignAbbreviations(
      words: common.union(
        Set(
          words:
            "art avv cap cfr dott dott.ssa es fig ing mons pag pagg prof.ssa sig sig.ra sigg tav tit trad v"))
    ),
  ]

  /// Whether what lies in a range ends with such an abbreviation or with an initial, and a stop.
  func endsWithOne(_ text: ScalarText, from start: Int, to end: Int) -> Bool {
    guard !words.isEmpty else { return false }
    var stop = end
    while stop > start, text[stop - 1].properties.isWhitespace { stop -= 1 }
    guard stop > start, text[stop - 1] == "." else { return false }
    stop -= 1
    var first = stop
    while first > start, stop - first < 16,
      text[first - 1].properties.isAlphabetic || text[first - 1] == "." && first < stop
    {
      first -= 1
    }
    let word = String(String.UnicodeScalarView(text.scalars[first..<stop]))
    let isInitial = word.unicodeScalars.count == 1 && text[first].properties.isUppercase
    return isInitial || words.contains(word.lowercased())
  }
}
