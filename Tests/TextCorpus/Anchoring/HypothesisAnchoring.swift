public import Manuscript

/// Anchoring by a TextQuoteSelector as the Hypothesis client does it, for comparison only: written anew after
/// what `match-quote.ts` and the library approx-string-match 2.0.0 do. Counts in UTF-16 as they do.
///
/// If the quote stands somewhere exactly, only those places count; else those with the fewest errors, at most
/// half the quote's length and 256. Each is scored 50 for the quote, 20 for the prefix, 20 for the suffix, 2
/// for nearness to where it was. The best is taken, whatever its score.
public struct HypothesisAnchoring: Sendable {
  private let text: [UInt16]
  /// For each UTF-16 offset, the offset in scalars.
  private let scalarOffsets: [Int]
  private let unitOffsets: [Int]

  private struct Match {
    var start: Int
    var end: Int
    var errors: Int
  }

  public init(in text: ScalarText) {
    var units: [UInt16] = []
    var scalarOffsets: [Int] = []
    var unitOffsets: [Int] = []
    for (offset, scalar) in text.scalars.enumerated() {
      unitOffsets.append(units.count)
      for unit in UTF16.encode(scalar)! {
        units.append(unit)
        scalarOffsets.append(offset)
      }
    }
    self.text = units
    self.scalarOffsets = scalarOffsets + [text.count]
    self.unitOffsets = unitOffsets + [units.count]
  }

  /// Where the anchor is put, or nil.
  public func place(_ anchor: Anchor) -> ScalarRange? {
    let (quote, prefix, suffix) = (
      Array(anchor.quote.utf16), Array(anchor.prefix.utf16), Array(anchor.suffix.utf16)
    )
    guard !quote.isEmpty else { return nil }
    let hint = unitOffsets[min(anchor.range.start, unitOffsets.count - 1)]
    func score(_ match: Match) -> Double {
      let before = text[max(0, match.start - prefix.count)..<match.start]
      let after = text[match.end..<min(text.count, match.end + suffix.count)]
      let points =
        50 * (1 - Double(match.errors) / Double(quote.count))
        + 20 * (prefix.isEmpty ? 1 : Self.likeness(before, prefix))
        + 20 * (suffix.isEmpty ? 1 : Self.likeness(after, suffix))
        + 2 * (1 - Double(abs(match.start - hint)) / Double(text.count))
      return points / 92
    }
    var best: (match: Match, score: Double)?
    for match in Self.search(text[...], quote, most: min(256, quote.count / 2)) {
      let score = score(match)
      if score > best?.score ?? -1 { best = (match, score) }
    }
    return best.map {
      ScalarRange(
        scalarOffsets[$0.match.start], max(scalarOffsets[$0.match.start], scalarOffsets[$0.match.end]))
    }
  }

  private static func likeness(_ text: ArraySlice<UInt16>, _ pattern: [UInt16]) -> Double {
    guard !text.isEmpty, let match = search(text, pattern, most: pattern.count).first else { return 0 }
    return 1 - Double(match.errors) / Double(pattern.count)
  }

  private static func search(_ text: ArraySlice<UInt16>, _ pattern: [UInt16], most: Int) -> [Match] {
    let exact = exactMatches(text, pattern)
    if !exact.isEmpty { return exact }
    let errors = errorsAtEnds(Array(text), pattern)
    guard let fewest = errors.min(), fewest <= most else { return [] }
    let reversed = Array(pattern.reversed())
    return errors.indices.filter { errors[$0] == fewest }.map { index in
      let end = text.startIndex + index + 1
      let window = Array(text[max(text.startIndex, end - pattern.count - fewest)..<end].reversed())
      // Of several beginnings the one that makes the match longest.
      let length = (errorsAtEnds(window, reversed).lastIndex { $0 <= fewest } ?? -1) + 1
      return Match(start: end - length, end: end, errors: fewest)
    }
  }

  private static func exactMatches(_ text: ArraySlice<UInt16>, _ pattern: [UInt16]) -> [Match] {
    guard !pattern.isEmpty, pattern.count <= text.count else { return [] }
    var matches: [Match] = []
    text.withUnsafeBufferPointer { text in
      for start in 0...text.count - pattern.count where text[start] == pattern[0] {
        var index = 1
        while index < pattern.count, text[start + index] == pattern[index] { index += 1 }
        if index == pattern.count {
          matches.append(Match(start: start, end: start + pattern.count, errors: 0))
        }
      }
    }
    return matches.map {
      Match(start: $0.start + text.startIndex, end: $0.end + text.startIndex, errors: 0)
    }
  }

  /// The fewest errors of a match that ends after each unit of the text (Myers 1999).
  private static func errorsAtEnds(_ text: [UInt16], _ pattern: [UInt16]) -> [Int] {
    let blocks = (pattern.count + 63) / 64
    var masks: [UInt16: [UInt64]] = [:]
    for (index, unit) in pattern.enumerated() {
      masks[unit, default: Array(repeating: 0, count: blocks)][index / 64] |= 1 << UInt64(index % 64)
    }
    let none = [UInt64](repeating: 0, count: blocks)
    var ups = [UInt64](repeating: .max, count: blocks)
    var downs = none
    let last = UInt64(1) << UInt64((pattern.count - 1) % 64)
    var errors = pattern.count
    return text.map { unit in
      let mask = masks[unit] ?? none
      var carry = 0
      for block in 0..<blocks {
        var equal = mask[block]
        let (up, down) = (ups[block], downs[block])
        let vertical = equal | down
        if carry < 0 { equal |= 1 }
        let horizontal = (((equal & up) &+ up) ^ up) | equal
        var more = down | ~(horizontal | up)
        var fewer = up & horizontal
        let high = block == blocks - 1 ? last : 1 << 63
        let carried = (more & high != 0 ? 1 : 0) - (fewer & high != 0 ? 1 : 0)
        more = more << 1 | (carry > 0 ? 1 : 0)
        fewer = fewer << 1 | (carry < 0 ? 1 : 0)
        ups[block] = fewer | ~(vertical | more)
        downs[block] = more & vertical
        carry = carried
      }
      errors += carry
      return errors
    }
  }
}
