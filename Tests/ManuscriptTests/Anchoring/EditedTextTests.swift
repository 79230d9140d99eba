import Manuscript
import TextCorpus
import Testing

/// What must hold of places carried through any edits, found out without anchoring: by looking through all words.
@Suite("Carrying through random edits")
struct EditedTextTests {
  /// The words of a text, with their ranges. A full stop is a word.
  private struct Words {
    var words: [String] = []
    var ranges: [ScalarRange] = []

    init(_ text: ScalarText) {
      var start = 0
      func isWord(_ offset: Int) -> Bool { text[offset].properties.isAlphabetic }
      while start < text.count {
        var end = start + 1
        if isWord(start) { while end < text.count, isWord(end) { end += 1 } }
        if !text[start].properties.isWhitespace {
          words.append(text[ScalarRange(start, end)])
          ranges.append(ScalarRange(start, end))
        }
        start = end
      }
    }

    /// Where some words stand in a row, and no paragraph ends between them.
    func places(of sought: [String], in text: ScalarText) -> [ScalarRange] {
      guard words.count >= sought.count else { return [] }
      return (0...words.count - sought.count).compactMap { index in
        guard Array(words[index..<index + sought.count]) == sought else { return nil }
        let range = ScalarRange(ranges[index].start, ranges[index + sought.count - 1].end)
        return text[range].contains("\n") ? nil : range
      }
    }
  }

  private struct Trial {
    var edited: EditedText
    var old: ScalarText
    var new: ScalarText
    var oldWords: Words
    var newWords: Words
    var reanchoring: Reanchoring

    init(seed: Int, isDoubling: Bool = false) {
      edited = EditedText(seed: UInt64(seed), isDoubling: isDoubling)
      (old, new) = (edited.oldText, edited.newText)
      (oldWords, newWords) = (Words(old), Words(new))
      reanchoring = Reanchoring(from: old, to: new)
    }

    /// Some words in a row of one paragraph.
    func passage(_ random: inout SplitMix64) -> (range: ScalarRange, words: [String])? {
      let start = oldWords.words.indices.randomElement(using: &random)!
      let end = min(oldWords.words.count, start + random.pick([1, 1, 2, 3, 5, 9]))
      let range = ScalarRange(oldWords.ranges[start].start, oldWords.ranges[end - 1].end)
      let words = Array(oldWords.words[start..<end])
      return old[range].contains("\n") || words == ["."] ? nil : (range, words)
    }
  }

  private static let passagesPerTrial = 40

  @Test(arguments: 1...150)
  func `unchanged words that are unique keep their place`(seed: Int) {
    let trial = Trial(seed: seed)
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<Self.passagesPerTrial {
      guard let (range, words) = trial.passage(&random), trial.old[range].count >= 4 else { continue }
      let now = trial.newWords.places(of: words, in: trial.new)
      guard trial.oldWords.places(of: words, in: trial.old).count == 1, now.count == 1 else { continue }
      let outcome = trial.reanchoring.carry(range)
      #expect(outcome.placement?.range == now[0], "seed \(seed): \(words) \(outcome)")
    }
  }

  @Test(arguments: 1...150)
  func `what is carried begins and ends where words do`(seed: Int) {
    let trial = Trial(seed: seed)
    var random = SplitMix64(seed: UInt64(seed))
    let edges = Set(trial.newWords.ranges.flatMap { [$0.start, $0.end] })
    for _ in 0..<Self.passagesPerTrial {
      guard let (range, _) = trial.passage(&random) else { continue }
      for place in trial.reanchoring.carry(range).places.map(\.range) {
        #expect(edges.contains(place.start) && edges.contains(place.end), "seed \(seed): \(trial.new[place])")
      }
    }
  }

  @Test(arguments: 1...150)
  func `candidates are the places of the same words, all of them`(seed: Int) {
    let trial = Trial(seed: seed, isDoubling: true)
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<Self.passagesPerTrial {
      guard let (range, words) = trial.passage(&random),
        case .ambiguous(let places) = trial.reanchoring.carry(range)
      else { continue }
      let same = trial.newWords.places(of: words, in: trial.new)
      let isOnly = trial.oldWords.places(of: words, in: trial.old).count == 1
      if isOnly, trial.old[range].count >= 4, same.count > 1 {
        #expect(Set(places.map(\.range)).isSubset(of: same), "seed \(seed): \(words) \(places)")
      }
    }
  }

  @Test(arguments: 1...200)
  func `of a doubled paragraph nothing is less ambiguous than the whole`(seed: Int) throws {
    let trial = Trial(seed: seed, isDoubling: true)
    guard let doubled = trial.edited.doubled else { return }
    let start = trial.edited.old[..<doubled].reduce(0) {
      $0 + $1.joined(separator: " ").unicodeScalars.count + 2
    }
    let count = trial.edited.old[doubled].joined(separator: " ").unicodeScalars.count
    let whole = ScalarRange(start: start, count: count)
    let outcome = trial.reanchoring.carry(whole)
    let copies = trial.newWords.places(
      of: Words(ScalarText(trial.old[whole])).words, in: trial.new)
    guard copies.count == 2 else { return }
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<Self.passagesPerTrial {
      guard let (range, words) = trial.passage(&random), whole.contains(range), range.count >= 4,
        trial.oldWords.places(of: words, in: trial.old).count == 1
      else { continue }
      let part = trial.reanchoring.carry(range)
      if let place = outcome.placement?.range {
        let expected = ScalarRange(start: place.start + range.start - start, count: range.count)
        #expect(part.placement?.range == expected, "seed \(seed): \(words) \(part) of \(outcome)")
      } else {
        #expect(part.placement == nil, "seed \(seed): \(words) \(part) of \(outcome)")
        #expect(part.places.count == outcome.places.count, "seed \(seed): \(words) \(part) of \(outcome)")
      }
    }
  }
}

extension AnchorOutcome {
  fileprivate var places: [AnchorPlacement] {
    switch self {
    case .found(let place): [place]
    case .ambiguous(let places): places
    case .orphaned(let nearest): nearest.map { [$0] } ?? []
    }
  }
}
