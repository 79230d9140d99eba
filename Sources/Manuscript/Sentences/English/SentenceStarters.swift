/// Words that commonly begin a sentence and are seldom parts of names, in small letters. After an abbreviation
/// that may end a sentence, one of these says that it did.
struct SentenceStarters: Sendable {
  let words: Set<String>
  /// Words that begin a sentence if a comma follows, and else may be part of a name: `the U.S. First Army`.
  var beforeComma: Set<String> = []
}

extension SentenceStarters {
  static let english = SentenceStarters(words: englishWords, beforeComma: englishBeforeComma)

  private static let englishWords = Set(
    words: """
      the this that these those there here it its he she they we his her their our my your you who whose what when
      where why how which whether in on at by for from with without to of as after before during since until
      while although though because if unless despite under over between among amongst within beyond against
      about above below across along around behind beside besides through throughout towards upon via both and
      but or nor neither either not yet so then thus hence therefore however moreover furthermore nevertheless
      nonetheless meanwhile instead indeed also else otherwise another other others some someone something
      sometimes many most much more less few fewer several all each every everyone everything any anyone nobody
      none no nothing one two three four five six seven eight nine ten such see cf ibid according following given
      like unlike even ever only once now today later earlier finally still again perhaps further additionally
      similarly consequently accordingly likewise is are was were do does did can could should would might let
      please note compare consider suppose recall here's an than were has have had having being using based
      because whenever wherever whereas whatever overall often usually generally recently currently previously
      subsequently initially originally eventually apparently clearly obviously certainly probably possibly
      presumably surprisingly interestingly unfortunately fortunately importantly notably particularly especially
      specifically typically traditionally historically respectively conversely alternatively afterwards soon
      nowadays just rather quite very too almost nearly roughly approximately together taken thereafter thereby
      mr mrs ms dr prof sir our ours let's
      i'm i've i'd it's he's she's they're we're we've that's there's don't what's who's
      """)

  private static let englishBeforeComma = Set(
    words: "first second third fourth last next again will may long early late sadly well yes no oh")
}
