public import Manuscript

/// Why an act was not carried out: nothing happened, and the message says what to do.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sorts of reason there are.
  public enum Kind: String, Sendable {
    /// A rule of the domain, or a value it does not take.
    case refused
    /// An address that several places fit.
    case ambiguous
    /// The act names something that is not there.
    case noSuchThing
    /// The person's role does not allow it.
    case notAllowed
    /// Others changed what it is about since the person saw it.
    case conflict
  }

  /// The sort of reason.
  public let kind: Kind
  /// For the person: what happened, why, and what to do.
  public let message: String
  /// The places that may have been meant.
  public let candidates: [AddressError.Passage]?
  /// The thing whose words the message shows.
  public let shown: StandingWords?

  /// A thing whose words are shown as they stand since a position.
  public struct StandingWords: Hashable, Sendable {
    public let id: EntityID
    public let position: Int64

    public init(id: EntityID, position: Int64) {
      self.id = id
      self.position = position
    }
  }

  public init(
    _ kind: Kind, _ message: String, candidates: [AddressError.Passage]? = nil, shown: StandingWords? = nil
  ) {
    self.kind = kind
    self.message = message
    self.candidates = candidates
    self.shown = shown
  }

  /// An address that names no one place.
  public init(_ error: AddressError) {
    switch error {
    case .malformed, .names: self.init(.refused, "\(error)")
    case .notFound(let input, let nearest):
      self.init(
        .noSuchThing, "“\(input)” is not in this paper." + (nearest.isEmpty ? "" : " The nearest passages:"),
        candidates: nearest)
    case .ambiguous(let input, let passages, let total):
      let more = total > passages.count ? " The first \(passages.count):" : ""
      self.init(
        .ambiguous, "“\(input)” stands in \(total) places. Say which, by its address.\(more)",
        candidates: passages)
    }
  }

  /// That there is no paper where one is named. It tells no more, for who is outside is to learn no more.
  public static let noSuchPaper = Refusal(.noSuchThing, "There is no such paper.")

  public var description: String { message }
}
