internal import Manuscript

// How the summaries of events put things.

extension String {
  /// In quotation marks, as far as it is short.
  var quoted: String { "“\(shortened)”" }

  /// In quotation marks with every space, as far as it is short. It has to be one line.
  var verbatim: String {
    "“\(count > Self.lineLength ? prefix(Self.lineLength - 1) + "…" : self[...])”"
  }

  /// At most 80 characters, on one line.
  private var shortened: String {
    if let plain = plainlyShortened { return plain }
    var line = ""
    var count = 0
    var isSpaceDue = false
    for character in self {
      if character.isWhitespace {
        isSpaceDue = count > 0
        continue
      }
      if isSpaceDue {
        line.append(" ")
        count += 1
        isSpaceDue = false
      }
      line.append(character)
      count += 1
      if count > Self.lineLength { return line.prefix(Self.lineLength - 1) + "…" }
    }
    return line
  }

  /// The same where one can tell by its first bytes: they are visible ASCII with single spaces within. Most texts are
  /// like that, and to look at bytes is many times cheaper than to look at characters.
  private var plainlyShortened: String? {
    var last = UInt8(ascii: " ")
    for byte in utf8.prefix(Self.lineLength + 1) {
      guard (0x20...0x7E).contains(byte), byte != 0x20 || last != 0x20 else { return nil }
      last = byte
    }
    guard last != 0x20 || isEmpty else { return nil }
    return utf8.count <= Self.lineLength ? self : String(unicodeScalars.prefix(Self.lineLength - 1)) + "…"
  }

  /// In characters.
  private static let lineLength = 80
}

/// `“1 August” → “8 August”`, or the same for an insertion or a deletion. What is corrected may be no more than a space.
func change(from old: String, to new: String) -> String {
  if old.isEmpty { return "insert \(new.verbatim)" }
  return new.isEmpty ? "delete \(old.verbatim)" : "\(old.verbatim) → \(new.verbatim)"
}

/// A reason after what it is for, where there is one.
func because(_ reason: String?) -> String { reason.map { ": \($0.quoted)" } ?? "" }

extension Target {
  var words: String {
    switch self {
    case .thing(let id): id.description
    case .passage(let anchor): anchor.range.isEmpty ? "a point in the text" : anchor.quote.quoted
    }
  }
}

/// `, citing “Register”`; what is cited for something, after it.
func citing(_ evidence: [Evidence]) -> String {
  evidence.map { ", citing \($0.reference.quoted)" }.joined()
}

/// ` (fact)`; of what sort something is, where that was said.
func inBrackets(_ sort: (some RawRepresentable<String>)?) -> String { sort.map { " (\($0.rawValue))" } ?? "" }
