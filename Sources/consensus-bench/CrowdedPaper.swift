import Manuscript
import Scholarship

/// A paper with many corrections and ten ballots on each, made up: the same for the same numbers.
struct CrowdedPaper {
  /// How the corrections lie.
  enum Shape: String, CaseIterable {
    /// All over the text; about half of them meet another.
    case scattered
    /// All on one word.
    case heaped
    /// Each over the end of the one before it.
    case chained
    /// Deletions and insertions in one stretch of equal characters: those of equal length agree.
    case repeated
  }

  private(set) var paper = Paper.initial
  let text: ScalarText
  private var random: SplitMix64

  init(_ shape: Shape, corrections: Int) {
    random = SplitMix64(seed: 13)
    text = Self.text(shape, corrections, &random)
    happens(
      Event(
        PaperImported(
          slug: Slug("paper")!, title: "Paper", base: Self.base, scalars: text.count, mediaType: "text/plain",
          source: "", document: "")), Self.people[0])
    for person in Self.people {
      happens(Event(MemberAdmitted(member: person, role: .scholar)), Self.people[0])
      happens(Event(MemberJoined(member: person)), person)
    }
    for number in 1...corrections { correct(shape, number, of: corrections) }
  }

  /// Folds one vote in, by one of the people on one of the corrections, and returns it.
  mutating func vote() -> RecordedEvent {
    let number = Int.random(in: 1...paper.corrections.count, using: &random)
    return vote(on: EntityID(.correction, number), Self.people.randomElement(using: &random)!)
  }

  @discardableResult
  private mutating func vote(on id: EntityID, _ person: Handle) -> RecordedEvent {
    let vote: Vote = Int.random(in: 0..<4, using: &random) > 0 ? .for : .against
    return happens(Event(VoteCast(subject: id, vote: vote, reason: nil)), person)
  }

  private mutating func correct(_ shape: Shape, _ number: Int, of corrections: Int) {
    let range: ScalarRange
    var replacement = "word\(number)"
    switch shape {
    case .scattered:
      range = ScalarRange(
        start: Int.random(in: 0..<text.count - 20, using: &random),
        count: Int.random(in: 0...12, using: &random))
    case .heaped: range = ScalarRange(0, 6)
    case .chained: range = ScalarRange(start: number * 4, count: 6)
    case .repeated:
      let count = Int.random(in: 1...min(20, text.count / 4), using: &random)
      let isDeletion = number % 2 == 0
      range = ScalarRange(
        start: Int.random(in: 0..<text.count - count, using: &random), count: isDeletion ? count : 0)
      replacement = isDeletion ? "" : String(repeating: "a", count: count)
    }
    let anchor = Anchor(base: Self.base, range: range, quote: text[range], prefix: "", suffix: "")
    let id = EntityID(.correction, number)
    happens(
      Event(
        CorrectionProposed(
          correction: id, anchor: anchor, replacement: replacement, class: nil, reason: "A reason",
          evidence: [])),
      Self.people[number % Self.people.count])
    for voter in 1...10 { vote(on: id, Self.people[(number + voter) % Self.people.count]) }
  }

  @discardableResult
  private mutating func happens(_ event: Event, _ person: Handle) -> RecordedEvent {
    let position = paper.position + 1
    let stamp = Stamp(by: person, at: Timestamp(microseconds: position), position: position)
    let recorded = RecordedEvent(event, stamp)
    paper.evolve(recorded)
    return recorded
  }

  private static func text(_ shape: Shape, _ corrections: Int, _ random: inout SplitMix64) -> ScalarText {
    switch shape {
    case .scattered, .heaped:
      let words = ["the", "mill", "was", "built", "in", "that", "year", "by", "a", "man", "called", "Harn"]
      let prose = (0..<corrections * 5 + 20).map { _ in words.randomElement(using: &random)! }
      return ScalarText(prose.joined(separator: " "))
    case .chained:
      return ScalarText(
        (0..<corrections * 4 + 20).map { _ in Unicode.Scalar(.random(in: 97...122, using: &random)) })
    case .repeated: return ScalarText(Array(repeating: "a", count: max(40, corrections)))
    }
  }

  private static let base = BaseID(raw: [], document: [])
  private static let people = (0..<20).map { Handle("scholar\($0)")! }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
