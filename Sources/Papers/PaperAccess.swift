internal import CanonicalJSON
public import EventLog
internal import PaperLog
public import Protocol
public import Scholarship
public import Views

/// Opens papers for those who are members of them, as they are or as they were.
///
/// Whatever was acknowledged by this server before a read came in is shown by it.
public struct PaperAccess: Sendable {
  /// The papers kept in memory.
  public let papers: Papers
  /// The log behind them.
  public let store: any EventStore
  /// How far the tables have come. Nobody gets an older state than the tables have shown somebody already.
  private let shown: Progress
  /// What finds words; `nil` where nothing is searched.
  let searching: (any Searching)?

  public init(
    _ papers: Papers, store: any EventStore, shown: Progress, searching: (any Searching)? = nil
  ) {
    self.papers = papers
    self.store = store
    self.shown = shown
    self.searching = searching
  }

  /// The paper at `moment`, if `person` is a member of it; who is not is told that they may not, whether or not
  /// there is such a paper.
  public func open(
    _ slug: Slug, _ moment: Moment, for person: Handle
  ) async throws(Problem) -> Snapshot {
    let paper = papers.paper(slug)
    try await store.reach(moment.minimum)
    let seen = max(moment.minimum, shown.position, store.progress.position)
    var present = try await paper.paper(upTo: seen)
    // They may have joined at another server at this moment.
    if present.members[person]?.joined != true {
      present = try await paper.paper(upTo: try await store.lastPosition())
    }
    guard let member = present.members[person], member.joined else { throw Problem.outside(slug, person) }
    let asked = try await position(of: moment)
    let state = try await paper.state(upTo: asked ?? seen)
    // What is hidden now is hidden in the past too, and what is shown now may be seen there. What a round that began
    // since will hide is not there yet: an edition keeps its bytes.
    let veil = Veil(over: state.paper, for: person)
    guard let position = asked, position < state.paper.position else {
      let shown = await paper.seen(state, through: veil)
      return Snapshot(at: asked ?? max(state.paper.position, seen), shown)
    }
    let past = try await paper.state(at: position)
    return Snapshot(at: position, await paper.seen(past, through: veil.lying(overPastAt: position)))
  }

  /// What is hidden from someone in a paper that has come to a position at least, and to which it had come; `nil` where
  /// nothing can be hidden from anyone before its policy is set anew.
  public func veil(
    over slug: Slug, for person: Handle, atLeast position: Int64
  ) async throws(Problem) -> (veil: Veil, at: Int64)? {
    let paper = try await papers.paper(slug).paper(upTo: position)
    return paper.mayHideSomething ? (Veil(over: paper, for: person), max(position, paper.position)) : nil
  }

  /// The answer to a question about a paper at `moment`, for a member of it, and the position that it shows.
  public func answer<Asked: Question>(
    _ question: Asked, about slug: Slug, _ moment: Moment, for person: Handle
  ) async throws(Problem) -> (view: Asked.View, at: Int64) {
    var snapshot = try await open(slug, moment, for: person)
    snapshot.person = person
    var question = question
    question.bounds = try await placed(question.bounds)
    try snapshot.checkSees(question)
    if let point = question.earlier {
      snapshot.earlier = try await earlier(point, than: snapshot, of: slug)
    }
    if question.asksNotebook {
      snapshot.notebook = try await papers.notebooks.notebook(of: person, shownWith: snapshot)
    }
    if let search = try question.search {
      try await find(search, in: &snapshot, isPresent: moment.point == nil)
    }
    if let part = try question.history(in: snapshot) {
      snapshot.history =
        if case .memo(let memo) = part.subject {
          try await papers.notebooks.history(of: memo, part, by: person, in: snapshot)
        } else {
          try await history(part, of: snapshot)
        }
      try await markMisdated(&snapshot.history.items)
    }
    return (try question.view(of: snapshot), snapshot.at)
  }

  /// The paper as it was at a moment before a snapshot of it.
  public func earlier(
    _ point: PointInTime, than snapshot: Snapshot, of slug: Slug
  ) async throws(Problem) -> Snapshot.Earlier {
    let position = try await position(of: point)
    guard position <= snapshot.at else {
      throw Problem(.refused, "@\(position) is after @\(snapshot.at). Name the earlier one first.")
    }
    guard let first = snapshot.paper.identity?.stamp.position, position >= first else {
      return Snapshot.Earlier(at: position, nil)
    }
    if position >= snapshot.paper.position { return Snapshot.Earlier(at: position, snapshot.state) }
    let (paper, state) = (papers.paper(slug), try await papers.paper(slug).state(at: position))
    guard let veil = snapshot.veil else { return Snapshot.Earlier(at: position, state) }
    return Snapshot.Earlier(
      at: position, await paper.seen(state, through: veil.lying(overPastAt: position)))
  }

  /// The position of a moment; `nil` for now.
  private func position(of moment: Moment) async throws(Problem) -> Int64? {
    guard let point = moment.point else { return nil }
    return try await position(of: point)
  }

  /// A position, or that of the last event at a time: where a minute or a day is named, by its end.
  private func position(of point: PointInTime) async throws(Problem) -> Int64 {
    do {
      switch point {
      case .position(let position):
        try await store.reach(position)
        return position
      case .time(let first, let last):
        // A clock that was wrong once may have dated events in what is the future now: those can be asked for.
        guard
          let position = try await store.position(from: first.microseconds, through: last.microseconds)
        else { throw Problem(.refused, "\(point) is yet to come: nothing is known of it.") }
        return position
      }
    } catch let error as ReadError {
      throw Problem(ArchiveError.log(error))
    } catch let error as Problem {
      throw error
    } catch {
      throw Problem(.fault, "The log could not be read.")
    }
  }
}

extension Snapshot {
  /// Refuses a question about something that is hidden from whoever asks.
  fileprivate func checkSees(_ question: some Question) throws(Problem) {
    guard let veil else { return }
    do {
      try veil.check(question.names)
    } catch let refusal as Refusal {
      throw Problem(refusal)
    } catch {
      throw Problem(.malformed, "The question cannot be read.")
    }
  }
}
