public import Protocol
public import Rendering

/// `show`: one thing whole.
extension Page {
  /// `show`.
  public init(_ view: ThingView) {
    self.init()
    switch view.item {
    case .claim(let item): add(item)
    case .annotation(let item): add(item)
    case .dispute(let item): add(item)
    case .correction(let item): add(item)
    }
    for context in view.contexts ?? [view.context].compactMap(\.self) { add(context) }
    switch view.item {
    case .claim(let item):
      addStances(item)
      addBlindRound(item.blind, item.id, giving: "agree|disagree|qualify \(item.id)")
      add(item.changes)
    case .annotation: break
    case .dispute(let item):
      addArguments(item.arguments)
      addBallot(
        status: item.status, basis: item.basis, tally: item.tally, votes: item.votes, ruling: item.ruling)
      addBlindRound(item.blind, item.id, giving: "vote \(item.id) for|against")
      add(item.changes)
    case .correction(let item):
      addBallot(
        status: item.status, basis: item.basis, tally: item.tally, votes: item.votes, ruling: item.ruling)
      addBlindRound(item.blind, item.id, giving: "vote \(item.id) for|against")
      add(item.changes)
    }
    if !view.disputes.isEmpty {
      section("Disputes")
      append(Page(disputes: view.disputes))
      addEarlierDisputes(view)
    }
    if !view.annotations.isEmpty {
      section("Notes")
      addThread(view.annotations)
    }
    if !view.history.isEmpty {
      section("History")
      append(Page(history: view.history))
    }
  }

  private mutating func section(_ title: String) {
    gap()
    heading(title)
  }

  private mutating func title(
    _ id: String, _ kind: String, _ status: String, by: String, at: String, position: Int64,
    more: [String?] = []
  ) {
    let rest = more.compactMap { $0 }.map { ", " + $0 }.joined()
    line(
      Styled(id, .strong) + Styled("  \(kind), ") + Styled(status, Style(status: status)) + Styled(rest)
        + Styled(", by \(by), \(Wording.time(at)) UTC, @\(position)", .faint), hanging: 4)
  }

  private mutating func add(_ item: ClaimItem) {
    title(
      item.id, item.claimKind.map { "claim (\($0))" } ?? "claim", item.status,
      by: Wording.author(item.by, madeBy: item.madeBy), at: item.at,
      position: item.position, more: [item.wording > 1 ? "wording \(item.wording)" : nil])
    text(item.statement, indent: 4)
    addWords(item.wordsBy)
    for link in item.links { line(Styled("\(link.relation) \(link.other), says \(link.by)"), indent: 4) }
    addDisputes(item.disputed, item.upheld)
    if item.textChanged { line(Styled("An accepted correction changes its words."), indent: 4) }
    add(item.origin)
    addLost(item.lost, item.id, item.quote)
    add(item.withdrawn)
  }

  private mutating func add(_ item: AnnotationItem) {
    title(
      item.id,
      "\(item.id.hasPrefix("m") ? "private note" : "note") on \(Wording.place(item.target, lost: item.lost.map { _ in "a lost place" }))",
      item.status, by: Wording.author(item.by, madeBy: item.madeBy), at: item.at,
      position: item.position,
      more: [item.motivation, item.edits > 0 ? "edited \(Wording.count(item.edits, "time"))" : nil])
    text(item.body, indent: 4)
    addWords(item.wordsBy)
    if let shared = item.shared { line(Styled("Shared as \(shared): show \(shared)"), indent: 4) }
    if !item.tags.isEmpty { line(Styled("Tags: \(item.tags.joined(separator: ", "))"), indent: 4) }
    add(item.origin)
    addLost(item.lost, item.id, item.quote)
    add(item.withdrawn)
  }

  private mutating func add(_ item: DisputeItem) {
    title(
      item.id, "dispute of \(Wording.place(item.target, lost: item.lost.map { _ in "a lost place" }))",
      item.status, by: Wording.author(item.by, madeBy: item.madeBy), at: item.at,
      position: item.position,
      more: [item.ground.map { "ground: \($0)" }])
    text(item.body, indent: 4)
    addLost(item.lost, item.id, item.quote)
    add(item.withdrawn)
  }

  private mutating func add(_ item: CorrectionItem) {
    title(
      item.id,
      item.class.map {
        "correction (\($0)) at \(Wording.place(item.address, lost: item.lost.map { _ in "a lost place" }))"
      }
        ?? "correction at \(Wording.place(item.address, lost: item.lost.map { _ in "a lost place" }))",
      item.status, by: Wording.author(item.by, madeBy: item.madeBy), at: item.at, position: item.position,
      more: [item.version > 1 ? "version \(item.version)" : nil])
    line(Styled(Wording.change(from: item.old, to: item.new), .strong), indent: 4)
    text(item.reason, indent: 4)
    addWords(item.wordsBy)
    for evidence in item.evidence {
      line(Styled("Cites (\(evidence.relation)): \(evidence.reference)"), indent: 4, hanging: 2)
    }
    add(item.origin)
    for second in item.seconds ?? [] { add(second, indent: 4) }
    addDisputes(item.disputed, item.upheld)
    addLost(item.lost, item.id, item.old)
    add(item.withdrawn)
  }

  private mutating func addWords(_ by: String?) {
    if let by { line(Styled("In \(by)'s words.", .faint), indent: 4) }
  }

  private mutating func addDisputes(_ open: [String]?, _ upheld: [String]?) {
    if let disputes = Wording.disputes(open: open, upheld: upheld) {
      line(Styled(Wording.sentence(disputes), .bad), indent: 4)
    }
  }

  /// A thing names the disputes that bear on its present words itself; of the others it is said that they do not.
  private mutating func addEarlierDisputes(_ view: ThingView) {
    let bearing: [String]
    switch view.item {
    case .claim(let item) where item.withdrawn == nil: bearing = (item.disputed ?? []) + (item.upheld ?? [])
    case .correction(let item)
    where item.withdrawn == nil && item.lost == nil && item.status != "incorporated":
      bearing = (item.disputed ?? []) + (item.upheld ?? [])
    default: return
    }
    let earlier = view.disputes.filter { ["open", "upheld"].contains($0.status) && !bearing.contains($0.id) }
    guard !earlier.isEmpty else { return }
    line(Styled("Of earlier words: \(Wording.list(earlier.map(\.id)))", .faint), indent: 4)
  }

  private mutating func addLost(_ lost: String?, _ id: String, _ quote: String?) {
    guard let lost else { return }
    line(
      Styled("Has no place in the present base (\(lost)): reanchor \(id) ADDR gives it one.", .bad),
      indent: 4)
    if let quote, !quote.isEmpty {
      line(Styled("It was made on: \(Wording.quoted(quote))", .faint), indent: 4, hanging: 2)
    }
  }

  private mutating func add(_ origin: OriginItem?) {
    guard let origin else { return }
    line(Styled(origin.sentence, .faint), indent: 4, hanging: 2)
  }

  private mutating func add(_ withdrawal: WithdrawalItem?) {
    guard let withdrawal else { return }
    let reason = withdrawal.reason.map { ": \($0)" } ?? ""
    line(Styled("Withdrawn by \(withdrawal.by), @\(withdrawal.position)\(reason)", .bad), indent: 4)
  }

  private mutating func add(_ context: ContextItem) {
    section("In the text, \(context.address)")
    line(
      Styled(context.before, .faint) + Styled("[", .faint) + Styled(context.quote, .strong)
        + Styled("]", .faint) + Styled(context.after, .faint), indent: 4)
  }

  private mutating func addStances(_ item: ClaimItem) {
    section("Stances: \(Wording.counts(item.stances))")
    let stances = item.stances.sorted { $0.value.position < $1.value.position }
    records(
      ["By", "Stance", "Confidence"],
      stances.map { handle, stance in
        let earlier = stance.onEarlierWording ? " (on an earlier wording)" : ""
        return Record(
          cells: [
            Styled(handle, .strong),
            Styled(
              stance.stance + earlier + (stance.blind == true ? " (said blindly)" : "")
                + (stance.counted == false ? " (no longer counted)" : "")),
            Styled(stance.confidence.map { "confidence \($0) of 5" } ?? "", .faint),
          ], details: stance.reason.map { [Detail(label: "Reason", text: Styled($0))] } ?? [])
      })
  }

  /// What is not shown while a round is blind, and how it comes to be.
  private mutating func addBlindRound(_ blind: String?, _ id: String, giving: String) {
    switch blind {
    case "hidden":
      line(
        Styled(
          "The round on \(id) is blind: what others say of it is hidden until you have given yours (\(giving)) or it is "
            + "closed.", .strong), indent: 4)
    case "seen":
      line(
        Styled(
          "The round on \(id) is blind: others see this once they have given theirs, or it is closed.", .faint
        ),
        indent: 4)
    default: break
    }
  }

  /// Who came to say otherwise.
  private mutating func add(_ changes: [ChangeOfMindItem]?) {
    guard let changes else { return }
    section("Changed their mind")
    for change in changes {
      let reason = change.reason.map { ": \($0)" } ?? ""
      line(
        Styled(change.by, .strong)
          + Styled(" from \(change.from ?? "nothing") to \(change.to ?? "nothing")\(reason)")
          + Styled(", @\(change.position)", .faint), indent: 4, hanging: 4)
    }
  }

  private mutating func addArguments(_ arguments: [ArgumentItem]) {
    guard !arguments.isEmpty else { return }
    section("Arguments")
    records(
      ["Side", "By", "Time (UTC)", "Position"],
      arguments.map { argument in
        let cited = argument.evidence.map { evidence in
          Detail(label: "Cites", text: Styled("Cites (\(evidence.relation)): \(evidence.reference)"))
        }
        return Record(
          cells: [
            Styled(argument.side, .strong), Styled(argument.by), Styled(Wording.time(argument.at), .faint),
            Styled("@\(argument.position)", .faint),
          ], details: [Detail(label: "Argument", text: Styled(argument.body))] + cited)
      })
  }

  private mutating func addBallot(
    status: String, basis: String, tally: TallyItem, votes: [String: VoteItem], ruling: RulingItem?
  ) {
    let outcome =
      switch status {
      // What a later base did to it, not what the votes decided.
      case "incorporated": "incorporated, since the base has it"
      case "orphaned": "orphaned, having no one place in the base"
      default: Wording.decided(status, basis)
      }
    section("Votes: \(Wording.counts(tally)); \(outcome)")
    records(
      ["Vote", "By"],
      Wording.names(tally).flatMap { vote, names in
        names.map { name in
          // What someone said that is not counted is no reason of how they are counted.
          let cast = votes[name].flatMap { $0.counted == false ? nil : $0 }
          let reason = cast?.reason.map { ": \($0)" } ?? ""
          let blindly = cast?.blind == true ? " (said blindly)" : ""
          return Record(cells: [Styled(vote), Styled(name, .strong) + Styled(blindly + reason)])
        }
      })
    // What someone said while they could vote stays to be read.
    for (handle, vote) in votes.sorted(by: { $0.key < $1.key }) where vote.counted == false {
      let reason = vote.reason.map { ": \($0)" } ?? ""
      line(
        Styled("\(handle), \(vote.vote), \(Wording.uncounted(vote, ruling))\(reason)", .faint), indent: 4,
        hanging: 2)
    }
    if let ruling {
      let deed = ruling.settled == true ? "Settled" : "Ruled"
      line(
        Styled("\(deed) by \(ruling.by): \(ruling.verdict)", .strong) + Styled(", @\(ruling.position). ")
          + Styled(ruling.reason), hanging: 4)
    }
  }

  /// Notes under each other, answers further in.
  private mutating func addThread(_ notes: [AnnotationItem]) {
    var depths: [String: Int] = [:]
    for note in notes {
      let depth = depths[note.target].map { $0 + 1 } ?? 0
      depths[note.id] = depth
      let standing = note.status == "standing" ? "" : " (\(note.status))"
      line(
        Styled(note.id, .strong) + Styled("  \(note.by), on \(note.target)\(standing): ", .faint)
          + Styled(note.body), indent: 4 * min(depth, 4), hanging: 4)
    }
  }
}
