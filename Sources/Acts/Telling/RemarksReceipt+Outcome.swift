public import Exchange
public import Manuscript
public import Protocol
internal import Rendering
public import Scholarship

extension RemarksReceipt {
  /// What an import came to.
  ///
  /// - Parameters:
  ///   - document: that of the base in which the remarks were placed.
  ///   - isDryRun: whether it is only told; then nothing has an id yet.
  public init(
    _ outcome: ImportRemarks.Upshot, of remarks: [PlacedRemark], form: OriginForm, file: String,
    in slug: Slug, _ document: Document, isDryRun: Bool = false
  ) {
    let items = zip(remarks, outcome.endings).map { RemarkItem($0, $1, in: document, isDryRun: isDryRun) }
    let counts = items.reduce(into: [:]) { $0[$1.outcome, default: 0] += 1 }
    self.init(
      slug: slug.name, file: file, form: form.rawValue, position: 0,
      ids: isDryRun ? [] : outcome.decision.ids.map(\.description), found: counts["found"] ?? 0,
      ambiguous: counts["ambiguous"] ?? 0, orphaned: counts["orphaned"] ?? 0,
      standing: counts["standing"] ?? 0, refused: counts["refused"] ?? 0, items: items)
    if isDryRun {
      remark = "Nothing was stored: this is what would come in."
    } else if outcome.decision.events.isEmpty {
      remark = "Nothing came in."
    }
  }

  /// The same without anybody's words: what is kept with a request outlives their erasure.
  public var withoutWords: RemarksReceipt {
    var receipt = self
    receipt.file = ""
    receipt.items = items.map {
      RemarkItem(
        outcome: $0.outcome, kind: $0.kind, id: $0.id, words: "", method: $0.method, score: $0.score)
    }
    return receipt
  }

  /// The same with the words of the remarks that it is of.
  public func with(_ remarks: [ForeignRemark], from file: String) -> RemarksReceipt {
    var receipt = self
    receipt.file = file
    for (index, remark) in zip(items.indices, remarks) {
      receipt.items[index].words = remark.words.fitted(to: RemarkItem.width)
      receipt.items[index].old = remark.old?.fitted(to: RemarkItem.width)
      receipt.items[index].author = remark.origin.author
      receipt.items[index].said = remark.origin.said
    }
    return receipt
  }
}

extension RemarkItem {
  /// How much of its words is told, in columns.
  fileprivate static let width = 80

  fileprivate init(
    _ placed: PlacedRemark, _ ending: ImportRemarks.Fate, in document: Document, isDryRun: Bool
  ) {
    let remark = placed.remark
    let kind: EntityKind =
      switch remark.content {
      case .annotation: .annotation
      case .claim: .claim
      case .correction: .correction
      }
    self.init(
      outcome: "", kind: kind.word, author: remark.origin.author, said: remark.origin.said,
      words: remark.words.fitted(to: Self.width), old: remark.old?.fitted(to: Self.width))
    if case .found(let anchors, let method, let score) = placed.place {
      address = anchors.map { document.address(of: $0.range) }.joined(separator: ", ")
      if kind == .correction { old = anchors.first?.quote.fitted(to: Self.width) }
      self.method = method?.rawValue
      self.score = method.map { _ in score }
    }
    func candidate(_ range: ScalarRange) -> Problem.Candidate {
      let passage = document.passage(range)
      return Problem.Candidate(address: passage.address, excerpt: passage.excerpt)
    }
    switch ending {
    case .found(let id):
      outcome = "found"
      self.id = isDryRun ? nil : id.description
    case .standing(let id):
      outcome = "standing"
      self.id = id.description
    case .ambiguous(let ranges):
      outcome = "ambiguous"
      candidates = ranges.prefix(Self.mostCandidates).map(candidate)
    case .orphaned(let nearest):
      outcome = "orphaned"
      self.nearest = nearest.map(candidate)
    case .refused(let reason):
      outcome = "refused"
      why = reason
    }
  }

  private static let mostCandidates = 10
}
