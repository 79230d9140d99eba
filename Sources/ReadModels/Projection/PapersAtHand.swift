internal import Consensus
internal import PaperLog
internal import Scholarship

/// The papers that the projector keeps, as far as it has come in each: those in which something happened last.
struct PapersAtHand {
  private var papers: [Slug: ProjectedPaper] = [:]
  /// Those of the latest events last.
  private var recent: [Slug] = []
  /// Those that have changed since they were last the same in memory as the ones kept elsewhere in this process.
  private(set) var unshared: Set<Slug> = []

  /// The paper of a slug; `nil` where it is not at hand.
  subscript(slug: Slug) -> ProjectedPaper? {
    get { papers[slug] }
    set { papers[slug] = newValue }
  }

  /// Lets go of all.
  mutating func removeAll() { self = PapersAtHand() }

  /// Lets go of those that a condition holds for.
  mutating func removeAll(where condition: (ProjectedPaper) -> Bool) {
    for (slug, paper) in papers where condition(paper) { papers[slug] = nil }
  }

  /// Lets go of the papers in which nothing happened for longest.
  ///
  /// - Parameter latest: those in which something has happened just now.
  mutating func keepLatest(_ latest: [Slug]) {
    let all = Set(latest)
    recent.removeAll { all.contains($0) || papers[$0] == nil }
    recent += latest
    unshared.formUnion(latest)
    var events = papers.values.reduce(0) { $0 + $1.paper.sequence }
    while recent.count > 1, events > Self.eventLimit || recent.count > Self.paperLimit {
      events -= papers.removeValue(forKey: recent.removeFirst())?.paper.sequence ?? 0
    }
  }

  /// Holds a paper's state once, not twice, where it has come as far elsewhere in this process.
  ///
  /// - Parameter kept: the paper there. One that is behind, or is not kept there, stays to be asked for again.
  mutating func share(_ kept: Standing?, as slug: Slug) {
    let isShared = if let kept { papers[slug]?.share(kept) ?? true } else { false }
    if isShared || papers[slug]?.standing == nil { unshared.remove(slug) }
  }

  /// How many papers are kept, and how many events they may have together.
  private static let paperLimit = 1000
  private static let eventLimit: Int64 = 300_000
}
