public import Manuscript

/// All that has been said in one paper: its events, folded. The state of the decider.
public struct Paper: Hashable, Sendable {
  /// `nil` until the paper is imported.
  public internal(set) var identity: Identity?
  /// Where it was removed from everyone's view. Then nothing else is left of it but its identity, since its name stays taken.
  public internal(set) var removal: Stamp?
  /// The bases before the present one, the first import first.
  public internal(set) var earlierBases: [EarlierBase] = []
  /// Everyone who was invited, whether or not they came.
  public internal(set) var members: [Handle: Member] = [:]
  public internal(set) var policy = Policy()
  /// The position of the event that set it; 0 for the one that every paper begins with.
  public internal(set) var policyPosition: Int64 = 0
  /// By number less one: ids are dense.
  public internal(set) var claims: Series<Claim> = []
  /// By number less one.
  public internal(set) var annotations: Series<Annotation> = []
  /// By number less one.
  public internal(set) var disputes: Series<Dispute> = []
  /// By number less one.
  public internal(set) var corrections: Series<Correction> = []
  /// What was published, in the order in which it was.
  public internal(set) var editions: [PublishedEdition] = []
  /// The anchors without a place in the present base: they are still of an earlier one.
  public internal(set) var lostAnchors: [AnchorName: LostAnchor] = [:]
  /// What was said in which people may be called by name, in order.
  public internal(set) var calls: Series<Call> = []
  /// What each person can undo and redo.
  var deeds: [Handle: Deeds<PaperDeed>] = [:]
  /// The numbers of the corrections that stand, by the stretches of the text in which they edit.
  var standingEdits = Shards<Int, [Int]>()
  /// The things whose rounds are blind now.
  public internal(set) var blindRounds: Set<EntityID> = []
  /// Whether a round was blind at some time.
  var hadBlindRounds = false
  /// What is left out of it, where it is as someone sees it from whom something is hidden.
  public internal(set) var veil: Veil?
  /// The position of the last event folded in; 0 before the first.
  public internal(set) var position: Int64 = 0
  /// How many events have been folded in.
  public internal(set) var sequence: Int64 = 0

  /// What a paper is called, and the text that it is about.
  public struct Identity: Hashable, Sendable {
    public var slug: Slug
    public var title: String
    /// The present base: the one that came in last.
    public var base: BaseID
    /// The length of the base's reading text in scalars.
    public var scalars: Int
    /// SHA-256 of the source's bytes, in hexadecimal.
    public var source: String
    /// SHA-256 of the encoded document that was read from them, in hexadecimal.
    public var document: String
    /// Of the event that brought the paper in.
    public var stamp: Stamp
    /// Of the event that brought its present base in.
    public var baseStamp: Stamp
    /// Of the event that said the present title.
    public var titlePosition: Int64
  }

  /// A base that another has taken the place of.
  public struct EarlierBase: Hashable, Sendable {
    public var id: BaseID
    /// Of the event that brought it in.
    public var stamp: Stamp
  }

  struct EditKey: Hashable {
    let range: ScalarRange
    // Bytes, for strings that differ only in normalisation compare equal, and may well be the correction.
    private let replacement: [UInt8]

    init(range: ScalarRange, replacement: String) {
      self.range = range
      self.replacement = Array(replacement.utf8)
    }
  }

  /// The state before any event.
  public static let initial = Paper()

  /// The claim of an id; `nil` where there is none.
  public func claim(_ id: EntityID) -> Claim? { id.kind == .claim ? claims.element(id) : nil }

  /// The annotation of an id; `nil` where there is none.
  public func annotation(_ id: EntityID) -> Annotation? {
    id.kind == .annotation ? annotations.element(id, at: \.id) : nil
  }

  /// The dispute of an id; `nil` where there is none.
  public func dispute(_ id: EntityID) -> Dispute? {
    id.kind == .dispute ? disputes.element(id, at: \.id) : nil
  }

  /// The correction of an id; `nil` where there is none.
  public func correction(_ id: EntityID) -> Correction? {
    id.kind == .correction ? corrections.element(id) : nil
  }

  /// Whether a thing of that id has been made, withdrawn or not.
  public func has(_ id: EntityID) -> Bool {
    switch id.kind {
    case .claim, .correction: id.number >= 1 && id.number <= count(of: id.kind)
    case .annotation: annotation(id) != nil
    case .dispute: dispute(id) != nil
    }
  }

  /// How many things of a kind have been made; of those that are not hidden.
  public func count(of kind: EntityKind) -> Int {
    switch kind {
    case .claim: claims.count
    case .annotation: annotations.count
    case .dispute: disputes.count
    case .correction: corrections.count
    }
  }

  /// The published edition of a name; `nil` where there is none. Names that look the same are the same.
  public func edition(named name: String) -> PublishedEdition? { editions.first { $0.name == name } }

  /// The members that have joined with at least `role`, in the order of their handles.
  public func roster(_ role: Role) -> [Handle] {
    members.values.filter { $0.joined && $0.role >= role }.map(\.handle).sorted()
  }
}

extension Series {
  fileprivate func element(_ id: EntityID) -> Element? {
    indices.contains(id.number - 1) ? self[id.number - 1] : nil
  }

  /// The same where some may be left out: those before it are then no more than its number says.
  fileprivate func element(_ id: EntityID, at name: KeyPath<Element, EntityID>) -> Element? {
    if let element = element(id), element[keyPath: name] == id { return element }
    var (low, high) = (0, Swift.min(Swift.max(id.number, 0), count))
    while low < high {
      let middle = (low + high) / 2
      if self[middle][keyPath: name].number < id.number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low][keyPath: name] == id ? self[low] : nil
  }
}
