internal import Manuscript

/// Which words something was said of, where the words of a thing change. What was said of words bears on them again when
/// they come back: it goes by the words, not by how often they were changed.
extension Paper {
  /// Whether a dispute is on the words that its target has now. The words of annotations and of the text are not voted on.
  public func isOnPresentWords(_ dispute: Dispute) -> Bool {
    guard let wording = dispute.wording, let thing = dispute.target.thing else { return true }
    switch thing.kind {
    case .claim: return claim(thing)?.stands(inWording: wording) ?? true
    case .correction: return correction(thing)?.stands(inWording: wording) ?? true
    case .annotation, .dispute: return true
    }
  }
}

extension Claim {
  /// Whether the claim stands in the words of one of its wordings.
  ///
  /// - Parameter number: the wording's, from 1.
  public func stands(inWording number: Int) -> Bool {
    if number == wordings.count { return true }
    guard wordings.indices.contains(number - 1) else { return false }
    // Of erased words nobody can tell whether they are others.
    return !statement.isEmpty && wordings[number - 1].statement == statement
  }
}

extension Correction {
  /// Whether the same words are to be replaced by the same as in one of its wordings.
  ///
  /// - Parameter number: the wording's, from 1; see ``wording``.
  public func stands(inWording number: Int) -> Bool {
    if number == wording { return true }
    guard let then = change(inWording: number), let now = change(inWording: wording) else { return false }
    return then.isSame(as: now)
  }

  /// The words that are replaced and those that replace them.
  private struct Change {
    var old: String
    var new: String

    /// Up to canonical equivalence, as edits agree; where only the spelling in scalars is to change, scalar for scalar.
    func isSame(as other: Change) -> Bool {
      guard old == other.old, new == other.new else { return false }
      return old != new || new.utf8.elementsEqual(other.new.utf8)
    }
  }

  /// `nil` where there is no such wording, or its words were erased.
  private func change(inWording number: Int) -> Change? {
    guard (1...wording).contains(number) else { return nil }
    let placed = placements.dropFirst().map { ($0.stamp.position, isVersion: false) }
    let put = versions.dropFirst().map { ($0.stamp.position, isVersion: true) }
    let changes = (placed + put).sorted { $0.0 < $1.0 }.prefix(number - 1)
    let version = versions[changes.count(where: \.isVersion)]
    if version.isErased { return nil }
    return Change(
      old: placements[changes.count { !$0.isVersion }].quote, new: version.replacement)
  }
}
