import Glibc

/// A crowd of strangers, all on one thread.
struct FloodLoad: Sendable {
  let kind: FloodKind
  let address: ServerAddress
  let duration: Duration

  struct Outcome: Sendable {
    /// Connections that were opened, and those of them that the server let go.
    var opened = 0
    var letGo = 0
    var bytesSent = 0
  }

  private struct Stranger {
    var descriptor: CInt = -1
    /// How much was sent of what is sent over and over.
    var offset = 0
    var due = ContinuousClock.now
  }

  /// Blocks its thread for as long as it takes.
  func run() -> Outcome {
    let end = ContinuousClock.now + duration
    var outcome = Outcome()
    var strangers = [Stranger](repeating: Stranger(), count: kind.connections)
    var waiting = strangers.map { _ in pollfd(fd: -1, events: 0, revents: 0) }
    var scratch = [UInt8](repeating: 0, count: 1 << 16)
    defer { for stranger in strangers where stranger.descriptor >= 0 { close(stranger.descriptor) } }
    while ContinuousClock.now < end {
      let now = ContinuousClock.now
      // So many in each turn: what is to be felt is the server's work, not that of opening connections here.
      var room = 50
      for index in strangers.indices {
        if strangers[index].descriptor < 0, room > 0 {
          room -= 1
          strangers[index] = Stranger(descriptor: open(), due: now)
          if strangers[index].descriptor >= 0 { outcome.opened += 1 }
        }
        waiting[index] = pollfd(
          fd: strangers[index].descriptor, events: events(strangers[index], now), revents: 0)
      }
      guard poll(&waiting, nfds_t(waiting.count), 20) > 0 else { continue }
      for index in waiting.indices where waiting[index].revents != 0 {
        if serve(&strangers[index], waiting[index].revents, &scratch, &outcome) { continue }
        close(strangers[index].descriptor)
        strangers[index].descriptor = -1
        outcome.letGo += 1
      }
    }
    return outcome
  }

  private func events(_ stranger: Stranger, _ now: ContinuousClock.Instant) -> Int16 {
    var events = Self.hangUp
    if kind.reads { events |= Int16(POLLIN) }
    if stranger.offset < kind.bytes.count, stranger.due <= now { events |= Int16(POLLOUT) }
    return events
  }

  /// - Returns: whether the connection is still there.
  private func serve(
    _ stranger: inout Stranger, _ events: Int16, _ scratch: inout [UInt8], _ outcome: inout Outcome
  ) -> Bool {
    if events & (Int16(POLLERR) | Int16(POLLHUP) | Self.hangUp) != 0 { return false }
    if events & Int16(POLLIN) != 0 {
      let count = recv(stranger.descriptor, &scratch, scratch.count, CInt(MSG_DONTWAIT))
      if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { return false }
    }
    guard events & Int16(POLLOUT) != 0 else { return true }
    let length = kind.pause == nil ? min(kind.bytes.count - stranger.offset, 1 << 16) : 1
    let sent = kind.bytes.withUnsafeBytes {
      send(stranger.descriptor, $0.baseAddress! + stranger.offset, length, CInt(MSG_NOSIGNAL))
    }
    if sent < 0 { return errno == EAGAIN || errno == EINTR }
    outcome.bytesSent += sent
    stranger.offset += sent
    if let pause = kind.pause { stranger.due = .now + pause }
    if kind.repeats, stranger.offset == kind.bytes.count { stranger.offset = 0 }
    return true
  }

  /// - Returns: a descriptor, which may not be connected yet; -1 where there is none to be had.
  private func open() -> CInt {
    let kind = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { return -1 }
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = in_port_t(address.port.bigEndian)
    name.sin_addr.s_addr = inet_addr(address.host)
    let code = withUnsafePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if code == 0 || errno == EINPROGRESS { return descriptor }
    close(descriptor)
    return -1
  }

  /// The other side has closed (POLLRDHUP, which the standard headers show only when asked).
  private static let hangUp: Int16 = 0x2000
}
