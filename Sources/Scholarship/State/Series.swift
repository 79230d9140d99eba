/// A list that grows at its end and whose copies share what neither of them changes.
///
/// The elements lie in chunks. A copy of the list costs nothing; the first change after it copies the table of
/// chunks and the one chunk that is written, and no other. So many past states of one list stand side by side in
/// little more memory than the last one.
public struct Series<Element> {
  /// All are full but the last one; none is empty.
  @usableFromInline
  private(set) var chunks: [[Element]] = []

  /// A list without elements.
  @inlinable
  public init() {}

  /// A list of the given elements.
  @inlinable
  public init(_ elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  /// Adds an element at the end.
  @inlinable
  public mutating func append(_ element: Element) {
    if let last = chunks.indices.last, chunks[last].count < Self.chunkSize {
      chunks[last].append(element)
    } else {
      chunks.append([element])
    }
  }

  /// Large enough that the table stays short, small enough that a chunk is copied fast.
  @usableFromInline
  static var chunkSize: Int { 64 }
}

extension Series: RandomAccessCollection, MutableCollection {
  @inlinable
  public var startIndex: Int { 0 }

  @inlinable
  public var endIndex: Int {
    chunks.isEmpty ? 0 : (chunks.count - 1) * Self.chunkSize + chunks[chunks.count - 1].count
  }

  @inlinable
  public var indices: Range<Int> { 0..<endIndex }

  /// The element at an index; to change it in place copies its chunk where another list shares that.
  @inlinable
  public subscript(index: Int) -> Element {
    // Yielded, so that one who looks at a part of an element does not copy the whole of it.
    _read { yield chunks[index / Self.chunkSize][index % Self.chunkSize] }
    _modify { yield &chunks[index / Self.chunkSize][index % Self.chunkSize] }
  }
}

extension Series: ExpressibleByArrayLiteral {
  /// A list of the elements of a literal.
  @inlinable
  public init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension Series: Equatable where Element: Equatable {}
extension Series: Hashable where Element: Hashable {}
extension Series: Sendable where Element: Sendable {}
