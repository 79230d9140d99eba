internal import EventLog
internal import Manuscript
internal import PaperLog
public import Protocol
public import Scholarship
internal import Synchronization
internal import Views

/// What scholars noted privately, each notebook kept in memory from when its author first asks for it.
///
/// A notebook is looked up for its author and nobody else: there is no way to ask for one that does not name the person
/// for whom the answer is.
public final class Notebooks: Sendable {
  /// Runs what takes as long as two texts are long. It is to run where nobody waits for the thread.
  public typealias Work =
    @Sendable (@escaping @Sendable () -> NotebookPlaced?) async throws(Problem) ->
    NotebookPlaced?

  private struct Key: Hashable {
    var paper: Slug
    var person: Handle
  }

  private struct Entry {
    var notebook: Notebook
    /// The position of the log up to which it has everything.
    var completeUpTo: Int64
    /// How it goes by a later base, as it was found last.
    var placed: NotebookPlaced?
    var used: Int
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var uses = 0
  }

  let store: any EventStore
  let archive: NotebookArchive
  private let documents: PaperArchive
  private let work: Work
  private let state = Mutex(State())

  init(_ store: any EventStore, documents: PaperArchive, work: @escaping Work) {
    self.store = store
    archive = NotebookArchive(store)
    self.documents = documents
    self.work = work
  }

  // MARK: As it stands in the log

  /// A notebook with everything up to `position` at least, to which the log has come.
  func notebook(of person: Handle, in paper: Slug, upTo position: Int64) async throws(Problem) -> Notebook {
    let key = Key(paper: paper, person: person)
    let kept = state.withLock { state in
      state.uses += 1
      state.entries[key]?.used = state.uses
      return state.entries[key]
    }
    if let kept, kept.completeUpTo >= position { return kept.notebook }
    do {
      let notebook = try await archive.bring(kept?.notebook ?? .empty, of: person, in: paper)
      keep(notebook, knownUpTo: max(position, notebook.position), key)
      return notebook
    } catch {
      throw Problem(error)
    }
  }

  private func keep(_ notebook: Notebook, knownUpTo position: Int64, _ key: Key) {
    state.withLock { state in
      state.uses += 1
      var entry =
        state.entries[key] ?? Entry(notebook: notebook, completeUpTo: position, placed: nil, used: state.uses)
      if notebook.sequence > entry.notebook.sequence {
        entry.notebook = notebook
        entry.placed = nil
      }
      entry.completeUpTo = max(entry.completeUpTo, position)
      entry.used = state.uses
      state.entries[key] = entry
      while state.entries.count > Self.limit
        || state.entries.values.reduce(0, { $0 + $1.notebook.sequence }) > Self.eventLimit
      {
        let others = state.entries.filter { $0.key != key }
        guard let oldest = others.min(by: { $0.value.used < $1.value.used }) else { return }
        state.entries[oldest.key] = nil
      }
    }
  }

  // MARK: On the base that is shown

  /// What someone noted privately in the paper that a snapshot for them shows, on the base that it shows.
  func notebook(of person: Handle, shownWith snapshot: Snapshot) async throws(Problem) -> Notebook {
    guard let identity = snapshot.paper.identity else { return .empty }
    var notebook = try await notebook(of: person, in: identity.slug, upTo: snapshot.at)
    if notebook.position > snapshot.at {
      do {
        notebook = try await archive.bring(.empty, of: person, in: identity.slug, to: snapshot.at)
      } catch {
        throw Problem(error)
      }
    }
    guard let placed = try await placed(notebook, of: person, on: identity) else { return notebook }
    return notebook.going(by: placed, person)
  }

  /// What lets a notebook go by a base of its paper; `nil` where it does so already.
  func placed(
    _ notebook: Notebook, of person: Handle, on identity: Paper.Identity
  ) async throws(Problem) -> NotebookPlaced? {
    guard let ground = notebook.ground, ground.base != identity.base else {
      return notebook.placed(on: identity)
    }
    let key = Key(paper: identity.slug, person: person)
    let known = state.withLock { state in
      state.entries[key].flatMap { $0.notebook.sequence == notebook.sequence ? $0.placed : nil }
    }
    if let known, known.base == identity.base { return known }
    let (old, new): (Document, Document)
    do {
      old = try await documents.document(ground.document, of: identity.slug)
      new = try await documents.document(identity.document, of: identity.slug)
    } catch {
      throw Problem(error)
    }
    let placed = try await work {
      notebook.placed(on: identity) { Rebasing(from: old, ground.base, to: new, identity.base) }
    }
    state.withLock { state in
      if state.entries[key]?.notebook.sequence == notebook.sequence { state.entries[key]?.placed = placed }
    }
    return placed
  }

  /// How many notebooks are kept, and how many events they may have together.
  private static let limit = 256
  private static let eventLimit: Int64 = 100_000
}

extension Notebook {
  /// The notebook on a base that its author has not acted on yet.
  func going(by placed: NotebookPlaced, _ person: Handle) -> Notebook {
    var notebook = self
    // Nothing that is shown of it tells where that will stand.
    let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: position)
    notebook.evolve(RecordedNotebookEvent(NotebookEvent(placed), stamp))
    return notebook
  }
}
