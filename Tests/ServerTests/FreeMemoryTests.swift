import Testing

@testable import Server

@Suite("Free memory")
struct FreeMemoryTests {
  @Test func `what is freed between things in use is given back`() throws {
    var memory = FreeMemory()
    var blocks = (0..<128 << 10).map { _ in [UInt8](repeating: 1, count: 1 << 10) }
    // Something in use stands behind all that is freed.
    let last = blocks.removeLast()
    blocks = []
    let held = try FreeMemory.held
    let isDue = memory.isDue(holding: held)
    #expect(isDue)
    try memory.giveBack()
    #expect(try FreeMemory.held < held - 64 << 20 && last.count == 1 << 10)
  }

  @Test func `it is given back where much came, or something did and no more comes`() throws {
    var memory = FreeMemory()
    try memory.giveBack()
    let left = try FreeMemory.held
    let changes = [64, 8, 8, -8, -8]
    let dues = changes.map { memory.isDue(holding: left + $0 << 20) }
    #expect(dues == [true, false, true, false, false])
  }
}
