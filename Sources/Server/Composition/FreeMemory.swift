internal import CMalloc
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import SystemPackage

/// Gives free memory back to the system.
///
/// The allocator keeps what is freed between things that are still in use. After a thousand acts, a question about the
/// past of a long paper or an export that is as much as the paper itself, and nobody needs it soon.
struct FreeMemory {
  /// How many bytes the process held after free memory was given back.
  private var left = 0
  /// How many it held when it was looked at last.
  private var seen = 0

  /// Whether giving back is worth the milliseconds that it takes: much came since, or something did and no more comes.
  mutating func isDue(holding held: Int) -> Bool {
    defer { seen = held }
    let grown = held - left
    return grown > Self.much || (grown > Self.little && abs(held - seen) < Self.little)
  }

  /// Gives back what can be, and notes what cannot.
  mutating func giveBack() throws {
    malloc_trim(0)
    left = try Self.held
    seen = left
  }

  /// How many bytes the process holds (proc_pid_statm(5)).
  static var held: Int {
    get throws {
      let file = try FileDescriptor.open("/proc/self/statm", .readOnly)
      let text = try file.closeAfter {
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
        return String(decoding: buffer[..<count], as: UTF8.self)
      }
      let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      return pages * Int(getpagesize())
    }
  }

  /// Has the allocator hold little that is free (mallopt(3)). It holds for threads that begin afterwards.
  ///
  /// Threads share an arena for each processor, where it would make eight: what lies free in one serves no thread of
  /// another. What is large stands in pages of its own, which go back to the system when it is freed.
  static func keepLittle() {
    mallopt(M_ARENA_MAX, CInt(clamping: System.coreCount))
    mallopt(M_MMAP_THRESHOLD, large)
  }

  /// Looks now and then until the task is cancelled, on a thread that nobody waits for.
  static func run() async {
    var memory = FreeMemory()
    while !Task.isCancelled {
      do {
        try await Task.sleep(for: pause)
        memory = try await NIOThreadPool.singleton.runIfActive { [memory] in
          var memory = memory
          if memory.isDue(holding: try held) { try memory.giveBack() }
          return memory
        }
      } catch {
        // Cancelled, or a system that does not tell how much is held.
        return
      }
    }
  }

  private static let pause = Duration.seconds(5)
  private static let much = 16 << 20
  private static let little = 1 << 20
  private static let large: CInt = 256 << 10
}
