internal import Protocol

/// The sentence about a write: what happened, its id and position, and natural next commands.
struct WriteSummary {
  var command: CommandRequest
  var receipt: Receipt
  /// The thing as it is now, if it could be read.
  var thing: ThingItem?
  /// Whose act it was.
  var by: String?

  /// Whether the sentence includes the thing as it is now.
  static func tellsThing(_ command: CommandRequest) -> Bool {
    switch command {
    case .claim, .stance, .annotate, .dispute, .correct, .amend, .adopt, .vote, .rule, .reanchor: true
    default: false
    }
  }

  var sentence: String {
    let id = receipt.ids.first ?? ""
    let (what, detail, next) = parts(id)
    var sentence = "\(receipt.remark.map(Self.withoutStop) ?? what) (@\(receipt.position))"
    sentence += detail.isEmpty ? "." : (receipt.remark == nil ? detail : ".")
    if !next.isEmpty {
      sentence += (sentence.last.map { ".?!”".contains($0) } == true ? " " : ". ") + "Next: \(next)"
    }
    return sentence
  }

  private static func withoutStop(_ text: String) -> String {
    text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  private var who: String { by ?? "You" }

  private func parts(_ id: String) -> (what: String, detail: String, next: String) {
    switch command {
    case .claim:
      ("\(id) registered\(place)", quote, "agree \(id), disagree \(id), dispute \(id)")
    case .reword: ("\(id) reworded", "; stances taken before are on an earlier wording.", "show \(id)")
    case .link(let link): ("\(link.id) \(link.relation) \(link.other)", "", "show \(link.id)")
    case .stance(let stance, let request):
      (
        deed(stance.verb, on: request.id) ?? "Stance on \(request.id): \(stance.rawValue)", standing,
        "show \(request.id)"
      )
    case .annotate(let request): ("\(id) written\(place(on: request.target))", quote, "reply \(id)")
    case .reply(let request): ("\(id) written, a reply to \(request.id)", "", "show \(request.id)")
    case .edit(let request): ("\(request.id) edited", "", "show \(request.id)")
    case .dispute(let request):
      ("\(id) opened\(place(on: request.target))", quote, "argue \(id) for|against, vote \(id) for|against")
    case .argue(let request):
      ("Argument \(request.side) \(request.id) recorded", "", "vote \(request.id) for|against")
    case .reopen(let request):
      ("\(request.id) reopened, with a new ballot", "", "vote \(request.id) for|against")
    case .correct: ("\(id) proposed\(place)", change, "vote \(id) for|against")
    case .amend(let request):
      ("\(request.id) amended, to be voted on anew", change, "vote \(request.id) for|against")
    case .adopt(let request): ("\(request.id) adopted by \(who)", change, "vote \(request.id) for|against")
    case .vote(let request):
      (
        deed(Self.verb(ofVote: request.vote), on: request.id) ?? "Vote on \(request.id): \(request.vote)",
        standing,
        "show \(request.id)"
      )
    case .rule(let request):
      ("\(request.id) ruled: \(request.verdict)", standing, "show \(request.id), consensus")
    case .withdraw(let request):
      ("\(request.id) withdrawn", "; its history stays readable.", "history \(request.id)")
    case .reanchor(let request):
      if case .correction(let item) = thing {
        item.status == "incorporated"
          ? ("\(request.id) has its place again\(place), where the text has what it proposes", "", "orphans")
          : (
            "\(request.id) stands\(place), to be voted on anew", change,
            "vote \(request.id) for|against, orphans"
          )
      } else {
        ("\(request.id) stands\(placeOfThing)", quote, "show \(request.id), orphans")
      }
    case .policy(let request): ("Policy set: \(request.settings.joined(separator: " "))", "", "policy")
    case .invite(let request): ("\(request.handle) invited", "", "members")
    }
  }

  /// `ada agrees with c1`, if both are known.
  private func deed(_ verb: String?, on id: String) -> String? {
    guard let by, let verb else { return nil }
    return "\(by) \(verb) \(id)"
  }

  private static func verb(ofVote vote: String) -> String? {
    ["for": "votes for", "against": "votes against", "abstain": "abstains on", "recuse": "recuses from"][vote]
  }

  // MARK: Of the thing

  /// ` at p34`, if the thing has an address.
  private var place: String {
    switch thing {
    case .claim(let item): " at \(Wording.place(item.address))"
    case .correction(let item): " at \(Wording.place(item.address))"
    default: ""
    }
  }

  private var placeOfThing: String {
    switch thing {
    case .annotation(let item): " at \(Wording.place(item.target))"
    case .dispute(let item): " at \(Wording.place(item.target))"
    default: place
    }
  }

  private func place(on target: String) -> String {
    switch thing {
    case .annotation(let item): " on \(Wording.place(item.target))"
    case .dispute(let item): " on \(Wording.place(item.target))"
    default: " on \(target.fitted(to: 40))"
    }
  }

  private var quote: String {
    let quote: String? =
      switch thing {
      case .claim(let item): item.quote
      case .annotation(let item): item.quote
      case .dispute(let item): item.quote
      default: nil
      }
    return quote.map { ": \(Wording.quoted($0.fitted(to: 60)))" } ?? ""
  }

  private var change: String {
    guard case .correction(let item) = thing else { return "" }
    return ": \(Wording.change(from: item.old.fitted(to: 60), to: item.new.fitted(to: 60)))"
  }

  private var standing: String {
    switch thing {
    case .claim(let item): ": \(item.id) is \(item.status), \(Wording.counts(item.stances))."
    case .dispute(let item): ": \(item.id) is \(item.status), \(Wording.counts(item.tally))."
    case .correction(let item): ": \(item.id) is \(item.status), \(Wording.counts(item.tally))."
    default: ""
    }
  }
}

extension StanceRequest.Choice {
  /// The verb before the claim's id.
  fileprivate var verb: String {
    switch self {
    case .agree: "agrees with"
    case .disagree: "disagrees with"
    case .qualify: "qualifies"
    case .unsure: "is unsure of"
    case .recuse: "recuses from"
    }
  }
}
