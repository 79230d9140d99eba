/// The first round on a claim, a correction or a dispute under a policy that wants it blind: what others say in it is
/// hidden from whoever has not given theirs, until it is closed. What is closed stays closed.
public struct BlindRound: Hashable, Sendable {
  /// The position with which it began. What was said before was said in the open, and stays so.
  public let since: Int64
  /// The position of the event that closed it; `nil` while it is blind.
  public internal(set) var closed: Int64?
  /// The positions of the votes and stances that were given unseeing what others gave.
  public internal(set) var blindly: Set<Int64> = []
  /// Who said otherwise on the same words than they had said before, in order.
  public internal(set) var changes: [ChangeOfMind] = []
  /// Which question it is about: it goes up with other words.
  private(set) var question: Int
  /// Who gave theirs on that question, and has seen what others gave.
  private(set) var seers: Set<Handle> = []

  init(since: Int64, question: Int) {
    self.since = since
    self.question = question
  }

  /// Who has given theirs is not to be told.
  mutating func forgetSeers() { seers = [] }

  /// Notes what someone said last, and how often the question was put by then. On other words everyone is unseeing again.
  mutating func note(_ change: ChangeOfMind, on question: Int) {
    if question != self.question {
      self.question = question
      seers = []
    }
    let person = change.stamp.by
    if change.before == nil, change.after != nil, seers.insert(person).inserted {
      if closed == nil { blindly.insert(change.stamp.position) }
      return
    }
    seers.insert(person)
    if change.after != change.before { changes.append(change) }
  }
}

/// That someone came to say otherwise, having seen what others said.
public struct ChangeOfMind: Hashable, Sendable {
  /// `nil` where they had taken back what they said first.
  public var before: Voice?
  /// `nil` where they took it back.
  public var after: Voice?
  public var reason: String?
  public var stamp: Stamp
}

/// What one person says to a question: a vote or a stance.
public enum Voice: Hashable, Sendable {
  case vote(Vote)
  case stance(Stance)

  /// The word that is typed for it.
  public var word: String {
    switch self {
    case .vote(let vote): vote.rawValue
    case .stance(let stance): stance.rawValue
    }
  }
}
