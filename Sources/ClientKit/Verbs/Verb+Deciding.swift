internal import Protocol

extension Verb {
  static let corrections: [Verb] = [
    Verb(
      name: "correct", group: .writing, summary: "propose other words for a passage",
      arguments: [Argument("ADDR", .address), Argument("NEW", .text)],
      options: [
        Option(
          "--class", value: "C", choices: ["ocr", "typo", "citation", "fact", "wording", "translation"],
          "what sort of correction"),
        cite,
      ],
      message: .required("the reason"),
      examples: [
        "correct \"p3.2:1 August\" \"8 August\" --class fact -m \"As in the first paragraph.\"",
        "correct p3.2/10+0 \"not \" -m \"A word is missing.\"",
        "correct p3.2:very \"\" -m \"Nothing is lost without it.\"",
      ],
      request: { given throws(ClientError) in
        .command(
          .correct(
            CorrectRequest(
              address: try given.required(0), new: try given.required(1), reason: try given.requiredMessage(),
              class: given.option("--class"), cite: given.options("--cite"))))
      }),
    Verb(
      name: "amend", group: .writing, summary: "change a correction of yours; it is then voted on anew",
      arguments: [Argument("CORRECTION", .id(of: "x")), Argument("NEW", .text)],
      message: .required("the reason"),
      examples: ["amend x1 \"the 8th of August\" -m \"The journal's style.\""],
      request: { given throws(ClientError) in
        .command(
          .amend(
            AmendRequest(
              id: try given.required(0), new: try given.required(1), reason: try given.requiredMessage())))
      }),
    Verb(
      name: "adopt", group: .writing, summary: "take over a correction that was withdrawn",
      arguments: [Argument("CORRECTION", .id(of: "x"))], examples: ["adopt x1"],
      request: { given throws(ClientError) in .command(.adopt(AdoptRequest(id: try given.required(0)))) }),
  ]

  static let decisions: [Verb] = [
    Verb(
      name: "vote", group: .writing, summary: "vote on a correction or a dispute",
      arguments: [
        Argument("ID", .id(of: "xd")),
        Argument("for|against|abstain|recuse", .oneOf(["for", "against", "abstain", "recuse"])),
      ],
      message: .optional("your reason"),
      examples: ["vote x1 for", "vote d1 against -m \"The source is late.\""],
      request: { given throws(ClientError) in
        .command(
          .vote(
            VoteRequest(id: try given.required(0), vote: try given.required(1), reason: given.message)))
      }),
    Verb(
      name: "rule", group: .writing, summary: "decide a correction or a dispute as an editor",
      arguments: [Argument("ID", .id(of: "xd")), Argument("accept|reject", .oneOf(["accept", "reject"]))],
      message: .required("the reason"),
      examples: ["rule d1 accept -m \"The internal evidence is decisive.\""],
      request: { given throws(ClientError) in
        .command(
          .rule(
            RuleRequest(
              id: try given.required(0), verdict: try given.required(1), reason: try given.requiredMessage()))
        )
      }),
    Verb(
      name: "withdraw", group: .writing, summary: "take back a thing of yours; its history stays readable",
      arguments: [Argument("ID", .id(of: "cadx"))], message: .optional("your reason"),
      examples: ["withdraw x1", "withdraw c2 -m \"Said better in c1.\""],
      request: { given throws(ClientError) in
        .command(.withdraw(WithdrawRequest(id: try given.required(0), reason: given.message)))
      }),
    Verb(
      name: "reanchor", group: .writing,
      summary: "say where a thing belongs that lost its place when a new base came in; orphans lists them",
      arguments: [Argument("ID", .id(of: "cadx")), Argument("ADDR", .address)],
      message: .optional("your reason"),
      examples: ["reanchor c1 p12.3", "reanchor x2 \"p3.2:1 August\" -m \"The note moved up.\""],
      request: { given throws(ClientError) in
        .command(
          .reanchor(
            ReanchorRequest(
              id: try given.required(0), address: try given.required(1), reason: given.message)))
      }),
  ]
}
