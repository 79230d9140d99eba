internal import Consensus
public import Manuscript
public import Protocol
public import Views

/// One paper's consensus at one position under one policy, ready to be rendered. Pure: the same edition gives
/// the same bytes.
public struct Edition: Sendable {
  public let slug: String
  public let title: String
  public let base: BaseID
  public let presenter: Presenter
  /// The position in the log that it shows.
  public let position: Int64
  /// The signed tree head that covers the position; `nil` where there is none yet.
  public let checkpoint: String?
  /// What lets a reader check the edition by themselves; `nil` where it goes without.
  public let record: EditionRecord?
  /// What its consensus is computed under instead of the rules in force; `nil` where it is by those.
  public let supposed: SupposedItem?

  public init(
    slug: String, title: String, base: BaseID, presenter: Presenter, position: Int64, checkpoint: String?,
    record: EditionRecord? = nil, supposed: SupposedItem? = nil
  ) {
    self.supposed = supposed
    self.slug = slug
    self.title = title
    self.base = base
    self.presenter = presenter
    self.position = position
    self.checkpoint = checkpoint
    self.record = record
  }

  /// The name under which what it shows was published; `nil` where it was not.
  var name: String? {
    presenter.paper.editions.last { $0.stamp.position == position }?.name
  }

  /// The base with the accepted corrections made, in the same form as the base's reading text.
  var consensus: String { presenter.standing.reconciliation.text(of: presenter.document.text) }
}
