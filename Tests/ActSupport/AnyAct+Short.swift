public import Acts
public import Scholarship

// Acts as they are sent, in short: `.vote(.init(id: "x1", vote: "for"))`.

extension AnyAct {
  public static func claim(_ act: RegisterClaim) -> AnyAct { AnyAct(act) }
  public static func reword(_ act: Reword) -> AnyAct { AnyAct(act) }
  public static func link(_ act: LinkClaims) -> AnyAct { AnyAct(act) }
  public static func annotate(_ act: Annotate) -> AnyAct { AnyAct(act) }
  public static func reply(_ act: Reply) -> AnyAct { AnyAct(act) }
  public static func edit(_ act: EditAnnotation) -> AnyAct { AnyAct(act) }
  public static func share(_ act: ShareMemo) -> AnyAct { AnyAct(act) }
  public static func dispute(_ act: OpenDispute) -> AnyAct { AnyAct(act) }
  public static func argue(_ act: Argue) -> AnyAct { AnyAct(act) }
  public static func reopen(_ act: Reopen) -> AnyAct { AnyAct(act) }
  public static func correct(_ act: Correct) -> AnyAct { AnyAct(act) }
  public static func amend(_ act: Amend) -> AnyAct { AnyAct(act) }
  public static func adopt(_ act: Adopt) -> AnyAct { AnyAct(act) }
  public static func vote(_ act: CastVote) -> AnyAct { AnyAct(act) }
  public static func rule(_ act: Rule) -> AnyAct { AnyAct(act) }
  public static func lift(_ act: Lift) -> AnyAct { AnyAct(act) }
  public static func withdraw(_ act: Withdraw) -> AnyAct { AnyAct(act) }
  public static func reanchor(_ act: Reanchor) -> AnyAct { AnyAct(act) }
  public static func policy(_ act: SetPolicy) -> AnyAct { AnyAct(act) }
  public static func invite(_ act: Invite) -> AnyAct { AnyAct(act) }

  /// The act of a stance that is chosen only now.
  public static func stance(
    _ stance: Stance, on id: EntityID, reason: String? = nil, confidence: Int? = nil
  ) -> AnyAct {
    switch stance {
    case .agree: AnyAct(Stand<Agree>(id: id, reason: reason, confidence: confidence))
    case .disagree: AnyAct(Stand<Disagree>(id: id, reason: reason, confidence: confidence))
    case .qualify: AnyAct(Stand<Qualify>(id: id, reason: reason, confidence: confidence))
    case .unsure: AnyAct(Stand<Unsure>(id: id, reason: reason, confidence: confidence))
    case .recuse: AnyAct(Stand<Recuse>(id: id, reason: reason, confidence: confidence))
    }
  }

  // MARK: As often as not

  public static func annotation(
    _ body: String, on target: Topic = "p3.1", tags: [String]? = nil
  ) -> AnyAct {
    .annotate(.init(target: target, body: body, tags: tags))
  }

  public static func claim(_ statement: String, on address: Place = "p3.1") -> AnyAct {
    .claim(.init(address: address, statement: statement))
  }

  public static func correction(
    _ new: String, on address: Place, reason: String = "a reason"
  ) -> AnyAct {
    .correct(.init(address: address, new: new, reason: reason))
  }
}
