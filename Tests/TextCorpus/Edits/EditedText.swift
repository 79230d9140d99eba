public import Manuscript

/// A text of paragraphs, and what an editor made of it: words replaced, sentences and paragraphs taken out, put in, moved
/// and doubled. Knows nothing of anchoring, but what stands where.
public struct EditedText: Sendable {
  public private(set) var old: [[String]]
  public private(set) var new: [[String]]
  /// The number of the paragraph that stands twice now, if one does.
  public private(set) var doubled: Int?

  /// A paragraph is its sentences, in order.
  public init(seed: UInt64, edits: ClosedRange<Int> = 1...6, isDoubling: Bool = false) {
    var random = SplitMix64(seed: seed)
    var words = WordMaker(&random)
    old = (0..<Int.random(in: 3...8, using: &random)).map { _ in
      (0..<random.pick([1, 1, 2, 3, 5])).map { _ in words.sentence(&random) }
    }
    new = old
    for _ in 0..<Int.random(in: edits, using: &random) { edit(&words, &random) }
    guard isDoubling else { return }
    let untouched = old.indices.filter { new.contains(old[$0]) && old[$0].count > 1 }
    guard !untouched.isEmpty else { return }
    let index = random.pick(untouched)
    let place = new.firstIndex(of: old[index])!
    new.insert(old[index], at: random.chance(50) ? place + 1 : Int.random(in: 0...new.count, using: &random))
    doubled = index
  }

  /// What comes of a text by one editor's hand.
  public enum Hand: String, CaseIterable, Sendable {
    /// Some edits of any sort.
    case free
    /// A paragraph's last sentence is taken out, and the paragraph after it moved.
    case trimming
    /// A paragraph stands twice in a row.
    case repeating
  }

  /// The text of a seed, edited by one hand.
  public init(seed: UInt64, by hand: Hand) {
    self.init(seed: seed, edits: hand == .free ? 1...6 : 0...0)
    var random = SplitMix64(seed: ~seed)
    switch hand {
    case .free: break
    case .trimming:
      let last = new.indices.dropLast().filter { new[$0].count > 1 }
      guard let paragraph = last.randomElement(using: &random) else { return }
      new[paragraph].removeLast()
      let moved = new.remove(at: paragraph + 1)
      new.insert(moved, at: Int.random(in: 0...new.count, using: &random))
    case .repeating:
      let paragraph = new.indices.randomElement(using: &random)!
      new.insert(new[paragraph], at: paragraph + 1)
      doubled = paragraph
    }
  }

  public var oldText: ScalarText { Self.text(old) }
  public var newText: ScalarText { Self.text(new) }

  private static func text(_ paragraphs: [[String]]) -> ScalarText {
    ScalarText(paragraphs.map { $0.joined(separator: " ") }.joined(separator: "\n\n"))
  }

  private mutating func edit(_ words: inout WordMaker, _ random: inout SplitMix64) {
    let paragraph = new.indices.randomElement(using: &random)!
    let sentence = new[paragraph].indices.randomElement(using: &random)!
    switch Int.random(in: 0..<8, using: &random) {
    case 0: new[paragraph][sentence] = words.reworded(new[paragraph][sentence], &random)
    case 1: new[paragraph].insert(words.sentence(&random), at: sentence)
    case 2: new.insert([words.sentence(&random)], at: paragraph)
    case 3 where new.count > 2: new.remove(at: paragraph)
    case 4 where new[paragraph].count > 1: new[paragraph].remove(at: sentence)
    case 5:
      let moved = new.remove(at: paragraph)
      new.insert(moved, at: random.chance(40) ? new.count : Int.random(in: 0...new.count, using: &random))
    case 6 where new[paragraph].count > 1:
      let moved = new[paragraph].remove(at: sentence)
      let place = new.indices.randomElement(using: &random)!
      new[place].insert(moved, at: Int.random(in: 0...new[place].count, using: &random))
    default: new[paragraph][sentence] = words.respelt(new[paragraph][sentence], &random)
    }
  }
}

/// Sentences of a small vocabulary, so that much stands more than once.
private struct WordMaker {
  private var names: [String] = []
  private static let common = [
    "the", "of", "a", "harbour", "clerk", "ship", "was", "in", "lamp", "and", "keeper", "wrote", "old",
    "ledger",
  ]

  init(_ random: inout SplitMix64) {
    let syllables = ["ba", "ren", "to", "mil", "fox", "gar", "lie", "son", "dun", "ke"]
    names = (0..<80).map { _ in
      (0..<Int.random(in: 2...3, using: &random)).map { _ in random.pick(syllables) }.joined()
    }
  }

  private mutating func word(_ random: inout SplitMix64) -> String {
    random.chance(55) ? random.pick(Self.common) : random.pick(names)
  }

  mutating func sentence(_ random: inout SplitMix64) -> String {
    let words = (0..<Int.random(in: 2...12, using: &random)).map { _ in word(&random) }
    let first = words[0].prefix(1).uppercased() + words[0].dropFirst()
    return ([first] + words.dropFirst()).joined(separator: " ") + "."
  }

  /// With other words for one or two.
  mutating func reworded(_ sentence: String, _ random: inout SplitMix64) -> String {
    var words = sentence.dropLast().split(separator: " ").map(String.init)
    let place = words.indices.randomElement(using: &random)!
    words.replaceSubrange(place..<min(words.count, place + random.pick([1, 2])), with: [word(&random)])
    return words.joined(separator: " ") + "."
  }

  /// With a letter of a word changed, put in or taken out.
  mutating func respelt(_ sentence: String, _ random: inout SplitMix64) -> String {
    var words = sentence.dropLast().split(separator: " ").map(String.init)
    let place = words.indices.randomElement(using: &random)!
    words[place] = random.pick(["Li" + words[place].lowercased(), words[place] + "s", words[place] + "en"])
    return words.joined(separator: " ") + "."
  }
}
