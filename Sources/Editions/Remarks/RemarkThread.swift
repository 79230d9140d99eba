internal import Manuscript
internal import Scholarship

/// What one person said, with what others said to it: a comment with its answers, as a word processor has it.
struct RemarkThread: Sendable {
  /// The claim, annotation, dispute or correction that it begins with.
  let id: EntityID
  /// The passage that it is about, in scalars of the base; `nil` where that has no place in it.
  let range: ScalarRange?
  /// Whether nothing is left to decide.
  let isSettled: Bool
  let opening: Remark
  /// In the order in which they were made.
  let replies: [Remark]

  /// Everything in order.
  var remarks: [Remark] { [opening] + replies }
}

/// Some lines by one person.
struct Remark: Sendable {
  let by: String
  /// When; RFC 3339.
  let at: String
  /// The position of the event in the log, which tells the order.
  let position: Int64
  let lines: [String]
}

extension RemarkThread {
  /// The words that it opens with, without what they are about.
  var summary: String {
    switch id.kind {
    case .annotation: opening.lines[0].split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
    case .claim, .dispute, .correction: opening.lines.count > 2 ? opening.lines[2] : opening.lines[0]
    }
  }
}
