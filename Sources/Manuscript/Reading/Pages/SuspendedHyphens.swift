/// Beginnings of words that a hyphen cuts short before a conjunction although no other hyphen follows: `over- or
/// undervalued`, `north- to southward`.
enum SuspendedHyphens {
  /// Whether what stands before a hyphen at a line's end is such a beginning, so that it makes no word with the conjunction.
  static func isSuspended(_ left: String, before right: String) -> Bool {
    guard conjunctions.contains(right), beginnings.contains(left) else { return false }
    return !words.contains(left + right)
  }

  private static let conjunctions = Set(words: "or to nor but et ou")

  private static let beginnings = Set(
    words: """
      over under inter intra north south east west northern southern eastern western upper lower inner outer super
      supra infra micro macro mono poly multi hyper hypo proto pseudo upward downward right left fore front back
      extra intro retro counter trans ultra para sub pre post pro anti non semi quasi demi neo paleo palaeo
      auto homo hetero endo exo up down off out mid sous avant après contre
      """)

  /// Words that look so and are whole.
  private static let words = Set(words: "proto preto upto")
}
