import EventLog
import Ledger
import Testing

extension Promise {
  static let dated = [
    Promise("time does not go back when the clock does") { kind in
      let clock = TestClock(1_000_000)
      try await kind.withStore(clock: clock.now) { store in
        for time: Int64 in [1_000_000, 5_000_000, 2_000_000, -7, 5_000_001] {
          clock.set(time)
          _ = try await store.append(.note("at \(time)"))
        }
        let times = try await store.all().map(\.header.time)
        #expect(times == [1_000_000, 5_000_000, 5_000_000, 5_000_000, 5_000_001])
      }
    },

    Promise("once the clock is mended times go on from the right one, and are found there first") { kind in
      let hour: Int64 = 3_600_000_000
      let (start, wrong) = (500_000 * hour, 600_000 * hour)
      let clock = TestClock(start)
      try await kind.withSharedLog(clock: clock.now) { log in
        _ = try await log.one.append(.note("right", in: "ash"))
        clock.set(wrong)
        _ = try await log.two.append(.note("ahead", in: "ash"))
        clock.set(start + hour)
        _ = try await log.one.append(.note("dated on", in: "ash"))
        let mending = try await log.mend(clock.now())
        #expect(mending == 4)
        // A minute is nothing to mend, and neither is a clock that is mended.
        let again = try await log.mend(clock.now() - ClockFault.tolerance)
        #expect(again == nil)
        // The ends of the log that they know are from before.
        _ = try await log.one.append(.note("mended", in: "ash"))
        clock.set(start + 2 * hour)
        _ = try await log.two.append(.note("mended too", in: "ash"))

        let events = try await log.one.all()
        let times = [start, wrong, wrong, start + hour, start + hour, start + 2 * hour]
        #expect(events.map(\.header.time) == times)
        #expect(events.map(\.isMending) == [false, false, false, true, false, false])
        expectWhole(events.map { LogRecord($0) }, "the mended log")
        let mendings = try await log.two.mendings()
        let misdated = events.map { mendings.mending(ofEventAt: $0.header.position, dated: $0.header.time) }
        #expect(misdated.map { $0?.position } == [nil, 4, 4, nil, nil, nil])
        for (time, position) in [
          (start - 1, 0), (start, 1), (start + hour - 1, 1), (start + hour, 5), (start + 2 * hour, 6),
          // Nothing is known of what is yet to come, though a wrong clock came to later times.
          (start + 3 * hour, 6), (wrong - 1, 6), (wrong, 3), (wrong + 1, 6),
        ] as [(Int64, Int64)] {
          let found = try await log.one.position(at: time)
          #expect(found == position, "\(time - start)")
        }
        for (first, last, position) in [
          (start + 3 * hour, wrong - 1, nil), (start + 3 * hour, wrong, 3), (wrong, wrong, 3),
          (wrong + 1, .max, nil),
          (start + hour + 1, .max, 6), (start - 2, start - 1, 0), (start - 1, start, 1),
        ] as [(Int64, Int64, Int64?)] {
          let found = try await log.two.position(from: first, through: last)
          #expect(found == position, "\(first - start) to \(last - start)")
        }
      }
    },
  ]
}
