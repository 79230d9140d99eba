internal import EventLog
internal import Ledger
internal import Manuscript
internal import Protocol
internal import ReadModels
internal import Scholarship

/// Where one paper's commands are decided, on its state kept at hand.
///
/// They are decided one by one and put in line for the log without waiting for each other. What is appended stands
/// right behind what it was decided on, or fails its condition; then the state is brought up to date and the command
/// is decided anew, for a bounded time. What is refused, or needs no event, is so by what stands in the log.
actor PaperDesk {
  let slug: Slug
  let store: any EventStore
  private let archive: PaperArchive
  private var line = PaperLine(.initial)
  /// The position of the log up to which `line` has everything that concerns the paper; `nil` before it was read.
  private var known: Int64?
  private var latest: (base: BaseID, document: Document)?
  private var reading: Task<Result<Void, Problem>, Never>?
  /// Who waits for a sequence to stand in the log, or to be given up.
  private var waiting: [(sequence: Int64, continuation: CheckedContinuation<Void, Never>)] = []

  init(_ slug: Slug, store: any EventStore, archive: PaperArchive) {
    self.slug = slug
    self.store = store
    self.archive = archive
  }

  /// What a request comes to, by one state of the paper.
  struct Draft {
    var events: [Event]
    var attachments: [Attachment] = []
    /// Kept with the request's key.
    var answer: [UInt8] = []
  }

  /// How a request ended.
  enum Outcome {
    case appended(AppendReceipt)
    /// There was nothing to do, by the paper as it stands at a position.
    case idle(position: Int64)
  }

  /// Carries out a request: decides it on the paper, and appends what that comes to.
  ///
  /// - Parameters:
  ///   - key: names the request; sent again under the same key it is answered as before.
  ///   - fingerprint: stands for what was asked, and by whom.
  ///   - decide: what the request comes to. It may be asked more than once; what it answered last holds.
  func carryOut(
    by person: Handle, key: String, fingerprint: Hash, decide: (Paper) throws(Problem) -> Draft
  ) async throws(Problem) -> Outcome {
    let deadline = ContinuousClock.now + Self.patience
    if known == nil { try await read() }
    repeat {
      // From here to the append nothing suspends: it is put in line right behind what it was decided on.
      let ahead = Result { () throws(Problem) in try decide(line.latest) }
      guard case .success(let draft) = ahead, !draft.events.isEmpty else {
        if let outcome = try await settle(key, fingerprint, decide) { return outcome }
        continue
      }
      if let appended = try await append(draft, by: person, key, fingerprint) { return .appended(appended) }
    } while ContinuousClock.now < deadline
    throw Problem(AppendError.conditionFailed(line.standing.position))
  }

  /// The paper with everything up to `position` at least, to which the log has come.
  ///
  /// What is at hand may lack what another server did; up to `position` it does not.
  func paper(upTo position: Int64 = 0) async throws(Problem) -> Paper {
    if let known, known >= position { return line.standing }
    try await read()
    known = max(known ?? 0, position)
    return line.standing
  }

  /// The document of the base that the paper has in a state.
  func document(of paper: Paper) async throws(Problem) -> Document {
    guard let base = paper.identity?.base else {
      throw Problem(.noSuchThing, "There is no paper “\(slug)”.")
    }
    if let latest, latest.base == base { return latest.document }
    do {
      let document = try await archive.document(of: paper)
      // The past is asked for now and then; what is kept at hand is what commands are about.
      if base == line.standing.identity?.base { latest = (base, document) }
      return document
    } catch {
      throw Problem(error)
    }
  }

  /// Appends what was decided on the latest state; `nil` where the paper has moved on from it.
  private func append(
    _ draft: Draft, by person: Handle, _ key: String, _ fingerprint: Hash
  ) async throws(Problem) -> AppendReceipt? {
    let ticket = AppendTicket()
    let request = AppendRequest(
      key: key, fingerprint: fingerprint, stream: slug.name, actor: person.name,
      events: draft.events.map(NewEvent.init), condition: line.condition, attachments: draft.attachments,
      ticket: ticket, answer: draft.answer)
    line.expect(draft.events, by: person, key: key, ticket: ticket)
    do {
      let appended = try await store.append(request)
      try await take(appended, draft, by: person, ticket)
      return appended
    } catch let error as AppendError {
      line.abandon(ticket)
      wake()
      guard case .conditionFailed = error else { throw Problem(error) }
      try await read()
      return nil
    } catch let error as Problem {
      throw error
    } catch {
      throw Problem(.fault, "The request could not be appended.")
    }
  }

  /// Ends a request that is refused, or comes to nothing, by what is ahead: it is told so only by what stands, and only
  /// if it was not carried out before, for then it may well be refused the second time.
  ///
  /// - Returns: `nil` where it is to be decided anew.
  private func settle(
    _ key: String, _ fingerprint: Hash, _ decide: (Paper) throws(Problem) -> Draft
  ) async throws(Problem) -> Outcome? {
    await standing(at: line.latest.sequence)
    // By all that stands now: another server may have changed what it was refused for, and the paper may have been read
    // in part only when that was decided.
    try await read()
    let settled = Result { () throws(Problem) in try decide(line.standing) }
    if case .success(let draft) = settled, !draft.events.isEmpty { return nil }
    let position = line.standing.position
    if let known = try await store.known(key, fingerprint) { return .appended(known) }
    _ = try settled.get()
    return .idle(position: position)
  }

  /// Folds in what was appended.
  private func take(
    _ appended: AppendReceipt, _ draft: Draft, by person: Handle, _ ticket: AppendTicket
  ) async throws(Problem) {
    defer { wake() }
    if appended.isReplay {
      line.abandon(ticket)
      _ = try await paper(upTo: appended.position)
      return
    }
    for (event, stored) in zip(draft.events, appended.events) {
      let header = stored.header
      let stamp = Stamp(by: person, at: Timestamp(microseconds: header.time), position: header.position)
      guard line.take(RecordedEvent(event, stamp), sequence: header.sequence, key: header.cause) != .none
      else {
        try await read()
        break
      }
    }
    known = max(known ?? 0, appended.position)
  }

  /// Reads what came after the paper at hand, everything that stands in the log by now.
  private func read() async throws(Problem) {
    // One that is under way may have looked before. Those who waited for it share the next.
    try await reading?.value.get()
    try await (reading ?? beginReading()).value.get()
  }

  private func beginReading() -> Task<Result<Void, Problem>, Never> {
    let task = Task {
      let result = await readOn()
      reading = nil
      wake()
      return result
    }
    reading = task
    return task
  }

  private func readOn() async -> Result<Void, Problem> {
    do {
      while true {
        let events = try await store.events(of: slug.name, after: line.standing.sequence, limit: Self.page)
        for stored in events {
          let event = try RecordedEvent(stored)
          // What was folded in meanwhile is known.
          if stored.header.sequence == line.standing.sequence + 1 { try line.standing.check(event) }
          _ = line.take(event, sequence: stored.header.sequence, key: stored.header.cause)
        }
        if events.count < Self.page {
          // Not before: what was read in part is no paper to answer by.
          known = max(known ?? 0, line.standing.position)
          return .success(())
        }
      }
    } catch let error as ReadError {
      return .failure(Problem(ArchiveError.log(error)))
    } catch let error as ArchiveError {
      return .failure(Problem(error))
    } catch {
      return .failure(Problem(.fault, "The paper could not be read."))
    }
  }

  /// Waits until what is on its way up to a sequence stands in the log, or is given up.
  private func standing(at sequence: Int64) async {
    guard !line.isSettled, line.standing.sequence < sequence else { return }
    await withCheckedContinuation { waiting.append((sequence, $0)) }
  }

  private func wake() {
    let ready = waiting.filter { line.isSettled || $0.sequence <= line.standing.sequence }
    guard !ready.isEmpty else { return }
    waiting.removeAll { line.isSettled || $0.sequence <= line.standing.sequence }
    for waiter in ready { waiter.continuation.resume() }
  }

  /// For how long a command is decided anew because others are quicker.
  private static let patience = Duration.seconds(10)
  /// How many events are read at a time.
  private static let page = 2000
}

extension NewEvent {
  /// An event of the domain as the log takes it.
  init(_ event: Event) {
    self.init(type: event.type, version: event.version, tags: event.tags, body: event.body())
  }
}
