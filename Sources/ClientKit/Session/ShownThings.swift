internal import Acts
internal import CanonicalJSON
internal import Protocol
internal import Scholarship

/// At which position the words of things were shown last, so that what someone says of them is said of those words.
struct ShownThings: Hashable, Sendable {
  /// By reader (``CommandRun``: whom, of which paper), and by the thing's id.
  private(set) var positions: [String: [String: Int64]] = [:]

  init(positions: [String: [String: Int64]] = [:]) { self.positions = positions }

  /// Where something was shown before, at a later position, that stays: one has seen those words too.
  mutating func note(_ shown: [(id: String, at: Int64)], to reader: String) {
    for (id, position) in shown where position > positions[reader]?[id] ?? -1 {
      positions[reader, default: [:]][id] = position
    }
    // What was looked at once stays here for ever otherwise.
    while positions.count > Self.readers, let other = positions.keys.first(where: { $0 != reader }) {
      positions[other] = nil
    }
    if let known = positions[reader], known.count > Self.things {
      let newest = known.sorted { $0.value > $1.value }.prefix(Self.things / 2)
      positions[reader] = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
    }
  }

  /// The act with the position at which its words were shown, where it judges words that were.
  func completing(_ act: AnyAct, by reader: String) -> AnyAct {
    guard var judging = act.act as? any JudgesWords, judging.shown == nil else { return act }
    judging.shown = positions[reader]?[judging.id.description]
    return AnyAct(judging)
  }

  /// Forgets all that a server showed: its log is another now.
  mutating func forget(server: String) {
    positions = positions.filter { !$0.key.hasPrefix(server + " ") }
  }

  private static let readers = 64
  private static let things = 20_000
}

extension ShownThings: JSONRecord {
  static let shape = Shape(ShownThings.init(positions:), Field("positions", \.positions)).constant("v", 1)
}

/// The claims and corrections whose words an answer shows, each with the position of the words. The words of other things
/// are not judged, or never change.
enum WordsShown {
  /// Whether answers of a type show any: some are long, and need not be read for that.
  static func mayBe(in type: Any.Type) -> Bool {
    let types: [Any.Type] = [
      ThingView.self, ListView<ClaimItem>.self, ListView<CorrectionItem>.self, ListView<HistoryItem>.self,
      ConsensusView.self, BlameView.self, ChangesView.self, StatusView.self, AgreementView.self,
    ]
    return types.contains { $0 == type }
  }

  static func things(in view: Any) -> [(id: String, at: Int64)] {
    switch view {
    case let view as ThingView: at(view.at, [view.item.id])
    case let view as ListView<ClaimItem>: at(view.at, view.items.map(\.id))
    case let view as ListView<CorrectionItem>: at(view.at, view.items.map(\.id))
    case let view as ListView<HistoryItem>: view.items.flatMap(things)
    case let view as HistoryItem: things(in: view)
    case let view as ConsensusView:
      at(
        view.at,
        view.loci.flatMap { $0.readings.map(\.id) } + (view.apart ?? []).map(\.id)
          + (view.supposed?.things ?? []).map(\.id))
    case let view as BlameView: at(view.at, view.items.flatMap { $0.corrections ?? [] }.map(\.id))
    case let view as ChangesView: at(view.at, view.things.map(\.id))
    case let view as StatusView:
      at(
        view.shown,
        view.waiting.filter { telling.contains($0.why) }.map(\.id) + (view.news?.items ?? []).map(\.id))
    case let view as AgreementView:
      at(view.at, view.stances.flatMap(\.most).map(\.id))
    default: []
    }
  }

  private static func at(_ position: Int64, _ ids: [String]) -> [(id: String, at: Int64)] {
    ids.filter { $0.hasPrefix("c") || $0.hasPrefix("x") }.map { ($0, position) }
  }

  /// An event is told with the words as they were then.
  private static func things(in item: HistoryItem) -> [(id: String, at: Int64)] {
    showing.contains(item.type) ? at(item.position, item.ids) : []
  }

  /// The events that are told with the words of what they are about.
  private static let showing: Set<String> = [
    ClaimRegistered.type, ClaimReworded.type, StanceTaken.type, CorrectionProposed.type,
    CorrectionAmended.type,
    CorrectionSeconded.type, VoteCast.type, VoteRetracted.type, RulingMade.type, OutcomeSettled.type,
  ]

  /// Why something waits that is told with its words.
  private static let telling: Set<String> = [
    "vote", "vote-undone", "vote-anew", "stance", "earlier-wording", "words-changed",
  ]
}

extension ThingItem {
  var id: String {
    switch self {
    case .claim(let item): item.id
    case .annotation(let item): item.id
    case .dispute(let item): item.id
    case .correction(let item): item.id
    }
  }
}
