internal import Acts
internal import CanonicalJSON
internal import EventLog
internal import Ledger
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Acts as they are sent, carried out on a paper.
extension KeptPaper {
  /// Carries out acts, all or none.
  ///
  /// - Parameter key: names the request; sent again under the same key it is answered as before.
  func execute(_ acts: [AnyAct], by person: Handle, key: String) async throws(Problem) -> Receipt {
    // The same bytes for the same request however its JSON was written.
    let fingerprint = Hash(of: Array("\(slug)\n\(person)\n".utf8), JSON.text(of: acts))
    // Before anything else is looked at: what an address finds is not for those outside to know.
    guard try await admits(person) else { throw Problem.outside(slug, person) }
    let present = try await paper()
    guard let base = present.identity?.base else {
      throw Problem(.noSuchThing, "There is no such paper.")
    }
    let text = ActContext.PaperText(try await document(of: present), base: base)
    var receipt = Receipt(position: 0, ids: [])
    let outcome = try await carryOut(by: person, key: key, fingerprint: fingerprint) {
      paper throws(Problem) in
      guard paper.members[person]?.joined == true else { throw Problem.outside(slug, person) }
      let decided = try Self.decide(acts, by: person, on: paper, text)
      receipt = decided.receipt
      return Draft(events: decided.events, answer: JSON.text(of: receipt))
    }
    switch outcome {
    case .idle(let position):
      receipt.position = position
      return receipt
    case .appended(let appended):
      return try appended.isReplay ? Self.receipt(appended) : receipt.placed(at: appended.position)
    }
  }

  /// Decides each act on what the ones before it leave.
  private static func decide(
    _ acts: [AnyAct], by person: Handle, on paper: Paper, _ text: ActContext.PaperText
  ) throws(Problem) -> (events: [Event], receipt: Receipt) {
    var state = OptimisticPaper(paper)
    var events: [Event] = []
    var receipt = Receipt(position: 0, ids: [])
    for act in acts {
      let decision: Decision
      do throws(Refusal) {
        decision = try act.decided(in: ActContext(state.latest, by: person, text: text))
      } catch {
        throw Problem(error)
      }
      if acts.count > 1 { state.expect(decision.events, by: person, key: "", ticket: AppendTicket()) }
      events += decision.events
      receipt.ids += decision.ids.map(\.description)
      receipt.remark = decision.remark ?? receipt.remark
    }
    return (events, receipt)
  }

  private static func receipt(_ appended: AppendReceipt) throws(Problem) -> Receipt {
    if appended.answer.isEmpty { return Receipt(position: appended.position, ids: []) }
    do {
      return try Receipt(json: JSON.parsed(appended.answer)).placed(at: appended.position)
    } catch {
      throw Problem(.fault, "The answer that was kept with the request cannot be read.")
    }
  }
}

extension Receipt {
  fileprivate func placed(at position: Int64) -> Receipt {
    var receipt = self
    receipt.position = position
    return receipt
  }
}
