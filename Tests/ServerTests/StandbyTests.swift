import Testing

@testable import ReadModels

/// When a projector leaves the tables to another server's.
struct StandbyTests {
  private let start = ContinuousClock.now
  private func after(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

  @Test func `who met nobody does not stand back`() {
    var standby = Standby()
    #expect(!standby.lasts(at: after(0)))
    standby.noteProgress(at: after(1))
    #expect(!standby.lasts(at: after(1)))
  }

  @Test func `who was overtaken stands back as long as the other goes on`() {
    var standby = Standby()
    standby.begin(at: after(0))
    #expect(standby.lasts(at: after(499)) && !standby.lasts(at: after(500)))
    standby.noteProgress(at: after(400))
    #expect(standby.lasts(at: after(899)) && !standby.lasts(at: after(900)))
  }

  @Test func `who has projected goes first again`() {
    var standby = Standby()
    standby.begin(at: after(0))
    standby.end()
    #expect(!standby.lasts(at: after(1)))
    standby.noteProgress(at: after(2))
    #expect(!standby.lasts(at: after(2)))
  }
}
