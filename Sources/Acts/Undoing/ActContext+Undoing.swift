internal import Manuscript
internal import Scholarship

/// What undoing and redoing come to.
extension ActContext {
  typealias Deed = Deeds<PaperDeed>.Entry
  typealias Note = Deeds<NotebookDeed>.Entry

  /// Which of the two.
  enum Way { case undoing, redoing }

  /// Whether the two are one request: a private note was published.
  func isShared(_ note: Note, as deed: Deed) -> Bool {
    guard note.parts.count == 1, case .shared(_, _, let annotation)? = note.parts.first?.reversal,
      deed.parts.count == 1, case .made(annotation)? = deed.parts.first?.reversal
    else { return false }
    return true
  }

  /// What it comes to for what was done in the paper, in the notebook, or in both.
  func decision(
    _ deed: Deed?, _ note: Note?, _ way: Way, isDryRun: Bool
  ) throws(Refusal) -> Decision {
    var (events, notes): ([any EventPayload], [NotebookEvent]) = ([], [])
    var decision = Decision([])
    var words: [String] = []
    var flips = ""
    if let note {
      let act = PastNotebookAct(note)
      try check(note, act, deed, way)
      notes = [
        way == .undoing
          ? NotebookEvent(NotebookActUndone(act: act)) : NotebookEvent(NotebookActRedone(act: act))
      ]
      decision.memos = act.memos
      words.append(act.words)
    }
    if let deed {
      let act = PastAct(deed)
      try check(deed, act, way)
      events = [way == .undoing ? ActUndone(act: act) : ActRedone(act: act)]
      decision.ids = act.subjects
      if note == nil { words.append(act.words) }
      if deed.changesGround { flips = try self.flips(in: events) }
    }
    let what = words.joined(separator: ", ")
    if isDryRun {
      return Decision([], remark: "Nothing was done. \(way.wouldDo) \(what)\(flips).")
    }
    decision.events = events.map(Event.init)
    decision.notes = notes
    decision.remark = "\(person) \(way.did) \(what)\(flips)."
    return decision
  }

  private func flips(in events: [any EventPayload]) throws(Refusal) -> String {
    let told = try decision(events, "", isDryRun: false).remark
    return told.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 } ?? ""
  }

  /// Refuses what cannot be taken back in a notebook, or brought back.
  private func check(_ note: Note, _ act: PastNotebookAct, _ deed: Deed?, _ way: Way) throws(Refusal) {
    for part in note.parts {
      if case .place(_, _, _, let base) = part.reversal, base != paper.identity?.base {
        throw Refusal(.refused, "\(act.words) \(way.cannot): a new base came in since.")
      }
      if case .shared(let memo, _, let annotation) = part.reversal, deed == nil {
        throw Refusal(
          .refused,
          "\(act.words) \(way.cannot): \(memo) has been \(annotation) since. “withdraw \(annotation)” takes that back."
        )
      }
    }
  }

  /// Refuses what cannot be taken back in the paper, or brought back. Each part is looked at as those leave it that are
  /// taken back before it.
  private func check(_ deed: Deed, _ act: PastAct, _ way: Way) throws(Refusal) {
    // Whether somebody has built on it would tell that somebody has spoken.
    let veil = veil
    if let id = act.subjects.first(where: { veil.covers($0) && !deed.voiced.contains($0) }) {
      throw Refusal(
        .refused,
        "\(Self.capitalized(act.words)) \(way.cannot): the round on \(id) is blind, and you have not given yours. "
          + "“withdraw \(id)” takes back what is yours.")
    }
    let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: paper.position + 1)
    var state = self
    for part in way == .undoing ? deed.parts.reversed() : deed.parts {
      let check = UndoCheck(state, part, way, since: way == .undoing ? part.position : deed.undoneAt ?? 0)
      if let obstacle = try check.obstacle {
        throw Refusal(
          obstacle.kind, "\(Self.capitalized(act.words)) \(way.cannot): \(obstacle.reason)")
      }
      state.paper = state.paper.exchanging(part.reversal, stamp, undoing: way == .undoing)
    }
  }

  private static func capitalized(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension ActContext.Way {
  fileprivate var did: String { self == .undoing ? "undid" : "redid" }
  fileprivate var wouldDo: String { self == .undoing ? "It would undo" : "It would redo" }
  fileprivate var cannot: String { self == .undoing ? "cannot be undone" : "cannot be redone" }
}

extension Deeds<PaperDeed>.Entry {
  /// On what it was said what someone holds: nobody builds on that.
  fileprivate var voiced: [EntityID] {
    parts.compactMap { part in
      switch part.reversal {
      case .stance(let id, _), .vote(let id, _, _), .second(let id, _, _, _): id
      default: nil
      }
    }
  }

  /// Whether it changed who votes or how votes are counted.
  fileprivate var changesGround: Bool {
    parts.contains { part in
      switch part.reversal {
      case .member, .policy: true
      default: false
      }
    }
  }
}
