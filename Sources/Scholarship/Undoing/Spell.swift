/// Words of a thing, and since when they stood. Where nothing was undone, the list of all wordings says as much; only of
/// a thing of which something was undone these are kept besides.
public struct Spell<Words: Hashable & Sendable>: Hashable, Sendable {
  /// Of who let them stand: who wrote them, or undid or redid others.
  public var since: Stamp
  /// What stood from there on.
  public var words: Words
}

extension Claim {
  /// Which wordings stood, and since when, in order.
  public var spells: [Spell<Phrasing>] {
    kept.isEmpty ? wordings.map { Spell(since: $0.stamp, words: $0) } : kept
  }

  /// The wording that stood at a position; `nil` where there was none yet.
  public func wording(at position: Int64) -> Phrasing? {
    spells.last { $0.since.position <= position }?.words
  }

  mutating func reword(_ wording: Phrasing) {
    wordings.append(wording)
    if !kept.isEmpty { kept.append(Spell(since: wording.stamp, words: wording)) }
  }

  mutating func setWordings(_ wordings: [Phrasing], _ stamp: Stamp) {
    kept = spells
    self.wordings = wordings
    if let last = wordings.last { kept.append(Spell(since: stamp, words: last)) }
  }
}

extension Correction {
  /// What a correction is about: the words to be replaced, and those that are to stand there.
  public struct Proposed: Hashable, Sendable {
    /// What the base has there.
    public var old: String
    /// What is to stand there.
    public var version: Version
  }

  /// Which words it was about, and since when, in order.
  public var spells: [Spell<Proposed>] {
    if !kept.isEmpty { return kept }
    let stamps = (versions.map(\.stamp) + placements.dropFirst().map(\.stamp)).sorted {
      $0.position < $1.position
    }
    return stamps.compactMap { stamp in
      guard let version = versions.last(where: { $0.stamp.position <= stamp.position }),
        let placement = placements.last(where: { $0.stamp.position <= stamp.position })
      else { return nil }
      return Spell(since: stamp, words: Proposed(old: placement.quote, version: version))
    }
  }

  /// The words that it was about at a position; `nil` where there were none yet.
  public func edit(at position: Int64) -> Proposed? { spells.last { $0.since.position <= position }?.words }

  mutating func amend(_ version: Version) {
    versions.append(version)
    noteSpell(version.stamp)
  }

  mutating func place(_ placement: Placement) {
    placements.append(placement)
    noteSpell(placement.stamp)
  }

  mutating func setVersions(_ versions: [Version], _ stamp: Stamp) {
    kept = spells
    self.versions = versions
    noteSpell(stamp)
  }

  mutating func setPlacements(_ placements: [Placement], _ stamp: Stamp) {
    kept = spells
    self.placements = placements
    noteSpell(stamp)
  }

  private mutating func noteSpell(_ stamp: Stamp) {
    guard !kept.isEmpty, let version = versions.last else { return }
    kept.append(Spell(since: stamp, words: Proposed(old: old, version: version)))
  }
}
