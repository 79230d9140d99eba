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
  func flips(by events: [any EventPayload]) throws(Refusal) -> [Flip] {
    guard let text = try presentText else { return [] }
    let after = events.reduce(into: paper) { paper, event in
      // How things stand does not depend on when this is.
      let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: paper.position + 1)
      paper.evolve(RecordedEvent(Event(event), stamp))
    }
    // As far as whoever acts may see: what changes in blind rounds would tell how they stand.
    let veil = veil
    return Standing(of: paper.seen(through: veil), base: text)
      .flips(to: Standing(of: after.seen(through: veil), base: text))
  }

  /// What an act comes to that changes who votes or how votes are counted: it says what that changes of what stands.
  ///
  /// - Parameters:
  ///   - what: what is done, as a sentence without its stop.
  ///   - isDryRun: whether it is only to be told.
  func decision(
    _ events: [any EventPayload], _ what: String, isDryRun: Bool
  ) throws(Refusal) -> Decision {
    let flips = try flips(by: events)
    if isDryRun {
      return Decision([], remark: "Nothing was done. It would change \(Flip.words(of: flips)).")
    }
    return Decision(events, remark: flips.isEmpty ? nil : "\(what); that changes \(Flip.words(of: flips)).")
  }
}

extension Flip {
  /// `x1 from accepted to open, d1 from upheld to open`; all of them, for nothing is to be lost in what is not said.
  fileprivate static func words(of flips: [Flip]) -> String {
    if flips.isEmpty { return "nothing that was decided" }
    return flips.map { "\($0.id) from \($0.before) to \($0.after)" }.joined(separator: ", ")
  }
}
