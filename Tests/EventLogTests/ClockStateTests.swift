import Testing

@testable import EventLog

/// What is known of a clock that events are dated by, with both clocks in hand.
struct ClockStateTests {
  private static let minute = ClockFault.tolerance
  private static let year = minute * 60 * 24 * 365

  /// A wall clock and a steady one that go on together, but for what is done to them.
  private struct Clocks {
    var wall: Int64 = 50 * year
    var steady: Int64 = 7

    var reading: ClockState.Reading { .init(wall: wall, steady: steady) }

    mutating func pass(_ time: Int64) {
      wall += time
      steady += time
    }
  }

  @Test func `a clock that goes on as it should is right`() {
    var clocks = Clocks()
    var state = ClockState(clocks.reading)
    state.note(position: 0, time: 0, clocks.reading)
    for position: Int64 in 1...9 {
      clocks.pass(Self.year)
      // Adjusted a little, and another server's clock is a little ahead.
      clocks.wall += Self.minute / 10
      state.note(position: position, time: clocks.wall + Self.minute / 2, clocks.reading)
      #expect(state.faults(clocks.reading).isEmpty)
    }
  }

  @Test func `a clock that is behind the log is told of until it has come there`() {
    var clocks = Clocks()
    var state = ClockState(clocks.reading)
    state.note(position: 9, time: clocks.wall + 2 * Self.minute, clocks.reading)
    #expect(state.faults(clocks.reading) == [ClockFault(.behindLog, by: 2 * Self.minute)])
    clocks.pass(Self.minute)
    #expect(state.faults(clocks.reading).isEmpty)
  }

  @Test(arguments: [10 * ClockStateTests.year, -10 * ClockStateTests.year, 2 * ClockStateTests.minute])
  func `a clock that jumps is told of until it is back`(jump: Int64) {
    var clocks = Clocks()
    let state = ClockState(clocks.reading)
    clocks.pass(Self.year)
    clocks.wall += jump
    #expect(state.faults(clocks.reading) == [ClockFault(.jumped, by: jump)])
    clocks.wall -= jump
    #expect(state.faults(clocks.reading).isEmpty)
  }

  @Test func `a clock that was set right is right once the log is mended by it`() {
    var clocks = Clocks()
    var state = ClockState(clocks.reading)
    clocks.wall += 10 * Self.year
    state.note(position: 1, time: clocks.wall, clocks.reading)
    clocks.pass(Self.year)
    clocks.wall -= 11 * Self.year
    #expect(state.faults(clocks.reading).map(\.kind) == [.behindLog, .jumped])
    // It was mended at some moment since the log was last seen, and others went on.
    state.note(position: 5, time: clocks.wall - Self.minute * 3, clocks.reading)
    #expect(state.faults(clocks.reading).isEmpty)
    clocks.pass(Self.year)
    #expect(state.faults(clocks.reading).isEmpty)
  }

  @Test func `a clock that is ahead of the one that the log was mended by is wrong`() {
    var clocks = Clocks()
    var state = ClockState(clocks.reading)
    // It was wrong from the beginning, and nothing tells.
    clocks.pass(Self.minute)
    state.note(position: 1, time: clocks.wall, clocks.reading)
    #expect(state.faults(clocks.reading).isEmpty)
    clocks.pass(Self.minute)
    state.note(position: 2, time: clocks.wall - 10 * Self.year, clocks.reading)
    #expect(state.faults(clocks.reading).map(\.kind) == [.aheadOfMended])
    // Also when it has dated the log wrongly again.
    state.note(position: 3, time: clocks.wall, clocks.reading)
    #expect(state.faults(clocks.reading).map(\.kind) == [.aheadOfMended])
    clocks.wall -= 10 * Self.year
    #expect(state.faults(clocks.reading).map(\.kind) == [.behindLog])
  }

  @Test func `what was looked at late says nothing`() {
    var clocks = Clocks()
    var state = ClockState(clocks.reading)
    state.note(position: 5, time: clocks.wall + Self.year, clocks.reading)
    state.note(position: 4, time: clocks.wall, clocks.reading)
    clocks.pass(Self.minute)
    #expect(state.faults(clocks.reading).map(\.kind) == [.behindLog])
  }

  @Test func `what was told is told again only where it is worse, or something else`() {
    let told = [ClockFault(.behindLog, by: 5 * Self.minute)]
    #expect(told.isNews(after: []) && [ClockFault]().isNews(after: told))
    #expect(![ClockFault(.behindLog, by: 2 * Self.minute)].isNews(after: told))
    #expect([ClockFault(.behindLog, by: 7 * Self.minute)].isNews(after: told))
    #expect([ClockFault(.jumped, by: 5 * Self.minute)].isNews(after: told))
    let jumped = [ClockFault(.jumped, by: -5 * Self.minute)]
    #expect([ClockFault(.jumped, by: 5 * Self.minute)].isNews(after: jumped))
  }
}
