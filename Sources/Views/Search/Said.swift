public import CanonicalJSON
public import Scholarship

/// One text that somebody wrote in a paper, as it is searched.
public struct Said: Hashable, Sendable {
  /// What it is in the thing.
  public var part: SaidPart
  /// The words.
  public var text: String
  /// Who wrote it, and where.
  public var stamp: Stamp

  init(_ part: SaidPart, _ text: String, _ stamp: Stamp) {
    self.part = part
    self.text = text
    self.stamp = stamp
  }
}

/// What a text is in the thing that it is in.
public enum SaidPart: String, Sendable {
  case statement, body, tags, argument, replacement, reason, citation, stance, vote, ruling, withdrawal
}

/// The kinds of thing that are searched. JSON is their names, with commas between them.
public struct SearchedKinds: Hashable, Sendable, JSONStringConvertible {
  public static let noun = "kinds of things"
  public static let advice =
    "Name one or several of annotations, claims, disputes and corrections, with commas between them; all is all of them."
  public static let pattern: String? = {
    let kind = "(" + EntityKind.allCases.map { "\($0.word)s?" }.joined(separator: "|") + ")"
    return "^(all|\(kind)( *, *\(kind))*)$"
  }()

  /// In the order of their names.
  public let kinds: [EntityKind]

  /// `nil` where a name is none of theirs.
  public init?(_ text: String) {
    if text == "all" {
      kinds = EntityKind.allCases
      return
    }
    var kinds: [EntityKind] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = name.filter { !$0.isWhitespace }
      guard let kind = EntityKind.allCases.first(where: { "\($0.word)s" == name || $0.word == name }) else {
        return nil
      }
      kinds.append(kind)
    }
    self.kinds = EntityKind.allCases.filter(kinds.contains)
  }

  public var description: String { kinds.map { "\($0.word)s" }.joined(separator: ",") }
}

extension Paper {
  /// All that was written in a thing and of it, as it stands. What a view of the paper hides of it is not there.
  public func said(in id: EntityID) -> [Said] {
    switch id.kind {
    case .claim: claim(id)?.said ?? []
    case .annotation: annotation(id)?.said ?? []
    case .dispute: dispute(id)?.said ?? []
    case .correction: correction(id)?.said ?? []
    }
  }
}

extension Claim {
  fileprivate var said: [Said] {
    var said = [Said(.statement, statement, wordings[wordings.count - 1].stamp)]
    said += stances.values.compactMap { held in held.reason.map { Said(.stance, $0, held.stamp) } }.inOrder
    return said + withdrawn.said
  }
}

extension Annotation {
  fileprivate var said: [Said] {
    var said = [Said(.body, body, bodies[bodies.count - 1].stamp)]
    if !tags.isEmpty { said.append(Said(.tags, tags.joined(separator: ", "), stamp)) }
    return said + withdrawn.said
  }
}

extension Memo {
  /// All that was written in a private note.
  var said: [Said] {
    var said = [Said(.body, body, bodies[bodies.count - 1].stamp)]
    if !tags.isEmpty { said.append(Said(.tags, tags.joined(separator: ", "), stamp)) }
    return said + withdrawn.said
  }
}

extension Dispute {
  fileprivate var said: [Said] {
    var said = [Said(.body, body, stamp)]
    for argument in arguments {
      said.append(Said(.argument, argument.body, argument.stamp))
      said += argument.evidence.map { Said(.citation, $0.reference, argument.stamp) }
    }
    return said + ballot.said + withdrawn.said
  }
}

extension Correction {
  fileprivate var said: [Said] {
    guard let version = versions.last else { return [] }
    var said: [Said] = []
    if !version.replacement.isEmpty { said.append(Said(.replacement, version.replacement, version.stamp)) }
    said.append(Said(.reason, version.reason, version.stamp))
    said += evidence.map { Said(.citation, $0.reference, stamp) }
    said += additions.compactMap { addition in addition.reason.map { Said(.reason, $0, addition.stamp) } }
    for second in seconds {
      said.append(Said(.reason, second.reason, second.stamp))
      said += second.evidence.map { Said(.citation, $0.reference, second.stamp) }
    }
    // A vote by proposing the same has the same reason.
    let seconded = Set(seconds.map(\.stamp.position))
    return said + ballot.said.filter { !seconded.contains($0.stamp.position) } + withdrawn.said
  }
}

extension Ballot {
  fileprivate var said: [Said] {
    votes.values.compactMap { held in held.reason.map { Said(.vote, $0, held.stamp) } }.inOrder
      + decisions.map { Said(.ruling, $0.reason, $0.stamp) }
  }
}

extension Withdrawal? {
  fileprivate var said: [Said] {
    guard let self, let reason = self.reason else { return [] }
    return [Said(.withdrawal, reason, self.stamp)]
  }
}

extension [Said] {
  /// Of what is kept by handle: as it was said.
  fileprivate var inOrder: [Said] {
    sorted { ($0.stamp.position, $0.text) < ($1.stamp.position, $1.text) }
  }
}
