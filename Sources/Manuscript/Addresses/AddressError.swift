/// Why an address names no one place.
public enum AddressError: Error, Hashable, Sendable {
  /// A place in the text, with an address for it that can be typed.
  public struct Passage: Hashable, Sendable {
    public var address: String
    /// What stands there, shortened.
    public var excerpt: String
    /// Where it stands, in scalars of the reading text.
    public var range: ScalarRange

    public init(address: String, excerpt: String, range: ScalarRange) {
      self.address = address
      self.excerpt = excerpt
      self.range = range
    }
  }

  /// It cannot be read. `offset` counts scalars of the input up to where it went wrong.
  case malformed(input: String, offset: Int, what: String, remedy: String)
  /// It has the form of an id (`c1`), and so names a thing rather than a place.
  case names(id: String)
  /// There is no such place; the nearest ones, best first.
  case notFound(input: String, nearest: [Passage])
  /// There are several such places: the first ones, and how many there are.
  case ambiguous(input: String, candidates: [Passage], total: Int)
}
