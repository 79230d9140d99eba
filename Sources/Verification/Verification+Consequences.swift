internal import CanonicalJSON
internal import Consensus
internal import Editions
internal import Ledger
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

extension Verification {
  /// Folds the events, reconciles, renders, and compares the result with the file, the consensus text first.
  mutating func checkConsequences(_ file: ExportFile, _ record: EditionRecord, _ document: Document) {
    guard let paper = fold(record.history) else { return }
    guard let identity = paper.identity else {
      return add(.consequences, .fails, "The events do not begin with a paper.")
    }
    let presenter: Presenter
    let supposed: SupposedItem?
    do {
      supposed = try file.members["supposed"].map { try SupposedItem(json: JSON.parsed(Array($0))) }
      let supposition = try Supposition(
        policy: supposed?.policy, without: supposed?.without.flatMap(Handle.init))
      presenter = Presenter(try supposition.standing(of: paper, base: document.text), document: document)
    } catch {
      return add(.consequences, .unknown, "What the file supposes cannot be understood: \(error).")
    }
    let edition = Edition(
      slug: identity.slug.name, title: identity.title, base: identity.base, presenter: presenter,
      position: paper.position, checkpoint: nil, supposed: supposed)
    let expected: ExportFile
    do {
      expected = try ExportFile(edition.rendered(as: .json))
    } catch {
      return add(.consequences, .unknown, "The edition could not be rendered again: \(error.reason).")
    }
    let altered = Self.differences(between: file, and: expected)
    if altered.contains("text") {
      return add(.consequences, .fails, "The consensus text in the file does not follow from the events.")
    }
    guard altered.isEmpty else {
      return add(
        .consequences, .fails,
        "The consensus text follows from the events, but not what the file says under "
          + "\(altered.joined(separator: ", ")): that was altered, or is told in the way of another version.")
    }
    self.edition = Edition(
      slug: edition.slug, title: edition.title, base: edition.base, presenter: presenter,
      position: edition.position, checkpoint: record.proof?.checkpoint, record: record, supposed: supposed)
    let count = presenter.standing.reconciliation.accepted.count
    let source =
      report.erasures.isEmpty ? "the events" : "the events and from what is left of those that were erased"
    add(
      .consequences, .holds,
      "The consensus text (\(count) accepted \(count == 1 ? "correction" : "corrections")) and all else in the file "
        + "follow from \(source).\(Self.caveat(paper))")
  }

  /// The paper that the events make; `nil` where they make none, which is then reported.
  private mutating func fold(_ history: [StoredEvent]) -> Paper? {
    var paper = Paper.initial
    for event in history {
      // What is left of an erased event says what it did. If nothing vouches for that, it may say anything.
      guard !event.isErased || vouches(for: event) else {
        add(
          .consequences, .unknown,
          "Whether the consensus follows from the events cannot be told: what event \(event.header.sequence) "
            + "(@\(event.header.position)) said was erased, and nothing vouches for what is left of it.")
        return nil
      }
      do {
        let recorded = try RecordedEvent(event)
        guard paper.fits(recorded.event) else {
          add(
            .consequences, .fails,
            "Event \(event.header.sequence) (@\(event.header.position)) cannot come after the events before it: no "
              + "server wrote such a history.")
          return nil
        }
        paper.evolve(recorded)
      } catch {
        add(
          .consequences, .unknown,
          "Whether the consensus follows from the events cannot be told: \(error) (@\(event.header.position)). "
            + "A newer recension may know it.")
        return nil
      }
    }
    return paper
  }

  /// The names of the members in which two exports differ, in order.
  private static func differences(between one: ExportFile, and other: ExportFile) -> [String] {
    // These have checks of their own.
    let others: Set = ["base", "checkpoint", "inclusion"]
    let names = Set(one.members.keys).union(other.members.keys).subtracting(others).sorted()
    return names.filter { name in
      guard let mine = one.members[name], let theirs = other.members[name] else { return true }
      return !mine.elementsEqual(theirs)
    }
  }

  /// What nobody can check any more because words were erased.
  private static func caveat(_ paper: Paper) -> String {
    let erased = paper.corrections.filter(\.isErased).map(\.id.description)
    if erased.isEmpty { return "" }
    let (it, each) = erased.count == 1 ? ("it counts", "it") : ("they count", "any of them")
    return
      " What \(erased.joined(separator: ", ")) proposed was erased: \(it) as withdrawn and the base's words stand "
      + "there; whether \(each) stood in the consensus before cannot be checked."
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
    self.init(
      event, Stamp(by: by, at: Timestamp(microseconds: header.time), position: header.position),
      isErased: stored.isErased)
  }
}
