import Testing

@testable import EventLog

/// When a server asks for the turn to append, and when it passes it on.
struct TurnsTests {
  private let start = ContinuousClock.now
  private func after(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

  @Test func `who is alone asks for none`() {
    var turns = Turns()
    #expect(!turns.isWanted(at: after(0)))
    turns.noteCommit(at: after(1), hasCompany: false)
    #expect(!turns.isWanted(at: after(2)) && !turns.isBehind)
    #expect(turns.rest(at: after(2)) == nil)
  }

  @Test func `who met another asks for it for a while`() {
    var turns = Turns()
    turns.noteCommit(at: after(0), hasCompany: true)
    // Without a turn, the other comes between again.
    #expect(turns.isBehind)
    #expect(turns.isWanted(at: after(999)))
    #expect(!turns.isWanted(at: after(1000)))
  }

  @Test func `a turn begins behind and goes on at the end`() {
    var turns = Turns()
    turns.noteCommit(at: after(0), hasCompany: true)
    turns.begin(at: after(10))
    #expect(turns.isBehind && !turns.isWanted(at: after(10)))
    turns.noteCommit(at: after(11), hasCompany: true)
    #expect(!turns.isBehind)
    turns.noteCommit(at: after(12), hasCompany: false)
    #expect(!turns.isBehind)
  }

  @Test func `it is over when its time is or nothing comes`() throws {
    var turns = Turns()
    turns.begin(at: after(0))
    #expect(turns.rest(at: after(1)) == .milliseconds(1))
    #expect(try #require(turns.rest(at: after(2))) <= .zero)
    // As long as there is something to commit, up to its length.
    for time in stride(from: 1, through: 25, by: 1) { turns.noteCommit(at: after(time), hasCompany: false) }
    #expect(turns.rest(at: after(24)) == .milliseconds(1))
    #expect(try #require(turns.rest(at: after(25))) <= .zero)
    turns.end()
    #expect(turns.rest(at: after(25)) == nil)
  }

  /// Also where a third server is met all the time.
  @Test func `one that cannot be had is not asked for again for a while`() {
    var turns = Turns()
    turns.noteCommit(at: after(0), hasCompany: true)
    turns.giveUp(at: after(1))
    for time in stride(from: 2, to: 30_000, by: 500) {
      turns.noteCommit(at: after(time), hasCompany: true)
      #expect(!turns.isWanted(at: after(time + 1)))
    }
    turns.noteCommit(at: after(30_001), hasCompany: true)
    #expect(turns.isWanted(at: after(30_002)))
  }
}
