import Manuscript
import TextCorpus

/// The time that importing and anchoring compute, and its growth over texts ten times as long.
enum Speed {
  /// One measurement.
  private struct Figure {
    var name: String
    /// Bytes or characters of the text.
    var size: Int
    var time: Duration
    /// Times the time of the same on a text a tenth as long.
    var growth: Double?

    var seconds: Double { time / .seconds(1) }

    func line(isJSON: Bool) -> String {
      let growth = growth.map { ($0 * 100).rounded() / 100 }
      if isJSON {
        return #"{"figure":"\#(name)","size":\#(size),"seconds":\#(seconds)"#
          + (growth.map { #","growth":\#($0)"# } ?? "") + "}"
      }
      return "\(name), \(size): \(time)" + (growth.map { ", \($0) times a tenth of it" } ?? "")
    }
  }

  static func report(isJSON: Bool) throws {
    for form in [GeneratedPaper.Form.tagged, .init(.plainText, notes: .superscript, pages: .numbers)] {
      try series("import \(form.format.rawValue)", sizes: [70_000, 700_000, 7_000_000, 10_000_000], isJSON) {
        try importing(form, bytes: $0)
      }
    }
    for damage in [AnchoringTrial.Damage.misread5, .all] {
      series("search 1000 anchors (\(damage.rawValue))", sizes: anchoringSizes, isJSON) { size in
        let trial = trial(size, damage)
        let anchors = trial.cases.map(\.anchor)
        return (size, UserTime.measure { _ = AnchorSearch(in: trial.damaged).place(anchors) })
      }
      series("carry 1000 ranges (\(damage.rawValue))", sizes: anchoringSizes, isJSON) { size in
        let trial = trial(size, damage)
        let ranges = trial.cases.map(\.anchor.range)
        return (
          size,
          UserTime.measure {
            _ = Reanchoring(from: trial.original, to: trial.damaged).carry(ranges)
          }
        )
      }
    }
  }

  /// Sources made to cost much: none may cost more than its length.
  static func reportAdversaries(isJSON: Bool) {
    for pattern in Adversary.patterns {
      series("import \(pattern)", sizes: [100_000, 1_000_000], isJSON) { size in
        let raw = pattern.source(bytes: size)
        return (raw.count, UserTime.measure { _ = try? PaperReader.read(raw) })
      }
    }
  }

  private static let anchoringSizes = [10_000, 100_000, 1_000_000]

  private static func trial(_ size: Int, _ damage: AnchoringTrial.Damage) -> AnchoringTrial {
    var prose = Prose(seed: 7)
    return AnchoringTrial(prose.text(characters: size), damage: damage, anchors: 1_000, seed: 7)
  }

  private static func series(
    _ name: String, sizes: [Int], _ isJSON: Bool, _ measure: (Int) throws -> (size: Int, time: Duration)
  ) rethrows {
    var figures: [Figure] = []
    for size in sizes {
      let (size, time) = try measure(size)
      let tenth = figures.last { abs($0.size * 10 - size) < size / 10 }
      figures.append(Figure(name: name, size: size, time: time, growth: tenth.map { time / $0.time }))
      print(figures[figures.count - 1].line(isJSON: isJSON))
    }
  }

  /// The best of several times: what else the machine does is no property of the reader.
  private static func importing(
    _ form: GeneratedPaper.Form, bytes: Int
  ) throws -> (size: Int, time: Duration) {
    // A paragraph has about 300 bytes.
    let paper = GeneratedPaper(form, seed: 11, paragraphs: bytes / 300)
    let raw = Array(paper.source.utf8)
    var best = Duration.seconds(3_600)
    for _ in 0..<(bytes > 1_000_000 ? 2 : 5) {
      best = min(best, try UserTime.measure { _ = try PaperReader.read(raw, as: form.format) })
    }
    return (raw.count, best)
  }
}
