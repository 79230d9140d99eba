internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Synchronization

/// Listens on a Unix socket until the server stops. Where somebody removes the socket, it listens on another one at the same
/// path; whoever is connected stays so.
struct SocketListener: Service {
  let socket: UnixSocket
  /// What serves at a path, and tells when it does.
  let application: @Sendable (_ path: String, _ isRunning: @escaping @Sendable () -> Void) -> any Service
  let logger: Logger

  /// What lies at the path since it listens there; `nil` before.
  private final class Place: Sendable {
    private let file = Mutex<UnixSocket.FileID?>(nil)

    var own: UnixSocket.FileID? {
      get { file.withLock(\.self) }
      set { file.withLock { $0 = newValue } }
    }
  }

  func run() async throws {
    let (beside, place) = (socket.beside, Place())
    let listener = application(beside) { [socket, logger] in
      do throws(StartError) {
        place.own = try socket.place(beside)
        logger.info("listening on the Unix socket \(socket.path)")
      } catch {
        logger.error("\(error)")
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { if let own = place.own { socket.remove(own) } }
        try await listener.run()
      }
      group.addTask {
        let isGone = await cancelWhenGracefulShutdown { await isRemoved(since: place) }
        guard isGone else { return }
        logger.warning(
          "somebody removed the socket; it is made again", metadata: ["path": "\(socket.path)"])
        try await run()
      }
      try await group.waitForAll()
    }
  }

  /// Waits until the socket is removed.
  ///
  /// - Returns: whether that came before the server stops.
  private func isRemoved(since place: Place) async -> Bool {
    while true {
      do { try await Task.sleep(for: .seconds(1)) } catch { return false }
      // What lies there may be another server's: that stays.
      if place.own != nil, socket.placed == nil { return true }
    }
  }
}
