internal import CanonicalJSON
internal import Editions

extension Verb {
  /// The verbs about exports.
  static let exports: [Verb] = [
    Verb(
      name: "export", group: .people, summary: "the reconciled text in a form for other programs",
      arguments: [Argument("FORMAT", oneOf: EditionFormat.allCases.map(\.name))],
      options: [
        Option(
          "--output", short: "-o", value: "FILE",
          "into this file, whole or not at all; - is standard output", .file),
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
        Option("--proof", "beside it, in FILE.tlog-proof, the proof that the log has its last event"),
        Option("--edition", value: "NAME", "what was published under this name"),
        Option("--policy", value: "\"SETTINGS\"", "as it would be under these settings"),
        Option("--without", value: "HANDLE", "as it would be if this person had no say", .handle),
      ],
      examples: [
        "export text -o out/consensus.txt", "export markdown --apparatus negative", "export json --at @40",
        "export tei --without-layer claims -o essay.xml",
        "export docx --edition \"First reconciliation\" -o first.docx",
        "export tei -o essay.xml --proof", "export bundle --edition \"First reconciliation\" -o first.zip",
        "export markdown --policy \"quorum=3\" --without ada",
      ],
      request: { given throws(ClientError) in .export(try ExportRequest(given)) }),
    Verb(
      name: "check", group: .people, summary: "what the apparatus of an export lacks or contradicts",
      arguments: [Argument("FILE", .file)], examples: ["check essay.xml", "check essay.md --json"],
      request: { given throws(ClientError) in .check(file: try given.required(0)) }),
    Verb(
      name: "verify", group: .people, summary: "check an export, or the proof beside it: nobody is asked",
      arguments: [Argument("FILE", .file)],
      options: [Option("--key", value: "KEY|FILE", "the log's public key, in place of the one seen first")],
      examples: [
        "verify essay.json", "verify essay.json --key log.pub", "verify essay.xml", "verify first.zip",
      ],
      request: { given throws(ClientError) in
        .verify(file: try given.required(0), key: given.option("--key"))
      }),
  ]
}
