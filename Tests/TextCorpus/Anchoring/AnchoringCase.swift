public import Manuscript

/// A place anchored in a text, the text after some damage, and where the place truly is there.
public struct AnchoringCase: Sendable {
  public enum Truth: Hashable, Sendable {
    /// It is there.
    case at(ScalarRange)
    /// It is there, but stands with the same words around it elsewhere too: no one can tell from the anchor.
    case undecidable(ScalarRange)
    /// It was taken out.
    case gone
  }

  public var anchor: Anchor
  public var truth: Truth
}

/// Anchors in one text and what became of the text.
public struct AnchoringTrial: Sendable {
  public var damage: Damage
  public var original: ScalarText
  public var damaged: ScalarText
  public var cases: [AnchoringCase]

  /// What is done to a text.
  public enum Damage: String, CaseIterable, Sendable {
    case none, misread2, misread5, misread10, misread20, reflow, insertion, deletion, rewording, move
    case duplication, all
  }

  /// Damages the text and anchors so many passages of it.
  public init(_ text: String, damage: Damage, anchors count: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let original = ScalarText(text)
    var damaged = DamagedText(original.scalars)
    damaged.suffer(damage, using: &random)
    let places = damaged.places()
    var cases: [AnchoringCase] = []
    var attempts = 0
    while cases.count < count, attempts < 20 * count {
      attempts += 1
      let range = Self.passage(of: original, using: &random)
      guard !range.isEmpty, let truth = Self.truth(of: range, places, damaged) else { continue }
      cases.append(AnchoringCase(anchor: Self.anchor(range, in: original), truth: truth))
    }
    self.damage = damage
    self.original = original
    self.damaged = ScalarText(damaged.text)
    self.cases = cases
  }

  private static func anchor(_ range: ScalarRange, in text: ScalarText) -> Anchor {
    let length = Anchor.contextLength
    return Anchor(
      base: BaseID(raw: [], document: []), range: range, quote: text[range],
      prefix: text[ScalarRange(max(0, range.start - length), range.start)],
      suffix: text[ScalarRange(range.end, min(text.count, range.end + length))])
  }

  /// A passage as people mark them: some words, a clause, a sentence, several; within a paragraph.
  private static func passage(of text: ScalarText, using random: inout SplitMix64) -> ScalarRange {
    func isBlank(_ offset: Int) -> Bool { text[offset].properties.isWhitespace }
    var start = Int.random(in: 0..<text.count, using: &random)
    let asSentence = random.chance(40)
    while start > 0,
      !(isBlank(start - 1) && (!asSentence || start < 2 || ".\n".contains(Character(text[start - 2]))))
    {
      start -= 1
    }
    while start < text.count, isBlank(start) { start += 1 }
    var end = start
    if asSentence {
      let least = random.pick([1, 1, 1, 300])
      while end < text.count, text[end] != "\n", !(text[end] == "." && end - start >= least) { end += 1 }
      if end < text.count, text[end] == "." { end += 1 }
    } else {
      var words = random.pick([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20])
      while end < text.count, text[end] != "\n" {
        if isBlank(end) { words -= 1 }
        if words == 0 { break }
        end += 1
      }
    }
    return ScalarRange(start, max(start, end))
  }

  private static func partsWord(_ text: [(scalar: Unicode.Scalar, origin: Int?)], at offset: Int) -> Bool {
    offset > 0 && offset < text.count && text[offset - 1].scalar.isInWord && text[offset].scalar.isInWord
  }

  /// Where the range truly is; nil if so much of it is gone that one may doubt it.
  private static func truth(
    of range: ScalarRange, _ places: [(first: Int, last: Int)?], _ damaged: DamagedText
  ) -> AnchoringCase.Truth? {
    let kept = places[range.offsets].compactMap { $0 }
    let share = Double(kept.count) / Double(range.count)
    if share == 0 {
      // Where a copy remained, that may pass for the passage.
      return damaged.duplicated.contains { $0.range.overlaps(range.offsets) } ? nil : .gone
    }
    guard share >= 0.7, let start = kept.map(\.first).min(), let end = kept.map(\.last).max() else {
      return nil
    }
    let place = ScalarRange(start, end + 1)
    // Where a blank was lost two words are one, and no place begins between them.
    let text = damaged.scalars
    if [place.start, place.end].contains(where: { partsWord(text, at: $0) }) { return nil }
    // What was torn apart by a move is in no one place.
    guard place.count <= 3 * range.count + 400 else { return nil }
    for (paragraph, isBeside) in damaged.duplicated
    where paragraph.lowerBound <= range.start && range.end <= paragraph.upperBound {
      let hasSamePrefix = paragraph.lowerBound <= max(0, range.start - Anchor.contextLength)
      let hasSameSuffix = min(places.count, range.end + Anchor.contextLength) <= paragraph.upperBound
      if hasSamePrefix, hasSameSuffix { return .undecidable(place) }
      // Of two paragraphs side by side the first keeps what stood before and the second what stood after: which
      // of them is the copy is a mere way of speaking.
      if isBeside { return nil }
    }
    return .at(place)
  }
}

extension DamagedText {
  private static let strangeSentences = [
    "This sentence was put in by a later hand.", "The point has been much discussed.",
    "It was resolved without a division.", "Nothing of the kind is recorded elsewhere, so far as I know.",
    "Compare, however, the view taken in the second edition, where the order of the argument is reversed.",
  ]
  private static let strangeWords = [
    "quite", "moreover", "settled", "granted", "harsh", "vessel", "notwithstanding",
  ]

  fileprivate mutating func suffer(_ damage: AnchoringTrial.Damage, using random: inout SplitMix64) {
    switch damage {
    case .none: break
    case .misread2: misread(percent: 2, using: &random)
    case .misread5: misread(percent: 5, using: &random)
    case .misread10: misread(percent: 10, using: &random)
    case .misread20: misread(percent: 20, using: &random)
    case .reflow: reflow(width: random.pick([40, 60, 72]), using: &random)
    case .insertion: insert(percent: 25, Self.strangeSentences, using: &random)
    case .deletion: delete(percent: 25, using: &random)
    case .rewording: reword(percent: 12, with: Self.strangeWords, using: &random)
    case .move: move(paragraphs: 5, using: &random)
    case .duplication: duplicate(paragraphs: 5, using: &random)
    case .all:
      duplicate(paragraphs: 1, using: &random)
      move(paragraphs: 2, using: &random)
      delete(percent: 8, using: &random)
      insert(percent: 8, Self.strangeSentences, using: &random)
      reword(percent: 4, with: Self.strangeWords, using: &random)
      reflow(width: 64, using: &random)
      misread(percent: 3, using: &random)
    }
  }
}
