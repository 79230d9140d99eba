internal import Acts
internal import CanonicalJSON
internal import EventLog
internal import Ledger
internal import Manuscript
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// A new base of a paper as it was read, before anything is carried over to it.
struct NewBase: Sendable {
  /// Without its anchors.
  var event: BaseImported
  var document: Document
  var attachments: [Attachment]
  /// What was read; lacks what was carried.
  var receipt: ImportReceipt
}

extension KeptPaper {
  /// Imports a new base, and carries everything over to it that stands in the log when it comes in.
  func importBase(_ new: NewBase, by person: Handle, key: String) async throws(Problem) -> ImportReceipt {
    let fingerprint = Hash(of: Array("base\n\(slug)\n\(person)\n".utf8), new.event.body)
    if let earlier = try await earlierReceipt(for: key, fingerprint) {
      return try earlier.answer(as: ImportReceipt.self)
    }
    var (rebasing, old) = try await rebasing(to: new)
    try await keepAhead(new.attachments)
    var receipt = new.receipt
    let outcome = try await carryOut(by: person, key: key, fingerprint: fingerprint) {
      paper throws(Problem) in
      let decided = try Self.decide(new, by: person, on: paper, old, &rebasing)
      receipt = decided.receipt
      return Draft(
        events: decided.events, attachments: new.attachments, answer: JSON.text(of: receipt))
    }
    switch outcome {
    case .idle(let position): receipt.position = position
    case .appended(let appended):
      if appended.isReplay { return try appended.answer(as: ImportReceipt.self) }
      receipt.position = appended.position
    }
    return receipt
  }

  /// What importing a new base would come to now.
  func trial(of new: NewBase) async throws(Problem) -> ImportReceipt {
    var (rebasing, old) = try await rebasing(to: new)
    let paper = try await paper()
    guard let owner = paper.roster(.owner).first else { return new.receipt }
    return try Self.decide(new, by: owner, on: paper, old, &rebasing).receipt
  }

  /// Compares the present base with a new one, and carries over what is there now: on a thread of its own, for it
  /// takes as long as the texts are. What comes meanwhile is carried when the base comes in.
  private func rebasing(to new: NewBase) async throws(Problem) -> (rebasing: Rebasing, old: Document) {
    let paper = try await latest()
    let old = try await document(of: paper)
    guard let base = paper.identity?.base else { throw Problem.noSuchPaper }
    let rebasing = try await TextWork.run {
      var rebasing = Rebasing(from: old, base, to: new.document, new.event.base)
      _ = rebasing.carry(paper)
      return rebasing
    }
    return (rebasing, old)
  }

  private static func decide(
    _ new: NewBase, by person: Handle, on paper: Paper, _ old: Document, _ rebasing: inout Rebasing
  ) throws(Problem) -> (events: [Event], receipt: ImportReceipt) {
    var receipt = new.receipt
    var event = new.event
    if paper.identity?.base != event.base {
      guard paper.identity?.base == rebasing.origin else {
        throw Problem(.conflict, "Another base came in at this moment. Nothing was done; send it again.")
      }
      event.anchors = rebasing.carry(paper)
    }
    do throws(Refusal) {
      let decision = try ImportBase(event).decided(in: ActContext(paper, by: person))
      receipt.remark = decision.remark
      if !decision.events.isEmpty {
        receipt.carried = CarriedView(event, on: paper, from: old, to: new.document, by: person)
      }
      return (decision.events, receipt)
    } catch {
      throw Problem(error)
    }
  }
}

extension BaseImported {
  /// As bytes, for a fingerprint.
  fileprivate var body: [UInt8] { Event(self).body() }
}

extension CarriedView {
  /// What `event` makes of `paper`; of withdrawn things it tells nothing.
  fileprivate init(
    _ event: BaseImported, on paper: Paper, from old: Document, to new: Document, by person: Handle
  ) {
    self.init()
    let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: paper.position + 1)
    let after = paper.evolved(by: [RecordedEvent(Event(event), stamp)])
    for carried in event.anchors where paper.withdrawal(of: carried.name.thing) == nil {
      guard case .found(let anchor, _, _) = carried.outcome else { continue }
      let id = carried.name.thing
      found += 1
      if let correction = after.correction(id), after.isIncorporated(correction) {
        incorporated.append(id.description)
        continue
      }
      // Lost when the base before came in, and found now: it moved from nowhere.
      let before = paper.anchors(of: id)[carried.name.index]
      let from = paper.isPlaced(before) ? old.address(of: before.range) : ""
      let to = new.address(of: anchor.range)
      let isChanged = !before.quote.utf8.elementsEqual(anchor.quote.utf8)
      if from != to || isChanged {
        moved.append(MovedItem(id: id.description, from: from, to: to, changed: isChanged))
      }
    }
    for orphan in after.orphans(in: new) {
      if orphan.lost == "ambiguous" { ambiguous.append(orphan) } else { orphaned.append(orphan) }
    }
  }
}
