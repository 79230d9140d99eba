internal import CanonicalJSON

extension Event {
  /// What outlives the erasure of an event: of the body of each type and version, the members that are no prose.
  public static var facts: [(type: String, version: Int, members: [String])] {
    types.flatMap { type in
      (1...type.version).map { version in
        (type.type, version, type.members(version: version).filter { !$0.isProse }.map(\.name))
      }
    }
  }
}
