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
        Option(
          "--apparatus", value: "WHOM", choices: EditionOptions.Coverage.allCases.map(\.rawValue),
          "whom entries name: everyone, or only who does not hold the lemma"),
        Option(
          "--lemma", value: "FORM", choices: EditionOptions.LemmaForm.allCases.map(\.rawValue),
          "whether a long lemma is printed in full"),
        Option(
          "--without-layer", value: "LAYER", repeats: true,
          choices: EditionOptions.Layer.allCases.map(\.rawValue),
          "leave a part of the apparatus out"),
        Option("--witnesses", "in TEI, declare each scholar as a witness too"),
      ],
      examples: [
        "export text -o out/consensus.txt", "export markdown --apparatus negative", "export json --at @40",
        "export tei --without-layer claims -o essay.xml",
      ],
      request: { given throws(ClientError) in
        .export(
          format: try given.required(0), file: given.option("--output"), options: try given.editionOptions())
      }),
    Verb(
      name: "check", group: .people, summary: "what the apparatus of an export lacks or contradicts",
      arguments: [Argument("FILE", .file)], examples: ["check essay.xml", "check essay.md --json"],
      request: { given throws(ClientError) in .check(file: try given.required(0)) }),
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

extension Invocation {
  /// How much an apparatus is to say.
  fileprivate func editionOptions() throws(ClientError) -> EditionOptions {
    do throws(EditionOptionError) {
      return try EditionOptions { name in
        switch name {
        case "without-layer": options("--without-layer")?.joined(separator: ",")
        case "witnesses": has("--witnesses") ? "true" : nil
        default: option("--\(name)")
        }
      }
    } catch {
      throw ClientError(usage: error.message)
    }
  }
}
