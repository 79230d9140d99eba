import ActSupport
import Acts
import Editions
import Protocol
import Scholarship

/// Who may do what: every route and every act, with what it takes. `AccessTests` tries each as each of ``Asker``, and fails
/// where a route or an act has no entry here.
enum AccessMatrix {
  /// What someone must be.
  enum Need: Hashable {
    case anyone
    /// Someone with a valid credential.
    case known
    /// A member of the paper with at least this role.
    case member(Role)
    case administrator
  }

  /// One request of a route.
  struct Route {
    var need: Need
    /// What the credential must be for.
    var scope = CredentialScope.read
    var path: String
    var body: [UInt8]?
    /// The body's media type.
    var type: String

    init(_ need: Need, _ path: String, body: String? = nil, type: String = "application/json") {
      self.init(need, .read, path, body: body, type: type)
    }

    init(
      _ need: Need, _ scope: CredentialScope, _ path: String, body: String? = nil,
      type: String = "application/json"
    ) {
      (self.need, self.scope, self.path, self.type) = (need, scope, path, type)
      self.body = body.map { Array($0.utf8) }
    }
  }

  /// One act: what it takes, and how someone does it with things of theirs.
  struct Deed {
    var need: Role
    var scope = CredentialScope.write
    var act: @Sendable (Things) -> AnyAct

    init(_ need: Role, _ scope: CredentialScope = .write, _ act: @escaping @Sendable (Things) -> AnyAct) {
      (self.need, self.scope, self.act) = (need, scope, act)
    }
  }

  /// What someone said, for acts that only its author may do; what the paper has for all is `c1`, `a1`, `d1`, `x1`.
  struct Things: Sendable {
    var claim: EntityID = "c1"
    var annotation: EntityID = "a1"
    var dispute: EntityID = "d1"
    var correction: EntityID = "x1"
    /// A name that nobody else uses.
    var fresh: String
  }

  private static let paper = "/papers/lighthouse"
  /// The same, as the description has it.
  private static let one = "/papers/{slug}"

  /// By method and path, as the description has them.
  static let routes: [String: [Route]] = {
    var routes: [String: [Route]] = [
      "GET /healthz": [Route(.anyone, "/healthz")],
      "GET /readyz": [Route(.anyone, "/readyz")],
      "GET /openapi.json": [Route(.anyone, "/openapi.json")],
      "GET /identity": [Route(.anyone, "/identity?address=x&nonce=x")],
      // From the server's own machine; others need an administrator's credential.
      "GET /metrics": [Route(.anyone, "/metrics")],
      "GET /checkpoint": [Route(.anyone, "/checkpoint")],
      "GET /checkpoint/key": [Route(.anyone, "/checkpoint/key")],
      "GET /proof/inclusion/{position}": [Route(.anyone, "/proof/inclusion/1")],
      "GET /proof/consistency": [Route(.anyone, "/proof/consistency?from=1")],
      "POST /join": [Route(.anyone, "/join", body: "{}")],
      "GET /papers": [Route(.known, "/papers")],
      "GET /status": [Route(.known, "/status"), Route(.member(.reader), "/status?paper=lighthouse")],
      "GET /feed": [Route(.known, "/feed?since=0")],
      "GET \(one)/feed": [Route(.member(.reader), "\(paper)/feed?since=0")],
      "POST /papers": [
        Route(
          .administrator, .write, "/papers?dry-run=true", body: SamplePaper.other, type: "text/markdown")
      ],
      "POST \(one)/bases": [
        Route(
          .member(.owner), .write, "\(paper)/bases?dry-run=true", body: SamplePaper.text + "\n\nMore.\n",
          type: "text/markdown")
      ],
      "POST \(one)/annotations": [
        Route(
          .member(.scholar), .write, "\(paper)/annotations?dry-run=true&file=a.csv",
          body: "address,new,reason\np3.1:3 March,5 March,So.\n", type: "text/csv")
      ],
      "POST \(one)/commands": [
        Route(
          .member(.scholar), .write, "\(paper)/commands",
          body: #"{"type":"annotate","target":"p3.1","body":"Hm."}"#)
      ],
      "GET \(one)": [Route(.member(.reader), paper)],
      "GET \(one)/edition": [Route(.member(.reader), "\(paper)/edition")],
      "GET \(one)/proof": [Route(.member(.reader), "\(paper)/proof")],
      "GET \(one)/export/{format}": EditionFormat.allCases.map {
        Route(.member(.reader), "\(paper)/export/\($0.name)")
      },
      "GET /credentials": [
        Route(.known, "/credentials"), Route(.administrator, "/credentials?of=rem"),
      ],
      "POST /credentials": [
        Route(.known, .admin, "/credentials", body: #"{"name":"x","token":"no token"}"#)
      ],
      "POST /credentials/{name}/rotate": [
        Route(.known, .admin, "/credentials/nonesuch/rotate", body: #"{"token":"no token"}"#)
      ],
      "POST /credentials/{name}/revoke": [
        Route(.known, .admin, "/credentials/nonesuch/revoke", body: ""),
        Route(.administrator, .admin, "/credentials/nonesuch/revoke?of=rem", body: ""),
      ],
      "GET /administrators": [Route(.administrator, "/administrators")],
      "POST /administrators": [
        Route(.administrator, .admin, "/administrators", body: #"{"handle":"owner","administrator":true}"#)
      ],
      "GET \(one)/invitations": [Route(.member(.owner), "\(paper)/invitations")],
      "POST \(one)/invitations/{handle}/cancel": [
        Route(.member(.owner), .admin, "\(paper)/invitations/wait/cancel", body: "")
      ],
    ]
    let questions = [
      "agreement": "", "annotations": "", "blame": "", "claims": "", "consensus": "", "corrections": "",
      "diff": "?since=@1", "disputes": "", "editions": "", "find": "?text=lamp", "history": "", "members": "",
      "orphans": "", "outline": "", "policy": "", "text": "",
    ]
    for (path, query) in questions {
      routes["GET \(one)/\(path)"] = [Route(.member(.reader), "\(paper)/\(path)\(query)")]
    }
    routes["GET \(one)/things/{id}"] = [Route(.member(.reader), "\(paper)/things/c1")]
    return routes
  }()

  /// By the act's name.
  static let acts: [String: Deed] = [
    "claim": Deed(.scholar) { _ in .claim("It was early.") },
    "reword": Deed(.scholar) { .reword(.init(id: $0.claim, statement: "It was late, \($0.fresh).")) },
    "link": Deed(.scholar) { .link(.init(id: $0.claim, relation: .supports, other: "c1")) },
    "agree": Deed(.scholar) { _ in .stance(.agree, on: "c1") },
    "disagree": Deed(.scholar) { _ in .stance(.disagree, on: "c1") },
    "qualify": Deed(.scholar) { _ in .stance(.qualify, on: "c1", reason: "In part.") },
    "unsure": Deed(.scholar) { _ in .stance(.unsure, on: "c1") },
    "recuse": Deed(.scholar) { _ in .stance(.recuse, on: "c1") },
    "annotate": Deed(.scholar) { _ in .annotation("Which lamp?") },
    "reply": Deed(.scholar) { _ in .reply(.init(id: "a1", body: "The lamp.")) },
    "edit": Deed(.scholar) { .edit(.init(id: .thing($0.annotation), body: "Which one, \($0.fresh)?")) },
    "share": Deed(.scholar) { _ in .share(.init(id: "m9")) },
    "dispute": Deed(.scholar) { .dispute(.init(target: "c1", body: "No, says \($0.fresh).")) },
    "argue": Deed(.scholar) { _ in .argue(.init(id: "d1", side: .for, body: "So it is.")) },
    "reopen": Deed(.scholar) { _ in .reopen(.init(id: "d1", reason: "Again.")) },
    "correct": Deed(.scholar) { .correction("4 March \($0.fresh)", on: "p3.1:3 March") },
    "amend": Deed(.scholar) {
      .amend(.init(id: $0.correction, new: "5 March \($0.fresh)", reason: "Better."))
    },
    "adopt": Deed(.scholar) { _ in .adopt(.init(id: "x1")) },
    "vote": Deed(.scholar) { _ in .vote(.init(id: "x1", vote: .for)) },
    "rule": Deed(.editor) { _ in .rule(.init(id: "x2", verdict: .accept, reason: "So.")) },
    "settle": Deed(.editor) { _ in AnyAct(Settle(ids: ["x1"], reason: "So.")) },
    "lift": Deed(.editor) { _ in .lift(.init(id: "x2", reason: "So.")) },
    // Where a round is blind it takes an editor; here none is, and that is said first.
    "reveal": Deed(.scholar) { _ in AnyAct(Reveal(ids: ["x1"], reason: "So.")) },
    "withdraw": Deed(.scholar) { .withdraw(.init(id: .thing($0.annotation))) },
    "reanchor": Deed(.scholar) { .reanchor(.init(id: .thing($0.annotation), address: "p3.2")) },
    "policy": Deed(.editor) { _ in .policy(.init(settings: ["quorum=2"])) },
    "invite": Deed(.owner, .admin) { .invite(.init(handle: Handle($0.fresh) ?? "zoe")) },
    "remove": Deed(.owner, .admin) { _ in AnyAct(Remove(handle: "rem", reason: "So.", dryRun: true)) },
    "remove-paper": Deed(.owner, .admin) { _ in AnyAct(RemovePaper(reason: "So.")) },
    "leave": Deed(.reader) { _ in AnyAct(Leave(dryRun: true)) },
    "publish": Deed(.editor) { AnyAct(Publish(name: "Of \($0.fresh)")) },
    "undo": Deed(.scholar) { _ in AnyAct(Undo(dryRun: true)) },
    "redo": Deed(.scholar) { _ in AnyAct(Redo(dryRun: true)) },
  ]

  /// What nobody gets done here, for there is nothing of the kind; that the roles are told apart is tried all the same.
  static let idle: Set<String> = [
    "share", "adopt", "reopen", "reanchor", "lift", "settle", "reveal", "redo", "remove-paper",
  ]
}
