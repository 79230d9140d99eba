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
  /// What the things say, and said before.
  private var words: [EntityID: Set<String>] = [:]
  /// Everybody's corrections, by the name.
  private let correctionsBy: [String: [EntityID]]

  init(in paper: Paper) {
    correctionsBy = paper.corrections.reduce(into: [:]) { $0[$1.stamp.by.name, default: []].append($1.id) }
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
    self.words[id] = Set(words.map(\.onOneLine))
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

  private static func saying(of remark: ForeignRemark) -> (EntityKind, String) {
    switch remark.content {
    case .annotation(_, let body, let tags): (.annotation, words(body, tags))
    case .claim(let statement, _): (.claim, statement)
    case .correction(let new, _, _, _): (.correction, new)
    }
  }

  // MARK: Recognising

  /// The thing that came in under the name that a remark has.
  func id(named remark: ForeignRemark) -> EntityID? { remark.origin.id.flatMap { byName[$0] } }

  /// Whether a thing that came in under the name of a remark says what the remark does, or did. One that came in as another
  /// kind of thing says it otherwise.
  func says(_ id: EntityID, what remark: ForeignRemark) -> Bool {
    let (kind, words) = Self.saying(of: remark)
    return kind != id.kind || self.words[id]?.contains(words.onOneLine) == true
  }

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
    let (kind, words) = Self.saying(of: remark)
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
    guard let own = remark.own, paper.hasEdition(own.paper, own.base), paper.has(own.id) else { return nil }
    let utterances = paper.utterances(on: own.id)
    guard let words = own.words else {
      let said = if case .annotation(_, let body, _) = remark.content { body } else { remark.words }
      return utterances.contains { $0.words == said } ? own.id : nil
    }
    // A comment: somebody who answers us may begin with an id as we do.
    let line = words.onOneLine
    let isOurs = utterances.contains { utterance in
      utterance.isBy(remark.origin)
        && (utterance.words.map { !$0.isEmpty && line.contains($0.onOneLine) } ?? false
          // A note that only marks or tags words.
          || utterance.words == "" && line.hasPrefix("\(own.id) (")
          // A vote or a stance without a reason.
          || line.hasPrefix("\(own.id), ") && !line.contains(":"))
    }
    return isOurs ? own.id : nil
  }

  /// The correction of this very paper that a tracked change is, in an edition of ours which others may have worked on: by
  /// who made it when, and by what is left of its words.
  func correction(ofOurs remark: ForeignRemark, in paper: Paper) -> EntityID? {
    guard case .correction(let new, _, _, _) = remark.content, let edition = remark.edition,
      paper.hasEdition(edition.paper, edition.base)
    else { return nil }
    let theirs = correctionsBy[remark.origin.author ?? "", default: []].compactMap { paper.correction($0) }
      .filter { Utterance(words: nil, stamp: $0.stamp).isBy(remark.origin) }
    if case .text(_, let old) = remark.spot {
      func has(_ correction: Correction, _ isAlike: (String, String) -> Bool) -> Bool {
        correction.placements.contains { isAlike($0.quote, old) }
          && correction.versions.contains { isAlike($0.replacement, new) }
      }
      // Whoever accepts or rejects a part of it leaves the rest.
      let same = theirs.first { has($0) { $0.utf8.elementsEqual($1.utf8) } }
      if let found = same ?? theirs.first(where: { has($0) { $1.isEmpty || $0.contains($1) } }) {
        return found.id
      }
    }
    // No word processor dates back what is new: this follows from the correction, as that a note goes with its mark.
    return theirs.first { Utterance(words: nil, stamp: $0.stamp).isBy(remark.origin, toTheSecond: true) }?.id
  }
}

/// Something that somebody said of a thing once.
private struct Utterance {
  var words: String?
  var stamp: Stamp

  /// Whether it was said by the person and at the time that a file has. Word processors note no more than the second, and
  /// some shift it to the zone of whoever saves the file.
  func isBy(_ origin: Origin, toTheSecond isExact: Bool = false) -> Bool {
    guard origin.author == stamp.by.name else { return false }
    guard let said = origin.said.flatMap({ Timestamp(String($0.prefix(19)) + "Z") }) else { return !isExact }
    let distance = stamp.at.microseconds / 1_000_000 - said.microseconds / 1_000_000
    return isExact
      ? distance == 0 : distance.isMultiple(of: Self.zoneStep) && abs(distance) <= Self.widestZone
  }

  /// In seconds: zones lie a multiple of it apart, the widest so far.
  private static let (zoneStep, widestZone): (Int64, Int64) = (15 * 60, 14 * 60 * 60)
}

extension Paper {
  /// Whether an edition is of this paper, as it is or as it was.
  fileprivate func hasEdition(_ slug: String, _ base: BaseID?) -> Bool {
    guard let identity, slug == identity.slug.name else { return false }
    guard let base else { return true }
    return identity.base == base || earlierBases.contains { $0.id == base }
  }

  /// Everything that was said in a thing and on it.
  fileprivate func utterances(on id: EntityID) -> [Utterance] {
    let ballot = ballot(on: id)
    let votes = ballot?.votes.values.map { Utterance(words: $0.reason, stamp: $0.stamp) } ?? []
    let decisions = ballot?.decisions.map { Utterance(words: $0.reason, stamp: $0.stamp) } ?? []
    switch id.kind {
    case .claim:
      guard let claim = claim(id) else { return [] }
      return claim.wordings.flatMap { said($0.statement, $0.stamp, claim.stamp, claim.adoption) }
        + claim.stances.values.map { Utterance(words: $0.reason, stamp: $0.stamp) }
    case .annotation:
      guard let annotation = annotation(id) else { return [] }
      return annotation.bodies.flatMap { said($0.text, $0.stamp, annotation.stamp, annotation.adoption) }
    case .dispute:
      guard let dispute = dispute(id) else { return [] }
      return said(dispute.body, dispute.stamp, dispute.stamp, dispute.adoption)
        + dispute.arguments.map { Utterance(words: $0.body, stamp: $0.stamp) } + votes + decisions
    case .correction:
      guard let correction = correction(id) else { return [] }
      let versions = correction.versions.flatMap { version in
        [version.replacement, version.reason].flatMap {
          said($0, version.stamp, correction.stamp, correction.adoption)
        }
      }
      return versions + votes + decisions
        + correction.seconds.map { Utterance(words: $0.reason, stamp: $0.stamp) }
    }
  }

  /// Words as they were put: an edition has them with who put them, or who made the thing or took it over, and when it was
  /// made.
  private func said(_ words: String, _ stamp: Stamp, _ made: Stamp, _ adoption: Stamp?) -> [Utterance] {
    let people = [stamp.by, made.by] + (adoption.map { [$0.by] } ?? [])
    return [Utterance(words: words, stamp: stamp)]
      + people.map { person in
        var mixed = made
        mixed.by = person
        return Utterance(words: words, stamp: mixed)
      }
  }
}

extension String {
  fileprivate var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
