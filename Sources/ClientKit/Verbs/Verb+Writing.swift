internal import Protocol

extension Verb {
  /// The verbs that write.
  static let writing: [Verb] = papers + claims + annotations + disputes + corrections + decisions

  private static let papers: [Verb] = [
    Verb(
      name: "import", group: .writing,
      summary: "bring a paper in, or a later version of one, and see what was read out of it",
      arguments: [Argument("FILE", .file)],
      options: [
        Option("--slug", value: "SLUG", "the short name by which it is called"),
        Option("--title", value: "TITLE", "the title, where the file does not say it"),
        Option(
          "--base-of", value: "SLUG", "a later version of this paper: everything said on it is carried over"),
        Option("--dry-run", "only report what would be read, and carried over"),
      ],
      examples: [
        "import essay.md", "import essay.md --slug essay --title \"An Essay\"", "import essay.txt --dry-run",
        "import essay-2.md --base-of essay",
      ],
      request: { given throws(ClientError) in
        if let paper = given.option("--base-of") {
          guard given.option("--slug") == nil, given.option("--title") == nil else {
            throw ClientError(
              usage:
                "A later version keeps the paper's name and title: --base-of stands without --slug and --title."
            )
          }
          return .importBase(file: try given.required(0), of: paper, isDryRun: given.has("--dry-run"))
        }
        return .importPaper(
          file: try given.required(0), slug: given.option("--slug"), title: given.option("--title"),
          isDryRun: given.has("--dry-run"))
      })
  ]

  private static let claims: [Verb] =
    [
      Verb(
        name: "claim", group: .writing, summary: "mark what a passage claims, in your words",
        arguments: [Argument("ADDR", .address)],
        options: [
          Option(
            "--kind", value: "K",
            choices: ["fact", "date", "attribution", "causal", "interpretation", "citation"],
            "what sort of thing is claimed")
        ],
        message: .required("the claim in your words"),
        examples: [
          "claim p31.2 --kind date -m \"The bridge opened on 1 August.\"",
          "claim \"the bridge was closed\" -m \"Nobody crossed that year.\"",
        ],
        request: { given throws(ClientError) in
          .command(
            .claim(
              ClaimRequest(
                address: try given.required(0), statement: try given.requiredMessage(),
                kind: given.option("--kind"))))
        }),
      Verb(
        name: "reword", group: .writing, summary: "put a claim in other words",
        arguments: [Argument("CLAIM", .id(of: "c"))], message: .required("the claim in your words"),
        examples: ["reword c1 -m \"The bridge opened in August.\""],
        request: { given throws(ClientError) in
          .command(.reword(RewordRequest(id: try given.required(0), statement: try given.requiredMessage())))
        }),
      Verb(
        name: "link", group: .writing, summary: "say how one claim bears on another",
        arguments: [
          Argument("CLAIM", .id(of: "c")),
          Argument("RELATION", .oneOf(["supports", "contradicts", "depends-on", "duplicates"])),
          Argument("CLAIM", .id(of: "c")),
        ],
        examples: ["link c1 contradicts c2"],
        request: { given throws(ClientError) in
          .command(
            .link(
              LinkRequest(
                id: try given.required(0), relation: try given.required(1), other: try given.required(2))))
        }),
    ]
    + [
      stance(.agree, "agree with a claim", examples: ["agree c1", "agree c1 --confidence 4"]),
      stance(
        .disagree, "disagree with a claim",
        examples: ["disagree c1 -m \"Contradicted by the first paragraph.\""]),
      stance(
        .qualify, "agree with a claim under a condition", examples: ["qualify c1 -m \"Only in the north.\""]),
      stance(.unsure, "say that you cannot tell", examples: ["unsure c1"]),
      stance(.recuse, "stand aside from a claim", examples: ["recuse c1 -m \"I wrote the source.\""]),
    ]

  private static func stance(
    _ stance: StanceRequest.Choice, _ summary: String, examples: [String]
  ) -> Verb {
    Verb(
      name: stance.rawValue, group: .writing, summary: summary, arguments: [Argument("CLAIM", .id(of: "c"))],
      options: [
        Option(
          "--confidence", value: "1..5", choices: ["1", "2", "3", "4", "5"], "from a guess, 1, to certain, 5")
      ],
      message: stance == .qualify ? .required("the condition") : .optional("your reason"),
      examples: examples,
      request: { given throws(ClientError) in
        .command(
          .stance(
            stance,
            StanceRequest(
              id: try given.required(0), reason: given.message, confidence: try given.number("--confidence")))
        )
      })
  }

  private static let annotations: [Verb] = [
    Verb(
      name: "annotate", group: .writing, summary: "write a note on a passage or a thing",
      arguments: [Argument("TARGET", .target)],
      options: [
        Option(
          "--motivation", value: "M",
          choices: [
            "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
            "identifying", "linking", "moderating", "questioning", "replying", "tagging",
          ], "why it is made (W3C Web Annotation)"),
        Option("--tag", value: "T", repeats: true, "a tag; may be given again"),
      ],
      message: .required("the note, in Markdown"),
      examples: [
        "annotate p12.3 -m \"Which edition?\" --motivation questioning",
        "annotate c1 --tag chronology -m \"The introduction has another date.\"",
      ],
      request: { given throws(ClientError) in
        .command(
          .annotate(
            AnnotateRequest(
              target: try given.required(0), body: try given.requiredMessage(),
              motivation: given.option("--motivation"), tags: given.options("--tag"))))
      }),
    Verb(
      name: "reply", group: .writing, summary: "answer a note", arguments: [Argument("NOTE", .id(of: "a"))],
      message: .required("the answer, in Markdown"), examples: ["reply a1 -m \"The second, of 1999.\""],
      request: { given throws(ClientError) in
        .command(.reply(ReplyRequest(id: try given.required(0), body: try given.requiredMessage())))
      }),
    Verb(
      name: "edit", group: .writing, summary: "change a note of yours; the older text stays in its history",
      arguments: [Argument("NOTE", .id(of: "a"))], message: .required("the new text, in Markdown"),
      examples: ["edit a1 -m \"Which edition, and which page?\""],
      request: { given throws(ClientError) in
        .command(.edit(EditRequest(id: try given.required(0), body: try given.requiredMessage())))
      }),
  ]

  private static let disputes: [Verb] = [
    Verb(
      name: "dispute", group: .writing, summary: "dispute a claim, a correction, a note or a passage",
      arguments: [Argument("TARGET", .target)],
      options: [
        Option(
          "--ground", value: "G",
          choices: [
            "date", "fact", "citation", "attribution", "translation", "interpretation", "method", "wording",
          ], "on what ground")
      ],
      message: .required("your reasons, in Markdown"),
      examples: ["dispute c1 --ground date -m \"It cannot be before the seventh.\""],
      request: { given throws(ClientError) in
        .command(
          .dispute(
            DisputeRequest(
              target: try given.required(0), body: try given.requiredMessage(),
              ground: given.option("--ground"))))
      }),
    Verb(
      name: "argue", group: .writing, summary: "argue for or against what a dispute says",
      arguments: [Argument("DISPUTE", .id(of: "d")), Argument("for|against", .oneOf(["for", "against"]))],
      options: [cite], message: .required("the argument, in Markdown"),
      examples: ["argue d1 for -m \"The opening dates it to the eighth.\" --cite \"first paragraph\""],
      request: { given throws(ClientError) in
        .command(
          .argue(
            ArgueRequest(
              id: try given.required(0), side: try given.required(1), body: try given.requiredMessage(),
              cite: given.options("--cite"))))
      }),
    Verb(
      name: "reopen", group: .writing, summary: "open a dispute again, with a new ballot",
      arguments: [Argument("DISPUTE", .id(of: "d"))], message: .required("the reason"),
      examples: ["reopen d1 -m \"A new source came to light.\""],
      request: { given throws(ClientError) in
        .command(.reopen(ReopenRequest(id: try given.required(0), reason: try given.requiredMessage())))
      }),
  ]

  static let cite = Option("--cite", value: "REF", repeats: true, "a reference; may be given again")
}
