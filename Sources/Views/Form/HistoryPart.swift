public import Manuscript
public import Protocol
public import Scholarship

/// A part of a paper's history: which events it holds.
public struct HistoryPart: Sendable {
  /// What the events are about.
  public enum Subject: Sendable {
    case paper
    case thing(EntityID)
    /// A private note of whoever asks; its events stand in a stream of its author's.
    case memo(MemoID)
    /// Everything on a range of the base.
    case range(ScalarRange)
    /// What the things keep no trace of: what was taken back or lifted, undone or done again, put anew or placed anew.
    case traceless
  }

  /// What the events must be about.
  public var subject: Subject
  /// The first moment; included.
  public var since: PointInTime?
  /// The last moment; included.
  public var until: PointInTime?
  /// The sequence of the last event of the page before; 0 for the first page.
  public var after: Int64
  /// How many events a page has at most.
  public var limit: Int
  /// Only the latest so many of all, where it is said.
  public var last: Int?

  public init(
    _ subject: Subject = .paper, since: PointInTime? = nil, until: PointInTime? = nil, after: Int64 = 0,
    limit: Int = 1000, last: Int? = nil
  ) {
    self.last = last
    self.subject = subject
    self.since = since
    self.until = until
    self.after = after
    self.limit = limit
  }
}

extension HistoryPart.Subject {
  /// The types of the events that are ``traceless``.
  public static let tracelessTypes: Set<String> = [
    VoteRetracted.type, RulingLifted.type, DisputeReopened.type, RoundClosed.type, ThingReanchored.type,
    ActUndone.type, ActRedone.type,
  ]
}

extension Snapshot {
  /// `history`, `log`: one event in words, or that its words were erased. Which events there are is the log's to tell.
  ///
  /// Votes and stances are told with the words that they are for.
  ///
  /// - Parameters:
  ///   - sequence: its place in its paper, from 1.
  ///   - subject: what the history is of.
  public func historyItem(
    _ event: RecordedEvent, sequence: Int64, of subject: HistoryPart.Subject = .paper
  ) -> HistoryItem {
    var item = HistoryItem(event, sequence: sequence)
    if let words = paper.words(judgedBy: event) { item.summary += " (on \(words))" }
    item.summary += blindness(of: event)
    if case .thing(let id) = subject, let base = event.event.payload as? BaseImported {
      let proposed = paper.correction(id)?.edit(at: event.stamp.position)?.version
      item.summary =
        "imported a new base\(base.words(on: id, proposed: proposed?.isErased == false ? proposed?.replacement : nil))"
    }
    if let summary = state.erasures.summary(of: event.stamp.position, by: at) { item.summary = summary }
    return item
  }

  /// That an event was said unseeing what others had said, or that it closed a blind round; empty where neither.
  private func blindness(of event: RecordedEvent) -> String {
    let (position, payload) = (event.stamp.position, event.event.payload)
    var words = ""
    if payload.spokenOn.contains(where: { paper.blindRound(on: $0)?.blindly.contains(position) == true }) {
      words = " (said blindly)"
    }
    if payload is RoundClosed { return words }
    for id in event.event.subjects where paper.blindRound(on: id)?.closed == position {
      words += "; that closed the blind round on \(id)"
    }
    return words
  }

  /// The things on a range of the base, which a history of it is about.
  public func things(on range: ScalarRange) -> [EntityID] {
    let (paper, place) = (paper, ListedPlace.range(range))
    // By their ids, for a paper seen through a veil lacks some.
    return paper.claims(on: place).map { paper.claims[$0].id }
      + paper.annotations(on: place).map { paper.annotations[$0].id }
      + paper.disputes(on: place).map { paper.disputes[$0].id }
      + paper.corrections(on: place).map { paper.corrections[$0].id }
  }
}
