internal import NIOPosix
internal import Protocol

/// What takes as long as texts are long: on a thread of its own, where nothing else waits for it.
enum TextWork {
  static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(Problem) -> Value {
    do {
      return try await NIOThreadPool.singleton.runIfActive(work)
    } catch {
      throw Problem(.busy, "The server is stopping. Nothing was done; try again in a moment.")
    }
  }
}
