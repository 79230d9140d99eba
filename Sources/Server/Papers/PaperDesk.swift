internal import Crypto
internal import DequeModule
internal import EventLog
internal import FoundationEssentials
internal import Ledger
internal import Manuscript
internal import Protocol
internal import ReadModels
internal import Scholarship

/// Where one paper's commands are decided, one after another, on its state kept at hand.
///
/// Whatever another server did meanwhile makes the append's condition fail; then the state is brought up to date
/// and the command decided anew, a bounded number of times.
actor PaperDesk {
  private let slug: Slug
  private let store: any EventStore
  private let archive: PaperArchive
  private var paper: Paper?
  /// The position of the log up to which `paper` has everything that concerns it.
  private var known: Int64 = 0
  private var document: Document?
  /// Who waits for their turn. Deciding and appending of two commands must not interleave.
  private var waiting: Deque<CheckedContinuation<Void, Never>> = []
  private var isTaken = false

  init(_ slug: Slug, store: any EventStore, archive: PaperArchive) {
    self.slug = slug
    self.store = store
    self.archive = archive
  }

  /// Carries out commands, all or none.
  ///
  /// - Parameters:
  ///   - key: names the request; sent again under the same key it is answered as before.
  func execute(_ requests: [CommandRequest], by person: Handle, key: String) async throws(Problem) -> Receipt
  {
    await takeTurn()
    defer { endTurn() }
    let fingerprint = try fingerprint(requests, by: person)
    for _ in 1...Self.attempts {
      let paper = try await paper()
      if let receipt = try await attempt(requests, by: person, key: key, fingerprint, on: paper) {
        return receipt
      }
      try await refresh()
    }
    throw Problem(
      .conflict, "Others are changing the same paper at this moment. Nothing was done; send it again.")
  }

  /// Appends what `decide` makes of the paper, and says where that stands.
  ///
  /// - Parameters:
  ///   - fingerprint: stands for what was asked.
  ///   - answer: kept with the key.
  func append(
    _ command: Command, by person: Handle, key: String, fingerprint: Hash, attachments: [Attachment] = [],
    answer: [UInt8] = []
  ) async throws(Problem) -> (position: Int64, remark: String?) {
    await takeTurn()
    defer { endTurn() }
    if let known = try await store.known(key, fingerprint) { return (known.position, nil) }
    for _ in 1...Self.attempts {
      let paper = try await paper()
      let decision: Decision
      do {
        decision = try paper.decide(command, by: person)
      } catch {
        if try await hasMovedOn(from: paper) { continue }
        throw Problem(error)
      }
      if decision.events.isEmpty { return (paper.position, decision.remark) }
      let request = AppendRequest(
        key: key, fingerprint: fingerprint, stream: slug.name, actor: person.name,
        events: decision.events.map(NewEvent.init),
        condition: AppendCondition(.stream, unchangedSince: paper.position), attachments: attachments,
        answer: answer)
      if let appended = try await submit(request, onto: paper) {
        return (appended.position, appended.isReplay ? nil : decision.remark)
      }
      try await refresh()
    }
    throw Problem(
      .conflict, "Others are changing the same paper at this moment. Nothing was done; send it again.")
  }

  /// The paper with everything up to `position` at least, to which the log has come.
  ///
  /// What is at hand may lack what another server did; up to `position` it does not.
  func paper(upTo position: Int64 = 0) async throws(Problem) -> Paper {
    if let paper, known >= position { return paper }
    return try await refresh(upTo: position)
  }

  /// The document of the paper's base.
  func document() async throws(Problem) -> Document {
    if let document { return document }
    let paper = try await paper()
    guard paper.identity != nil else { throw Problem(.noSuchThing, "There is no paper “\(slug)”.") }
    do {
      let document = try await archive.document(of: paper)
      self.document = document
      return document
    } catch {
      throw Problem(error)
    }
  }

  private func attempt(
    _ requests: [CommandRequest], by person: Handle, key: String, _ fingerprint: Hash, on paper: Paper
  ) async throws(Problem) -> Receipt? {
    let draft: (events: [Event], receipt: Receipt)
    do throws(Problem) {
      // Before anything else is looked at: what an address finds is not for those outside to know.
      guard let member = paper.members[person], member.joined else { throw Problem.outside(slug, person) }
      draft = try decide(requests, by: person, on: paper, document: try await document())
    } catch {
      // A command that was carried out already may well be refused the second time: the key comes first.
      if let known = try await store.known(key, fingerprint) { return try Self.receipt(known) }
      if try await hasMovedOn(from: paper) { return nil }
      throw error
    }
    if draft.events.isEmpty {
      if let known = try await store.known(key, fingerprint) { return try Self.receipt(known) }
      return try await hasMovedOn(from: paper) ? nil : draft.receipt
    }
    let request = AppendRequest(
      key: key, fingerprint: fingerprint, stream: slug.name, actor: person.name,
      events: draft.events.map(NewEvent.init),
      condition: AppendCondition(.stream, unchangedSince: paper.position),
      answer: try Self.answer(draft.receipt))
    guard let appended = try await submit(request, onto: paper) else { return nil }
    return try Self.receipt(appended)
  }

  /// Appends what was decided on `paper`; `nil` where the paper has moved on since.
  private func submit(_ request: AppendRequest, onto paper: Paper) async throws(Problem) -> AppendReceipt? {
    let appended: AppendReceipt
    do {
      appended = try await store.append(request)
    } catch {
      if case .conditionFailed = error { return nil }
      throw Problem(error)
    }
    try await take(appended, onto: paper)
    return appended
  }

  /// Decides each command on what the ones before it leave.
  private func decide(
    _ requests: [CommandRequest], by person: Handle, on paper: Paper, document: Document
  ) throws(Problem) -> (events: [Event], receipt: Receipt) {
    guard let base = paper.identity?.base else { throw Problem(.noSuchThing, "There is no paper “\(slug)”.") }
    let translation = CommandTranslation(document: document, base: base)
    var state = paper
    var events: [Event] = []
    var receipt = Receipt(position: paper.position, ids: [])
    for request in requests {
      let decision: Decision
      do {
        decision = try state.decide(try translation.command(request), by: person)
      } catch let error as Refusal {
        throw Problem(error)
      } catch let error as Problem {
        throw error
      } catch {
        throw Problem(.fault, "The command could not be decided.")
      }
      if requests.count > 1 {
        for event in decision.events {
          // Where it will stand is not known yet, and nothing that is decided depends on it.
          let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: state.position + 1)
          state.evolve(RecordedEvent(event, stamp))
        }
      }
      events += decision.events
      receipt.ids += decision.ids.map(\.description)
      receipt.remark = decision.remark ?? receipt.remark
    }
    return (events, receipt)
  }

  /// Folds in what was appended.
  private func take(_ appended: AppendReceipt, onto paper: Paper) async throws(Problem) {
    if appended.isReplay {
      _ = try await self.paper(upTo: appended.position)
      return
    }
    var next = paper
    do {
      for event in appended.events { next.evolve(try RecordedEvent(event)) }
    } catch {
      throw Problem(error)
    }
    keep(next, upTo: appended.position)
  }

  /// Whether the paper is another by now, because of what another server did: what was refused may be right then.
  private func hasMovedOn(from paper: Paper) async throws(Problem) -> Bool {
    try await refresh().sequence > paper.sequence
  }

  /// Reads what came after the paper at hand.
  @discardableResult
  private func refresh(upTo position: Int64 = 0) async throws(Problem) -> Paper {
    do {
      let paper = try await archive.bring(paper ?? .initial, of: slug)
      keep(paper, upTo: max(paper.position, position))
      return paper
    } catch {
      throw Problem(error)
    }
  }

  /// Keeps a paper that has everything up to `position`, unless a later state came to hand meanwhile.
  private func keep(_ paper: Paper, upTo position: Int64) {
    if paper.sequence >= self.paper?.sequence ?? 0 { self.paper = paper }
    known = max(known, position)
  }

  private func takeTurn() async {
    if !isTaken {
      isTaken = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func endTurn() {
    if let next = waiting.popFirst() { next.resume() } else { isTaken = false }
  }

  /// How often a command is decided anew because another server was quicker.
  private static let attempts = 5
}

extension PaperDesk {
  /// Stands for who asked what, the same for the same request however its JSON was written.
  private func fingerprint(_ requests: [CommandRequest], by person: Handle) throws(Problem) -> Hash {
    Hash(of: Array("\(slug)\n\(person)\n".utf8), try Self.json(requests))
  }

  /// What is kept with the key: the receipt but for its position, which the log knows.
  private static func answer(_ receipt: Receipt) throws(Problem) -> [UInt8] { try json(receipt) }

  private static func receipt(_ appended: AppendReceipt) throws(Problem) -> Receipt {
    if appended.answer.isEmpty { return Receipt(position: appended.position, ids: []) }
    do {
      var receipt = try JSONDecoder().decode(Receipt.self, from: Data(appended.answer))
      receipt.position = appended.position
      return receipt
    } catch {
      throw Problem(.fault, "The answer that was kept with the request cannot be read.")
    }
  }

  private static func json(_ value: some Encodable) throws(Problem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(value))
    } catch {
      throw Problem(.malformed, "The request cannot be written as JSON.")
    }
  }
}

extension NewEvent {
  /// An event of the domain as the log takes it.
  init(_ event: Event) {
    self.init(type: event.type, version: event.version, tags: event.tags, body: event.body())
  }
}
