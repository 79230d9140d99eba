public import Acts
public import EventLog
public import Ledger
internal import PaperLog
public import Protocol
public import Scholarship
internal import Views

/// Deciding acts. They are decided one by one and put in line for the log without waiting for each other. What is
/// appended stands right behind what it was decided on, or fails its condition; then the paper is brought forward and
/// the act is decided anew, for a bounded time. Before anyone is told that a request is refused, or that nothing needs
/// doing, it is decided again on committed events only.
extension KeptPaper {
  /// What a request comes to, by one state of the paper.
  public struct Draft: Sendable {
    /// What is to be appended, in order.
    public var events: [Event]
    /// Files that the events refer to by their digest.
    public var attachments: [Attachment]
    /// Kept with the request's key.
    public var answer: [UInt8]

    public init(events: [Event], attachments: [Attachment] = [], answer: [UInt8] = []) {
      self.events = events
      self.attachments = attachments
      self.answer = answer
    }
  }

  /// How a request ended.
  public enum Ending: Sendable {
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
  public func carryOut(
    by person: Handle, key: String, fingerprint: Hash, decide: (Paper) throws(Problem) -> Draft
  ) async throws(Problem) -> Ending {
    let deadline = ContinuousClock.now + Self.patience
    if completeUpTo == nil { try await read() }
    repeat {
      // From here to the append nothing suspends: it is put in line right behind what it was decided on.
      let ahead = Result { () throws(Problem) in try decide(optimistic.latest) }
      guard case .success(let draft) = ahead, !draft.events.isEmpty else {
        if let outcome = try await end(key, fingerprint, decide) { return outcome }
        continue
      }
      if let appended = try await append(draft, by: person, key, fingerprint) { return .appended(appended) }
    } while ContinuousClock.now < deadline
    throw Problem(AppendError.conditionFailed(optimistic.confirmed.position))
  }

  /// Carries out an act that is not sent as a command: a join, an import, a new title.
  ///
  /// - Parameters:
  ///   - text: the text of the paper's base, where the act is to tell what it changes.
  ///   - fingerprint: stands for what was asked.
  ///   - answer: kept with the key.
  public func carryOut(
    _ act: some Deciding, by person: Handle, on text: ActContext.PaperText? = nil, key: String,
    fingerprint: Hash, attachments: [Attachment] = [],
    answer: [UInt8] = []
  ) async throws(Problem) -> (position: Int64, remark: String?) {
    if let earlier = try await store.earlierReceipt(for: key, fingerprint) { return (earlier.position, nil) }
    try await keepAhead(attachments)
    var remark: String?
    let outcome = try await carryOut(by: person, key: key, fingerprint: fingerprint) {
      paper throws(Problem) in
      do throws(Refusal) {
        let decision = try act.decided(in: ActContext(paper, by: person, text: text))
        remark = decision.remark
        return Draft(events: decision.events, attachments: attachments, answer: answer)
      } catch {
        throw Problem(error)
      }
    }
    switch outcome {
    case .idle(let position): return (position, remark)
    case .appended(let appended): return (appended.position, appended.isReplay ? nil : remark)
    }
  }

  /// What an act would be told to whoever does it, decided on the paper as it stands: why it is refused, or its remark.
  public func trial(of act: some Deciding, by person: Handle) async throws(Problem) -> String? {
    let paper = try await latest()
    do throws(Refusal) {
      return try act.decided(in: ActContext(paper, by: person, text: nil)).remark
    } catch {
      throw Problem(error)
    }
  }

  /// What a request was answered with before; `nil` where its key was not used.
  public func earlierReceipt(for key: String, _ fingerprint: Hash) async throws(Problem) -> AppendReceipt? {
    try await store.earlierReceipt(for: key, fingerprint)
  }

  /// Stores what a request will bring that is large, before it takes its place among those of others.
  public func keepAhead(_ attachments: [Attachment]) async throws(Problem) {
    do {
      try await store.keep(attachments)
    } catch {
      throw Problem(error)
    }
  }

  /// Whether someone is a member, also where they joined by another server just now.
  public func admits(_ person: Handle) async throws(Problem) -> Bool {
    if try await paper().members[person]?.joined == true { return true }
    return try await latest().members[person]?.joined == true
  }

  /// Appends what was decided on the latest state; `nil` where the paper has moved on from it.
  private func append(
    _ draft: Draft, by person: Handle, _ key: String, _ fingerprint: Hash
  ) async throws(Problem) -> AppendReceipt? {
    let ticket = AppendTicket()
    let request = AppendRequest(
      key: key, fingerprint: fingerprint, stream: slug.name, actor: person.name,
      events: draft.events.map(NewEvent.init), condition: optimistic.condition,
      attachments: draft.attachments, ticket: ticket, answer: draft.answer)
    optimistic.expect(draft.events, by: person, key: key, ticket: ticket)
    do {
      let appended = try await store.append(request)
      try await foldIn(appended, draft, by: person, ticket)
      return appended
    } catch let error as AppendError {
      optimistic.abandon(ticket)
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

  /// The request was refused, or needs no events, on the optimistic state. Waits for pending appends, reads the log, and
  /// decides again. Where it is still so, it looks first whether the key succeeded already: a repeat of a request that
  /// succeeded is often refused.
  ///
  /// - Returns: `nil` where it is to be decided anew.
  private func end(
    _ key: String, _ fingerprint: Hash, _ decide: (Paper) throws(Problem) -> Draft
  ) async throws(Problem) -> Ending? {
    await confirmed(at: optimistic.latest.sequence)
    // By all that stands now: another server may have changed what it was refused for, and the paper may have been read
    // in part only when that was decided.
    try await read()
    let decided = Result { () throws(Problem) in try decide(optimistic.confirmed) }
    if case .success(let draft) = decided, !draft.events.isEmpty { return nil }
    let position = optimistic.confirmed.position
    if let earlier = try await store.earlierReceipt(for: key, fingerprint) { return .appended(earlier) }
    _ = try decided.get()
    return .idle(position: position)
  }

  /// Folds in what was appended.
  private func foldIn(
    _ appended: AppendReceipt, _ draft: Draft, by person: Handle, _ ticket: AppendTicket
  ) async throws(Problem) {
    defer { wake() }
    if appended.isReplay {
      optimistic.abandon(ticket)
      _ = try await paper(upTo: appended.position)
      return
    }
    for (event, stored) in zip(draft.events, appended.events) {
      let header = stored.header
      let stamp = Stamp(by: person, at: Timestamp(microseconds: header.time), position: header.position)
      guard
        foldIn(
          RecordedEvent(event, stamp, request: header.cause), sequence: header.sequence, key: header.cause)
          != .gap
      else {
        try await read()
        break
      }
    }
    completeUpTo = max(completeUpTo ?? 0, appended.position)
  }

  /// For how long an act is decided anew because others are quicker.
  private static let patience = Duration.seconds(10)
}
