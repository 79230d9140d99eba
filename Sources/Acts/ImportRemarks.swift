public import Exchange
public import Manuscript
public import Scholarship

/// Brings in what others said of the paper in a file, as what the person says who imports it, with where it comes from.
/// What stands already is recognised, and what has no one place is told and left out.
public struct ImportRemarks: Deciding {
  /// The base in which the remarks were placed.
  public var base: BaseID
  /// What answers another comes after it.
  public var remarks: [PlacedRemark]

  public init(_ remarks: [PlacedRemark], on base: BaseID) {
    self.remarks = remarks
    self.base = base
  }

  /// What it came to: the events, and what became of each remark, in the same order.
  public struct Upshot: Hashable, Sendable {
    /// The events, and the ids of what came in.
    public var decision: Decision
    /// What became of each remark, in the same order.
    public var endings: [Fate]

    public init(decision: Decision, endings: [Fate]) {
      self.decision = decision
      self.endings = endings
    }
  }

  /// What became of one remark.
  public enum Fate: Hashable, Sendable {
    /// It came in, as this.
    case found(EntityID)
    /// It is here already, as this.
    case standing(EntityID)
    /// It may belong at one of these, the best first.
    case ambiguous([ScalarRange])
    /// It belongs nowhere; with the place that came nearest.
    case orphaned(nearest: ScalarRange?)
    /// It cannot come in, with the reason and what to do.
    case refused(String)
  }

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    try outcome(in: context).decision
  }

  /// What it comes to, where the person may do it, with what became of each remark.
  public func outcome(in context: ActContext) throws(Refusal) -> Upshot {
    try Self.checkAccess(in: context)
    guard context.paper.identity?.base == base else {
      throw Refusal(
        .conflict, "Another base came in while the file was read. Nothing was done; import it again.")
    }
    var importing = Importing(in: context)
    let endings = remarks.map { importing.take($0) }
    return Upshot(decision: Decision(importing.events, ids: importing.ids), endings: endings)
  }
}

/// An import under way: each remark is decided on what the ones before it left.
private struct Importing {
  private(set) var events: [any EventPayload] = []
  private(set) var ids: [EntityID] = []
  private var context: ActContext
  /// The paper as it was, as far as the person may see it: what a blind round hides from them is not recognised, for that
  /// would tell that it is there.
  private let seen: Paper
  private var known: KnownRemarks
  /// What came of remarks, by their names in the file.
  private var named: [String: EntityID] = [:]

  init(in context: ActContext) {
    self.context = context
    seen = context.paper.seen(through: context.veil)
    known = KnownRemarks(in: seen)
  }

  mutating func take(_ placed: PlacedRemark) -> ImportRemarks.Fate {
    let ending = ending(of: placed)
    switch ending {
    case .found(let id), .standing(let id): if let name = placed.remark.name { named[name] = id }
    case .ambiguous, .orphaned, .refused: break
    }
    return ending
  }

  private mutating func ending(of placed: PlacedRemark) -> ImportRemarks.Fate {
    let remark = placed.remark
    if let id = known.id(ofOurs: remark, in: seen) ?? known.correction(ofOurs: remark, in: seen) {
      return .standing(id)
    }
    if let id = known.id(named: remark) {
      return known.says(id, what: remark) ? .standing(id) : .refused(Self.changed(id))
    }
    switch placed.place {
    case .ambiguous(let ranges): return .ambiguous(ranges)
    case .orphaned(let nearest): return .orphaned(nearest: nearest)
    case .nowhere(let reason): return .refused(reason)
    case .found(let anchors, _, _): return add(remark, on: .passages(anchors))
    case .reply(let name):
      guard let id = named[name] ?? known.id(named: name, in: seen) else {
        return .refused("It answers another that did not come in.")
      }
      return add(remark, on: .thing(id))
    }
  }

  /// Why what came in before under the same name, with other words, does not come in: nobody's words are changed by a file.
  private static func changed(_ id: EntityID) -> String {
    let way =
      switch id.kind {
      case .annotation: "“edit \(id)” takes over"
      case .claim: "“reword \(id)” takes over"
      case .correction: "“amend \(id)” takes over"
      case .dispute: "an argument on \(id) can say"
      }
    return "It is here as \(id), with other words: \(way) what it says now."
  }

  private mutating func add(
    _ remark: ForeignRemark, on spot: KnownRemarks.Spot
  ) -> ImportRemarks.Fate {
    if let id = known.id(of: remark, on: spot) { return .standing(id) }
    do throws(Refusal) {
      if let id = try standingCorrection(remark, spot) { return .standing(id) }
      try Limits.check(remark)
      context.origin = remark.origin
      let decision = try Self.act(remark, spot).decide(in: context)
      guard let id = decision.ids.first else { return .refused(decision.remark ?? "It says nothing new.") }
      for event in decision.events {
        events.append(event.payload)
        // How things stand does not depend on when this is.
        let stamp = Stamp(
          by: context.person, at: Timestamp(microseconds: 0), position: context.paper.position + 1)
        context.paper.evolve(RecordedEvent(event, stamp))
      }
      ids.append(id)
      known.note(id, in: context.paper)
      return .found(id)
    } catch {
      return .refused(error.message)
    }
  }

  /// The correction that stands and does the same, or the first of several that do it together: word processors make one
  /// change of what one person changed side by side. The votes for it are its voters': bringing in another's proposal
  /// adds none.
  private func standingCorrection(
    _ remark: ForeignRemark, _ spot: KnownRemarks.Spot
  ) throws(Refusal) -> EntityID? {
    guard case .correction(let new, _, _, _) = remark.content, case .passages(let anchors) = spot,
      anchors.count == 1
    else { return nil }
    return try context.correction(doing: new, at: anchors[0].range)
      ?? context.paper.corrections(making: new, of: anchors[0].range)?.first
  }

  private static func act(
    _ remark: ForeignRemark, _ spot: KnownRemarks.Spot
  ) throws(Refusal) -> any Deciding {
    switch (remark.content, spot) {
    case (.annotation(let motivation, let body, let tags), .thing(let id)):
      return Annotate(target: .target(.thing(id)), body: body, motivation: motivation, tags: tags)
    case (.annotation(let motivation, let body, let tags), .passages(let anchors)):
      guard anchors.count == 1, let anchor = anchors.first else {
        throw Refusal(
          .refused,
          "It is about \(anchors.count) passages; an annotation is about one. “--into claims” takes several.")
      }
      return Annotate(target: .target(.passage(anchor)), body: body, motivation: motivation, tags: tags)
    case (.claim(let statement, let kind), .passages(let anchors)):
      return RegisterClaim(address: .anchors(anchors), statement: statement, kind: kind)
    case (.correction(let new, let reason, let `class`, let cite), .passages(let anchors)):
      guard anchors.count == 1, let anchor = anchors.first else {
        throw Refusal(.refused, "It is of \(anchors.count) passages; a correction is of one.")
      }
      return Correct(address: .anchor(anchor), new: new, reason: reason, class: `class`, cite: cite)
    case (.claim, .thing(let id)), (.correction, .thing(let id)):
      throw Refusal(.refused, "It is about \(id); only a note can be about a thing.")
    }
  }
}

extension Limits {
  /// The names that a file gives: of itself, of a person, of a remark.
  static let name = 2_000

  /// Refuses what nobody could see rightly, and what has no words to come in with.
  fileprivate static func check(_ remark: ForeignRemark) throws(Refusal) {
    let origin = remark.origin
    for name in [origin.file, origin.author, origin.authorID, origin.id, origin.said].compactMap(\.self) {
      try check(name, is: "A name in the file", atMost: Self.name, advice: "")
    }
    switch remark.content {
    case .annotation(let motivation, let body, let tags):
      let isMark = motivation == .highlighting || !tags.isEmpty
      guard isMark || !body.allSatisfy(\.isWhitespace) else { throw Refusal(.refused, "It has no words.") }
      if isMark, body.isEmpty { break }
      try checkIsSeen(body)
    case .claim(let statement, _):
      guard !statement.allSatisfy(\.isWhitespace) else {
        throw Refusal(.refused, "It has no words, which a claim needs.")
      }
      try checkIsSeen(statement)
    case .correction(_, let reason, _, _): try checkIsSeen(reason)
    }
    for name in [origin.file, origin.author].compactMap(\.self) { try checkIsSeen(name) }
  }

  private static func checkIsSeen(_ text: String) throws(Refusal) {
    guard let scalar = text.unicodeScalars.first(where: \.isBidirectionalControl) else { return }
    throw Refusal(
      .refused,
      "It holds \(scalar.name), which is not seen and changes the direction of the text around it. Take it out of the file."
    )
  }
}

extension Unicode.Scalar {
  /// Whether it changes the direction of the text around it without being seen: it would reach out of the passage that
  /// it stands in (UAX #9, embeddings, overrides and isolates).
  fileprivate var isBidirectionalControl: Bool {
    (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }
}
