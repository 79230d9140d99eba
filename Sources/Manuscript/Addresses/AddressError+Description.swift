extension AddressError: CustomStringConvertible {
  /// What is wrong and what to do, on one line or, with passages, several.
  public var description: String {
    switch self {
    case .malformed(let input, _, let what, let remedy):
      return "\"\(input)\" is no address: \(what). \(remedy)"
    case .names(let id):
      return "\(id) is the id of a thing, not a place in the text. To quote these letters, type :\(id)."
    case .notFound(let input, let nearest):
      let lines = Self.lines(nearest)
      return "\"\(input)\" is not in this paper." + (nearest.isEmpty ? "" : " The nearest:\n\(lines)")
    case .ambiguous(let input, let candidates, let total):
      let more = total > candidates.count ? "\n  and \(total - candidates.count) more" : ""
      return "\"\(input)\" stands in \(total) places. Say which:\n\(Self.lines(candidates))\(more)"
    }
  }

  private static func lines(_ passages: [Passage]) -> String {
    passages.map { "  \($0.address)  \($0.excerpt)" }.joined(separator: "\n")
  }
}
