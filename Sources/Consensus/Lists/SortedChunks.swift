/// A sorted list whose copies share what neither of them changes: elements in chunks, as in `Series`, that grow and
/// shrink. Whoever inserts keeps the order.
struct SortedChunks<Element> {
  /// None is empty.
  private var chunks: [[Element]] = []

  /// A place between two elements.
  struct Position: Equatable {
    fileprivate(set) var chunk: Int
    fileprivate(set) var offset: Int
  }

  init() {}

  /// - Parameter elements: in order.
  init(sorted elements: [Element]) { chunks = Self.cut(elements) }

  var start: Position { Position(chunk: 0, offset: 0) }

  /// The first place whose element fulfils a condition; those that do must all stand at the end. Logarithmic.
  func position(where fulfils: (Element) -> Bool) -> Position {
    let chunk = chunks.partitioningIndex { fulfils($0[$0.count - 1]) }
    guard chunk < chunks.count else { return Position(chunk: chunk, offset: 0) }
    return Position(chunk: chunk, offset: chunks[chunk].partitioningIndex(where: fulfils))
  }

  /// The element before a place, if there is one.
  func element(before position: Position) -> Element? {
    if position.offset > 0 { return chunks[position.chunk][position.offset - 1] }
    return position.chunk > 0 ? chunks[position.chunk - 1].last : nil
  }

  /// The elements from a place on, as long as they fulfil a condition.
  func elements(from position: Position, while fulfils: (Element) -> Bool) -> [Element] {
    var elements: [Element] = []
    var offset = position.offset
    for chunk in chunks.dropFirst(position.chunk) {
      for element in chunk[offset...] {
        guard fulfils(element) else { return elements }
        elements.append(element)
      }
      offset = 0
    }
    return elements
  }

  /// Puts elements in the place of as many as there are between two places. Costs the table of chunks, and the chunks
  /// that are changed.
  mutating func replace(from start: Position, to end: Position, with elements: [Element]) {
    var changed = start.chunk..<(end.offset > 0 ? end.chunk + 1 : end.chunk)
    var whole = elements
    if start.offset > 0 { whole = chunks[start.chunk][..<start.offset] + whole }
    if end.offset > 0 { whole += chunks[end.chunk][end.offset...] }
    // What would make a small chunk joins the one before or after it.
    if whole.count < Self.size / 2 {
      if changed.lowerBound > 0 {
        changed = changed.lowerBound - 1..<changed.upperBound
        whole = chunks[changed.lowerBound] + whole
      } else if changed.upperBound < chunks.count {
        whole += chunks[changed.upperBound]
        changed = changed.lowerBound..<changed.upperBound + 1
      }
    }
    chunks.replaceSubrange(changed, with: Self.cut(whole))
  }

  /// Inserts an element at a place.
  mutating func insert(_ element: Element, at position: Position) {
    replace(from: position, to: position, with: [element])
  }

  private static func cut(_ elements: [Element]) -> [[Element]] {
    if elements.count <= 2 * size { return elements.isEmpty ? [] : [elements] }
    return stride(from: 0, to: elements.count, by: size).map {
      Array(elements[$0..<Swift.min($0 + size, elements.count)])
    }
  }

  private static var size: Int { 64 }
}

extension SortedChunks: Sequence {
  func makeIterator() -> FlattenSequence<[[Element]]>.Iterator { chunks.joined().makeIterator() }
}

extension SortedChunks: Sendable where Element: Sendable {}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element fulfils the condition; those that do must all stand at the end.
  func partitioningIndex(where fulfils: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if fulfils(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
