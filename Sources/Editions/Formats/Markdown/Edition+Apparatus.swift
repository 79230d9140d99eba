internal import Consensus
internal import Protocol
internal import Scholarship

extension Locus {
  /// The label of its note in an apparatus: its earliest correction, `x1`.
  var label: String { readings.map(\.correction).min()?.description ?? "" }
}

/// The entries of an apparatus as the notes of their marks.
struct MarkdownApparatus: Sendable {
  let apparatus: Apparatus
  private let wording: EntryWording

  init(_ apparatus: Apparatus) {
    self.apparatus = apparatus
    wording = EntryWording(
      options: apparatus.options, plain: MarkdownText.inLine, strong: { "**\($0)**" })
  }

  /// One locus: the lemma, what else was proposed, by whom, and why.
  func note(on entry: ApparatusEntry) -> String {
    note(entry.label, wording.heading(of: entry), wording.readings(of: entry))
  }

  /// One correction that edits nothing: what it proposes, how that stands, by whom, and why.
  func note(on proposal: Proposal) -> String {
    note(
      proposal.id.description, wording.heading(of: proposal, at: apparatus.place(of: proposal)),
      [wording.lines(on: proposal, reading: proposal.item.new)])
  }

  private func note(_ label: String, _ heading: String, _ readings: [[String]]) -> String {
    "[^\(label)]: \(heading)\n"
      + readings.map { "\n    - " + $0.joined(separator: "\\\n      ") }.joined()
  }
}
