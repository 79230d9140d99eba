/// Abbreviations of scholarly English, in small letters and without their last stop, by what may follow.
///
/// From the common stock of style guides (Chicago, MHRA, Oxford). Extend the tables freely, and raise
/// `SentenceSegmenter.version` when you do.
enum Abbreviations {
  /// A name, a number or a word always follows: titles, and marks of the apparatus.
  static let neverEnd = Set(
    words: """
      mr mrs ms messrs mme mlle dr drs prof profs rev revd hon st ste fr gen gens col maj capt lt cmdr cdr adm
      sgt cpl pvt brig gov sen rep reps pres amb supt insp atty mt ft
      cf vs viz e.g i.e q.v s.v ca approx esp incl repr rpt transl trans ed eds intro pref esq scil op loc ad et
      """)

  /// A number follows, or else the sentence ends: these are words too, or end references.
  static let beforeNumber = Set(
    words: """
      p pp n nn no nos vol vols ch chap chaps fig figs para paras par sec secs sect art arts fol fols f ff l ll
      v vv bk bks pt pts col cols tab tabs eq eqs ex exs app apps pl pls ser suppl supp r c d b m fl div cl cls
      doc docs ms mss box reg res op ibid al jan feb mar apr jun jul aug sept sep oct nov dec
      """)

  /// The sentence may end, but only before a word that commonly begins one.
  static let mayEnd = Set(
    words: """
      inc ltd co corp bros plc llc jr sr dept univ assn inst ave blvd rd st jan feb mar apr jun jul aug sept sep
      oct nov dec mon tue wed thu fri sat est cit anon vs v cent govt intl natl ser suppl rev hist philos lit
      """)
}
