import ActSupport
import Acts
import Archive
import Exchange
import Manuscript
import Protocol
import Scholarship
import Testing

/// A paper with the scholars ada, who brings files in, and bel.
struct Desk {
  let document: Document
  let base: BaseID
  private(set) var paper = Paper.initial

  static let text = """
    # On the Ferry

    The ferry crossed the river on 1 August 1742. Nobody paid the clerk, and the fare was lost.[^1]

    The mill stood by the river. The mill burned in the winter of 1743, as the clerk wrote.

    [^1]: The ledger has 2 August.
    """

  init(_ text: String = Desk.text, slug: Slug = "ferry") throws {
    document = try PaperReader.read(Array(text.utf8)).document
    base = BaseID(raw: Array(text.utf8), document: [])
    let imported = PaperImported(
      slug: slug, title: "On the Ferry", base: base, scalars: document.text.count, mediaType: "text/markdown",
      source: "aa", document: "bb")
    try run(ImportPaper(imported), by: "edd")
    for person in ["ada", "bel"] as [Handle] {
      try run(Invite(handle: person, role: .scholar), by: "edd")
      try run(Join(), by: person)
    }
  }

  mutating func run(_ act: some Deciding, by person: Handle = "ada") throws {
    let text = ActContext.PaperText(document, base: base)
    add(try act.decided(in: ActContext(paper, by: person, text: text)).events, by: person)
  }

  private mutating func add(_ events: [Event], by person: Handle) {
    for event in events {
      let position = paper.position + 1
      let stamp = Stamp(by: person, at: Timestamp(microseconds: position * 1_000_000), position: position)
      #expect(event.payload.fits(paper) || paper.identity == nil)
      paper.evolve(RecordedEvent(event, stamp))
    }
  }

  /// What bringing a file in comes to. What comes in stands in the paper from then on.
  @discardableResult mutating func bring(
    _ bytes: [UInt8], named file: String, into kind: EntityKind? = nil, by person: Handle = "ada"
  ) throws -> RemarksReceipt {
    let read = try ForeignFile(bytes, named: file)
    let remarks = read.placed(in: document, base: base, into: kind)
    let context = ActContext(paper, by: person, text: .init(document, base: base))
    let outcome = try ImportRemarks(remarks, on: base).outcome(in: context)
    add(outcome.decision.events, by: person)
    return RemarksReceipt(outcome, of: remarks, form: read.form, file: file, in: "ferry", document)
  }

  @discardableResult mutating func bring(
    _ text: String, named file: String, into kind: EntityKind? = nil, by person: Handle = "ada"
  ) throws -> RemarksReceipt {
    try bring(Array(text.utf8), named: file, into: kind, by: person)
  }
}

extension RemarksReceipt {
  /// `found a1, refused`: what became of each.
  var told: [String] { items.map { $0.outcome + ($0.id.map { " \($0)" } ?? "") } }
}
