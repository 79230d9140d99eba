public import CanonicalJSON
public import Scholarship

/// Publishes a private note of one's own: everyone in the paper sees it from then on as an annotation.
public struct ShareMemo: Act {
  public var id: MemoID

  public init(id: MemoID) { self.id = id }

  public static let verb = VerbEntry(
    "share", "publish a private note of yours; it becomes a note that everyone sees", examples: ["share m1"])

  public static let shape = Shape(
    ShareMemo.init(id:), Field("id", \.id, typed: .argument("NOTE", .id(of: "m"))))

  public var touchesNotebook: Bool { true }

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let memo = try context.notebook.standing(id)
    if memo.lost != nil {
      throw Refusal(
        .refused,
        "\(id) has no place in the present text. Say where it belongs first: “reanchor \(id) ADDR”.")
    }
    let annotate = Annotate(
      target: .target(memo.target), body: memo.body, motivation: memo.motivation, tags: memo.tags)
    var decision = try annotate.decide(in: context)
    guard let annotation = decision.ids.first else { return decision }
    decision.notes = [NotebookEvent(MemoShared(memo: id, annotation: annotation))]
    decision.memos = [id]
    return decision
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling("\(id) shared as \(done.id)\(done.place)", done.quote, next: "show \(done.id)")
  }
}
