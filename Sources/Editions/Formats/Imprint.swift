internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

/// What an edition follows from, as every form but the text alone says it outside of the text.
struct Imprint: Sendable {
  let title: String
  let paper: String
  let base: BaseID
  let position: Int64
  /// The rules for all, as they are typed.
  let policy: String
  /// The classes with rules of their own, in order, and those rules.
  let exceptions: [(class: String, policy: String)]
  /// Who has no say in it, where that is supposed.
  let without: String?
  /// For whom it is, and the things whose rounds are blind to them, where some are.
  let blind: (person: String, things: String)?
  /// The name under which it was published, if it was.
  let edition: String?
  /// The signed tree head that covers the position, if there is one.
  let checkpoint: String?

  init(of edition: Edition) {
    let policy = edition.presenter.standing.policy
    title = edition.title
    paper = edition.slug
    base = edition.base
    position = edition.position
    self.policy = policy.rules.settings
    exceptions = policy.exceptions.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { ($0.key.rawValue, $0.value.settings.joined(separator: " ")) }
    blind = edition.presenter.paper.veil.map { veil in
      (veil.person.name, veil.blind.map(\.description).joined(separator: ", "))
    }
    without = edition.supposed?.without
    self.edition = edition.name
    checkpoint = edition.checkpoint
  }

  /// A label and what it stands before, a line each; without the title and the checkpoint.
  var lines: [(label: String, value: String)] {
    [("Paper", paper), ("Base", base.description), ("Position", "\(position)")]
      + (edition.map { [("Edition", $0)] } ?? []) + [("Policy", policy)]
      + exceptions.map { ("Policy for \($0.class)", $0.policy) } + (without.map { [("Without", $0)] } ?? [])
      + (blind.map { [("Blind", "what others said of \($0.things) is hidden from \($0.person) still")] } ?? [])
  }
}
