internal import CanonicalJSON

/// What outlives the erasure of an event: of the body of each type and version, the members that are no prose.
public typealias StoredFacts = [(type: String, version: Int, members: [String])]

extension Event {
  /// What outlives an erasure in the stream of a paper.
  public static var facts: StoredFacts { Scholarship.facts(of: types) }
}

extension NotebookEvent {
  /// What outlives an erasure in the stream of a notebook, but for what ``Event/facts`` has.
  public static var facts: StoredFacts { Scholarship.facts(of: types.filter { $0 != BodyErased.self }) }
}

private func facts(of types: [any StoredPayload.Type]) -> StoredFacts {
  types.flatMap { type in
    (1...type.version).map { version in
      (type.type, version, type.members(version: version).filter { !$0.isProse }.map(\.name))
    }
  }
}
