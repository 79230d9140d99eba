public import CanonicalJSON
public import Scholarship

/// Takes back the last thing that one did, and with each repetition the one before; as long as nobody has built on it.
public struct Undo: Act {
  /// Whether only to tell what it would take back.
  public var dryRun: Bool?

  public init(dryRun: Bool? = nil) { self.dryRun = dryRun }

  public static let verb = VerbEntry(
    "undo", "take back the last thing you did, unless somebody has built on it",
    examples: ["undo", "undo --dry-run"])

  public static let shape = Shape(Undo.init(dryRun:), Field("dryRun", \.dryRun, typed: .dryRunOfUndo))

  /// What one did last may have been in one's notebook.
  public var touchesNotebook: Bool { true }

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let (paper, notebook) = (context.paper.deeds(of: context.person), context.notebook.deeds)
    let way = ActContext.Way.undoing
    switch (paper.done.last, notebook.done.last) {
    case (nil, nil):
      throw Refusal(
        .refused,
        paper.isShortened || notebook.isShortened
          ? "You have undone all that is kept to be undone. “withdraw”, “vote ID none” and “amend” take back what lies further back."
          : "There is nothing of yours here to undo.")
    case (let deed?, let note?) where context.isShared(note, as: deed):
      return try context.decision(deed, note, way, isDryRun: dryRun == true)
    case (let deed?, let note) where deed.last > note?.last ?? 0:
      return try context.decision(deed, nil, way, isDryRun: dryRun == true)
    case (_, let note): return try context.decision(nil, note, way, isDryRun: dryRun == true)
    }
  }

  public func told(_ done: Done) -> Telling { Telling("Undone", next: "redo, undo, log") }
}

extension Typing {
  /// That an act is only to tell what it would take back, or bring back.
  static let dryRunOfUndo = Typing.option("--dry-run", summary: "only tell what it would come to")
}
