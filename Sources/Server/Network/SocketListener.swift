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

  /// What lies at the path since it listens there; `nil` before. Or why it cannot be put there.
  private final class Place: Sendable {
    private let file = Mutex<Result<UnixSocket.FileID, StartError>?>(nil)

    func note(_ result: Result<UnixSocket.FileID, StartError>) { file.withLock { $0 = result } }

    /// - Throws: where it could not be put there.
    func own() throws(StartError) -> UnixSocket.FileID? { try file.withLock(\.self)?.get() }

    /// Takes it away again, where it is there.
    func clear(_ socket: UnixSocket) {
      if case .success(let own)? = file.withLock(\.self) { socket.remove(own) }
    }
  }

  func run() async throws {
    let (beside, place) = (socket.beside, Place())
    let listener = application(beside) { [socket, logger] in
      do throws(StartError) {
        place.note(.success(try socket.place(beside)))
        logger.info("listening on the Unix socket \(socket.path)")
      } catch {
        place.note(.failure(error))
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { place.clear(socket) }
        try await listener.run()
      }
      group.addTask {
        let isGone = try await cancelWhenGracefulShutdown { try await isRemoved(since: place) }
        guard isGone else { return }
        logger.warning(
          "somebody removed the socket; it is made again", metadata: ["path": "\(socket.path)"])
        await runAgain()
      }
      // The first error ends both: what listens where nobody will find it is no use.
      while try await group.next() != nil {}
    }
  }

  /// Listens once more, as soon as that is possible: the folder may have gone with the socket, or be full.
  private func runAgain() async {
    var isTold = false
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      do {
        return try await run()
      } catch {
        if !isTold {
          logger.error(
            "the socket cannot be made again; it is tried every second",
            metadata: ["path": "\(socket.path)", "cause": "\(error)"])
        }
        isTold = true
      }
      do { try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) } } catch { return }
    }
  }

  /// Waits until the socket is removed.
  ///
  /// - Returns: whether that came before the server stops.
  /// - Throws: where it could not be put in its place.
  private func isRemoved(since place: Place) async throws(StartError) -> Bool {
    while true {
      do { try await Task.sleep(for: .seconds(1)) } catch { return false }
      // What lies there may be another server's: that stays.
      if try place.own() != nil, socket.placed == nil { return true }
    }
  }
}
