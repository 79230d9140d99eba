public import CanonicalJSON

/// Something was disputed.
public struct DisputeOpened: Hashable, Sendable {
  public var dispute: EntityID
  public var target: Target
  public var ground: Ground?
  /// The reasons, in Markdown.
  public var body: String
  /// The wording of the claim that it is on, if it is on a claim. Of a correction, the words that it has then are meant.
  public var wording: Int?

  public init(dispute: EntityID, target: Target, ground: Ground?, body: String, wording: Int?) {
    self.dispute = dispute
    self.target = target
    self.ground = ground
    self.body = body
    self.wording = wording
  }
}

extension DisputeOpened: EventRecord {
  public static let type = "dispute.opened"
  public static let noun = "the dispute"
  public static let shape = Shape(
    DisputeOpened.init, Field("dispute", \.dispute), Field("target", \.target),
    Field("ground", \.ground), Field("body", \.body, .prose), Field("wording", \.wording))

  public var subjects: [EntityID] { target.thing.map { [dispute, $0] } ?? [dispute] }
  public func fits(_ paper: Paper) -> Bool { paper.isNext(dispute, .dispute) && paper.covers(target) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { .made(dispute) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.disputes.append(
      Dispute(
        id: dispute, stamp: stamp, target: target, ground: ground, body: body,
        wording: wording ?? target.thing.flatMap { paper.correction($0)?.wording },
        ballot: Ballot(proposer: stamp.by, began: stamp.position)))
    guard let thing = target.thing else { return }
    switch thing.kind {
    case .claim: paper.claims[thing.index].disputes.append(dispute)
    case .correction: paper.corrections[thing.index].disputes.append(dispute)
    case .annotation, .dispute: break
    }
  }
  public var words: String? { body }
  public var summary: String { "disputed \(target.words): \(dispute)\(inBrackets(ground)) \(body.quoted)" }
}

/// An argument was added to a dispute.
public struct DisputeArgued: Hashable, Sendable {
  public var dispute: EntityID
  public var side: Side
  public var body: String
  public var evidence: [Evidence]

  public init(dispute: EntityID, side: Side, body: String, evidence: [Evidence]) {
    self.dispute = dispute
    self.side = side
    self.body = body
    self.evidence = evidence
  }
}

extension DisputeArgued: EventRecord {
  public static let type = "dispute.argued"
  public static let noun = "the argument in"
  public static let shape = Shape(
    DisputeArgued.init, Field("dispute", \.dispute), Field("side", \.side),
    Field("body", \.body, .prose), Field("evidence", \.evidence, .prose))

  public var subjects: [EntityID] { [dispute] }
  public var spokenOn: [EntityID] { [dispute] }
  public func fits(_ paper: Paper) -> Bool { paper.has(dispute, .dispute) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .argument(dispute, .init(side: side, body: body, evidence: evidence, stamp: stamp))
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.disputes[dispute.index].arguments.append(
      .init(side: side, body: body, evidence: evidence, stamp: stamp))
  }
  public var words: String? { body }
  public var summary: String { "argued \(side.rawValue) \(dispute)\(citing(evidence)): \(body.quoted)" }
}

/// A dispute was reopened. Its ballot starts anew, and its ruling no longer counts. It stays its author's, whoever moved
/// to reopen it.
public struct DisputeReopened: Hashable, Sendable {
  public var dispute: EntityID
  public var reason: String

  public init(dispute: EntityID, reason: String) {
    self.dispute = dispute
    self.reason = reason
  }
}

extension DisputeReopened: EventRecord {
  public static let type = "dispute.reopened"
  public static let noun = "the reopening of"
  public static let shape = Shape(
    DisputeReopened.init, Field("dispute", \.dispute), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [dispute] }
  public func fits(_ paper: Paper) -> Bool { paper.has(dispute, .dispute) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    paper.dispute(dispute).map { .question(dispute, $0.ballot, $0.adoption) }
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.disputes[dispute.index].ballot.startAnew(at: stamp.position)
  }
  public var words: String? { reason }
  public var summary: String { "reopened \(dispute)" + because(reason) }
}
