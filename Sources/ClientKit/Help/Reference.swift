internal import CanonicalJSON
internal import Protocol

/// All there is to say about how the program is used, from the declarations of its verbs. Help, a manual page and
/// completions are renderings of it.
struct Reference: Sendable {
  /// Something as it is typed, and what it means.
  struct Entry: Hashable, Sendable {
    var form: String
    var meaning: String
  }

  /// The verbs under one heading.
  struct Group: Sendable {
    var title: String
    var verbs: [Verb]
  }

  /// What the program is, in a sentence.
  var summary: String
  /// How it is called.
  var forms: [Entry]
  var groups: [Group]
  /// The options of the program itself, which stand before the verb.
  var programOptions: [Verb.Option]
  /// The options that every verb takes.
  var globalOptions: [Verb.Option]
  var addresses: [Entry]
  var ids: [Entry]
  var exitCodes: [Entry]

  /// That of this program.
  static let current = Reference(
    summary: "recension: read, dispute and correct a paper together, from the command line.",
    forms: [
      Entry(form: "recension", meaning: "the shell, or the commands that a pipe brings"),
      Entry(form: "recension VERB …", meaning: "one command"),
      Entry(form: "recension -c 'VERB …; VERB …'", meaning: "some commands"),
      Entry(form: "recension -f FILE", meaning: "a script"),
    ],
    groups: VerbEntry.Group.allCases.map { group in
      Group(title: group.rawValue, verbs: Verb.all.filter { $0.group == group })
    },
    programOptions: ProgramOptions.options, globalOptions: GlobalOptions.options,
    addresses: [
      Entry(form: "p12", meaning: "a paragraph; outline and find show their numbers"),
      Entry(form: "p12.3", meaning: "a sentence of it; p12.3-5 are three"),
      Entry(form: "s2, n34", meaning: "a section, a note"),
      Entry(form: "\"p12:some words\"", meaning: "words within it"),
      Entry(form: "\"some words\"", meaning: "words anywhere, if they stand there once"),
      Entry(form: "p12/10+24", meaning: "24 characters from the 10th on; +0 is the point before it"),
      Entry(form: "p3.2..p4", meaning: "from one place to another"),
    ],
    ids: [
      Entry(form: "c1", meaning: "a claim"), Entry(form: "a1", meaning: "a note"),
      Entry(form: "d1", meaning: "a dispute"), Entry(form: "x1", meaning: "a correction"),
    ],
    exitCodes: ExitCode.allCases.map { Entry(form: "\($0.rawValue)", meaning: $0.meaning) })
}
