/// What is known of the clock that events are dated by. Pure: every input brings the time of both clocks.
///
/// The wall clock is held against two things: the log's last event, which it must not be behind, and the machine's steady
/// clock, with which it must go on. Where someone mends the log's time, the clock that they mended it by is what counts
/// from there on.
struct ClockState: Sendable {
  /// What the two clocks say at one moment, in microseconds.
  struct Reading: Sendable {
    var wall: Int64
    var steady: Int64
  }

  /// A moment at which the wall clock was right, as far as is known.
  private var right: Reading
  /// Whether that is known from a mending.
  private var isMended = false
  /// How far the log has come, its time there, and when that was seen by the steady clock.
  private var log: (position: Int64, time: Int64, seen: Int64)

  /// What the clock says at the beginning is taken for right.
  init(_ reading: Reading) {
    right = reading
    log = (0, .min, reading.steady)
  }

  /// Notes how far the log has come, and the time of its last event.
  mutating func note(position: Int64, time: Int64, _ now: Reading) {
    guard position >= log.position else { return }
    if time < log.time {
      // The clock was mended since the log was last seen. A clock that is right has come no further than the one it was
      // mended by, which has gone on since then at the most.
      let latest = time + (now.steady - log.seen)
      isMended = now.wall > latest + ClockFault.tolerance
      right = isMended ? Reading(wall: latest, steady: now.steady) : now
    }
    log = (position, time, now.steady)
  }

  /// What is wrong now.
  func faults(_ now: Reading) -> [ClockFault] {
    var faults: [ClockFault] = []
    if log.time > now.wall + ClockFault.tolerance {
      faults.append(ClockFault(.behindLog, by: log.time - now.wall))
    }
    let drift = (now.wall - right.wall) - (now.steady - right.steady)
    if drift.magnitude > UInt64(ClockFault.tolerance) {
      faults.append(ClockFault(isMended ? .aheadOfMended : .jumped, by: drift))
    }
    return faults
  }
}
