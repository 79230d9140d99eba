internal import Exchange
internal import Manuscript
internal import Scholarship

/// What a paper holds that came from files, so that it is recognised when it comes again; withdrawn things too, which do
/// not come back that way; what was undone was never said.
struct KnownRemarks {
  /// What something is about.
  enum Spot: Hashable {
    case passages([Anchor])
    case thing(EntityID)
  }

  /// The same words on the same place by the same person at the same time.
  private struct Key: Hashable {
    var kind: EntityKind
    var thing: EntityID?
    var ranges: [ScalarRange]
    var words: String
    var author: String?
    var said: String?
  }

  private var byName: [String: EntityID] = [:]
  private var byKey: [Key: EntityID] = [:]

  init(in paper: Paper) {
    for claim in paper.claims where claim.origin != nil && claim.withdrawn?.isUndone != true {
      note(claim.id, in: paper)
    }
    for annotation in paper.annotations
    where annotation.origin != nil && annotation.withdrawn?.isUndone != true {
      note(annotation.id, in: paper)
    }
    for correction in paper.corrections
    where correction.origin != nil && correction.withdrawn?.isUndone != true {
      note(correction.id, in: paper)
    }
  }

  /// Notes what came in.
  mutating func note(_ id: EntityID, in paper: Paper) {
    let origin: Origin?
    let words: [String]
    switch id.kind {
    case .claim: (origin, words) = (paper.claim(id)?.origin, paper.claim(id)?.wordings.map(\.statement) ?? [])
    case .annotation:
      let annotation = paper.annotation(id)
      (origin, words) = (
        annotation?.origin, annotation?.bodies.map { Self.words($0.text, annotation?.tags ?? []) } ?? []
      )
    case .correction:
      (origin, words) = (
        paper.correction(id)?.origin, paper.correction(id)?.versions.map(\.replacement) ?? []
      )
    case .dispute: return
    }
    guard let origin else { return }
    if let name = origin.id, byName[name] == nil { byName[name] = id }
    for words in words {
      let key = Key(
        kind: id.kind, thing: paper.annotation(id)?.target.thing, ranges: paper.anchors(of: id).map(\.range),
        words: words, author: origin.author, said: origin.said)
      if byKey[key] == nil { byKey[key] = id }
    }
  }

  private static func words(_ body: String, _ tags: [String]) -> String {
    body.isEmpty ? tags.joined(separator: "\n") : body
  }

  // MARK: Recognising

  /// The thing that came in under the name that a remark has.
  func id(named remark: ForeignRemark) -> EntityID? { remark.origin.id.flatMap { byName[$0] } }

  /// The thing that came in under a name, or that is called so by us.
  func id(named name: String, in paper: Paper) -> EntityID? {
    if let id = byName[name] { return id }
    guard let own = OwnName(name), own.paper == paper.identity?.slug.name, paper.has(own.id) else {
      return nil
    }
    return own.id
  }

  /// The thing that came in with the same words on the same place, from the same person at the same time.
  func id(of remark: ForeignRemark, on spot: Spot) -> EntityID? {
    let (kind, words): (EntityKind, String) =
      switch remark.content {
      case .annotation(_, let body, let tags): (.annotation, Self.words(body, tags))
      case .claim(let statement, _): (.claim, statement)
      case .correction(let new, _, _, _): (.correction, new)
      }
    var key = Key(
      kind: kind, ranges: [], words: words, author: remark.origin.author, said: remark.origin.said)
    switch spot {
    case .passages(let anchors): key.ranges = anchors.map(\.range)
    case .thing(let id): key.thing = id
    }
    return byKey[key]
  }

  /// The thing of this very paper that a remark is, which we exported: by its id, and its words.
  func id(ofOurs remark: ForeignRemark, in paper: Paper) -> EntityID? {
    guard let own = remark.own, let identity = paper.identity, own.paper == identity.slug.name,
      own.base.map({ base in identity.base == base || paper.earlierBases.contains { $0.id == base } })
        ?? true,
      paper.has(own.id)
    else { return nil }
    let said = paper.words(on: own.id)
    let isOurs: Bool
    if let words = own.words {
      let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      // A vote or a stance without a reason.
      let isBare = line.hasPrefix("\(own.id), ") && !line.contains(":")
      isOurs =
        isBare
        || said.contains {
          !$0.isEmpty && line.contains($0.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
    } else {
      isOurs = said.contains(remark.words)
    }
    return isOurs ? own.id : nil
  }
}

extension Paper {
  /// Everything that was said in a thing and on it by votes and stances.
  fileprivate func words(on id: EntityID) -> [String] {
    let ballot = ballot(on: id)
    let votes = ballot?.votes.values.compactMap(\.reason) ?? []
    let decisions = ballot?.decisions.map(\.reason) ?? []
    switch id.kind {
    case .claim:
      guard let claim = claim(id) else { return [] }
      return claim.wordings.map(\.statement) + claim.stances.values.compactMap(\.reason)
    case .annotation: return annotation(id)?.bodies.map(\.text) ?? []
    case .dispute:
      guard let dispute = dispute(id) else { return [] }
      return [dispute.body] + dispute.arguments.map(\.body) + votes + decisions
    case .correction:
      guard let correction = correction(id) else { return [] }
      return correction.versions.flatMap { [$0.replacement, $0.reason] } + votes + decisions
    }
  }
}
