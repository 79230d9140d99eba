/// What a server told of lasts longer than one process. It is kept as well as can be: no command fails over it.
extension Session {
  /// Notes the position of a write.
  func note(_ position: Int64, _ run: CommandRun) async {
    recalled.remove(run.server)
    guard position > seen[run.server] ?? 0 else { return }
    seen[run.server] = position
    let server = run.server
    await change { $0.note(position, of: server) }
  }

  /// Takes up what a process before was told, once for each server.
  func recallPosition(of server: String) async {
    guard seen[server] == nil else { return }
    let store = places.seenPositions
    let position = await BlockingThread.run { () -> Int64? in
      do throws(ClientError) { return try store.read().positions[server] } catch { return nil }
    }
    // Another command may have been told of one meanwhile.
    guard seen[server] == nil else { return }
    seen[server] = position ?? 0
    if position != nil { recalled.insert(server) }
  }

  /// Forgets a position that the log there has not come to: it is another, or was put back to an older state. Whoever wrote
  /// up to there in this very session is told that it is gone.
  func forgetPosition(_ position: Int64, of run: CommandRun) async {
    let server = run.server
    // Another command may have found it out at the same time.
    guard seen[server] == position else { return }
    if !recalled.contains(server) {
      await display.note([
        "The log at \(server) was put back to an older state, as by restoring a backup: it had come to @\(position), and "
          + "has not now. What was written since that state is not in it; look what you have to say again."
      ])
    }
    recalled.remove(server)
    seen[server] = 0
    await change { $0.positions[server] = nil }
    await changeShown { $0.forget(server: server) }
  }

  private func change(_ change: @escaping @Sendable (inout SeenPositions) -> Void) async {
    let store = places.seenPositions
    await BlockingThread.run {
      do throws(ClientError) {
        try store.update { change(&$0) }
      } catch {
        // The next process may be shown less, for a moment.
      }
    }
  }
}
