internal import Consensus
internal import Manuscript
internal import PaperLog
internal import Scholarship
internal import Views

/// A paper as far as it has been projected, kept at hand so that new events need nothing read again.
struct ProjectedPaper {
  private(set) var paper: Paper
  private(set) var document: Document
  private var reconciliation: Reconciliation?

  init(_ paper: Paper, document: Document) {
    self.paper = paper
    self.document = document
    // How things were decided is worked out once, so that what the next events change can be told.
    if paper.identity != nil { reconciliation = Reconciliation(of: paper, base: document.text) }
  }

  /// The paper with all that follows from it; `nil` where nothing of it is to be shown.
  var standing: Standing? { reconciliation.map { Standing(of: paper, reconciliation: $0) } }

  /// Takes an equal paper and what follows from it for its own, so that both lie in memory once. Tells whether it was
  /// equal.
  mutating func share(_ other: Standing) -> Bool {
    guard other.paper.sequence == paper.sequence else { return false }
    paper = other.paper
    reconciliation = other.reconciliation
    return true
  }

  /// Folds events in, and says what that changes.
  ///
  /// - Parameter newDocument: that of the last base that is imported among them, if there is one.
  mutating func take(_ events: [RecordedEvent], newDocument: Document?) throws -> PaperChange {
    if let newDocument { document = newDocument }
    var touched = Touched()
    for event in events {
      try paper.fold(event)
      touched.note(event, in: paper)
    }
    if paper.removal != nil {
      reconciliation = nil
      return PaperChange(
        presenter: Presenter(Standing(of: paper, base: document.text), document: document), touched: touched)
    }
    var after = reconciliation ?? Reconciliation(of: paper, base: document.text)
    // Let go of, so that what changes in it need not be copied.
    reconciliation = nil
    let change = after.advance(to: paper, after: events, base: document.text)
    touched.add(change, rebased: newDocument != nil, in: paper)
    reconciliation = after
    let standing = Standing(of: paper, reconciliation: after)
    return PaperChange(presenter: Presenter(standing, document: document), touched: touched)
  }
}
