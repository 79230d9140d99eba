public import Protocol
internal import Scholarship

/// How counts, times and people are put in words.
public enum Wording {
  /// `1 note`, `3 notes`.
  public static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural(noun))"
  }

  private static func plural(_ noun: String) -> String {
    if noun.hasSuffix("y") { return String(noun.dropLast()) + "ies" }
    return noun.hasSuffix("s") ? noun + "es" : noun + "s"
  }

  /// `12,345`.
  public static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + text
  }

  /// `2026-11-23 20:05` of an RFC 3339 time, which is in UTC.
  public static func time(_ rfc3339: String) -> String {
    guard rfc3339.utf8.count >= 16, rfc3339.contains("T") else { return rfc3339 }
    return String(rfc3339.prefix(16).map { $0 == "T" ? " " : $0 })
  }

  /// `ada`, `ada and bel`, `ada, bel and cyd`.
  public static func list(_ names: [String]) -> String {
    guard let last = names.last else { return "" }
    guard names.count > 1 else { return last }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `p34` of `p34:some words` or `p34/0+54`: enough of an address where the words themselves are shown with it.
  public static func place(_ address: String) -> String {
    let head = address.prefix { $0 != ":" && $0 != "/" }
    return head.isEmpty ? address.fitted(to: 24) : String(head)
  }

  /// The same, or `lost` if the thing has no place in the present base.
  public static func place(_ address: String, lost: String?) -> String { lost ?? place(address) }

  /// `ada`, or `ada, who adopted it from bel`.
  public static func author(_ by: String, madeBy: String?) -> String {
    madeBy.map { "\(by), who adopted it from \($0)" } ?? by
  }

  /// `disputed in d1; dispute d2 upheld`; `nil` where neither is.
  public static func disputes(open: [String]?, upheld: [String]?) -> String? {
    let parts = [
      open.map { "disputed in \(list($0))" },
      upheld.map { "\($0.count == 1 ? "dispute" : "disputes") \(list($0)) upheld" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// The words with a capital letter and a stop.
  public static func sentence(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  /// `by ballot`; `as settled`, which is no more than what votes had come to.
  public static func basis(_ basis: String) -> String { basis == "settled" ? "as settled" : "by \(basis)" }

  /// `accepted by ballot`; of where a thing is, and not how it was decided, the status alone.
  public static func decided(_ status: String, _ basis: String?) -> String {
    status + decision(of: status, basis, after: " ")
  }

  /// What follows a status: `, by ballot`; nothing where it tells where a thing is, which no votes decide.
  ///
  /// - Parameter separator: what stands before it.
  public static func decision(of status: String, _ basis: String?, after separator: String = ", ") -> String {
    guard let basis, !places.contains(status) else { return "" }
    return separator + Self.basis(basis)
  }

  private static let places: Set = ["orphaned", "incorporated", "withdrawn"]

  /// `ruled to accept`, or `settled to accept` where the votes as they stood were.
  public static func decision(_ ruling: RulingItem) -> String {
    "\(ruling.settled == true ? "settled" : "ruled") to \(ruling.verdict)"
  }

  /// Why a vote on something is not counted, though it stands.
  public static func uncounted(_ vote: VoteItem, _ ruling: RulingItem?) -> String {
    uncounted(at: vote.position, ruling)
  }

  /// The same, of a vote at a position.
  public static func uncounted(at position: Int64, _ ruling: RulingItem?) -> String {
    if let ruling, ruling.settled == true, position > ruling.position { return sinceSettled }
    return notCountedAnyMore
  }

  /// Of what was said by someone who may not vote any more.
  public static let notCountedAnyMore = "no longer counted"

  /// Of a vote that came too late for what was settled.
  public static let sinceSettled = "not counted, since it was settled before"

  /// In quotation marks.
  public static func quoted(_ text: String) -> String { "“\(text)”" }

  /// `“1 August” → “8 August”`, or the same for an insertion or a deletion.
  public static func change(from old: String, to new: String) -> String {
    if old.isEmpty { return "insert \(quoted(new))" }
    if new.isEmpty { return "delete \(quoted(old))" }
    return "\(quoted(old)) → \(quoted(new))"
  }

  /// `2 for, 1 against`. Those who are silent are left out; abstentions and recusals appear if there are any.
  public static func counts(_ tally: TallyItem) -> String {
    var parts = ["\(tally.for.count) for", "\(tally.against.count) against"]
    if !tally.abstained.isEmpty { parts.append("\(tally.abstained.count) abstained") }
    if !tally.recused.isEmpty { parts.append("\(tally.recused.count) recused") }
    return parts.joined(separator: ", ")
  }

  /// `1 agree, 2 disagree`, of those on the present wording.
  public static func counts(_ stances: [String: StanceItem]) -> String {
    let present = stances.values.filter { !$0.onEarlierWording }
    let parts = Stance.allCases.compactMap { stance -> String? in
      let number = present.count { $0.stance == stance.rawValue }
      return number == 0 ? nil : "\(number) \(stance.rawValue)"
    }
    return parts.isEmpty ? "no stances" : parts.joined(separator: ", ")
  }

  /// `ada (in two words)`: a person with what they said, `for: ada, bel`.
  public static func names(_ tally: TallyItem) -> [(vote: String, names: [String])] {
    [
      ("for", tally.for), ("against", tally.against), ("abstained", tally.abstained),
      ("recused", tally.recused), ("silent", tally.silent),
    ]
    .filter { !$0.1.isEmpty }
  }
}
