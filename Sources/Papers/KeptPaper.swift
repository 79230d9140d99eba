internal import Consensus
internal import EventLog
internal import Ledger
public import Manuscript
internal import PaperLog
public import Protocol
public import Scholarship
internal import Views

/// One paper kept in memory, brought forward by what is appended to it: where its acts are decided and where questions
/// about it find it, as it is and as it was.
///
/// What is kept can always be read from the log again.
public actor KeptPaper {
  /// The paper's name.
  public nonisolated let slug: Slug
  let store: any EventStore
  let archive: PaperArchive
  /// Tells what is kept, and is told how much of the past may be.
  private let budget: @Sendable (PaperCost) -> Int64
  var optimistic = OptimisticPaper(.initial)
  /// The position of the log up to which `optimistic` has everything that concerns the paper; `nil` before it was read.
  var completeUpTo: Int64?
  var past: PaperPast
  private var erasures = Erasures()
  /// The paper as it is, for questions; it may be some events behind.
  private var present: PaperState?
  /// What the events since `present` were about; `nil` where how things stand is to be computed anew.
  private var touched: Set<EntityID>? = []
  /// The paper as some see it from whom something is hidden, now or as it was; the one asked for last stands last.
  private var veiled: [(of: PaperState, seen: PaperState)] = []
  private var reading: Task<Result<Void, Problem>, Never>?
  /// Folds of the past that are under way, by the position that they go to.
  private var bringing: [Goal: Task<Result<Brought, Problem>, Never>] = [:]
  /// Who waits for a sequence to stand in the log, or to be given up.
  private var waiting: [(sequence: Int64, continuation: CheckedContinuation<Void, Never>)] = []

  init(
    _ slug: Slug, store: any EventStore, archive: PaperArchive, spacing: Int64,
    budget: @escaping @Sendable (PaperCost) -> Int64
  ) {
    self.slug = slug
    self.store = store
    self.archive = archive
    self.budget = budget
    past = PaperPast(spacing: spacing)
  }

  // MARK: As it is

  /// The paper with everything up to `position` at least, to which the log has come.
  ///
  /// What is kept may lack what another server did; up to `position` it does not.
  public func paper(upTo position: Int64 = 0) async throws(Problem) -> Paper {
    if let completeUpTo, completeUpTo >= position { return optimistic.confirmed }
    try await read()
    completeUpTo = max(completeUpTo ?? 0, position)
    return optimistic.confirmed
  }

  /// The paper with all that stands in the log, whichever server appended it.
  public func latest() async throws(Problem) -> Paper {
    try await paper(upTo: try await store.lastPosition())
  }

  /// The same as questions are asked of it, with its document.
  func state(upTo position: Int64 = 0) async throws(Problem) -> PaperState {
    let paper = try await paper(upTo: position)
    if let present, present.paper.sequence == paper.sequence { return present }
    let document = try await document(of: paper)
    if let present, present.paper.sequence >= paper.sequence { return present }
    // Others may have come while the document was read.
    guard optimistic.confirmed.sequence == paper.sequence else {
      return PaperState(paper, document: document, erasures: erasures)
    }
    let state = PaperState(
      paper, document: document, erasures: erasures, standing: standing(of: paper, in: document))
    keep(state)
    return state
  }

  /// How everything stands in `paper`, brought forward from how it stood; `nil` where nobody asked for that yet.
  private func standing(of paper: Paper, in document: Document) -> Standing? {
    guard let touched, let before = present?.knownStanding else { return nil }
    var reconciliation = before.reconciliation
    _ = reconciliation.advance(to: paper, touching: touched, base: document.text)
    return Standing(of: paper, reconciliation: reconciliation)
  }

  /// See ``Papers/share(_:_:)``.
  func share(_ standing: Standing, _ document: Document) -> Standing? {
    let paper = optimistic.confirmed
    guard paper.identity != nil, paper.sequence == standing.paper.sequence else { return nil }
    if let present, present.paper.sequence == paper.sequence, let known = present.knownStanding {
      return known
    }
    let shared = Standing(of: paper, reconciliation: standing.reconciliation)
    keep(PaperState(paper, document: document, erasures: erasures, standing: shared))
    return shared
  }

  private func keep(_ state: PaperState) {
    present = state
    touched = []
    settle()
  }

  /// The document of the base that the paper has in a state.
  public func document(of paper: Paper) async throws(Problem) -> Document {
    if paper.identity == nil { throw Problem(.noSuchThing, "There is no paper “\(slug)”.") }
    if let present, present.paper.identity?.document == paper.identity?.document { return present.document }
    do {
      return try await archive.document(of: paper)
    } catch {
      throw Problem(error)
    }
  }

  // MARK: As it was

  /// The paper as it was at a position that it has come to.
  func state(at position: Int64) async throws(Problem) -> PaperState {
    while true {
      if let state = past.state(at: position) { return state }
      let epoch = past.epoch
      let (paper, passed) = try await bring(to: position).value.get()
      // What was read before something was erased may say what nobody is to be told any more.
      if past.epoch != epoch { continue }
      guard paper.identity != nil else {
        throw Problem(.noSuchThing, "There was no paper “\(slug)” at @\(position) yet.")
      }
      let document = try await document(of: paper)
      if past.epoch != epoch { continue }
      if let state = past.state(at: position) { return state }
      let state = PaperState(paper, document: document, erasures: erasures)
      past.keep(state, asOf: position, passed: passed)
      settle()
      return state
    }
  }

  private typealias Brought = (paper: Paper, passed: SpacedStates)

  /// Where a fold goes, and how often something had been erased when it began.
  private struct Goal: Hashable {
    var position: Int64
    var epoch: Int
  }

  /// Folds on from the nearest state, away from the actor: acts do not wait for it. Who asks for the same shares it.
  private func bring(to position: Int64) -> Task<Result<Brought, Problem>, Never> {
    let goal = Goal(position: position, epoch: past.epoch)
    if let task = bringing[goal] { return task }
    let (archive, slug, start) = (archive, slug, past.nearest(to: position) ?? .initial)
    let spacing = past.states.spacing
    let task = Task { () -> Result<Brought, Problem> in
      defer { bringing[goal] = nil }
      var passed = SpacedStates(spacing: spacing)
      do throws(ArchiveError) {
        let paper = try await archive.bring(start, of: slug, upTo: position) { passed.pass($0) }
        return .success((paper, passed))
      } catch {
        return .failure(Problem(error))
      }
    }
    bringing[goal] = task
    return task
  }

  // MARK: As someone sees it

  /// A state of the paper as someone may see it. Where nothing is hidden it is the state itself, which all share.
  func seen(_ state: PaperState, through veil: Veil) -> PaperState {
    if veil.isEmpty { return state }
    if let index = veiled.firstIndex(where: { $0.of === state && $0.seen.paper.veil == veil }) {
      let found = veiled.remove(at: index)
      veiled.append(found)
      return found.seen
    }
    let seen = state.seen(through: veil)
    veiled.append((state, seen))
    if veiled.count > Self.veiledLimit { veiled.removeFirst() }
    return seen
  }

  // MARK: What comes

  /// Folds in an event of the log.
  func foldIn(_ event: RecordedEvent, sequence: Int64, key: String) -> OptimisticPaper.Outcome {
    let outcome = optimistic.foldIn(event, sequence: sequence, key: key)
    guard outcome == .folded else { return outcome }
    touched?.formUnion(event.event.subjects)
    if (touched?.count ?? 0) > Self.touchedLimit { touched = nil }
    if let erased = event.event.payload as? BodyErased {
      touched = nil
      erasures.note(erased, event.stamp)
      past.forget()
      veiled = []
    }
    if event.event.payload is PaperRemoved {
      // Nobody is to see it any more, as it is or as it was.
      (present, veiled) = (nil, [])
      past.forget()
    }
    past.pass(optimistic.confirmed)
    if sequence % Self.settling == 0 { settle() }
    return outcome
  }

  /// Keeps no more than the budget allows.
  private func settle() {
    let allowance = budget(PaperCost(present: optimistic.confirmed.sequence, past: past.cost))
    past.shrink(to: allowance)
  }

  /// Reads what came after the paper that is kept, everything that stands in the log by now.
  func read() async throws(Problem) {
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
        let events = try await store.events(
          of: slug.name, after: optimistic.confirmed.sequence, limit: Self.page)
        for stored in events {
          let event = try RecordedEvent(stored)
          // What was folded in meanwhile was checked.
          if stored.header.sequence == optimistic.confirmed.sequence + 1 {
            try optimistic.confirmed.check(event)
          }
          _ = foldIn(event, sequence: stored.header.sequence, key: stored.header.cause)
        }
        if events.count < Self.page {
          // Not before: what was read in part is no paper to answer by.
          completeUpTo = max(completeUpTo ?? 0, optimistic.confirmed.position)
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

  // MARK: Waiting

  /// Waits until what is pending up to a sequence stands in the log, or is given up.
  func confirmed(at sequence: Int64) async {
    guard !optimistic.isSettled, optimistic.confirmed.sequence < sequence else { return }
    await withCheckedContinuation { waiting.append((sequence, $0)) }
  }

  func wake() {
    let isReady = { [optimistic] (sequence: Int64) in
      optimistic.isSettled || sequence <= optimistic.confirmed.sequence
    }
    let ready = waiting.filter { isReady($0.sequence) }
    guard !ready.isEmpty else { return }
    waiting.removeAll { isReady($0.sequence) }
    for waiter in ready { waiter.continuation.resume() }
  }

  /// For how many what they see is kept, while something is hidden from them.
  private static let veiledLimit = 8
  /// How many events are read at a time.
  private static let page = 2000
  /// With more than so many things touched, computing anew costs as much.
  private static let touchedLimit = 10_000
  /// After how many events the budget is asked.
  private static let settling: Int64 = 256
}
