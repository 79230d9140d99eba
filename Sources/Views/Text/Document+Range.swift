public import Manuscript
public import Protocol
public import Scholarship

extension Document {
  /// The range that an address names.
  ///
  /// - Throws: that it names none, or more than one, with the places it may have meant.
  public func range(at address: String) throws(Problem) -> ScalarRange {
    do {
      return try resolve(address).range
    } catch {
      throw Problem(error)
    }
  }
}

extension Problem {
  /// An address that names no one place, with the places it may have meant.
  public init(_ error: AddressError) { self.init(Refusal(error)) }

  /// Why an act was refused, or an address found nothing.
  public init(_ refusal: Refusal) {
    let kind: Kind =
      switch refusal.kind {
      case .refused: .refused
      case .ambiguous: .ambiguous
      case .noSuchThing: .noSuchThing
      case .notAllowed: .notAllowed
      case .conflict: .conflict
      }
    self.init(
      kind, refusal.message,
      candidates: refusal.candidates.map { $0.map { Candidate(address: $0.address, excerpt: $0.excerpt) } },
      shown: refusal.shown.map { ShownThing(id: $0.id.description, position: $0.position) })
  }
}
