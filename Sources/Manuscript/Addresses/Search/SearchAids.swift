internal import Synchronization

/// What makes it quick to look for words in a document again and again, made when it is first of use. It follows from
/// the document's text alone: all documents' are equal.
final class SearchAids: Sendable {
  private struct State {
    /// How often words were looked for.
    var searches = 0
    var sieve: BlockSieve?
    var words: SentenceWords?
  }

  private let state = Mutex(State())

  /// The sieve, from the second time on that it is asked for: to make one takes longer than to look through a text once.
  func sieve(of document: Document) -> BlockSieve? {
    let (known, isFirst) = state.withLock { state in
      state.searches += 1
      return (state.sieve, state.searches == 1)
    }
    if known != nil || isFirst { return known }
    // Not under the lock, where others would wait; who comes at the same time makes another.
    let made = BlockSieve(document)
    state.withLock { $0.sieve = made }
    return made
  }

  func words(of document: Document) -> SentenceWords {
    if let known = state.withLock(\.words) { return known }
    let made = SentenceWords(document)
    state.withLock { $0.words = made }
    return made
  }
}

extension SearchAids: Hashable {
  static func == (_: SearchAids, _: SearchAids) -> Bool { true }
  func hash(into _: inout Hasher) {}
}
