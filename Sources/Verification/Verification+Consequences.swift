internal import Consensus
internal import Editions
internal import Ledger
internal import Manuscript
internal import Scholarship

extension Verification {
  /// Folds the events, reconciles, renders, and compares with what the file says: the consensus text first of all.
  mutating func checkConsequences(_ file: ExportFile, _ history: [StoredEvent], _ document: Document) {
    var paper = Paper.initial
    for event in history {
      // What was erased cannot be folded in, and what it led to cannot be told.
      guard !event.isErased else {
        return add(
          .consequences, .unknown,
          "Whether the consensus follows from the events cannot be told: what event \(event.header.sequence) "
            + "(@\(event.header.position)) said was erased.")
      }
      do {
        paper.evolve(try RecordedEvent(event))
      } catch {
        return add(
          .consequences, .unknown,
          "Whether the consensus follows from the events cannot be told: \(error) (@\(event.header.position)). "
            + "A newer recension may know it.")
      }
    }
    guard let identity = paper.identity else {
      return add(.consequences, .fails, "The events do not begin with a paper.")
    }
    let presenter = Presenter(Standing(of: paper, base: document.text), document: document)
    let edition = Edition(
      slug: identity.slug.name, title: identity.title, base: identity.base, presenter: presenter,
      position: paper.position, checkpoint: nil)
    let expected: ExportFile
    do {
      expected = try ExportFile(edition.rendered(as: .json))
    } catch {
      return add(.consequences, .unknown, "The edition could not be rendered again: \(error.reason).")
    }
    // These were checked by themselves.
    let others: Set = ["base", "checkpoint", "inclusion"]
    let names = Set(file.members.keys).union(expected.members.keys).subtracting(others).sorted()
    let wrong = names.filter { name in
      guard let one = file.members[name], let other = expected.members[name] else { return true }
      return !one.elementsEqual(other)
    }
    if wrong.contains("text") {
      return add(.consequences, .fails, "The consensus text in the file does not follow from the events.")
    }
    guard wrong.isEmpty else {
      return add(
        .consequences, .fails,
        "The consensus text follows from the events, but not what the file says under "
          + "\(wrong.joined(separator: ", ")): that was altered, or is told in the way of another version.")
    }
    let count = presenter.standing.reconciliation.accepted.count
    add(
      .consequences, .holds,
      "The consensus text (\(count) accepted \(count == 1 ? "correction" : "corrections")) and all else in the file "
        + "follow from the events.")
  }
}

extension RecordedEvent {
  fileprivate init(_ stored: StoredEvent) throws(EventDecodingError) {
    let header = stored.header
    guard let by = Handle(header.actor) else {
      throw EventDecodingError(
        type: header.type, version: header.version, reason: "its actor is not a handle")
    }
    let event = try Event(type: header.type, version: header.version, body: stored.body)
    self.init(event, Stamp(by: by, at: Timestamp(microseconds: header.time), position: header.position))
  }
}
