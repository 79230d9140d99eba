public import CanonicalJSON
internal import Consensus
internal import Manuscript
public import Protocol
public import Rendering
internal import Scholarship

/// `blame`: for each stretch of the consensus text in a passage, who proposed it, who voted, and who ruled.
public struct Blame: Question {
  /// An address, or words of the base or of the consensus; the whole paper where it is not said.
  public var on: String?

  public init(on: String? = nil) { self.on = on }

  public static let verb = VerbEntry(
    "blame", group: .reading, "who stands behind each word of the consensus, and since when",
    examples: ["blame p31", "blame \"some words\"", "blame"])

  public static let shape = Shape(
    Blame.init(on:), Field("on", \.on, typed: .argument("ADDR", .address)))

  public func view(of snapshot: Snapshot) throws(Problem) -> BlameView {
    let presenter = snapshot.presenter
    let text = ScalarText(presenter.standing.reconciliation.text(of: snapshot.document.text))
    let stretches = presenter.standing.reconciliation.creditedStretches(
      of: snapshot.document.text, in: snapshot.paper)
    let range = try on.map { on throws(Problem) in
      try Self.range(of: on, in: snapshot.document, stretches, text)
    }
    let source = snapshot.paper.identity?.baseStamp
    return BlameView(
      at: snapshot.at, base: snapshot.base,
      source: Deed(
        by: source?.by.name ?? "", at: source?.at.description ?? "", position: source?.position ?? 0),
      items: stretches.compactMap { range.map($0.cut) ?? $0 }.map { presenter.item($0, of: text) })
  }

  /// The passage of the base: words that only the consensus has are looked up there.
  private static func range(
    of on: String, in document: Document, _ stretches: [Stretch], _ text: ScalarText
  ) throws(Problem) -> ScalarRange {
    do throws(Problem) {
      return try document.range(at: on)
    } catch {
      let places = text.places(of: on)
      guard error.type == .noSuchThing || error.type == .refused, let place = places.first else {
        throw error
      }
      guard places.count == 1 else {
        throw Problem(
          .ambiguous, "The consensus has “\(on)” in \(places.count) places. Say which with more words.",
          candidates: places.prefix(10).map {
            let range = stretches.base(of: $0)
            return .init(address: document.address(of: range), excerpt: document.passage(range).excerpt)
          })
      }
      return stretches.base(of: place)
    }
  }

  public func page(of view: BlameView) -> Page { Page(view) }
}

extension ScalarText {
  /// Where words stand, letter for letter.
  fileprivate func places(of words: String) -> [ScalarRange] {
    let sought = Array(words.unicodeScalars)
    guard !sought.isEmpty, sought.count <= count else { return [] }
    return (0...count - sought.count).filter {
      scalars[$0] == sought[0] && scalars[$0..<$0 + sought.count].elementsEqual(sought)
    }.map { ScalarRange(start: $0, count: sought.count) }
  }
}

extension Presenter {
  fileprivate func item(_ stretch: Stretch, of text: ScalarText) -> BlameItem {
    var item = BlameItem(
      address: document.address(of: stretch.base), text: text[stretch.text],
      range: [stretch.text.start, stretch.text.end])
    if !stretch.incorporated.isEmpty {
      let corrections = stretch.incorporated.compactMap(paper.correction)
      if let first = corrections.first, first.anchor.range == stretch.base { item.old = first.old }
      item.corrections = corrections.map { self.item($0) }
    }
    guard let id = stretch.correction, let correction = paper.correction(id) else { return item }
    item.old = document.text[stretch.base]
    let edit = Edit(range: correction.anchor.range, replacement: correction.replacement)
    let others = standing.reconciliation.corrections(agreeingWith: edit).filter { $0 != id }
    item.corrections = ([id] + others).compactMap(paper.correction).map { self.item($0) }
    return item
  }
}

extension Page {
  fileprivate init(_ view: BlameView) {
    self.init()
    line(
      Styled(
        "The words of the source came in with \(view.source.by), \(Wording.time(view.source.at)) UTC, "
          + "@\(view.source.position).", .faint))
    gap()
    records(
      ["Place", "Words", "Behind them"],
      view.items.map { item in
        let corrections = item.corrections ?? []
        return Record(
          cells: [
            Styled(Wording.place(item.address), .strong),
            Styled(corrections.isEmpty ? "source" : corrections[0].id),
            Styled(item.words, corrections.isEmpty ? .faint : .plain),
          ], details: corrections.flatMap(Self.details))
      })
    if view.items.isEmpty { line("There are no words.") }
  }

  /// Who proposed, voted and decided.
  private static func details(of item: CorrectionItem) -> [Detail] {
    var lines = [
      "\(item.id) proposed by \(item.madeBy ?? item.by), \(Wording.time(item.at)) UTC, @\(item.position)"
        + (item.madeBy == nil ? "" : ", adopted by \(item.by)")
        + (item.wordsBy.map { "; \($0)" } ?? "") + ": \(item.reason)"
    ]
    for second in item.seconds ?? [] {
      let cited = second.evidence.map { ", citing \($0.reference)" }.joined()
      lines.append(
        "\(second.by) proposed the same\(second.class.map { " (\($0))" } ?? ""), \(Wording.time(second.at)) UTC, "
          + "@\(second.position)\(cited): \(second.reason)")
    }
    // Who proposed the same voted by that.
    let said = Set((item.seconds ?? []).map(\.position))
    for (handle, vote) in item.votes.sorted(by: { $0.value.position < $1.value.position })
    where !said.contains(vote.position) {
      lines.append(
        "\(handle) voted \(vote.vote), \(Wording.time(vote.at)) UTC, @\(vote.position)"
          + (vote.counted == false ? ", \(Wording.uncounted(vote, item.ruling))" : "")
          + (vote.reason.map { ": \($0)" } ?? ""))
    }
    if let ruling = item.ruling {
      lines.append(
        "\(ruling.by) \(Wording.decision(ruling)), \(Wording.time(ruling.at)) UTC, @\(ruling.position): \(ruling.reason)"
      )
    }
    let disputes = Wording.disputes(open: item.disputed, upheld: item.upheld).map { "; \($0)" }
    let outcome =
      item.status == "incorporated" ? "the base has it now" : Wording.decided(item.status, item.basis)
    lines.append("\(outcome), \(Wording.counts(item.tally))" + (disputes ?? ""))
    return lines.map { Detail(label: "Behind", text: Styled($0, .faint)) }
  }
}

extension BlameItem {
  /// The words, and those that they stand for.
  fileprivate var words: String {
    guard let old else { return Wording.quoted(text.fitted(to: 160)) }
    return Wording.change(from: old.fitted(to: 160), to: text.fitted(to: 160))
  }
}
