/// A point in time in whole microseconds since 1970-01-01T00:00:00Z, on the proleptic Gregorian calendar.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Since 1970-01-01T00:00:00Z.
  public let microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

  /// RFC 3339 in UTC with microseconds: `2026-11-23T19:26:00.123456Z`.
  public var description: String {
    let second = microseconds.quotient(flooredBy: 1_000_000)
    let fraction = microseconds - second * 1_000_000
    let day = second.quotient(flooredBy: 86_400)
    let secondOfDay = second - day * 86_400
    let (year, month, dayOfMonth) = Self.civil(fromDays: day)
    // Digit by digit into place, for every item that is shown has some of them.
    let isPlain = (0...9999).contains(year)
    let text = String(unsafeUninitializedCapacity: 27) { buffer in
      var end = 0
      func write(_ number: Int64, _ digits: Int, before separator: UInt8) {
        var rest = number
        for place in stride(from: end + digits - 1, through: end, by: -1) {
          buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
        buffer[end + digits] = separator
        end += digits + 1
      }
      if isPlain { write(year, 4, before: UInt8(ascii: "-")) }
      write(month, 2, before: UInt8(ascii: "-"))
      write(dayOfMonth, 2, before: UInt8(ascii: "T"))
      write(secondOfDay / 3600, 2, before: UInt8(ascii: ":"))
      write(secondOfDay / 60 % 60, 2, before: UInt8(ascii: ":"))
      write(secondOfDay % 60, 2, before: UInt8(ascii: "."))
      write(fraction, 6, before: UInt8(ascii: "Z"))
      return end
    }
    return isPlain ? text : "\(year)-\(text)"
  }

  /// Reads RFC 3339 dates and times with an offset, to the microsecond; a date alone is its midnight in UTC.
  /// `nil` where `text` is neither.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day)
    else { return nil }
    var total = Self.days(fromCivil: year, month, day) * 86_400_000_000
    if bytes.count > 10 {
      guard bytes.count >= 20, bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20,
        bytes[13] == 0x3A, bytes[16] == 0x3A,
        let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
        hour < 24, minute < 60, second < 60
      else { return nil }
      total += (hour * 3600 + minute * 60 + second) * 1_000_000
      var index = 19
      if bytes[index] == 0x2E {
        var scale: Int64 = 100_000
        index += 1
        let first = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
          total += Int64(bytes[index] - 0x30) * scale
          scale /= 10
          index += 1
        }
        guard index > first else { return nil }
      }
      guard index < bytes.count else { return nil }
      switch bytes[index] {
      case 0x5A, 0x7A:
        guard index + 1 == bytes.count else { return nil }
      case 0x2B, 0x2D:
        guard index + 6 == bytes.count, bytes[index + 3] == 0x3A,
          let hours = number(index + 1..<index + 3), let minutes = number(index + 4..<index + 6),
          hours < 24, minutes < 60
        else { return nil }
        let offset = (hours * 60 + minutes) * 60_000_000
        total += bytes[index] == 0x2B ? -offset : offset
      default: return nil
      }
    }
    self.init(microseconds: total)
  }

  private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”, civil_from_days.
  private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = shifted.quotient(flooredBy: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The inverse: days_from_civil of the same paper.
  private static func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = y.quotient(flooredBy: 400)
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension Int64 {
  fileprivate func quotient(flooredBy divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
