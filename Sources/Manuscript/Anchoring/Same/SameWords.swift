/// Where passages of an old text stand word for word in a new one.
///
/// Words that stand once in the old text can only have come from there, wherever they stand in the new one. So can
/// words that stand there several times, together with enough of what stood around them.
struct SameWords: Sendable {
  /// A place in the new text with a passage's very words.
  struct Place: Hashable, Sendable {
    var range: Range<Int>
    /// So many symbols before the passage stand there too, and so many after it.
    var before: Int
    var after: Int
  }

  let old: [Int32]
  let new: [Int32]
  private let oldText: WordEdges
  private let newText: WordEdges
  private let oldIndex: GramIndex
  private let newIndex: GramIndex
  let ends: TextEnds

  init(old: WordEdges, new: WordEdges, newIndex: GramIndex, ends: TextEnds) {
    (oldText, newText) = (old, new)
    self.ends = ends
    (self.old, self.new) = (old.compared.symbols, new.compared.symbols)
    oldIndex = GramIndex(old.compared.symbols)
    self.newIndex = newIndex
  }

  /// So much of what stood around a passage is looked at, on either side.
  private static let reach = 64
  /// A word as long tells by itself…
  private static let tellingWord = 4
  /// …any passage that the comparison leads to, with what stood around it…
  private static let tellingWhereLed = 12
  /// …and any passage elsewhere, without as much on either side as may be the same by chance.
  private static let telling = 32
  private static let chance = 8

  /// All places with the passage's very words, or of a point with what stood beside it, that can be no other
  /// passage's.
  func places(of passage: Range<Int>) -> [Place] {
    var starts: Set<Int> = []
    for seed in seeds(of: passage) {
      guard let found = newIndex.occurrences(of: old[seed], in: new) else { continue }
      starts.formUnion(found.map { $0 + passage.lowerBound - seed.lowerBound })
    }
    if starts.isEmpty { return [] }
    let isOnly = standsOnce(passage)
    let least = passage.isEmpty ? Self.tellingWhereLed : Self.telling
    let margin = passage.isEmpty ? 0 : Self.chance
    return starts.sorted().compactMap { place(of: passage, at: $0) }.filter {
      isOnly || standsOnce(passage, with: $0, least: least, margin: margin)
    }
  }

  /// The place there, if the passage's very words stand there.
  func place(of passage: Range<Int>, at start: Int) -> Place? {
    let range = start..<start + passage.count
    guard start >= 0, range.upperBound <= new.count, new[range].elementsEqual(old[passage]),
      hasEdges(of: passage, range)
    else { return nil }
    var place = Place(range: range, before: 0, after: 0)
    let (mostBefore, mostAfter) = (
      min(passage.lowerBound, start, Self.reach),
      min(old.count - passage.upperBound, new.count - range.upperBound, Self.reach)
    )
    while place.before < mostBefore,
      old[passage.lowerBound - place.before - 1] == new[start - place.before - 1]
    {
      place.before += 1
    }
    while place.after < mostAfter,
      old[passage.upperBound + place.after] == new[range.upperBound + place.after]
    {
      place.after += 1
    }
    return place
  }

  /// The nearest places on either side of one, as much like it around: where a text says the same without end, too many
  /// are like it to be counted.
  func repeats(beside place: Place, of passage: Range<Int>) -> [Place] {
    guard min(place.before, place.after) >= Self.telling else { return [] }
    return [-1, 1].compactMap { side in
      (1...Self.telling).lazy.compactMap { distance in
        self.place(of: passage, at: place.range.lowerBound + side * distance)
      }.first { min($0.before, $0.after) >= Self.telling }
    }
  }

  /// Whether a place to which the comparison leads can be no other passage's.
  func isTelling(_ place: Place, of passage: Range<Int>) -> Bool {
    standsOnce(passage) || standsOnce(passage, with: place, least: Self.tellingWhereLed, margin: 0)
  }

  /// How often symbols stand in the new text; `nil` where that cannot be told.
  func newCount(of symbols: ArraySlice<Int32>) -> Int? { newIndex.occurrences(of: symbols, in: new)?.count }

  /// Whether what stands there begins and ends as the passage does: with a word, or with a paragraph for a point.
  func hasEdges(of passage: Range<Int>, _ range: Range<Int>) -> Bool {
    if passage.isEmpty {
      let (point, place) = (passage.lowerBound, range.lowerBound)
      if Self.startsParagraph(point, old), !Self.startsParagraph(place, new) { return false }
      if Self.endsParagraph(point, old), !Self.endsParagraph(place, new) { return false }
    }
    return (oldText.partsWord(at: passage.lowerBound) || !newText.partsWord(at: range.lowerBound))
      && (oldText.partsWord(at: passage.upperBound) || !newText.partsWord(at: range.upperBound))
  }

  private static func startsParagraph(_ offset: Int, _ text: [Int32]) -> Bool {
    offset == 0 || text[offset - 1] == SymbolAlphabet.paragraphBreak
  }

  private static func endsParagraph(_ offset: Int, _ text: [Int32]) -> Bool {
    offset == text.count || text[offset] == SymbolAlphabet.paragraphBreak
  }

  /// What to look for: the passage, or what is too short for that with what stood on one side of it.
  private func seeds(of passage: Range<Int>) -> [Range<Int>] {
    if passage.count >= GramIndex.length { return [passage] }
    let before = max(0, passage.lowerBound - Self.tellingWhereLed)..<passage.upperBound
    let after = passage.lowerBound..<min(old.count, passage.upperBound + Self.tellingWhereLed)
    guard passage.isEmpty else { return [before, after] }
    // A point at a paragraph's edge belongs to that paragraph.
    if Self.startsParagraph(passage.lowerBound, old) { return [after] }
    return Self.endsParagraph(passage.lowerBound, old) ? [before] : [before, after]
  }

  /// Whether the old text has the passage once, as words.
  func standsOnce(_ passage: Range<Int>) -> Bool {
    guard passage.count >= Self.tellingWord,
      let found = oldIndex.occurrences(of: old[passage], in: old)
    else { return false }
    return found.count { start in
      let range = start..<start + passage.count
      return (oldText.partsWord(at: passage.lowerBound) || !oldText.partsWord(at: range.lowerBound))
        && (oldText.partsWord(at: passage.upperBound) || !oldText.partsWord(at: range.upperBound))
    } == 1
  }

  /// Whether the old text has the passage once with what a place shares of its surroundings.
  private func standsOnce(_ passage: Range<Int>, with place: Place, least: Int, margin: Int) -> Bool {
    let start = passage.lowerBound - max(0, place.before - margin)
    let stretch = start..<passage.upperBound + max(0, place.after - margin)
    return stretch.count >= least && oldIndex.occurrences(of: old[stretch], in: old)?.count == 1
  }
}
