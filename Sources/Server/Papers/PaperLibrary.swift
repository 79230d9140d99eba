internal import Consensus
internal import Editions
internal import EventLog
internal import Manuscript
internal import Protocol
internal import ReadModels
internal import Scholarship

/// What a read is to show.
struct Moment: Sendable {
  enum When: Sendable {
    case now
    case position(Int64)
    case time(Timestamp)
  }

  var when: When
  /// The position that it must have seen.
  var minimum: Int64

  /// The present, having seen a position.
  init(atLeast position: Int64) { (when, minimum) = (.now, position) }

  init(_ query: QueryParameters) throws(Problem) {
    minimum = try query.number("min-position", in: 0...Int64.max) ?? 0
    guard let text = query["at"] else {
      when = .now
      return
    }
    if let position = Int64(text.hasPrefix("@") ? String(text.dropFirst()) : text), position >= 0 {
      when = .position(position)
    } else if let time = Timestamp(text) {
      when = .time(time)
    } else {
      throw Problem(
        .malformed, "“\(text)” is neither a position such as @12 nor a time such as 2026-11-23T19:30:00Z.")
    }
  }
}

/// A paper at a moment, for someone who may see it.
struct OpenPaper: Sendable {
  /// The position that it shows.
  let at: Int64
  let paper: Paper
  let document: Document
  /// Whether it is the paper as it is, which the read models show as well.
  let isPresent: Bool

  /// - Parameter policy: the paper's own where none is given.
  func presenter(under policy: Policy? = nil) -> Presenter {
    Presenter(Standing(of: paper, under: policy, base: document.text), document: document)
  }
}

/// Opens papers for those who are members of them.
struct PaperLibrary: Sendable {
  let desks: PaperDesks
  let archive: PaperArchive
  let store: any EventStore
  let projected: Progress

  /// The paper at `moment`, if `person` is a member of it; who is not is told that they may not, whether or not
  /// there is such a paper.
  func open(_ slug: Slug, _ moment: Moment, for person: Handle) async throws(Problem) -> OpenPaper {
    let desk = desks.desk(slug)
    try await store.reach(moment.minimum)
    // What other servers did shows here as soon as it shows in the lists.
    let seen = max(moment.minimum, projected.position, store.progress.position)
    var present = try await desk.paper(upTo: seen)
    // They may have joined at another server at this moment.
    if present.members[person]?.joined != true {
      present = try await desk.paper(upTo: try await store.lastPosition())
    }
    guard let member = present.members[person], member.joined else { throw Problem.outside(slug, person) }
    guard let position = try await position(of: moment) else {
      let at = max(present.position, seen)
      return OpenPaper(
        at: at, paper: present, document: try await desk.document(of: present), isPresent: true)
    }
    if position >= present.position { present = try await desk.paper(upTo: position) }
    if position >= present.position {
      return OpenPaper(
        at: position, paper: present, document: try await desk.document(of: present), isPresent: false)
    }
    do {
      let past = try await archive.paper(slug, at: position)
      guard past.identity != nil else {
        throw Problem(.noSuchThing, "There was no paper “\(slug)” at @\(position) yet.")
      }
      return OpenPaper(
        at: position, paper: past, document: try await desk.document(of: past), isPresent: false)
    } catch let error as ArchiveError {
      throw Problem(error)
    } catch let error as Problem {
      throw error
    } catch {
      throw Problem(.fault, "The paper could not be read.")
    }
  }

  /// The paper as it was, with its events, for lists and histories of the past.
  func past(_ open: OpenPaper, _ slug: Slug) async throws(Problem) -> PastPaper {
    do {
      let events = try await archive.events(of: slug, upTo: open.paper.position)
      return PastPaper(at: open.at, presenter: open.presenter(), events: events)
    } catch {
      throw Problem(error)
    }
  }

  /// Waits until the read models have come to what a read must have seen.
  func awaitProjection(_ moment: Moment) async throws(Problem) {
    guard moment.minimum > projected.position else { return }
    guard await projected.wait(for: moment.minimum, atMost: .seconds(5)) else {
      throw Problem(
        .busy,
        "The lists have come to @\(projected.position) and not yet to @\(moment.minimum). Try again in a moment."
      )
    }
  }

  private func position(of moment: Moment) async throws(Problem) -> Int64? {
    do {
      switch moment.when {
      case .now: return nil
      case .position(let position):
        let head = try await store.head()
        guard position <= head else {
          throw Problem(.noSuchThing, "The log has come to @\(head); there is no @\(position) yet.")
        }
        return position
      case .time(let time): return try await store.position(at: time.microseconds)
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
