public import Manuscript

/// What someone wants to do in a paper. Passages are resolved to anchors before a command is decided.
public enum Command: Hashable, Sendable {
  case importPaper(PaperImported)
  /// A new base, with everything said on the present one carried over to it (see ``Rebasing``).
  case importBase(BaseImported)
  case admit(Handle, as: Role)
  /// Uses an invitation, oneself.
  case join
  case setPolicy([PolicySetting])

  case registerClaim(anchors: [Anchor], statement: String, kind: ClaimKind?)
  case reword(EntityID, statement: String)
  case link(EntityID, ClaimRelation, EntityID)
  case takeStance(Stance, on: EntityID, reason: String?, confidence: Int?)

  case annotate(Target, motivation: Motivation, body: String, tags: [String])
  case edit(EntityID, body: String)

  case dispute(Target, ground: Ground?, body: String)
  case argue(EntityID, Side, body: String, evidence: [Evidence])
  case reopen(EntityID, reason: String)

  case correct(Anchor, replacement: String, class: CorrectionClass?, reason: String, evidence: [Evidence])
  case amend(EntityID, replacement: String, reason: String)
  case adopt(EntityID)

  case vote(Vote, on: EntityID, reason: String?)
  case rule(Verdict, on: EntityID, reason: String)
  case withdraw(EntityID, reason: String?)
  /// Places a thing that has no place in the present base.
  case reanchor(EntityID, to: Anchor, reason: String?)

  /// The lowest role that may do it.
  public var role: Role {
    switch self {
    case .importPaper, .importBase, .admit: .owner
    case .join: .reader
    case .setPolicy: .editor
    // The policy says who rules, see ``PolicyRules/adjudicators``, and who votes.
    case .registerClaim, .reword, .link, .takeStance, .annotate, .edit, .dispute, .argue, .reopen, .correct,
      .amend, .adopt, .vote, .rule, .withdraw, .reanchor:
      .scholar
    }
  }
}

/// The result of a command: the events to append, and what its sender is told.
public struct Decision: Hashable, Sendable {
  public var events: [Event]
  /// The things made or acted on, in the order of the events.
  public var ids: [EntityID]
  /// A remark for the sender, such as that the same proposal existed and this became a vote for it.
  public var remark: String?

  public init(_ events: [Event], ids: [EntityID] = [], remark: String? = nil) {
    self.events = events
    self.ids = ids
    self.remark = remark
  }
}
