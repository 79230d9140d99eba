internal import CanonicalJSON
internal import Scholarship

/// What acts may not tell whoever acts, because rounds are blind. They are decided on all that was said; what they
/// answer is not to follow from what is hidden.
extension ActContext {
  /// What is hidden from whoever acts.
  var veil: Veil { Veil(over: paper, for: person) }

  /// Refuses what depends on how a blind round stands, for those from whom that is hidden.
  ///
  /// - Parameter deed: what depends on it, at the beginning of a sentence.
  func checkSees(_ id: EntityID, _ deed: String) throws(Refusal) {
    guard veil.covers(id) else { return }
    throw Refusal(
      .refused,
      "\(deed) follows from how \(id) stands, and its round is blind: that is hidden from you until you have given yours "
        + "there (“vote \(id) for|against”) or the round is closed (“reveal \(id) -m …”).")
  }

  /// Refuses what depends on how all stands, for those from whom some of it is hidden: corrections and disputes bear on
  /// each other.
  func checkSeesAll(_ deed: String) throws(Refusal) {
    let veil = veil
    if veil.isEmpty { return }
    let (names, first) = Self.names(of: paper.blindRounds.filter(veil.covers))
    throw Refusal(
      .refused,
      "\(deed) takes seeing how all stands, and rounds are blind to you (\(names)). Give yours there first, or close "
        + "them: “reveal \(first) -m …”, “reveal --all -m …”.")
  }

  /// Refuses what is for everyone while rounds are blind.
  func checkNothingIsBlind(_ deed: String) throws(Refusal) {
    if paper.blindRounds.isEmpty { return }
    let (names, _) = Self.names(of: paper.blindRounds.subtracting(veil.things))
    throw Refusal(
      .refused,
      "Rounds are blind still (\(names)). \(deed) is for everyone and for ever, and not everyone sees yet what was said "
        + "there. Close them first: “reveal --all -m …”.")
  }

  /// `x1, x2, …`, and the first of them.
  private static func names(of things: Set<EntityID>) -> (String, String) {
    let names = things.sorted().map(\.description)
    return (names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : ""), names.first ?? "ID")
  }
}

extension AnyAct {
  /// Refuses an act that names a thing which is hidden from whoever acts: what is said of it would tell who made it and
  /// what became of it.
  func checkNamesWhatIsSeen(in context: ActContext) throws(Refusal) {
    let veil = context.veil
    if veil.things.isEmpty { return }
    do {
      try veil.check(act.names)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(.refused, "The act cannot be read.")
    }
  }
}
