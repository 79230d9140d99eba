internal import Acts
internal import CanonicalJSON
internal import Protocol
internal import Rendering
internal import Views

/// What was shown to someone, in this process or an earlier one. It is kept as well as can be: no command fails over it.
extension Session {
  /// To whom things are shown, and of which paper.
  func reader(_ run: CommandRun) async throws(ClientError) -> String {
    "\(run.server) \(try await paper(run)) \(run.profile ?? "")"
  }

  /// Notes whose words answers showed.
  func noteShown(_ views: [Any], _ run: CommandRun) async throws(ClientError) {
    let things = views.flatMap(WordsShown.things)
    if things.isEmpty { return }
    let reader = try await reader(run)
    await changeShown { $0.note(things, to: reader) }
  }

  /// Acts with the positions at which the words that they judge were shown.
  func completed(_ acts: [AnyAct], by reader: String) async -> [AnyAct] {
    guard acts.contains(where: { $0.act is any JudgesWords }) else { return acts }
    let (store, own) = (places.shownThings, shown)
    let kept = await BlockingThread.run { () -> ShownThings in
      do throws(ClientError) { return try store.read() } catch { return own }
    }
    return acts.map { kept.completing($0, by: reader) }
  }

  /// Notes whose words a refusal showed: said again, it is said of those.
  func noteShown(_ error: ClientError, to reader: String) async {
    guard let shown = error.shown else { return }
    await changeShown { $0.note([(shown.id, shown.position)], to: reader) }
  }

  func changeShown(_ change: @escaping @Sendable (inout ShownThings) -> Void) async {
    change(&shown)
    let store = places.shownThings
    await BlockingThread.run {
      do throws(ClientError) {
        var known = try store.read()
        let before = known
        change(&known)
        // Most of what is shown was shown before.
        if known != before { try store.update { change(&$0) } }
      } catch {
        // The next process knows nothing of it.
      }
    }
  }
}
