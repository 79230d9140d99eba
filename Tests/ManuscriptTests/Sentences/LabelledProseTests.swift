import Foundation
import Manuscript
import Testing

/// The segmenter against prose whose sentences are marked by hand. The floors are what it reaches.
@Suite("Labelled prose")
struct LabelledProseTests {
  struct Score: CustomStringConvertible {
    var right = 0
    var wrong = 0
    var missed = 0
    var faults: [String] = []

    var precision: Double { Double(right) / Double(max(1, right + wrong)) }
    var recall: Double { Double(right) / Double(max(1, right + missed)) }
    var f1: Double { 2 * precision * recall / max(.leastNonzeroMagnitude, precision + recall) }
    var description: String {
      "right \(right), wrong \(wrong), missed \(missed): precision \(precision), recall \(recall), F1 \(f1)"
    }
  }

  /// The ends of sentences within paragraphs: those of the paragraphs themselves are no achievement.
  static func score(_ name: String) throws -> (score: Score, sentences: Int) {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Prose"))
    var (score, sentences) = (Score(), 0)
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") && !line.hasPrefix("=") {
      let paragraph = MarkedText(line)
      let found = paragraph.ends()
      sentences += paragraph.ends.count + 1
      score.right += found.intersection(paragraph.ends).count
      score.wrong += found.subtracting(paragraph.ends).count
      score.missed += paragraph.ends.subtracting(found).count
      if found != paragraph.ends { score.faults.append(paragraph.parted()) }
    }
    return (score, sentences)
  }

  @Test
  func `the half on which the rules may be tuned`() throws {
    let (score, sentences) = try Self.score("open")
    #expect(sentences == 250)
    #expect(score.precision >= 0.995 && score.recall >= 0.995, "\(score)\n\(score.faults)")
  }

  /// Says how many are wrong, never which: to look at them would tune the rules on them.
  @Test
  func `the half on which they never are`() throws {
    let (score, sentences) = try Self.score("locked")
    #expect(sentences == 239)
    #expect(score.precision >= 0.979 && score.recall >= 0.989, "\(score)")
  }
}
