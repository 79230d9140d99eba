internal import Consensus
internal import Manuscript
internal import Scholarship

/// How things stand, for acts that need to know.
extension ActContext {
  /// How everything stands; `nil` where the text is not known. To find out costs n log n in the corrections and votes of
  /// the paper, so only acts ask that are rare.
  ///
  /// - Throws: that the base is another by now.
  var standing: Standing? {
    get throws(Refusal) {
      guard let text = try presentText else { return nil }
      return Standing(of: paper, base: text)
    }
  }

  /// The reading text of the present base; `nil` where it is not known.
  ///
  /// - Throws: that the base is another by now.
  private var presentText: ScalarText? {
    get throws(Refusal) {
      guard let text else { return nil }
      guard text.base == paper.identity?.base else {
        throw Refusal(
          .refused, "The base of the paper changed at this moment. Nothing was done; send it again.")
      }
      return text.document.text
    }
  }

  /// The correction that stands and does the same to the text; where the text is not known, the one that proposes the same
  /// words for the same range. Costs what stands near it.
  func correction(doing replacement: String, at range: ScalarRange) throws(Refusal) -> EntityID? {
    guard let text = try presentText else { return paper.standingEdit(range, replacement) }
    return paper.correction(agreeingWith: Edit(range: range, replacement: replacement), in: text)
  }

  /// What stands otherwise once events are appended.
  private func flips(by events: [any EventPayload]) throws(Refusal) -> [Flip] {
    let after = events.reduce(into: paper) { paper, event in
      // How things stand does not depend on when this is.
      let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: paper.position + 1)
      paper.evolve(RecordedEvent(Event(event), stamp))
    }
    // Most who come in have said nothing yet.
    if paper.policy == after.policy, !paper.hasVoice(ofOtherRoleThanIn: after) { return [] }
    guard let text = try presentText else { return [] }
    // As far as whoever acts may see: what changes in blind rounds would tell how they stand.
    let veil = veil
    return Standing(of: paper.seen(through: veil), base: text)
      .flips(to: Standing(of: after.seen(through: veil), base: text))
  }

  /// What an act comes to that changes who votes or how votes are counted: it says what that changes of what stands.
  ///
  /// - Parameters:
  ///   - what: what is done, as a sentence without its stop.
  ///   - later: what the change waits for.
  ///   - isDryRun: whether it is only to be told.
  func decision(
    _ events: [any EventPayload], _ what: String, later: [any EventPayload] = [], isDryRun: Bool
  ) throws(Refusal) -> Decision {
    let flips = try flips(by: events + later)
    if isDryRun {
      return Decision([], remark: "Nothing was done. It would change \(Flip.words(of: flips)).")
    }
    if flips.isEmpty { return Decision(events) }
    let joint = later.isEmpty ? "; that changes" : ", that changes"
    return Decision(events, remark: "\(what)\(joint) \(Flip.words(of: flips)).")
  }
}

extension Paper {
  /// Whether anybody has had a say in something who counts otherwise in another state of this paper.
  fileprivate func hasVoice(ofOtherRoleThanIn other: Paper) -> Bool {
    let changed = Set(members.keys).union(other.members.keys).filter { handle in
      let (one, another) = (members[handle], other.members[handle])
      return one?.joined != another?.joined || one?.role != another?.role
    }
    func speaks(_ ballot: Ballot) -> Bool {
      changed.contains(ballot.proposer) || ballot.votes.keys.contains(where: changed.contains)
    }
    return corrections.contains { speaks($0.ballot) } || disputes.contains { speaks($0.ballot) }
      || claims.contains { $0.stances.keys.contains(where: changed.contains) }
  }
}

extension Flip {
  /// `x1 from accepted to open, d1 from upheld to open`; all of them, for nothing is to be lost in what is not said.
  fileprivate static func words(of flips: [Flip]) -> String {
    if flips.isEmpty { return "nothing that was decided" }
    return flips.map { "\($0.id) from \($0.before) to \($0.after)" }.joined(separator: ", ")
  }
}
