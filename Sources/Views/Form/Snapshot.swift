public import Consensus
public import Manuscript
public import Scholarship
public import Protocol
internal import Synchronization

/// A paper at a position of the log, as questions are asked of it. Every view is a function of a snapshot and a
/// question, whether it is of now or of the past.
public struct Snapshot: Sendable {
  /// The position that it shows; the paper's own last event may stand before it.
  public let at: Int64
  /// What the paper is there, shared with all who ask about it.
  public let state: PaperState
  /// The part of its history that the question shows, where it shows one.
  public var history: ListView<HistoryItem>
  /// Who asks, where that is known.
  public var person: Handle?
  /// The moment that the question compares with, where it does.
  public var earlier: Earlier?

  /// A paper at a moment before.
  public struct Earlier: Sendable {
    /// The position.
    public let at: Int64
    /// What the paper was there; `nil` where there was none yet.
    public let state: PaperState?

    public init(at: Int64, _ state: PaperState?) {
      self.at = at
      self.state = state
    }
  }
  /// What whoever asks noted privately, on the base that is shown; empty where the question does not ask for it.
  public var notebook = Notebook.empty

  /// What was searched for whoever asks, and what was found in it, where the question searches.
  public var searched: [SearchedText] = []
  public var found = SearchResult(total: 0, hits: [])

  /// - Parameter at: the position; `state` is of it or of the paper's last event before.
  public init(at: Int64, _ state: PaperState) {
    self.at = at
    self.state = state
    history = ListView(at: at, items: [])
  }

  /// What is hidden from whoever asks: it is not in ``state``, nor in ``earlier``.
  public var veil: Veil? { state.paper.veil }

  /// The paper's state.
  public var paper: Paper { state.paper }
  /// The document of its base.
  public var document: Document { state.document }
  /// How everything in it stands under its own policy.
  public var standing: Standing { state.standing }
  /// What makes items of its things.
  public var presenter: Presenter { Presenter(standing, document: document) }

  /// The id of the present base's text; empty where there is no paper.
  public var base: String { paper.identity?.base.description ?? "" }
}

/// A paper after one of its events, its document, and what is computed of it: once, when it is first asked for.
/// Immutable, so whoever holds one shares it.
public final class PaperState: Sendable {
  /// The paper's state after that event.
  public let paper: Paper
  /// The document of the paper's base.
  public let document: Document
  /// What was erased in the paper, also by events after this one.
  public let erasures: Erasures
  private let computed: Mutex<Standing?>

  /// - Parameter standing: where it is known already.
  public init(
    _ paper: Paper, document: Document, erasures: Erasures = Erasures(), standing: Standing? = nil
  ) {
    self.paper = paper
    self.document = document
    self.erasures = erasures
    computed = Mutex(standing)
  }

  /// The paper as someone may see it from whom something is hidden.
  public func seen(through veil: Veil) -> PaperState {
    veil.isEmpty ? self : PaperState(paper.seen(through: veil), document: document, erasures: erasures)
  }

  /// How everything in the paper stands under its own policy.
  ///
  /// Whoever asks while it is being computed waits for that: it takes no longer than to compute it too.
  public var standing: Standing {
    computed.withLock { standing in
      if let standing { return standing }
      let made = Standing(of: paper, base: document.text)
      standing = made
      return made
    }
  }

  /// The same where it was asked for before; `nil` where it was not.
  public var knownStanding: Standing? { computed.withLock { $0 } }
}

/// What was erased in a paper, by whom and why.
public struct Erasures: Sendable {
  private var byPosition: [Int64: [(erased: BodyErased, stamp: Stamp)]] = [:]

  public init() {}

  /// How often something was erased.
  public var count: Int { byPosition.values.reduce(0) { $0 + $1.count } }

  /// Adds an erasure.
  public mutating func note(_ erased: BodyErased, _ stamp: Stamp) {
    byPosition[erased.position, default: []].append((erased, stamp))
  }

  /// What is said in place of the event at a position, by what had happened by `end`; `nil` where its words stand.
  func summary(of position: Int64, by end: Int64) -> String? {
    byPosition[position]?.last { $0.stamp.position <= end }
      .map { $0.erased.summaryOfErased(by: $0.stamp) }
  }
}
