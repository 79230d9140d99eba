internal import Manuscript
public import Protocol
public import Scholarship

extension HistoryItem {
  /// One event in words.
  ///
  /// - Parameter sequence: its place in its paper, from 1.
  public init(_ recorded: RecordedEvent, sequence: Int64) {
    self.init(
      position: recorded.stamp.position, sequence: sequence, at: recorded.stamp.at.description,
      by: recorded.stamp.by.name, type: recorded.event.type, ids: recorded.event.subjects.map(\.description),
      summary: recorded.event.summary)
  }
}

extension HistoryItem {
  /// What a history says of an event whose words were erased.
  public static func summary(_ erased: BodyErased, by stamp: Stamp) -> String {
    "said something that was erased by \(stamp.by) (@\(stamp.position)): “\(erased.reason.shortened)”"
  }
}

extension Event {
  /// What happened, as a sentence without its subject: `registered c1: “…”`.
  public var summary: String {
    switch self {
    case .paperImported(let event): "imported the paper “\(event.title.shortened)”"
    case .paperRetitled(let event): "gave the paper the title “\(event.title.shortened)”"
    case .baseImported(let event): event.deed
    case .memberAdmitted(let event): "admitted \(event.member) as \(event.role.rawValue)"
    case .memberJoined: "joined"
    case .policySet(let event): "set the policy to \(event.policy.rules.settings)"
    case .claimRegistered(let event): "registered \(event.claim): “\(event.statement.shortened)”"
    case .claimReworded(let event): "reworded \(event.claim): “\(event.statement.shortened)”"
    case .claimLinked(let event): "linked \(event.claim): it \(event.relation.verb) \(event.other)"
    case .stanceTaken(let event): event.stance.deed(on: event.claim) + because(event.reason)
    case .annotationMade(let event):
      "annotated \(event.target.words): \(event.annotation) “\(event.body.shortened)”"
    case .annotationEdited(let event): "edited \(event.annotation): “\(event.body.shortened)”"
    case .disputeOpened(let event):
      "disputed \(event.target.words): \(event.dispute) “\(event.body.shortened)”"
    case .disputeArgued(let event):
      "argued \(event.side.rawValue) \(event.dispute): “\(event.body.shortened)”"
    case .disputeReopened(let event): "reopened \(event.dispute)" + because(event.reason)
    case .correctionProposed(let event):
      "proposed \(event.correction): “\(event.anchor.quote.shortened)” → “\(event.replacement.shortened)”"
        + because(event.reason)
    case .correctionAmended(let event):
      "amended \(event.correction): → “\(event.replacement.shortened)”" + because(event.reason)
    case .correctionAdopted(let event): "adopted \(event.correction)"
    case .voteCast(let event): event.vote.deed(on: event.subject) + because(event.reason)
    case .rulingMade(let event):
      "ruled to \(event.verdict.rawValue) \(event.subject)" + because(event.reason)
    case .thingWithdrawn(let event): "withdrew \(event.thing)" + because(event.reason)
    case .thingReanchored(let event):
      "said where \(event.thing) belongs: "
        + (event.anchor.range.isEmpty ? "at a point in the text" : "“\(event.anchor.quote.shortened)”")
        + because(event.reason)
    case .bodyErased(let event): "erased the words of @\(event.position)" + because(event.reason)
    }
  }

  private func because(_ reason: String?) -> String { reason.map { ": “\($0.shortened)”" } ?? "" }
}

extension String {
  /// At most 80 characters, on one line.
  fileprivate var shortened: String {
    if let plain = plainlyShortened { return plain }
    var line = ""
    var count = 0
    var isSpaceDue = false
    for character in self {
      if character.isWhitespace {
        isSpaceDue = count > 0
        continue
      }
      if isSpaceDue {
        line.append(" ")
        count += 1
        isSpaceDue = false
      }
      line.append(character)
      count += 1
      if count > Self.lineLength { return line.prefix(Self.lineLength - 1) + "…" }
    }
    return line
  }

  /// The same where one can tell by its first bytes: they are visible ASCII with single spaces within. Most texts are
  /// like that, and to look at bytes is many times cheaper than to look at characters.
  private var plainlyShortened: String? {
    var last = UInt8(ascii: " ")
    for byte in utf8.prefix(Self.lineLength + 1) {
      guard (0x20...0x7E).contains(byte), byte != 0x20 || last != 0x20 else { return nil }
      last = byte
    }
    guard last != 0x20 || isEmpty else { return nil }
    return utf8.count <= Self.lineLength ? self : String(unicodeScalars.prefix(Self.lineLength - 1)) + "…"
  }

  /// In characters.
  private static let lineLength = 80
}

extension BaseImported {
  fileprivate var deed: String {
    let lost = anchors.count { carried in
      if case .lost = carried.outcome { true } else { false }
    }
    let found = anchors.count - lost
    let settled = "imported a new base; \(found) \(found == 1 ? "passage stands" : "passages stand") in it"
    return lost == 0 ? settled : settled + ", \(lost) \(lost == 1 ? "is" : "are") to be settled"
  }
}

extension ClaimRelation {
  fileprivate var verb: String {
    switch self {
    case .supports: "supports"
    case .contradicts: "contradicts"
    case .dependsOn: "depends on"
    case .duplicates: "duplicates"
    }
  }
}

extension Target {
  fileprivate var words: String {
    switch self {
    case .thing(let id): id.description
    case .passage(let anchor): anchor.range.isEmpty ? "a point in the text" : "“\(anchor.quote.shortened)”"
    }
  }
}

extension Stance {
  fileprivate func deed(on claim: EntityID) -> String {
    switch self {
    case .agree: "agreed with \(claim)"
    case .disagree: "disagreed with \(claim)"
    case .qualify: "qualified \(claim)"
    case .unsure: "is unsure of \(claim)"
    case .recuse: "recused from \(claim)"
    }
  }
}

extension Vote {
  fileprivate func deed(on subject: EntityID) -> String {
    switch self {
    case .for: "voted for \(subject)"
    case .against: "voted against \(subject)"
    case .abstain: "abstained on \(subject)"
    case .recuse: "recused from \(subject)"
    }
  }
}
