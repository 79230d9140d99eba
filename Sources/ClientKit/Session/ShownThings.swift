internal import Acts
internal import Protocol
internal import Scholarship

/// At which position the words of things were shown last, so that what someone says of them is said of those words.
struct ShownThings: Hashable, Sendable {
  private var positions: [String: Int64] = [:]

  /// Notes the things whose words an answer showed.
  ///
  /// - Parameter reader: to whom, and of which paper; see ``CommandRun``.
  mutating func note(_ view: Any, to reader: String) {
    switch view {
    case let view as ThingView: note([view.item.id], at: view.at, to: reader)
    case let view as ListView<ClaimItem>: note(view.items.map(\.id), at: view.at, to: reader)
    case let view as ListView<CorrectionItem>: note(view.items.map(\.id), at: view.at, to: reader)
    case let view as ConsensusView:
      let apart = (view.apart ?? []).map(\.id)
      note(view.loci.flatMap { $0.readings.map(\.id) } + apart, at: view.at, to: reader)
    default: break
    }
  }

  /// The act with the position at which its words were shown, where it judges words that were.
  func completing(_ act: AnyAct, by reader: String) -> AnyAct {
    guard var judging = act.act as? any JudgesWords, judging.shown == nil else { return act }
    judging.shown = positions[Self.key(judging.id.description, reader)]
    return AnyAct(judging)
  }

  /// Forgets what was shown of the words that an act judges: its refusal has shown others.
  mutating func forget(_ act: AnyAct, by reader: String) {
    guard let judging = act.act as? any JudgesWords else { return }
    positions[Self.key(judging.id.description, reader)] = nil
  }

  private mutating func note(_ ids: [String], at position: Int64, to reader: String) {
    for id in ids { positions[Self.key(id, reader)] = position }
  }

  private static func key(_ id: String, _ reader: String) -> String { "\(reader) \(id)" }
}

extension ThingItem {
  fileprivate var id: String {
    switch self {
    case .claim(let item): item.id
    case .annotation(let item): item.id
    case .dispute(let item): item.id
    case .correction(let item): item.id
    }
  }
}
