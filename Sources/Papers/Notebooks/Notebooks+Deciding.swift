internal import EventLog
public import Ledger
public import Manuscript
internal import PaperLog
public import Protocol
public import Scholarship

/// Deciding acts that touch a notebook: on the paper and the notebook as the log has them. What they come to in both
/// stands together, or not at all.
extension Notebooks {
  /// What acts come to, by one state of the paper and of the notebook.
  public struct Draft: Sendable {
    /// What is to be appended to the paper's stream.
    public var events: [Event]
    /// What is to be appended to the stream of the notebook.
    public var notes: [NotebookEvent]
    /// Kept with the request's key.
    public var answer: [UInt8]

    public init(events: [Event], notes: [NotebookEvent], answer: [UInt8]) {
      self.events = events
      self.notes = notes
      self.answer = answer
    }
  }

  /// Carries out a request: decides it, and appends what that comes to.
  ///
  /// - Parameters:
  ///   - key: names the request; sent again under the same key it is answered as before.
  ///   - fingerprint: stands for what was asked, and by whom.
  ///   - decide: what the request comes to, on the paper, its document, and the notebook on its base. It may be asked
  ///     more than once; what it answered last holds.
  public nonisolated(nonsending) func carryOut(
    by person: Handle, in kept: KeptPaper, key: String, fingerprint: Hash,
    decide: (Paper, Document, Notebook) throws(Problem) -> Draft
  ) async throws(Problem) -> KeptPaper.Ending {
    if let earlier = try await store.earlierReceipt(for: key, fingerprint) { return .appended(earlier) }
    let deadline = ContinuousClock.now + Self.patience
    var position: Int64
    repeat {
      let head = try await store.lastPosition()
      let paper = try await kept.paper(upTo: head)
      guard let identity = paper.identity else { throw Problem.noSuchPaper }
      let document = try await kept.document(of: paper)
      let notebook = try await notebook(of: person, in: kept.slug, upTo: head)
      let placed = try await placed(notebook, of: person, on: identity)
      var draft = try decide(paper, document, placed.map { notebook.going(by: $0, person) } ?? notebook)
      position = max(paper.position, notebook.position)
      if draft.events.isEmpty, draft.notes.isEmpty { return .idle(position: position) }
      if !draft.notes.isEmpty, let placed { draft.notes.insert(NotebookEvent(placed), at: 0) }
      let request = Self.request(draft, by: person, on: paper, notebook, identity.slug, key, fingerprint)
      do throws(AppendError) {
        return .appended(try await store.append(request))
      } catch {
        guard case .conditionFailed = error else { throw Problem(error) }
      }
    } while ContinuousClock.now < deadline
    throw Problem(AppendError.conditionFailed(position))
  }

  private static func request(
    _ draft: Draft, by person: Handle, on paper: Paper, _ notebook: Notebook, _ slug: Slug, _ key: String,
    _ fingerprint: Hash
  ) -> AppendRequest {
    let stream = Notebook.stream(of: person, in: slug)
    let notes = draft.notes.map(NewEvent.init)
    var request = AppendRequest(
      key: key, fingerprint: fingerprint, stream: slug.name, actor: person.name,
      events: draft.events.map(NewEvent.init),
      condition: AppendCondition(.stream, unchangedSince: paper.position), answer: draft.answer)
    if draft.events.isEmpty {
      request.stream = stream
      request.events = notes
      request.condition = AppendCondition(.stream, unchangedSince: notebook.position)
    } else if !notes.isEmpty {
      request.aside = .init(stream, notes, unchangedSince: notebook.position)
    }
    return request
  }

  /// For how long an act is decided anew because others are quicker.
  private static let patience = Duration.seconds(10)
}
