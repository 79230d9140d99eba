internal import Scholarship

/// Which things an act is about: some that are named, or all that it can be done to.
enum TheseOrAll: Sendable {
  /// In the order in which they are named, each once.
  case these([EntityID])
  case all

  /// - Parameters:
  ///   - ids: those that are named.
  ///   - all: whether all are meant.
  ///   - advice: what whoever says neither or both is told.
  init(_ ids: [EntityID]?, all: Bool?, advice: String) throws(Refusal) {
    let named = ids ?? []
    guard named.isEmpty == (all == true) else { throw Refusal(.refused, advice) }
    if named.isEmpty {
      self = .all
    } else {
      var seen: Set<EntityID> = []
      self = .these(named.filter { seen.insert($0).inserted })
    }
  }
}
