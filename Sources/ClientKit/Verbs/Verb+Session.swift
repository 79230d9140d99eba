internal import Acts
internal import CanonicalJSON
internal import Editions

extension Verb {
  /// The verbs about people and sessions.
  static let session: [Verb] = [
    invite,
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
      arguments: [Argument("HANDLE", .handle, isOptional: true)], examples: ["logout", "logout ada"],
      request: { given in .logOut(handle: given.argument(0)) }),
    Verb(
      name: "export", group: .people, summary: "the reconciled text in a form for other programs",
      arguments: [Argument("FORMAT", oneOf: EditionFormat.allCases.map(\.name))],
      options: [
        Option("--output", short: "-o", value: "FILE", "into this file, whole or not at all", .file),
        Option("--policy", value: "\"SETTINGS\"", "as it would be under these settings"),
        Option("--without", value: "HANDLE", "as it would be if this person had no say", .handle),
      ],
      examples: [
        "export text -o out/consensus.txt", "export markdown", "export json --at @40",
        "export markdown --policy \"quorum=3\" --without ada",
      ],
      request: { given throws(ClientError) in
        .export(
          format: try given.required(0), file: given.option("--output"), policy: given.option("--policy"),
          without: given.option("--without"))
      }),
    Verb(
      name: "verify", group: .people, summary: "check an export by itself: nobody is asked, nobody believed",
      arguments: [Argument("FILE", .file)],
      options: [Option("--key", value: "KEY|FILE", "the log's public key, in place of the one seen first")],
      examples: ["verify essay.json", "verify essay.json --key log.pub"],
      request: { given throws(ClientError) in
        .verify(file: try given.required(0), key: given.option("--key"))
      }),
    Verb(
      name: "help", group: .people, summary: "the verbs there are, or how one is used",
      arguments: [Argument("VERB", .verb, isOptional: true)],
      options: [Option("--all", "the whole reference")],
      examples: ["help", "help correct", "help --all"],
      request: { given in given.has("--all") ? .reference : .help(verb: given.argument(0)) }),
    quit,
  ]

  /// The act, which this client may also carry on to its end: whoever shares the terminal joins at once.
  private static let invite: Verb = {
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
