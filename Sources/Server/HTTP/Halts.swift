internal import EventLog
internal import Protocol
internal import ReadModels

/// What follows the log and stands still, for whoever looks after the server. Each of them tries again by itself.
struct Halts: Sendable {
  let projector: Projector
  let feed: Feed
  let tree: TreeBuilder
  let authority: CheckpointAuthority
  let store: any EventStore

  /// What keeps anything from being appended.
  func ofAppends() -> [HaltItem] {
    guard let obstacle = store.appendHalt?.obstacle else { return [] }
    return [
      HaltItem(
        name: "appends", position: store.progress.position, cause: obstacle.detail,
        remedy: Self.remedy(obstacle.kind))
    ]
  }

  /// What keeps the server from showing what stands in the log.
  func ofReadModels() async -> [HaltItem] {
    guard let halt = await projector.halt else { return [] }
    let remedy =
      "The log goes on, the lists are behind. If the disk is full, make room; if the event is of a newer form, start a "
      + "server that knows it; if the log is damaged, restore the database from a backup; else mend what the cause names. "
      + "It is tried again by itself."
    return [HaltItem(name: halt.name, position: halt.position, cause: halt.cause, remedy: remedy)]
  }

  /// What keeps it from telling those who listen of what happens.
  func ofFeeds() -> [HaltItem] {
    guard let halt = feed.halt else { return [] }
    let remedy =
      "Listeners wait, and nothing is lost to them. If the log is damaged, restore the database from a backup; else mend "
      + "what the cause names. It is tried again every second."
    return [HaltItem(name: "feeds", position: halt.position, cause: halt.cause, remedy: remedy)]
  }

  /// What keeps it from proving the log, and from nothing else.
  func ofProofs() async -> [HaltItem] {
    var halts: [HaltItem] = []
    if let halt = await tree.halt {
      halts.append(
        HaltItem(
          name: "tree", position: halt.position, cause: "\(halt.cause)", remedy: Self.remedy(halt.cause)))
    }
    if let refusal = await authority.refusal {
      halts.append(
        HaltItem(
          name: "checkpoints", position: await authority.signedSize, cause: refusal.happened,
          remedy: refusal.remedy))
    }
    return halts
  }

  /// All of them.
  func all() async -> [HaltItem] { await ofAppends() + ofReadModels() + ofFeeds() + ofProofs() }

  private static func remedy(_ obstacle: AppendObstacle.Kind) -> String {
    let rest = "It is tried again with each request, and nothing that was acknowledged is lost."
    return switch obstacle {
    case .stopping: "Start it again."
    case .unreachable: "See that PostgreSQL runs and can be reached. \(rest)"
    case .full: "Make room on the disk that PostgreSQL's data and its write-ahead log lie on. \(rest)"
    case .readOnly: "Let the database take changes, or start the server on the one that does. \(rest)"
    case .slow: "See what PostgreSQL waits for: pg_stat_activity and pg_locks show it. \(rest)"
    case .refused: "One request was refused; mend what the cause names. Others are appended as ever."
    }
  }

  private static func remedy(_ cause: TreeError) -> String {
    switch cause {
    case .database:
      "Mend what the database says; the tree is tried again every second, and nothing is lost meanwhile."
    case .hole, .proof:
      "Rows of the log or of its tree are damaged. Restore the database from a backup, beside the state directory as "
        + "it is; the tree is tried again every second."
    }
  }
}
