internal import Acts
internal import CanonicalJSON
internal import EventLog
internal import Ledger
internal import Manuscript
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Acts as they are sent, carried out on a paper.
extension KeptPaper {
  /// Carries out acts, all or none.
  ///
  /// - Parameters:
  ///   - key: names the request; sent again under the same key it is answered as before.
  ///   - check: refuses what the acts come to, where whoever does them may not do that with their credential.
  func execute(
    _ acts: [AnyAct], by person: Handle, key: String, with notebooks: Notebooks,
    checking check: @Sendable ([Event]) throws(Problem) -> Void = { _ in }
  ) async throws(Problem) -> Receipt {
    // The same bytes for the same request however its JSON was written.
    let fingerprint = Hash(of: Array("\(slug)\n\(person)\n".utf8), JSON.text(of: acts.map(\.asked)))
    // Before anything else is looked at: what an address finds is not for those outside to know.
    guard try await admits(person) else { throw Problem.outside(slug, person) }
    let present = try await paper()
    guard let base = present.identity?.base else {
      throw Problem.noSuchPaper
    }
    let text = ActContext.PaperText(try await document(of: present), base: base)
    try await Self.lookUp(acts, by: person, on: present, text)
    if acts.contains(where: \.touchesNotebook) {
      return try await execute(acts, by: person, key: key, fingerprint, on: text, with: notebooks, check)
    }
    var receipt = Receipt(position: 0, ids: [])
    let outcome = try await carryOut(by: person, key: key, fingerprint: fingerprint) {
      paper throws(Problem) in
      guard paper.members[person]?.joined == true else { throw Problem.outside(slug, person) }
      let decided = try Self.decide(acts, by: person, on: paper, text)
      try check(decided.events)
      receipt = decided.receipt
      return Draft(events: decided.events, answer: JSON.text(of: receipt))
    }
    return try Self.receipt(receipt, of: outcome)
  }

  /// The same for acts of which some touch the notebook of whoever acts.
  ///
  /// - Parameter known: the text in which the acts' addresses were looked up.
  private func execute(
    _ acts: [AnyAct], by person: Handle, key: String, _ fingerprint: Hash, on known: ActContext.PaperText,
    with notebooks: Notebooks, _ check: @Sendable ([Event]) throws(Problem) -> Void
  ) async throws(Problem) -> Receipt {
    var receipt = Receipt(position: 0, ids: [])
    let outcome = try await notebooks.carryOut(
      by: person, in: self, key: key, fingerprint: fingerprint
    ) {
      paper, document, notebook throws(Problem) in
      guard paper.members[person]?.joined == true, let base = paper.identity?.base else {
        throw Problem.outside(slug, person)
      }
      let text = base == known.base ? known : ActContext.PaperText(document, base: base)
      let decided = try Self.decide(acts, by: person, on: paper, text, notebook)
      try check(decided.events)
      receipt = decided.receipt
      return Notebooks.Draft(
        events: decided.events, notes: decided.notes, answer: JSON.text(of: receipt))
    }
    return try Self.receipt(receipt, of: outcome)
  }

  /// Looks up what the acts name before they are decided, where that may take a while: on a thread of its own, so that
  /// neither who is served by the same loop nor who acts on the same paper waits for it. What is found there is found at once
  /// when they are decided.
  private static func lookUp(
    _ acts: [AnyAct], by person: Handle, on paper: Paper, _ text: ActContext.PaperText
  ) async throws(Problem) {
    guard acts.count * text.document.text.count > lookedThroughAtOnce else { return }
    try await TextWork.run {
      // An act that is refused now may be taken when it comes to that, or the other way round.
      for act in acts {
        _ = Result { try act.decided(in: ActContext(paper, by: person, text: text)) }
      }
    }
  }

  /// How many characters are looked through in some milliseconds.
  private static let lookedThroughAtOnce = 200_000

  private static func receipt(_ receipt: Receipt, of outcome: Ending) throws(Problem) -> Receipt {
    switch outcome {
    case .idle(let position): receipt.placed(at: position)
    case .appended(let appended):
      try appended.isReplay ? Self.receipt(appended) : receipt.placed(at: appended.position)
    }
  }

  /// Decides each act on what the ones before it leave.
  private static func decide(
    _ acts: [AnyAct], by person: Handle, on paper: Paper, _ text: ActContext.PaperText,
    _ notebook: Notebook = .empty
  ) throws(Problem) -> (events: [Event], notes: [NotebookEvent], receipt: Receipt) {
    var state = OptimisticPaper(paper)
    var notebook = notebook
    var (events, notes): ([Event], [NotebookEvent]) = ([], [])
    var receipt = Receipt(position: 0, ids: [])
    for act in acts {
      let decision: Decision
      do throws(Refusal) {
        var context = ActContext(state.latest, by: person, text: text)
        context.notebook = notebook
        decision = try act.decided(in: context)
      } catch {
        throw Problem(error)
      }
      if acts.count > 1 {
        state.expect(decision.events, by: person, key: "", ticket: AppendTicket())
      }
      for note in decision.notes { notebook.expect(note, by: person) }
      events += decision.events
      notes += decision.notes
      receipt.ids += decision.ids.map(\.description) + decision.memos.map(\.description)
      receipt.remark = decision.remark ?? receipt.remark
    }
    return (events, notes, receipt)
  }

  private static func receipt(_ appended: AppendReceipt) throws(Problem) -> Receipt {
    if appended.answer.isEmpty { return Receipt(position: appended.position, ids: []) }
    return try appended.answer(as: Receipt.self)
  }
}

extension Notebook {
  /// Folds in what is about to be appended.
  fileprivate mutating func expect(_ event: NotebookEvent, by person: Handle) {
    let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: position + 1)
    evolve(RecordedNotebookEvent(event, stamp))
  }
}

extension Receipt {
  fileprivate func placed(at position: Int64) -> Receipt {
    var receipt = self
    receipt.position = position
    return receipt
  }
}
