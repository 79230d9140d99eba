public import CanonicalJSON
internal import Consensus
internal import Manuscript
public import Protocol
public import Rendering
public import Scholarship

/// `diff`: what changed since an earlier moment: what was claimed, disputed and proposed, what passed and fell, and how the
/// words of the consensus changed. The later moment is the one at which it is asked.
public struct Diff: Question {
  /// The earlier moment.
  public var since: PointInTime

  public init(since: PointInTime) { self.since = since }

  public static let verb = VerbEntry(
    "diff", group: .reading, "what changed between two positions or times, and which words",
    examples: ["diff @10..@20", "diff @10.."])

  public static let shape = Shape(
    Diff.init(since:), Field("since", \.since, typed: .argument("@A..@B")))

  public var earlier: PointInTime? { since }

  public func history(in snapshot: Snapshot) -> HistoryPart? {
    guard let earlier = snapshot.earlier else { return nil }
    return HistoryPart(.traceless, since: .position(earlier.at + 1), limit: Self.mostTraceless)
  }

  /// More than this many acts that left no trace are not told of.
  private static let mostTraceless = 100_000

  public func view(of snapshot: Snapshot) -> ChangesView {
    let earlier = snapshot.earlier ?? Snapshot.Earlier(at: snapshot.at, snapshot.state)
    let changes = PaperChanges(snapshot, since: earlier)
    let members = changes.members
    var view = ChangesView(
      at: snapshot.at, since: earlier.at, base: snapshot.base, text: [], things: changes.things,
      members: members.isEmpty ? nil : members, policy: changes.policy)
    if let state = earlier.state {
      if state.paper.identity?.base != snapshot.paper.identity?.base {
        view.earlierBase = state.paper.identity?.base.description
      }
      let comparison = TextComparison(
        from: .init(state.standing, base: state.document.text),
        to: .init(snapshot.standing, base: snapshot.document.text))
      view.text = comparison.items(in: snapshot.document)
    }
    return view
  }

  public func page(of view: ChangesView) -> Page { Page(view) }
}

extension Page {
  fileprivate init(_ view: ChangesView) {
    self.init()
    line("From @\(view.since) to @\(view.at).")
    if view.earlierBase != nil { line("Another base came in.") }
    add("Claims", view.things.filter { $0.kind == "claim" })
    add("Disputes", view.things.filter { $0.kind == "dispute" })
    add("Corrections", view.things.filter { $0.kind == "correction" })
    add("Notes", view.things.filter { $0.kind == "annotation" })
    if !view.text.isEmpty {
      gap()
      heading("The text")
      add(view.text)
    }
    addPeople(view)
    let isEmpty = view.things.isEmpty && view.text.isEmpty && view.members == nil && view.policy == nil
    if isEmpty, view.earlierBase == nil { line("Nothing changed.") }
  }

  private mutating func add(_ title: String, _ items: [ChangeItem]) {
    guard !items.isEmpty else { return }
    gap()
    heading(title)
    records(["Thing", "Status", "By", "At", "Text"], items.map { Self.record(of: $0) })
  }

  /// What became of a thing: how it stands, and who did what.
  public static func record(of item: ChangeItem) -> Record {
    let disputes = Wording.disputes(open: item.disputed, upheld: item.upheld).map {
      Detail(label: "Disputes", text: Styled(Wording.sentence($0)))
    }
    let deeds = item.deeds.map { deed in
      Detail(
        label: "Since",
        text: Styled("\(deed.by) \(deed.what)\(deed.text.map { ": \($0.fitted(to: 200))" } ?? "")", .faint))
    }
    return Record(
      cells: [
        Styled(item.id, .strong), Styled(item.course, Style(status: item.status)), Styled(item.by),
        Styled(Wording.place(item.address)), Styled(item.text.fitted(to: 120)),
      ], details: [disputes].compactMap(\.self) + deeds)
  }

  /// Words of the consensus that changed, as tables of them have it.
  mutating func add(_ changes: [TextChangeItem]) {
    records(
      ["Place", "Words"],
      changes.map { item in
        let change = Wording.change(from: item.old.fitted(to: 120), to: item.new.fitted(to: 120))
        return Record(
          cells: [
            Styled(Wording.place(item.address), .strong),
            Styled(item.before, .faint) + Styled("[\(change)]", .strong) + Styled(item.after, .faint),
          ],
          details: item.corrections.map {
            [Detail(label: "By", text: Styled("by \(Wording.list($0))", .faint))]
          } ?? [])
      })
  }

  private mutating func addPeople(_ view: ChangesView) {
    guard view.members != nil || view.policy != nil else { return }
    gap()
    heading("People and rules")
    for item in view.members ?? [] {
      switch (item.was, item.role) {
      case (nil, let role?): line("\(item.handle) joined as \(role).")
      case (let was?, nil): line("\(item.handle) is no member any more; before, \(was).")
      case (let was, let role): line("\(item.handle) is \(role ?? "") now; before, \(was ?? "").")
      }
    }
    if view.policy != nil { line("The policy changed: policy shows it.") }
  }
}

extension ChangeItem {
  /// `new: open`, `open → accepted by ballot`, `accepted → orphaned`, `still open`.
  var course: String {
    guard let was else { return "new: \(status == "open" ? status : Wording.decided(status, basis))" }
    return was == status ? "still \(status)" : "\(was) → \(Wording.decided(status, basis))"
  }
}
