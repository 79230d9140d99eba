internal import CanonicalJSON
internal import Protocol

/// What someone asks about credentials and those who hold them.
enum IdentityRequest: Hashable, Sendable {
  enum AdministratorChange: Hashable, Sendable {
    case add(String)
    case remove(String)
  }

  case credentials(of: String?)
  case issue(CredentialName, CredentialScope?, Lifetime?)
  case revoke(String, of: String?)
  case rotate
  case logIn
  case invitations
  case uninvite(String)
  case administrators(AdministratorChange?)

  /// Whether it only shows something.
  var isQuestion: Bool {
    switch self {
    case .credentials, .invitations, .administrators(nil): true
    default: false
    }
  }
}

extension Verb {
  /// The verbs about invitations, credentials and administrators.
  static let identity: [Verb] = [
    Verb(
      name: "invitations", group: .people, summary: "the invitations to the paper that can be used",
      examples: ["invitations"], request: { _ in .identity(.invitations) }),
    Verb(
      name: "uninvite", group: .people, summary: "take an invitation back",
      arguments: [Argument("HANDLE", .handle)], examples: ["uninvite ada"],
      request: { given throws(ClientError) in .identity(.uninvite(try given.required(0))) }),
    Verb(
      name: "login", group: .people,
      summary:
        "keep a credential here that was made elsewhere: its token is asked for, or read as standard input",
      examples: ["login"], request: { _ in .identity(.logIn) }),
    Verb(
      name: "credentials", group: .people, summary: "your credentials at the server, without their secrets",
      options: [of], examples: ["credentials", "credentials --of ada"],
      request: { given in .identity(.credentials(of: given.option("--of"))) }),
    Verb(
      name: "issue", group: .people,
      summary: "make another credential for yourself, for a program or a machine",
      arguments: [Argument("NAME", .text)],
      options: [
        Option(
          "--scope", value: "SCOPE", choices: CredentialScope.allCases.map(\.rawValue),
          "what it may be used for; all that yours may if not given"),
        Option("--expires", value: "TIME", "how long it is valid, such as 12h or 30d; for ever if not given"),
      ], examples: ["issue laptop", "issue nightly --scope read --expires 90d"],
      request: { given throws(ClientError) in
        .identity(
          .issue(
            try given.value(CredentialName.self, try given.required(0)),
            try given.scope(),
            try given.option("--expires").map { text throws(ClientError) in
              try given.value(Lifetime.self, text)
            }))
      }),
    Verb(
      name: "rotate", group: .people, summary: "put another token in place of your credential's here",
      examples: ["rotate", "rotate --as ada"], request: { _ in .identity(.rotate) }),
    Verb(
      name: "revoke", group: .people, summary: "end a credential at the server, and all that goes on with it",
      arguments: [Argument("NAME", .text)], options: [of], examples: ["revoke laptop", "revoke k1 --of ada"],
      request: { given throws(ClientError) in
        .identity(.revoke(try given.required(0), of: given.option("--of")))
      }),
    Verb(
      name: "administrators", group: .people, summary: "who keeps the server, or who else is to",
      options: [
        Option("--add", value: "HANDLE", "make someone an administrator", .handle),
        Option("--remove", value: "HANDLE", "end that", .handle),
      ], examples: ["administrators", "administrators --add ada"],
      request: { given throws(ClientError) in
        switch (given.option("--add"), given.option("--remove")) {
        case (let added?, nil): .identity(.administrators(.add(added)))
        case (nil, let removed?): .identity(.administrators(.remove(removed)))
        case (nil, nil): .identity(.administrators(nil))
        default: throw ClientError(usage: "--add and --remove are given one at a time.")
        }
      }),
  ]

  private static let of = Option(
    "--of", value: "HANDLE", "whose, for an administrator of the server", .handle)
}

extension Invocation {
  /// A word of some form.
  fileprivate func value<Value: JSONStringConvertible>(
    _ type: Value.Type, _ text: String
  ) throws(ClientError) -> Value {
    guard let value = Value(text) else {
      throw ClientError(usage: "“\(text)” is not \(Value.noun). \(Value.advice)")
    }
    return value
  }

  fileprivate func scope() throws(ClientError) -> CredentialScope? {
    guard let text = option("--scope") else { return nil }
    guard let scope = CredentialScope(rawValue: text) else {
      throw ClientError(
        usage:
          "--scope takes \(CredentialScope.allCases.map(\.rawValue).joined(separator: ", ")), not “\(text)”.")
    }
    return scope
  }
}
