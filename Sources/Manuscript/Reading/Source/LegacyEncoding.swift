/// An encoding older than Unicode that a source seems to be in.
public enum LegacyEncoding: String, CaseIterable, Sendable {
  case latin1 = "ISO-8859-1"
  case windows1252 = "WINDOWS-1252"
  case macRoman = "MACINTOSH"
  case windows1251 = "WINDOWS-1251"
  case koi8 = "KOI8-R"

  /// What people call it.
  var names: String {
    switch self {
    case .latin1: "Latin-1 (ISO-8859-1)"
    case .windows1252: "Windows-1252 (cp1252, Latin-1 as Windows has it)"
    case .macRoman: "Mac Roman"
    case .windows1251: "Windows-1251 (cp1251, Cyrillic)"
    case .koi8: "KOI8-R (Cyrillic)"
    }
  }

  /// The encoding that bytes which are not UTF-8 are most likely in; nil if nothing speaks for one, as where
  /// most of what is not ASCII is good UTF-8.
  init?(guessedFor bytes: [UInt8]) {
    let tally = Tally(of: bytes)
    guard tally.sequences <= tally.high - tally.sequences * 2 else { return nil }
    if tally.high * 3 > tally.letters {
      // Most letters are not ASCII. Small ones are the most frequent, and Cyrillic encodings tell by where
      // they put them.
      let all = tally.columns.reduce(0, +)
      if tally.columns[6] + tally.columns[7] > all * 3 / 5 {
        self = .windows1251
      } else if tally.columns[4] + tally.columns[5] > all * 3 / 5 {
        self = .koi8
      } else {
        return nil
      }
    } else if tally.macLetters > tally.westernLetters {
      self = .macRoman
    } else if tally.columns[0] + tally.columns[1] > 0 {
      self = .windows1252
    } else {
      self = .latin1
    }
  }

  private struct Tally {
    /// Bytes above ASCII, by their high half: `columns[0]` counts 0x80 to 0x8F.
    var columns = [Int](repeating: 0, count: 8)
    var high = 0
    var letters = 0
    /// Sequences that are good UTF-8.
    var sequences = 0
    /// Bytes right after small letters that are small letters in one encoding and no letters in the other.
    var westernLetters = 0
    var macLetters = 0

    /// á à â ä ã ç é è ê ò ù ü of Mac Roman, where Windows has signs or nothing.
    private static let macOnly: Set<UInt8> = [
      0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8D, 0x8E, 0x8F, 0x90, 0x98, 0x9D, 0x9F,
    ]

    init(of bytes: [UInt8]) {
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        defer { index += 1 }
        guard byte >= 0x80 else {
          if SourceText.isLetter(byte) { letters += 1 }
          continue
        }
        high += 1
        letters += 1
        columns[Int(byte >> 4) - 8] += 1
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if 0xC2...0xF4 ~= byte, next & 0xC0 == 0x80 { sequences += 1 }
        guard index > 0, 0x61...0x7A ~= bytes[index - 1] else { continue }
        if byte >= 0xE0 { westernLetters += 1 }
        if Self.macOnly.contains(byte) { macLetters += 1 }
      }
    }
  }
}
