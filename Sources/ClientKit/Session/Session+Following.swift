internal import CanonicalJSON
internal import Protocol
internal import Rendering
internal import Synchronization

/// Commands that run until they are stopped: they show what happens, as it happens.
extension Session {
  /// Shows events until Ctrl-C or until nobody reads the output. Reconnects by itself and resumes where it
  /// was.
  ///
  /// - Parameter since: the position to begin after; nil for now.
  func follow(since: Int64?, style: FollowStyle, _ run: CommandRun) async throws(ClientError) {
    if run.options.at != nil {
      throw ClientError(usage: "This shows what happens from now on, so it does not take --at.")
    }
    let paper = try await paper(run)
    var run = run
    // Without a position, begin where the log is now, so that nothing is lost if the first connection breaks.
    let start: Int64
    if let since { start = since } else { start = try await position(run) }
    let follower = Follower(position: start)
    if style == .live {
      await display.note(["Watching \(paper) from @\(start) on. Ctrl-C stops it."])
    }
    var failures = 0
    while true {
      let before = follower.position
      do throws(ClientError) {
        let isRead = try await read(paper, follower, style, run)
        if !isRead { return }
        failures = follower.position > before ? 0 : failures + 1
      } catch {
        // The credential may have been given another token, in another window.
        if error.exit == .notAllowed, case let now = try await foundAgain(run), now.token != run.token {
          run = now
          continue
        }
        // Another refusal will not change; anything else may pass.
        guard error.exit == .unreachable || error.exit == .tryAgain || error.exit == .fault else {
          throw error
        }
        failures = follower.position > before ? 1 : failures + 1
        run = try await foundAgain(run)
        if failures == Self.noticedFailures {
          await display.note([error.message, "Trying again, from @\(follower.position) on. Ctrl-C stops it."])
        }
      }
      do {
        try await Task.sleep(for: Self.pause(after: failures))
      } catch {
        throw .interrupted
      }
    }
  }

  /// The run with the server where it is now: one that was started anew may have another port.
  private func foundAgain(_ run: CommandRun) async throws(ClientError) -> CommandRun {
    let now: CommandRun
    do throws(ClientError) {
      now = try await makeRun(run.options, named: run.profile)
    } catch {
      // While it is down, nothing says where it will be.
      if error.exit == .interrupted { throw error }
      return run
    }
    guard now.lack == nil else { return run }
    guard now.key == run.key else {
      throw ClientError(
        .refused, type: "refused",
        "The server is another one now, with a log of its own: positions of the one before mean nothing there."
      )
    }
    return now
  }

  /// Reads from one connection. Returns whether anyone still reads the output.
  private func read(
    _ paper: String, _ follower: Follower, _ style: FollowStyle, _ run: CommandRun
  ) async throws(ClientError) -> Bool {
    follower.begin()
    let answer = try await get(
      ["papers", paper, "feed"], [("since", String(follower.position)), ("min-position", nil), ("at", nil)],
      run,
      into: { [self] bytes in
        for message in follower.read(bytes) {
          guard await put(message, follower, style, run) else { return false }
        }
        return true
      })
    _ = answer
    if let error = follower.end { throw error }
    return !follower.isUnread
  }

  private func put(
    _ message: EventStreamReader.Message, _ follower: Follower, _ style: FollowStyle, _ run: CommandRun
  ) async -> Bool {
    let data = Array(message.data.utf8)
    if message.event == FeedCut.event {
      if let cut = try? FeedCut(json: JSON.parsed(data)), cut.reason == .notAllowed {
        follower.finish(ClientError(.notAllowed, type: "not-allowed", cut.detail))
      }
      return false
    }
    guard let item = try? HistoryItem(json: JSON.parsed(data)) else {
      follower.finish(
        ClientError(
          .refused, type: "fault",
          "What the server sends cannot be understood; it may be of another version than this client."))
      return false
    }
    // Show an event once, even if it was sent twice.
    guard item.position > follower.position else { return true }
    let bytes: [UInt8]
    if run.options.json {
      bytes = Array((message.data + "\n").utf8)
    } else {
      var page = Page()
      page.line(Self.line(of: item, style))
      var layout = layout(run.options)
      if style == .log || !display.surface.isTerminal { layout.width = .max }
      bytes = Array((layout.lines(of: page).joined(separator: "\n") + "\n").utf8)
    }
    let isRead = await display.write(bytes)
    guard isRead else {
      follower.leaveUnread()
      return false
    }
    follower.move(to: item.position)
    do throws(ClientError) { try await noteShown([item], run) } catch { follower.finish(error) }
    return true
  }

  private static func line(of item: HistoryItem, _ style: FollowStyle) -> Styled {
    let what =
      Styled(item.by, .strong) + Styled(" \(item.summary)")
      + Styled(item.misdated.map { " (\($0))" } ?? "", .faint)
    return style == .live
      ? what + Styled(" (@\(item.position))", .faint)
      : Styled("@\(item.position)  \(Wording.time(item.at))  ", .faint) + what
  }

  /// The log's position.
  private func position(_ run: CommandRun) async throws(ClientError) -> Int64 {
    try Self.decode(StatusView.self, from: try await get(["status"], run)).at
  }

  /// After how many consecutive failures to tell the person.
  private static let noticedFailures = 2

  /// The pause before reconnecting; it grows with each failure.
  private static func pause(after failures: Int) -> Duration {
    failures == 0 ? .milliseconds(100) : min(.milliseconds(250) * (1 << min(failures, 6)), .seconds(10))
  }
}

enum FollowStyle: Hashable, Sendable {
  /// `watch`: for someone who looks on.
  case live
  /// `tail`: a line each, with position and time.
  case log
}

/// How far following has come.
private final class Follower: Sendable {
  private struct State {
    var position: Int64
    var reader: EventStreamReader
    var end: ClientError?
    var isUnread = false
  }

  private let state: Mutex<State>

  init(position: Int64) { state = Mutex(State(position: position, reader: EventStreamReader())) }

  /// The last position that was shown, or that the server said holds nothing more to show.
  var position: Int64 { state.withLock { $0.position } }
  /// Why following cannot go on.
  var end: ClientError? { state.withLock { $0.end } }
  /// Whether nobody reads what is printed any more.
  var isUnread: Bool { state.withLock { $0.isUnread } }

  func begin() { state.withLock { $0.reader = EventStreamReader() } }

  func read(_ bytes: [UInt8]) -> [EventStreamReader.Message] {
    state.withLock { state in
      let messages = state.reader.read(bytes)
      // With nothing to show in between, everything up to there has been seen.
      if messages.isEmpty, let id = state.reader.lastEventID.flatMap({ Int64($0) }) {
        state.position = max(state.position, id)
      }
      return messages
    }
  }

  func move(to position: Int64) { state.withLock { $0.position = max($0.position, position) } }

  func finish(_ error: ClientError) { state.withLock { $0.end = error } }

  func leaveUnread() { state.withLock { $0.isUnread = true } }
}
