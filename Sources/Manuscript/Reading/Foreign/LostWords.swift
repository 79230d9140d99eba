/// What of a source's words does not come again in what a converter made of it.
///
/// Words are counted, not aligned, so that what a converter only moved is not taken for lost: a passage that was left out
/// is one whose words the source has more often than what was made of it.
struct LostWords {
  private let passages: [SourcePassage]
  /// How many of each word are lost, and not yet told.
  private var lost: [String: Int] = [:]

  /// Fewer words than these by themselves may be parted otherwise: only a whole passage is told then.
  private static let fewest = 3

  private struct Run {
    var passage: Int
    var words: Range<Int>
  }

  /// - Parameter made: what the converter made of the source.
  init(of passages: [SourcePassage], in made: [String]) {
    self.passages = passages
    for passage in passages {
      for word in passage.words { lost[Self.key(word), default: 0] += 1 }
    }
    for word in made { lost[Self.key(word)]? -= 1 }
    lost = lost.filter { $0.value > 0 }
  }

  /// What is lost, in the source's order; passages of one kind that follow each other are one.
  var stretches: [SourcePassage] {
    var rest = self
    // The longest first: its words are surely lost, and are not looked for in others any more.
    let runs = rest.allRuns.sorted { $0.words.count > $1.words.count }.flatMap { rest.take($0) }
      .sorted { ($0.passage, $0.words.lowerBound) < ($1.passage, $1.words.lowerBound) }
    var stretches: [SourcePassage] = []
    var last: Int?
    for run in runs {
      let passage = passages[run.passage]
      let words = Array(passage.words[run.words])
      let continues = last.map { $0 == run.passage || $0 == run.passage - 1 } ?? false
      if continues, isWhole(run), passage.kind == .text, let before = stretches.last, before.kind == .text {
        stretches[stretches.count - 1] = SourcePassage(.text, before.words + words)
      } else {
        stretches.append(SourcePassage(passage.kind, words))
      }
      last = run.passage
    }
    return stretches
  }

  private var allRuns: [Run] {
    passages.indices.flatMap { index in
      runs(in: Run(passage: index, words: passages[index].words.indices)) { lost[$0, default: 0] > 0 }
    }
  }

  /// What of a run is still lost, if that is enough to be told; it is told then.
  private mutating func take(_ run: Run) -> [Run] {
    var left = lost
    let told = runs(in: run) { word in
      guard let count = left[word], count > 0 else { return false }
      left[word] = count - 1
      return true
    }.filter { $0.words.count >= Self.fewest || isWhole($0) }
    for run in told {
      for word in passages[run.passage].words[run.words] { lost[Self.key(word), default: 0] -= 1 }
    }
    return told
  }

  /// The longest stretches of lost words in a run.
  private func runs(in run: Run, where isLost: (String) -> Bool) -> [Run] {
    var runs: [Run] = []
    for index in run.words where isLost(Self.key(passages[run.passage].words[index])) {
      if let last = runs.last, last.words.upperBound == index {
        runs[runs.count - 1].words = last.words.lowerBound..<index + 1
      } else {
        runs.append(Run(passage: run.passage, words: index..<index + 1))
      }
    }
    return runs
  }

  /// Whether a run is a whole passage, and one that says something.
  private func isWhole(_ run: Run) -> Bool {
    let words = passages[run.passage].words
    return run.words == words.indices && words.contains { $0.unicodeScalars.count > 1 }
  }

  /// A converter may write small capitals as capitals.
  private static func key(_ word: String) -> String { word.lowercased() }
}
