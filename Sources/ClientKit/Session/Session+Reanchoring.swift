internal import Acts
internal import Protocol
internal import Rendering
internal import Scholarship
internal import Views

/// What has no place in the present base, one thing after the other.
extension Session {
  /// Walks through it at a terminal; elsewhere shows the same, with the commands to type. Each answer is carried out at
  /// once, so that nothing is lost where one stops.
  func reanchorAll(_ run: CommandRun) async throws(ClientError) {
    if run.options.json { return try await ask(Orphans(), run) }
    let view = try Self.decode(ListView<OrphanItem>.self, from: try await get(Orphans(), run))
    guard prompter.isPossible, !run.options.noInput else {
      return await answer(Page(choosing: view.items), run.options)
    }
    var walk = ReanchoringWalk()
    for (index, item) in view.items.enumerated() where !walk.isOver {
      // Of a thing with several passages, reanchor places the first that is lost.
      guard let id = OwnID(item.id), !walk.skipped.contains(item.id) else { continue }
      await answer(Page(choosing: item, number: index + 1, of: view.items.count), run.options)
      await settle(item, id, &walk, run)
    }
    await answer(walk.summary(of: view.items.count), run)
    // A script stops too.
    if walk.isInterrupted { throw .interrupted }
  }

  /// Asks about one thing until it is settled or skipped.
  private func settle(
    _ item: OrphanItem, _ id: OwnID, _ walk: inout ReanchoringWalk, _ run: CommandRun
  ) async {
    while true {
      let line = await prompter.ask(item.question)
      switch ReanchoringAnswer(line, among: item.places) {
      case .quit:
        walk.isOver = true
        walk.isInterrupted = line == .interrupted
        return
      case .skip:
        walk.skipped.append(item.id)
        return
      case .unknown(let why): await display.note([why])
      case .place(let address):
        do throws(ClientError) {
          try await send(AnyAct(Reanchor(id: id, address: .address(address))), run)
          walk.placed += 1
          return
        } catch {
          await display.note(ErrorReport.lines(error, source: nil))
        }
      }
    }
  }
}

/// How far it has come.
private struct ReanchoringWalk {
  var placed = 0
  var skipped: [String] = []
  var isOver = false
  var isInterrupted = false

  func summary(of total: Int) -> String {
    if total == 0 { return "Everything has its place in the text." }
    let left = total - placed
    let rest = left == 0 ? "Everything has its place now." : "\(left) left: orphans lists them."
    return "\(Wording.count(placed, "thing")) placed, \(rest)"
  }
}

extension OrphanItem {
  /// Where it may belong, as numbered.
  fileprivate var places: [String] { choices.map(\.address) }

  fileprivate var question: String {
    let numbers = places.count > 1 ? "1-\(places.count), " : places.isEmpty ? "" : "1, "
    return "\(id) belongs at (\(numbers)an address, s to skip, q to quit): "
  }
}

/// What someone answers when asked where a thing belongs.
enum ReanchoringAnswer: Hashable {
  case place(String)
  case skip
  case quit
  /// Nothing that can be done, and why.
  case unknown(String)

  init(_ input: LineInput, among places: [String]) {
    guard case .line(let line) = input else {
      self = input == .unreadable ? .unknown("That line is not UTF-8.") : .quit
      return
    }
    let text = line.trimmingPrefix { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    switch String(text) {
    case "", "s", "skip": self = .skip
    case "q", "quit": self = .quit
    case let words:
      guard let number = Int(words) else {
        self = .place(words)
        return
      }
      let why =
        places.isEmpty ? "No places are known; type an address." : "There are \(places.count) to choose from."
      self = places.indices.contains(number - 1) ? .place(places[number - 1]) : .unknown(why)
    }
  }
}
