public import Consensus
public import EventLog
public import Ledger
public import Manuscript
public import PaperLog
internal import Protocol
public import Scholarship
internal import Synchronization

/// The papers that are kept in memory, each from when it is first asked for.
///
/// What they may take is bounded: those not used for longest are let go, and where one alone is too much, some of its
/// past. What is let go is read from the log again when it is needed. A paper let go in the middle of an act does no
/// harm, since the log's condition, not the paper in memory, keeps two acts apart.
public final class Papers: Sendable {
  /// How much is kept.
  public struct Budget: Sendable {
    /// How many papers; a name that no paper has takes one like any other.
    public var papers = 64
    /// How many events all that is kept stands for, past states included. An event takes about a kilobyte, so that a
    /// server stays below a quarter of a gigabyte.
    public var events: Int64 = 200_000
    /// How many events lie between two states of a paper that are kept, at least.
    public var spacing: Int64 = 1024

    public init() {}
  }

  private struct Entry {
    var paper: KeptPaper
    var used: Int
    var cost = PaperCost()
  }

  private struct State {
    var entries: [Slug: Entry] = [:]
    var uses = 0

    var total: Int64 { entries.values.reduce(0) { $0 + $1.cost.total } }

    /// Lets go of those not used for longest, but for one, until there are no more than so many and they cost no more.
    mutating func letGo(_ budget: Budget, except slug: Slug) {
      var total = total
      while entries.count > budget.papers || total > budget.events {
        let others = entries.filter { $0.key != slug }
        guard let oldest = others.min(by: { $0.value.used < $1.value.used }) else { return }
        total -= oldest.value.cost.total
        entries[oldest.key] = nil
      }
    }
  }

  private let store: any EventStore
  private let archive: PaperArchive
  private let budget: Budget
  /// What scholars noted privately in them.
  public let notebooks: Notebooks
  private let state = Mutex(State())

  /// - Parameter work: runs what takes as long as texts are long.
  public init(
    _ store: any EventStore, archive: PaperArchive, budget: Budget = Budget(),
    work: @escaping Notebooks.Work = { (work) async throws(Problem) in work() }
  ) {
    self.store = store
    self.archive = archive
    self.budget = budget
    notebooks = Notebooks(store, documents: archive, work: work)
  }

  /// The paper of a name, whether or not there is one in the log.
  public func paper(_ slug: Slug) -> KeptPaper {
    state.withLock { state in
      state.uses += 1
      if let paper = state.entries[slug]?.paper {
        state.entries[slug]?.used = state.uses
        return paper
      }
      let paper = KeptPaper(slug, store: store, archive: archive, spacing: budget.spacing) {
        [weak self] cost in
        self?.note(cost, of: slug) ?? 0
      }
      state.entries[slug] = Entry(paper: paper, used: state.uses)
      state.letGo(budget, except: slug)
      return paper
    }
  }

  /// Keeps a document that is about to be appended under a digest: a long one takes a while to be read back.
  public func keep(_ document: Document, as digest: Hash) async { await archive.keep(document, as: digest) }

  /// Notes what a paper takes. Gives how much of its past may be kept.
  private func note(_ cost: PaperCost, of slug: Slug) -> Int64 {
    state.withLock { state in
      guard state.entries[slug] != nil else { return 0 }
      state.entries[slug]?.cost = cost
      state.letGo(budget, except: slug)
      let others = state.total - cost.total
      let allowance = max(0, budget.events - others - cost.present)
      state.entries[slug]?.cost.past = min(cost.past, allowance)
      return allowance
    }
  }

  /// Holds what another computed of a paper together with what is kept of it, where both have come equally far, so that
  /// it lies in memory once.
  ///
  /// - Returns: what is held now; `nil` where the paper is not kept, or has come elsewhere.
  public func share(_ standing: Standing, _ document: Document) async -> Standing? {
    guard let slug = standing.paper.identity?.slug else { return nil }
    return await state.withLock { $0.entries[slug]?.paper }?.share(standing, document)
  }

  /// How many papers are kept, and how many events that stands for.
  public var kept: (papers: Int, events: Int64) {
    state.withLock { ($0.entries.count, $0.total) }
  }
}
