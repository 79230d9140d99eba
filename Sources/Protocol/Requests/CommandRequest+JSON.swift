public import CanonicalJSON

/// An object with the command's `type` and the members of that type.
extension CommandRequest: JSONValue {
  public init(json: ParsedJSON) throws {
    let type = try String.member("type", of: json)
    guard let form = Self.forms[type] else { throw json.corrupted("there is no command “\(type)”") }
    do {
      self = try form.read(json)
    } catch let error as UnknownField {
      throw json.corrupted(
        "“\(type)” has no field “\(error.name)”; it has \(error.known.joined(separator: ", "))")
    }
  }

  public func write(to json: inout JSONBuilder) { Self.forms[type]?.write(self, &json) }

  public static var schema: JSONSchema { .oneOf(forms.sorted { $0.key < $1.key }.map(\.value.schema)) }

  /// The command's name, as it is typed.
  public var type: String {
    switch self {
    case .claim: "claim"
    case .reword: "reword"
    case .link: "link"
    case .stance(let stance, _): stance.rawValue
    case .annotate: "annotate"
    case .reply: "reply"
    case .edit: "edit"
    case .dispute: "dispute"
    case .argue: "argue"
    case .reopen: "reopen"
    case .correct: "correct"
    case .amend: "amend"
    case .adopt: "adopt"
    case .vote: "vote"
    case .rule: "rule"
    case .withdraw: "withdraw"
    case .reanchor: "reanchor"
    case .policy: "policy"
    case .invite: "invite"
    }
  }

  /// How the commands of one type are read and written.
  private struct Form: Sendable {
    let schema: JSONSchema
    let read: @Sendable (ParsedJSON) throws -> CommandRequest
    let write: @Sendable (CommandRequest, inout JSONBuilder) -> Void

    init<Payload: JSONRecord>(
      _ type: String, _ command: @escaping @Sendable (Payload) -> CommandRequest,
      _ payload: @escaping @Sendable (CommandRequest) -> Payload?
    ) {
      let shape = Payload.shape.constant("type", type)
      schema = .record(RecordSchema(name: "\(Payload.self)", members: shape.members))
      read = { command(try shape.readStrictly($0)) }
      write = { request, json in if let payload = payload(request) { shape.write(payload, to: &json) } }
    }
  }

  private static let forms: [String: Form] = {
    var forms = [
      "claim": Form("claim", CommandRequest.claim) {
        if case .claim(let payload) = $0 { payload } else { nil }
      },
      "reword": Form("reword", CommandRequest.reword) {
        if case .reword(let payload) = $0 { payload } else { nil }
      },
      "link": Form("link", CommandRequest.link) { if case .link(let payload) = $0 { payload } else { nil } },
      "annotate": Form("annotate", CommandRequest.annotate) {
        if case .annotate(let payload) = $0 { payload } else { nil }
      },
      "reply": Form("reply", CommandRequest.reply) {
        if case .reply(let payload) = $0 { payload } else { nil }
      },
      "edit": Form("edit", CommandRequest.edit) { if case .edit(let payload) = $0 { payload } else { nil } },
      "dispute": Form("dispute", CommandRequest.dispute) {
        if case .dispute(let payload) = $0 { payload } else { nil }
      },
      "argue": Form("argue", CommandRequest.argue) {
        if case .argue(let payload) = $0 { payload } else { nil }
      },
      "reopen": Form("reopen", CommandRequest.reopen) {
        if case .reopen(let payload) = $0 { payload } else { nil }
      },
      "correct": Form("correct", CommandRequest.correct) {
        if case .correct(let payload) = $0 { payload } else { nil }
      },
      "amend": Form("amend", CommandRequest.amend) {
        if case .amend(let payload) = $0 { payload } else { nil }
      },
      "adopt": Form("adopt", CommandRequest.adopt) {
        if case .adopt(let payload) = $0 { payload } else { nil }
      },
      "vote": Form("vote", CommandRequest.vote) { if case .vote(let payload) = $0 { payload } else { nil } },
      "rule": Form("rule", CommandRequest.rule) { if case .rule(let payload) = $0 { payload } else { nil } },
      "withdraw": Form("withdraw", CommandRequest.withdraw) {
        if case .withdraw(let payload) = $0 { payload } else { nil }
      },
      "reanchor": Form("reanchor", CommandRequest.reanchor) {
        if case .reanchor(let payload) = $0 { payload } else { nil }
      },
      "policy": Form("policy", CommandRequest.policy) {
        if case .policy(let payload) = $0 { payload } else { nil }
      },
      "invite": Form("invite", CommandRequest.invite) {
        if case .invite(let payload) = $0 { payload } else { nil }
      },
    ]
    for stance in StanceRequest.Choice.allCases {
      forms[stance.rawValue] = Form(stance.rawValue, { .stance(stance, $0) }) {
        if case .stance(_, let payload) = $0 { payload } else { nil }
      }
    }
    return forms
  }()
}

extension ClaimRequest: JSONRecord {
  public static let shape = Shape(
    ClaimRequest.init(address:statement:kind:), Field("address", \.address),
    Field("statement", \.statement, .prose), Field("kind", \.kind))
}

extension RewordRequest: JSONRecord {
  public static let shape = Shape(
    RewordRequest.init(id:statement:), Field("id", \.id), Field("statement", \.statement, .prose))
}

extension LinkRequest: JSONRecord {
  public static let shape = Shape(
    LinkRequest.init(id:relation:other:), Field("id", \.id), Field("relation", \.relation),
    Field("other", \.other))
}

extension StanceRequest: JSONRecord {
  public static let shape = Shape(
    StanceRequest.init(id:reason:confidence:), Field("id", \.id), Field("reason", \.reason, .prose),
    Field("confidence", \.confidence))
}

extension AnnotateRequest: JSONRecord {
  public static let shape = Shape(
    AnnotateRequest.init(target:body:motivation:tags:), Field("target", \.target),
    Field("body", \.body, .prose), Field("motivation", \.motivation), Field("tags", \.tags, .prose))
}

extension ReplyRequest: JSONRecord {
  public static let shape = Shape(
    ReplyRequest.init(id:body:), Field("id", \.id), Field("body", \.body, .prose))
}

extension EditRequest: JSONRecord {
  public static let shape = Shape(
    EditRequest.init(id:body:), Field("id", \.id), Field("body", \.body, .prose))
}

extension DisputeRequest: JSONRecord {
  public static let shape = Shape(
    DisputeRequest.init(target:body:ground:), Field("target", \.target), Field("body", \.body, .prose),
    Field("ground", \.ground))
}

extension ArgueRequest: JSONRecord {
  public static let shape = Shape(
    ArgueRequest.init(id:side:body:cite:), Field("id", \.id), Field("side", \.side),
    Field("body", \.body, .prose), Field("cite", \.cite, .prose))
}

extension ReopenRequest: JSONRecord {
  public static let shape = Shape(
    ReopenRequest.init(id:reason:), Field("id", \.id), Field("reason", \.reason, .prose))
}

extension CorrectRequest: JSONRecord {
  public static let shape = Shape(
    CorrectRequest.init(address:new:reason:class:cite:), Field("address", \.address),
    Field("new", \.new, .prose), Field("reason", \.reason, .prose), Field("class", \.class),
    Field("cite", \.cite, .prose))
}

extension AmendRequest: JSONRecord {
  public static let shape = Shape(
    AmendRequest.init(id:new:reason:), Field("id", \.id), Field("new", \.new, .prose),
    Field("reason", \.reason, .prose))
}

extension AdoptRequest: JSONRecord {
  public static let shape = Shape(
    AdoptRequest.init(id:), Field("id", \.id))
}

extension VoteRequest: JSONRecord {
  public static let shape = Shape(
    VoteRequest.init(id:vote:reason:), Field("id", \.id), Field("vote", \.vote),
    Field("reason", \.reason, .prose))
}

extension RuleRequest: JSONRecord {
  public static let shape = Shape(
    RuleRequest.init(id:verdict:reason:), Field("id", \.id), Field("verdict", \.verdict),
    Field("reason", \.reason, .prose))
}

extension WithdrawRequest: JSONRecord {
  public static let shape = Shape(
    WithdrawRequest.init(id:reason:), Field("id", \.id), Field("reason", \.reason, .prose))
}

extension ReanchorRequest: JSONRecord {
  public static let shape = Shape(
    ReanchorRequest.init(id:address:reason:), Field("id", \.id), Field("address", \.address),
    Field("reason", \.reason, .prose))
}

extension PolicyRequest: JSONRecord {
  public static let shape = Shape(
    PolicyRequest.init(settings:), Field("settings", \.settings))
}

extension InviteRequest: JSONRecord {
  public static let shape = Shape(
    InviteRequest.init(handle:role:), Field("handle", \.handle), Field("role", \.role))
}
