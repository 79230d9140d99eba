internal import Consensus
public import Manuscript
internal import Scholarship
public import Protocol
internal import Scholarship
public import Views

/// One paper's consensus at one position under one policy, ready to be rendered. Pure: the same edition gives
/// the same bytes.
public struct Edition: Sendable {
  public let slug: String
  public let title: String
  public let base: BaseID
  /// How everything in the paper stands, and its document.
  public let presenter: Presenter
  /// The position in the log that it shows.
  public let position: Int64
  /// The signed tree head that covers the position; `nil` where there is none yet.
  public let checkpoint: String?
  /// The name under which it was published; `nil` where it was not.
  public let edition: String?
  /// How much its apparatus says.
  public let options: EditionOptions
  /// What lets a reader check the edition by themselves; `nil` where it goes without.
  public let record: EditionRecord?
  /// What its consensus is computed under instead of the rules in force; `nil` where it is by those.
  public let supposed: SupposedItem?

  public init(
    slug: String, title: String, base: BaseID, presenter: Presenter, position: Int64, checkpoint: String?,
    edition: String? = nil, options: EditionOptions = EditionOptions(), record: EditionRecord? = nil,
    supposed: SupposedItem? = nil
  ) {
    self.supposed = supposed
    self.slug = slug
    self.title = title
    self.base = base
    self.presenter = presenter
    self.position = position
    self.checkpoint = checkpoint
    self.edition = edition
    self.options = options
    self.record = record
  }

  /// The same with another apparatus.
  public func under(_ options: EditionOptions) -> Edition {
    Edition(
      slug: slug, title: title, base: base, presenter: presenter, position: position, checkpoint: checkpoint,
      edition: edition, options: options, record: record, supposed: supposed)
  }

  /// The name under which what it shows was published; `nil` where it was not, or is supposed to have come out otherwise.
  var name: String? {
    if supposed != nil { return nil }
    return edition ?? presenter.paper.editions.last { $0.stamp.position == position }?.name
  }

  /// The base with the accepted corrections made, in the same form as the base's reading text. Blocks that have no words
  /// left are not in it, nor notes whose marks have none.
  var consensus: String {
    let (document, edits) = (presenter.document, presenter.standing.reconciliation.accepted)
    let departures = Departures(from: document, with: edits)
    if departures.blocks.isEmpty { return document.text.applying(edits, in: document.text.range) }
    let kept = document.blocks.indices.filter { !departures.blocks.contains($0) }
    return kept.map { index in
      let range = document.blocks[index].range
      let first = edits.partitioningIndex { $0.range.start >= range.start }
      let end = edits.partitioningIndex { $0.range.start > range.end }
      return document.text.applying(
        edits[first..<max(first, end)].filter { range.contains($0.range) }, in: range)
    }.joined(separator: "\n\n")
  }
}
