internal import Acts
internal import CanonicalJSON

extension Verb {
  /// The verbs about people and sessions.
  static let session: [Verb] =
    acts(.people) + identity + [
      Verb(
        name: "join", group: .people, summary: "join with the one-time code of an invitation",
        arguments: [Argument("CODE", .text)], examples: ["join CODE"],
        request: { given throws(ClientError) in .join(code: try given.required(0)) }),
      Verb(
        name: "as", group: .people, summary: "go on as another of the stored profiles",
        arguments: [Argument("HANDLE", .handle)], options: [Option("--default", "for the next sessions too")],
        examples: ["as ada", "as ada --default"],
        request: { given throws(ClientError) in
          .actAs(handle: try given.required(0), isDefault: given.has("--default"))
        }),
      Verb(
        name: "logout", group: .people, summary: "remove a stored profile from this client",
        arguments: [Argument("HANDLE", .handle, isOptional: true)],
        options: [Option("--yes", "also the last one here that owns a paper, or the last of all")],
        examples: ["logout", "logout ada"],
        request: { given in .logOut(handle: given.argument(0), isSure: given.has("--yes")) }),
      Verb(
        name: "help", group: .people, summary: "the verbs there are, or how one is used",
        arguments: [Argument("VERB", .verb, isOptional: true)],
        options: [Option("--all", "the whole reference")],
        examples: ["help", "help correct", "help --all"],
        request: { given in given.has("--all") ? .reference : .help(verb: given.argument(0)) }),
      quit,
    ]

  /// The act, which this client may also carry on to its end: whoever shares the terminal joins at once.
  static let invite: Verb = {
    var verb = Verb(Invite.self)
    verb.options.append(
      Option("--keep", "use the invitation here, and keep the credential as a profile"))
    verb.examples.append("invite ada --role scholar --keep")
    verb.request = { given throws(ClientError) in
      .invite(try given.read(Invite.self), keep: given.has("--keep"))
    }
    return verb
  }()

  static let quit = Verb(
    name: "quit", group: .people, summary: "leave; so does exit, or Ctrl-D", examples: ["quit"],
    request: { _ in .quit })
}
