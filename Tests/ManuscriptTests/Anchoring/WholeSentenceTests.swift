import Manuscript
import TextCorpus
import Testing

/// What is part of a sentence belongs where the sentence does: tried on all parts of all sentences.
@Suite("Carrying parts of sentences")
struct WholeSentenceTests {
  static let seeds: ClosedRange<UInt64> = 1...100

  /// Also words that stand everywhere, a single letter, and points.
  @Test(arguments: EditedText.Hand.allCases)
  func `in a sentence that is unchanged and stands once everything keeps its place`(hand: EditedText.Hand) {
    var tried = 0
    for seed in Self.seeds {
      let trial = Trial(seed, hand)
      for (sentence, place) in trial.kept {
        for part in trial.parts(of: sentence) {
          tried += 1
          let (start, end) = (part.start - sentence.start, part.end - sentence.start)
          let outcome = trial.reanchoring.carry(part)
          #expect(
            outcome.placement?.range == ScalarRange(place.start + start, place.start + end),
            "\(hand) \(seed): “\(trial.old[part])” of “\(trial.old[sentence])” \(outcome)")
        }
      }
    }
    #expect(tried > 20_000, "\(tried)")
  }

  @Test func `of a paragraph that is said twice in a row nothing is guessed, and nothing else is lost`() {
    var (tried, whole) = (0, 0)
    for seed in Self.seeds {
      let trial = Trial(seed, .repeating)
      let sentences = trial.edited.old[trial.edited.doubled!]
      let runs = sentences.indices.flatMap { first in (first..<sentences.count).map { (first, $0) } }
      for (first, last) in runs {
        let words = Array(sentences[first...last])
        let range = trial.range(of: words, in: trial.edited.old, trial.edited.doubled!)
        guard let range, trial.count(of: words, in: trial.edited.old) == 1 else { continue }
        let copies = [0, 1].compactMap {
          trial.range(of: words, in: trial.edited.new, trial.edited.doubled! + $0)
        }
        for part in first == last ? trial.parts(of: range) + [range] : [range] {
          tried += 1
          let expected = copies.map { copy in
            ScalarRange(copy.start + part.start - range.start, copy.start + part.end - range.start)
          }
          guard case .ambiguous(let places) = trial.reanchoring.carry(part) else {
            Issue.record("\(seed): “\(trial.old[part])” \(trial.reanchoring.carry(part))")
            continue
          }
          #expect(Set(places.map(\.range)) == Set(expected), "\(seed): “\(trial.old[part])” \(places)")
        }
        whole += first == 0 && last == sentences.count - 1 ? 1 : 0
      }
    }
    #expect(tried > 2_000 && whole > 80, "\(tried) \(whole)")
  }
}

private struct Trial {
  let edited: EditedText
  let old: ScalarText
  let reanchoring: Reanchoring

  init(_ seed: UInt64, _ hand: EditedText.Hand) {
    edited = EditedText(seed: seed, by: hand)
    old = edited.oldText
    reanchoring = Reanchoring(from: old, to: edited.newText)
  }

  /// The sentences of the old text whose words stand once in either text, with where they stand in both.
  var kept: [(ScalarRange, ScalarRange)] {
    edited.old.indices.flatMap { paragraph in
      edited.old[paragraph].compactMap { sentence in
        let words = [sentence]
        guard count(of: words, in: edited.old) == 1, count(of: words, in: edited.new) == 1,
          let there = edited.new.indices.first(where: { edited.new[$0].contains(sentence) }),
          let range = self.range(of: words, in: edited.old, paragraph),
          let place = self.range(of: words, in: edited.new, there)
        else { return nil }
        return (range, place)
      }
    }
  }

  /// Up to three words in a row, and the points between words.
  func parts(of sentence: ScalarRange) -> [ScalarRange] {
    let blanks = sentence.offsets.filter { old[$0] == " " }
    let (starts, ends) = ([sentence.start] + blanks.map { $0 + 1 }, blanks + [sentence.end])
    return starts.indices.flatMap { first in
      (first..<min(starts.count, first + 3)).map { ScalarRange(starts[first], ends[$0]) }
        + (first > 0 ? [ScalarRange(starts[first], starts[first])] : [])
    }
  }

  /// Where sentences in a row stand in a paragraph.
  func range(of sentences: [String], in text: [[String]], _ paragraph: Int) -> ScalarRange? {
    let before = text[..<paragraph].reduce(0) { $0 + $1.joined(separator: " ").unicodeScalars.count + 2 }
    guard let first = text[paragraph].firstRange(of: sentences)?.lowerBound else { return nil }
    let start = text[paragraph][..<first].reduce(before) { $0 + $1.unicodeScalars.count + 1 }
    return ScalarRange(start: start, count: sentences.joined(separator: " ").unicodeScalars.count)
  }

  /// How often the words of sentences stand in a row.
  func count(of sentences: [String], in text: [[String]]) -> Int {
    func words(_ sentences: [String]) -> [Substring] { sentences.flatMap { $0.split(separator: " ") } }
    let sought = words(sentences)
    return text.reduce(0) { $0 + words($1).ranges(of: sought).count }
  }
}
