internal import FoundationEssentials
internal import Glibc

/// Tells whoever started the server, where they asked for it, how it goes: systemd's `sd_notify` protocol, one datagram to
/// the socket that `NOTIFY_SOCKET` names. Nobody waits for it, and without such a socket it does nothing.
enum ServiceManager {
  /// The server answers.
  static func ready(at url: String) { tell("READY=1\nSTATUS=Answers at \(url)") }

  /// It begins to stop.
  static func stopping() { tell("STOPPING=1") }

  private static func tell(_ message: String) {
    guard let path = ProcessInfo.processInfo.environment["NOTIFY_SOCKET"], !path.isEmpty else { return }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
    withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      bytes.copyBytes(from: path.utf8)
      // A name that is no file's is written with @ for its first byte, which is zero.
      if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
    }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // The name ends where the path does: one that is no file's may hold zeros.
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count)
    let bytes = Array(message.utf8)
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}
