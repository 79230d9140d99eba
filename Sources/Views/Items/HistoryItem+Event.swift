internal import Manuscript
public import Protocol
public import Scholarship

extension HistoryItem {
  /// One event in words.
  ///
  /// - Parameter sequence: its place in its paper, from 1.
  public init(_ recorded: RecordedEvent, sequence: Int64) {
    self.init(
      position: recorded.stamp.position, sequence: sequence, at: recorded.stamp.at.description,
      by: recorded.stamp.by.name, type: recorded.event.type, ids: recorded.event.subjects.map(\.description),
      summary: recorded.event.payload.summary)
  }

  /// One event of a notebook in words.
  ///
  /// - Parameter sequence: its place in its stream, from 1.
  public init(_ recorded: RecordedNotebookEvent, sequence: Int64) {
    self.init(
      position: recorded.stamp.position, sequence: sequence, at: recorded.stamp.at.description,
      by: recorded.stamp.by.name, type: recorded.event.type,
      ids: recorded.event.payload.memos.map(\.description), summary: recorded.event.payload.summary)
  }
}
