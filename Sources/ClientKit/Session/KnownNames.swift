internal import Protocol

/// Names seen in answers, for completion.
struct KnownNames: Hashable, Sendable {
  /// How many things of each letter a paper has; ids count from 1 without gaps.
  private(set) var things: [Character: Int] = [:]
  private(set) var papers: Set<String> = []
  var profiles: Set<String> = []

  mutating func note(_ items: [PaperItem]) {
    papers.formUnion(items.map(\.slug))
    guard items.count == 1, let item = items.first else { return }
    things = ["c": item.claims, "a": item.annotations, "d": item.disputes, "x": item.corrections]
  }

  mutating func note(ids: [String], in paper: String) {
    papers.insert(paper)
    for id in ids {
      if let letter = id.first, "cadx".contains(letter), let number = Int(id.dropFirst()) {
        things[letter] = max(things[letter] ?? 0, number)
      }
    }
  }

  /// The ids that begin with one of `letters`.
  func ids(of letters: String) -> [String] {
    letters.flatMap { letter in (0..<(things[letter] ?? 0)).map { "\(letter)\($0 + 1)" } }
  }
}
