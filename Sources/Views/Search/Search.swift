public import Protocol
public import Scholarship

/// What is to be looked for in what people wrote, and which page of it is shown.
public struct Search: Hashable, Sendable {
  /// What is looked for.
  public var terms: SearchTerms
  /// In things of which kinds.
  public var kinds: [EntityKind]
  /// How many are passed over, and how many shown at most.
  public var offset: Int
  public var limit: Int
}

/// Where a search found what it looked for: the best first.
public struct SearchResult: Hashable, Sendable {
  /// How many texts there are in which it stands.
  public var total: Int
  /// The texts of the page, by their index among those searched, with what stands there.
  public var hits: [Hit]

  /// One text.
  public struct Hit: Hashable, Sendable {
    /// Which of the texts it is, from 0.
    public var index: Int
    /// The words around what was found.
    public var snippet: [SnippetPart]

    public init(index: Int, snippet: [SnippetPart]) {
      self.index = index
      self.snippet = snippet
    }
  }

  public init(total: Int, hits: [Hit]) {
    self.total = total
    self.hits = hits
  }
}

/// One text with the thing that it is in.
public struct SearchedText: Hashable, Sendable {
  public var id: OwnID
  /// The text.
  public var said: Said
}

extension Paper {
  /// The ids of what there is of a kind, in order. Where something is hidden, numbers are left out.
  fileprivate func ids(of kind: EntityKind) -> [EntityID] {
    switch kind {
    case .claim: claims.map(\.id)
    case .annotation: annotations.map(\.id)
    case .dispute: disputes.map(\.id)
    case .correction: corrections.map(\.id)
    }
  }
}

extension Paper {
  /// The things of which something is said here that is not said of them in another state of the paper.
  public func things(sayingWhatIsNotSaidIn other: Paper) -> [EntityID] {
    EntityKind.allCases.flatMap(ids(of:)).filter { id in
      let texts = other.said(in: id).map(\.text)
      return !said(in: id).allSatisfy { texts.contains($0.text) }
    }
  }
}

extension Snapshot {
  /// All that whoever asks may find: what the paper as they see it has, and what they noted privately. Nothing else is ever
  /// looked through for them; what rounds of votes hide is hidden here.
  ///
  /// - Parameter candidates: the things of the paper in which it can stand, where that is known.
  public func findable(_ kinds: [EntityKind], in candidates: Set<EntityID>? = nil) -> [SearchedText] {
    var texts: [SearchedText] = []
    for kind in kinds {
      for id in paper.ids(of: kind) where candidates?.contains(id) != false {
        texts += paper.said(in: id).map { SearchedText(id: .thing(id), said: $0) }
      }
      guard kind == .annotation else { continue }
      // One that was shared is found as what it became.
      for memo in notebook.memos where memo.shared == nil {
        texts += memo.said.map { SearchedText(id: .memo(memo.id), said: $0) }
      }
    }
    return texts
  }
}
