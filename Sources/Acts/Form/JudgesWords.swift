internal import CanonicalJSON
public import Scholarship

/// An act that judges the words of a thing: a vote, a stance, a ruling. One judges what one was shown.
public protocol JudgesWords: Act {
  /// The thing.
  var id: EntityID { get }

  /// The position at which its words were shown. Where others changed them since, the act is refused with both; `nil`
  /// where it holds for whatever they are.
  var shown: Int64? { get set }
}

extension AnyAct {
  /// What is asked, whichever words were shown before: an act that is sent again after its answer was lost is the same
  /// request, even where its words were shown once more meanwhile.
  public var asked: AnyAct {
    guard var judging = act as? any JudgesWords, judging.shown != nil else { return self }
    judging.shown = nil
    return AnyAct(judging)
  }
}

extension Typing {
  /// At which position the words were shown.
  static let shown = Typing.option(
    "--shown", placeholder: "N", summary: "refuse if others changed its words after position N")
}

extension Paper {
  /// Refuses what is said of words that others changed since they were shown.
  func checkShown(_ act: some JudgesWords, to person: Handle) throws(Refusal) {
    guard let shown = act.shown, let (change, before, now) = words(of: act.id, shownAt: shown),
      change.by != person
    else { return }
    throw Refusal(
      .conflict,
      "\(change.by) changed the words of \(act.id) (@\(change.position)) since they were shown to you (@\(shown)). "
        + "They were \(before); now they are \(now). Nothing was done; say it again if it holds for these.",
      shown: Refusal.StandingWords(id: act.id, position: change.position))
  }
}
