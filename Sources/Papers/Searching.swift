internal import Manuscript
public import Protocol
public import Scholarship
public import Views

/// Finds words in texts, by the rules of a language.
public protocol Searching: Sendable {
  /// The things of a paper as it is at a position in which words can stand; `nil` where that is not known.
  func candidates(
    for terms: SearchTerms, in slug: Slug, at position: Int64
  ) async throws(Problem) -> Set<EntityID>?

  /// The texts in which the words stand, of those given.
  ///
  /// - Parameter language: a BCP 47 tag.
  func found(
    _ search: Search, in texts: [String], language: String
  ) async throws(Problem) -> SearchResult
}

extension PaperAccess {
  /// What a search comes to in a snapshot. The tables only say where to look: what is looked through, and shown, is what
  /// the snapshot has.
  func find(_ search: Search, in snapshot: inout Snapshot, isPresent: Bool) async throws(Problem) {
    guard let searching, let slug = snapshot.paper.identity?.slug else {
      throw Problem(.busy, "Nothing can be searched here.")
    }
    let candidates =
      isPresent
      ? try await searching.candidates(for: search.terms, in: slug, at: snapshot.paper.position)
      : try await pastCandidates(for: search.terms, in: snapshot, slug)
    snapshot.searched = snapshot.findable(search.kinds, in: candidates)
    snapshot.found = try await searching.found(
      search, in: snapshot.searched.map(\.said.text), language: snapshot.document.language)
  }

  /// The things of a past state in which words can stand: those that have them now, and those of which something was said
  /// otherwise then. `nil` where that is not known.
  private func pastCandidates(
    for terms: SearchTerms, in snapshot: Snapshot, _ slug: Slug
  ) async throws(Problem) -> Set<EntityID>? {
    let present = try await papers.paper(slug).state(upTo: snapshot.at)
    // The rules of a language say which words are the same.
    guard let searching, present.document.language == snapshot.document.language,
      let found = try await searching.candidates(for: terms, in: slug, at: present.paper.position)
    else { return nil }
    return found.union(snapshot.paper.things(sayingWhatIsNotSaidIn: present.paper))
  }
}
