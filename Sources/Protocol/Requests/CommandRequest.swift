/// A command as it is sent to `POST /papers/{slug}/commands`: `{"type":"annotate","target":"p12.3",…}`.
///
/// Types and members are named as the client's verbs and options; addresses are as people type them. A member
/// that the type does not have is an error, so that a misspelled one is not ignored.
public enum CommandRequest: Hashable, Sendable {
  case claim(ClaimRequest)
  case reword(RewordRequest)
  case link(LinkRequest)
  case stance(StanceRequest.Choice, StanceRequest)
  case annotate(AnnotateRequest)
  case reply(ReplyRequest)
  case edit(EditRequest)
  case dispute(DisputeRequest)
  case argue(ArgueRequest)
  case reopen(ReopenRequest)
  case correct(CorrectRequest)
  case amend(AmendRequest)
  case adopt(AdoptRequest)
  case vote(VoteRequest)
  case rule(RuleRequest)
  case withdraw(WithdrawRequest)
  case reanchor(ReanchorRequest)
  case policy(PolicyRequest)
  case invite(InviteRequest)
}

/// `claim ADDRESS -m STATEMENT [--kind K]`.
public struct ClaimRequest: Hashable, Sendable {
  public var address: String
  public var statement: String
  /// What sort of claim it is: see `ClaimKind`.
  public var kind: String?

  public init(address: String, statement: String, kind: String? = nil) {
    self.address = address
    self.statement = statement
    self.kind = kind
  }
}

/// `reword c1 -m STATEMENT`.
public struct RewordRequest: Hashable, Sendable {
  public var id: String
  public var statement: String

  public init(id: String, statement: String) {
    self.id = id
    self.statement = statement
  }
}

/// `link c1 contradicts c2`.
public struct LinkRequest: Hashable, Sendable {
  public var id: String
  public var relation: String
  /// The id of the claim it is related to.
  public var other: String

  public init(id: String, relation: String, other: String) {
    self.id = id
    self.relation = relation
    self.other = other
  }
}

/// `agree c1`, `disagree c1`, `qualify c1`, `unsure c1`, `recuse c1`: the type is the stance.
public struct StanceRequest: Hashable, Sendable {
  /// The stances there are.
  public enum Choice: String, Hashable, Sendable, CaseIterable {
    case agree, disagree, qualify, unsure, recuse
  }

  public var id: String
  public var reason: String?
  /// How sure they are, from 1 to 5.
  public var confidence: Int?

  public init(id: String, reason: String? = nil, confidence: Int? = nil) {
    self.id = id
    self.reason = reason
    self.confidence = confidence
  }
}

/// `annotate TARGET -m BODY [--motivation M] [--tag T]…`.
public struct AnnotateRequest: Hashable, Sendable {
  public var target: String
  public var body: String
  public var motivation: String?
  public var tags: [String]?

  public init(target: String, body: String, motivation: String? = nil, tags: [String]? = nil) {
    self.target = target
    self.body = body
    self.motivation = motivation
    self.tags = tags
  }
}

/// `reply a1 -m BODY`.
public struct ReplyRequest: Hashable, Sendable {
  public var id: String
  public var body: String

  public init(id: String, body: String) {
    self.id = id
    self.body = body
  }
}

/// `edit a1 -m BODY`.
public struct EditRequest: Hashable, Sendable {
  public var id: String
  public var body: String

  public init(id: String, body: String) {
    self.id = id
    self.body = body
  }
}

/// `dispute TARGET -m BODY [--ground G]`.
public struct DisputeRequest: Hashable, Sendable {
  public var target: String
  public var body: String
  public var ground: String?

  public init(target: String, body: String, ground: String? = nil) {
    self.target = target
    self.body = body
    self.ground = ground
  }
}

/// `argue d1 for|against -m BODY [--cite REFERENCE]…`.
public struct ArgueRequest: Hashable, Sendable {
  public var id: String
  public var side: String
  public var body: String
  /// References that are cited for it.
  public var cite: [String]?

  public init(id: String, side: String, body: String, cite: [String]? = nil) {
    self.id = id
    self.side = side
    self.body = body
    self.cite = cite
  }
}

/// `reopen d1 -m REASON`.
public struct ReopenRequest: Hashable, Sendable {
  public var id: String
  public var reason: String

  public init(id: String, reason: String) {
    self.id = id
    self.reason = reason
  }
}

/// `correct ADDRESS NEW -m REASON [--class C] [--cite REFERENCE]…`.
public struct CorrectRequest: Hashable, Sendable {
  public var address: String
  /// The words proposed.
  public var new: String
  public var reason: String
  /// What sort of correction it is: see `CorrectionClass`.
  public var `class`: String?
  /// References that are cited for it.
  public var cite: [String]?

  public init(address: String, new: String, reason: String, class: String? = nil, cite: [String]? = nil) {
    self.address = address
    self.new = new
    self.reason = reason
    self.class = `class`
    self.cite = cite
  }
}

/// `amend x1 NEW -m REASON`.
public struct AmendRequest: Hashable, Sendable {
  public var id: String
  /// The words proposed.
  public var new: String
  public var reason: String

  public init(id: String, new: String, reason: String) {
    self.id = id
    self.new = new
    self.reason = reason
  }
}

/// `adopt x1`.
public struct AdoptRequest: Hashable, Sendable {
  public var id: String

  public init(id: String) { self.id = id }
}

/// `vote x1|d1 for|against|abstain|recuse [-m REASON]`.
public struct VoteRequest: Hashable, Sendable {
  public var id: String
  public var vote: String
  public var reason: String?

  public init(id: String, vote: String, reason: String? = nil) {
    self.id = id
    self.vote = vote
    self.reason = reason
  }
}

/// `rule x1|d1 accept|reject -m REASON`.
public struct RuleRequest: Hashable, Sendable {
  public var id: String
  public var verdict: String
  public var reason: String

  public init(id: String, verdict: String, reason: String) {
    self.id = id
    self.verdict = verdict
    self.reason = reason
  }
}

/// `withdraw ID [-m REASON]`.
public struct WithdrawRequest: Hashable, Sendable {
  public var id: String
  public var reason: String?

  public init(id: String, reason: String? = nil) {
    self.id = id
    self.reason = reason
  }
}

/// `reanchor ID ADDRESS -m REASON`.
public struct ReanchorRequest: Hashable, Sendable {
  public var id: String
  public var address: String
  public var reason: String?

  public init(id: String, address: String, reason: String? = nil) {
    self.id = id
    self.address = address
    self.reason = reason
  }
}

/// `policy set quorum=2 threshold=2/3 …`.
public struct PolicyRequest: Hashable, Sendable {
  /// `NAME=VALUE` or `CLASS.NAME=VALUE`, as typed.
  public var settings: [String]

  public init(settings: [String]) { self.settings = settings }
}

/// `invite HANDLE [--role R]`.
public struct InviteRequest: Hashable, Sendable {
  public var handle: String
  public var role: String?

  public init(handle: String, role: String? = nil) {
    self.handle = handle
    self.role = role
  }
}
