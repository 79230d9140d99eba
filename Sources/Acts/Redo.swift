public import CanonicalJSON
public import Scholarship

/// Takes the last undoing back, and with each repetition the one before; until one does something anew.
public struct Redo: Act {
  /// Whether only to tell what it would bring back.
  public var dryRun: Bool?

  public init(dryRun: Bool? = nil) { self.dryRun = dryRun }

  public static let verb = VerbEntry(
    "redo", "bring back what you undid last, until you do something anew",
    examples: ["redo", "redo --dry-run"])

  public static let shape = Shape(Redo.init(dryRun:), Field("dryRun", \.dryRun, typed: .dryRunOfUndo))

  /// What one undid last may have been in one's notebook.
  public var touchesNotebook: Bool { true }

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let (paper, notebook) = (context.paper.deeds(of: context.person), context.notebook.deeds)
    let way = ActContext.Way.redoing
    // Whoever acts anew in the one redoes nothing in the other.
    let deed = paper.undone.last.flatMap { $0.undoneAt ?? 0 > notebook.latest ? $0 : nil }
    let note = notebook.undone.last.flatMap { $0.undoneAt ?? 0 > paper.latest ? $0 : nil }
    switch (deed, note) {
    case (nil, nil):
      throw Refusal(
        .refused,
        "There is nothing to redo: only what you undid last, as long as you did nothing since, is brought back."
      )
    case (let deed?, let note?) where context.isShared(note, as: deed):
      return try context.decision(deed, note, way, isDryRun: dryRun == true)
    case (let deed?, let note) where deed.undoneAt ?? 0 > note?.undoneAt ?? 0:
      return try context.decision(deed, nil, way, isDryRun: dryRun == true)
    case (_, let note): return try context.decision(nil, note, way, isDryRun: dryRun == true)
    }
  }

  public func told(_ done: Done) -> Telling { Telling("Redone", next: "undo, log") }
}
