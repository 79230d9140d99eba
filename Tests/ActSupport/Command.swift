public import Acts
public import Manuscript
public import Scholarship

/// An act in short, with everything that it is about known already: `.vote(.for, on: "x1", reason: nil)`.
public struct Command: Deciding, CustomStringConvertible {
  public let act: any Deciding

  public init(_ act: any Deciding) { self.act = act }

  /// Each act checks its own.
  public static var access: Access { .anyone }
  public func decide(in context: ActContext) throws(Refusal) -> Decision { try act.decided(in: context) }

  public static func == (a: Command, b: Command) -> Bool { AnyHashable(a.act) == AnyHashable(b.act) }
  public func hash(into hasher: inout Hasher) { AnyHashable(act).hash(into: &hasher) }
  public var description: String { "\(act)" }
}

extension Paper {
  /// What a command by `person` comes to in this state.
  ///
  /// - Parameter text: that of its base, where the command is to know it.
  public func decide(
    _ command: Command, by person: Handle, on text: ScalarText? = nil
  ) throws(Refusal) -> Decision {
    let base = identity?.base ?? paperBase
    let document = text.map { ActContext.PaperText(Document(of: $0), base: base) }
    return try command.act.decided(in: ActContext(self, by: person, text: document))
  }
}

// MARK: Papers and people

extension Command {
  public static func importPaper(_ paper: PaperImported) -> Command { Command(ImportPaper(paper)) }
  public static func importBase(_ base: BaseImported) -> Command { Command(ImportBase(base)) }
  public static func admit(_ handle: Handle, as role: Role) -> Command {
    Command(Invite(handle: handle, role: role))
  }
  public static var join: Command { Command(Join()) }
  public static var leave: Command { Command(Leave()) }
  public static func remove(_ handle: Handle, reason: String = "R") -> Command {
    Command(Remove(handle: handle, reason: reason))
  }
  public static func setPolicy(_ settings: [String], isDryRun: Bool? = nil) -> Command {
    Command(SetPolicy(settings: settings, dryRun: isDryRun))
  }
}

// MARK: Claims

extension Command {
  public static func registerClaim(anchors: [Anchor], statement: String, kind: ClaimKind?) -> Command {
    Command(RegisterClaim(address: .anchors(anchors), statement: statement, kind: kind))
  }
  public static func reword(_ id: EntityID, statement: String) -> Command {
    Command(Reword(id: id, statement: statement))
  }
  public static func link(_ id: EntityID, _ relation: ClaimRelation, _ other: EntityID) -> Command {
    Command(LinkClaims(id: id, relation: relation, other: other))
  }
  public static func takeStance(
    _ stance: Stance, on id: EntityID, reason: String?, confidence: Int?
  ) -> Command {
    Command(AnyAct.stance(stance, on: id, reason: reason, confidence: confidence).act)
  }
}

// MARK: Annotations and disputes

extension Command {
  public static func annotate(
    _ target: Target, motivation: Motivation, body: String, tags: [String]
  ) -> Command {
    Command(Annotate(target: .target(target), body: body, motivation: motivation, tags: tags))
  }
  public static func edit(_ id: EntityID, body: String) -> Command {
    Command(EditAnnotation(id: id, body: body))
  }
  public static func dispute(_ target: Target, ground: Ground?, body: String) -> Command {
    Command(OpenDispute(target: .target(target), body: body, ground: ground))
  }
  public static func argue(
    _ id: EntityID, _ side: Side, body: String, evidence: [Evidence]
  ) -> Command {
    Command(Argue(id: id, side: side, body: body, cite: evidence.map(\.reference)))
  }
  public static func reopen(_ id: EntityID, reason: String) -> Command {
    Command(Reopen(id: id, reason: reason))
  }
}

// MARK: Corrections and decisions

extension Command {
  public static func correct(
    _ anchor: Anchor, replacement: String, class: CorrectionClass?, reason: String, evidence: [Evidence]
  ) -> Command {
    Command(
      Correct(
        address: .anchor(anchor), new: replacement, reason: reason, class: `class`,
        cite: evidence.map(\.reference)))
  }
  public static func amend(_ id: EntityID, replacement: String, reason: String) -> Command {
    Command(Amend(id: id, new: replacement, reason: reason))
  }
  public static func adopt(_ id: EntityID) -> Command { Command(Adopt(id: id)) }
  public static func document(
    _ id: EntityID, class: CorrectionClass?, cite: [String]? = nil, reason: String? = nil
  ) -> Command {
    Command(Amend(id: id, reason: reason, class: `class`, cite: cite))
  }
  public static func vote(_ vote: Vote, on id: EntityID, reason: String?) -> Command {
    Command(CastVote(id: id, vote: .init(vote), reason: reason))
  }
  public static func retract(_ id: EntityID) -> Command { Command(CastVote(id: id, vote: .nothing)) }
  public static func settle(_ ids: EntityID..., reason: String = "R") -> Command {
    Command(Settle(ids: ids, reason: reason))
  }
  public static var settleAll: Command { Command(Settle(all: true, reason: "R")) }
  /// - Parameter ids: `nil` for all that are blind.
  public static func reveal(_ ids: [EntityID]?) -> Command {
    Command(Reveal(ids: ids, all: ids == nil ? true : nil, reason: "R"))
  }
  public static func lift(_ id: EntityID, reason: String = "R") -> Command {
    Command(Lift(id: id, reason: reason))
  }
  public static func rule(_ verdict: Verdict, on id: EntityID, reason: String) -> Command {
    Command(Rule(id: id, verdict: verdict, reason: reason))
  }
  public static func withdraw(_ id: EntityID, reason: String?) -> Command {
    Command(Withdraw(id: id, reason: reason))
  }
  public static func reanchor(_ id: EntityID, to anchor: Anchor, reason: String?) -> Command {
    Command(Reanchor(id: id, address: .anchor(anchor), reason: reason))
  }
}
