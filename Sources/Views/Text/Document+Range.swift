public import Manuscript
public import Protocol

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
  public init(_ error: AddressError) {
    func candidates(_ passages: [AddressError.Passage]) -> [Candidate] {
      passages.map { Candidate(address: $0.address, excerpt: $0.excerpt) }
    }
    switch error {
    case .malformed, .names: self.init(.refused, "\(error)")
    case .notFound(let input, let nearest):
      self.init(
        .noSuchThing, "“\(input)” is not in this paper." + (nearest.isEmpty ? "" : " The nearest passages:"),
        candidates: candidates(nearest))
    case .ambiguous(let input, let passages, let total):
      let more = total > passages.count ? " The first \(passages.count):" : ""
      self.init(
        .ambiguous, "“\(input)” stands in \(total) places. Say which, by its address.\(more)",
        candidates: candidates(passages))
    }
  }
}
