internal import Protocol
internal import Scholarship
internal import Views

/// Up to where one has looked: `diff --since-i-looked` shows what is new since, and then one has looked at that too.
extension Session {
  func compareSinceLooked(_ run: CommandRun) async throws(ClientError) {
    let paper = try await paper(run)
    let looked = await lookedPosition(at: paper, run)
    let answer: HTTPAnswer
    do throws(ClientError) {
      answer = try await get(Diff(since: .position(looked)), run)
    } catch {
      guard looked > 0, error.exit == .noSuchThing else { throw error }
      // The log that is there now has not come so far, so it is another.
      answer = try await get(Diff(since: .position(0)), run)
    }
    let view = try Self.decode(ChangesView.self, from: answer)
    try await put(answer, run) { (view: ChangesView) in Diff(since: .position(view.since)).page(of: view) }
    try await noteShown([view], run)
    await noteLooked(view.at, at: paper, run)
  }

  /// 0 for who has not looked at the paper yet.
  func lookedPosition(at paper: String, _ run: CommandRun) async -> Int64 {
    let store = places.lookedPositions
    let key = Self.key(paper, run)
    let looked = await BlockingThread.run { () -> Int64 in
      do throws(ClientError) { return try store.read().positions[key] ?? 0 } catch { return 0 }
    }
    return looked
  }

  /// Kept as well as can be: no command fails over it.
  private func noteLooked(_ position: Int64, at paper: String, _ run: CommandRun) async {
    let store = places.lookedPositions
    let key = Self.key(paper, run)
    await BlockingThread.run {
      do throws(ClientError) {
        try store.update { $0.note(position, key) }
      } catch {
        // Next time more is shown than is new.
      }
    }
  }

  private static func key(_ paper: String, _ run: CommandRun) -> String {
    LookedPositions.key(server: run.server, paper: paper, person: run.profile)
  }
}
