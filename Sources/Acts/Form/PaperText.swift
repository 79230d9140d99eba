public import Manuscript
internal import Scholarship
internal import Synchronization

extension ActContext {
  /// A base's document with the base's id.
  ///
  /// What is looked up in it once is known from then on, by copies too: to look for a quote takes as long as the text is,
  /// and an act is decided more than once.
  public struct PaperText: Sendable {
    /// The document in which addresses are looked up.
    public let document: Document
    public let base: BaseID
    private let found = FoundPlaces()

    public init(_ document: Document, base: BaseID) {
      self.document = document
      self.base = base
    }

    /// The passage that an address names.
    func anchor(at address: String) throws(AddressError) -> Anchor {
      if let known = found[address] { return try known.get() }
      let result = Result { () throws(AddressError) in
        document.anchor(for: try document.resolve(address).range, base: base)
      }
      found[address] = result
      return try result.get()
    }
  }
}

/// What addresses came to in one text.
private final class FoundPlaces: Sendable {
  private let places = Mutex<[String: Result<Anchor, AddressError>]>([:])

  subscript(address: String) -> Result<Anchor, AddressError>? {
    get { places.withLock { $0[address] } }
    set { places.withLock { $0[address] = newValue } }
  }
}
