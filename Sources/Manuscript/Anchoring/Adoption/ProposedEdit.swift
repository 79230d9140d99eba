/// Other words for a passage of a text.
public struct ProposedEdit: Hashable, Sendable {
  /// In scalars; an empty one is a point.
  public var range: ScalarRange
  public var replacement: [Unicode.Scalar]

  public init(range: ScalarRange, replacement: [Unicode.Scalar]) {
    self.range = range
    self.replacement = replacement
  }

  /// The same without what it leaves as it is.
  func core(in text: ScalarText) -> ProposedEdit {
    var (range, words) = (range, replacement[...])
    while range.count > 0, let last = words.last, text[range.end - 1] == last {
      range.end -= 1
      words.removeLast()
    }
    while range.count > 0, let first = words.first, text[range.start] == first {
      range.start += 1
      words.removeFirst()
    }
    return ProposedEdit(range: range, replacement: Array(words))
  }
}
