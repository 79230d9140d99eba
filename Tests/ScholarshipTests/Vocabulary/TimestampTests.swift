import Scholarship
import SeededRandom
import Testing

@Suite("Timestamps")
struct TimestampTests {
  /// Seconds since the epoch were worked out with GNU date.
  @Test(arguments: [
    ("1970-01-01T00:00:00.000000Z", 0),
    ("1969-12-31T23:59:59.999999Z", -1),
    ("1960-02-29T12:00:00.000000Z", -310_478_400_000_000),
    ("1900-02-28T23:59:59.000000Z", -2_203_891_201_000_000),
    ("1900-03-01T00:00:00.000000Z", -2_203_891_200_000_000),
    ("2000-02-29T00:00:00.000000Z", 951_782_400_000_000),
    ("2000-03-01T00:00:00.000000Z", 951_868_800_000_000),
    ("2026-11-23T19:26:00.123456Z", 1_795_461_960_123_456),
    ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ("0001-01-01T00:00:00.000000Z", -62_135_596_800_000_000),
  ])
  func `known values`(text: String, microseconds: Int64) throws {
    #expect(Timestamp(microseconds: microseconds).description == text)
    #expect(Timestamp(text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    ("2026-11-23T19:26:00Z", "2026-11-23T19:26:00.000000Z"),
    ("2026-11-23t19:26:00z", "2026-11-23T19:26:00.000000Z"),
    ("2026-11-23 19:26:00Z", "2026-11-23T19:26:00.000000Z"),
    ("2026-11-23", "2026-11-23T00:00:00.000000Z"),
    ("2026-11-23T19:26:00.5Z", "2026-11-23T19:26:00.500000Z"),
    ("2026-11-23T19:26:00.123456789Z", "2026-11-23T19:26:00.123456Z"),
    ("2026-11-23T19:26:00+01:00", "2026-11-23T18:26:00.000000Z"),
    ("2026-12-31T23:30:00-00:45", "2027-01-01T00:15:00.000000Z"),
    ("2024-03-01T00:15:00.25+05:30", "2024-02-29T18:45:00.250000Z"),
    ("1970-01-01T00:00:00+23:59", "1969-12-31T00:01:00.000000Z"),
  ])
  func `reads RFC 3339`(text: String, inUTC: String) {
    #expect(Timestamp(text)?.description == inUTC)
  }

  @Test(arguments: [
    "", "2026", "2026-11", "2026-13-01", "2026-00-01", "2026-04-31", "2026-02-29", "1900-02-29",
    "2026-11-23T",
    "2026-11-23T19:26Z", "2026-11-23T19:26:00", "2026-11-23T24:00:00Z", "2026-11-23T19:60:00Z",
    "2026-11-23T19:26:61Z", "2026-11-23T19:26:00.Z", "2026-11-23T19:26:00Zx", "2026-11-23T19:26:00+0100",
    "2026-11-23T19:26:00+24:00", "2026-11-23T19:26:00.5", "２026-11-23", "+026-11-23", "2026/11/23",
  ])
  func `refuses what is none`(text: String) { #expect(Timestamp(text) == nil) }

  @Test func `every time is read back as written`() throws {
    var random = SeededGenerator(seed: 3339)
    // Years 1 to 9999, which RFC 3339 can hold.
    for _ in 0..<20_000 {
      let time = Timestamp(
        microseconds: .random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random))
      #expect(Timestamp(time.description) == time, "\(time.microseconds)")
      #expect(time.description.utf8.count == 27)
    }
  }

  @Test func `later times are written later`() {
    var random = SeededGenerator(seed: 8601)
    for _ in 0..<2_000 {
      let pair = (0..<2).map { _ in
        Timestamp(microseconds: .random(in: -9_000_000_000_000_000...9_000_000_000_000_000, using: &random))
      }
      #expect((pair[0] < pair[1]) == (pair[0].description < pair[1].description), "\(pair)")
    }
  }
}
