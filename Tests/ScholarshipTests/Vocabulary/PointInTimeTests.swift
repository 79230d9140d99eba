import Scholarship
import Testing

@Suite struct PointInTimeTests {
  @Test(arguments: [("@12", 12), ("12", 12), ("@0", 0)] as [(String, Int64)])
  func `positions are read`(text: String, position: Int64) {
    #expect(PointInTime(text) == .position(position))
  }

  /// Every form in which the client prints times, and those that people write.
  @Test(
    arguments: [
      ("2026-11-23T19:30:05.123456Z", "2026-11-23T19:30:05.123456Z", 0),
      ("2026-11-23T19:30:05Z", "2026-11-23T19:30:05.000000Z", 0),
      ("2026-11-23 19:30:05", "2026-11-23T19:30:05.000000Z", 0),
      ("2026-11-23T19:30:05+02:00", "2026-11-23T17:30:05.000000Z", 0),
      ("2026-11-23 19:30", "2026-11-23T19:30:00.000000Z", 59_999_999),
      ("2026-11-23 19:30 UTC", "2026-11-23T19:30:00.000000Z", 59_999_999),
      ("2026-11-23T19:30Z", "2026-11-23T19:30:00.000000Z", 59_999_999),
      ("2026-11-23", "2026-11-23T00:00:00.000000Z", 86_399_999_999),
    ] as [(String, String, Int64)])
  func `times are read, a minute and a day whole`(text: String, first: String, span: Int64) throws {
    guard case .time(let from, let through)? = PointInTime(text) else {
      Issue.record("“\(text)” is not read")
      return
    }
    #expect(from.description == first && through.microseconds - from.microseconds == span)
    #expect(PointInTime(PointInTime.time(from: from, through: through).description) == PointInTime(text))
  }

  @Test(arguments: [
    "", "@", "@x", "-1", "2026-11", "2026-13-01", "2026-11-23T", "2026-11-23 25:00", "yesterday",
  ])
  func `nothing else is read`(text: String) {
    #expect(PointInTime(text) == nil)
  }
}
