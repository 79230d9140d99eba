import ActSupport
import Acts
import Exchange
import Manuscript
import Protocol
import Scholarship
import Testing

@testable import Editions

/// What we export is brought in again, over random histories.
@Suite("Exports brought in again")
struct BroughtBackTests {
  private func bring(
    _ bytes: [UInt8], named file: String, into paper: Paper, _ document: Document, _ base: BaseID
  ) throws -> RemarksReceipt {
    let read = try ForeignFile(bytes, named: file)
    let remarks = read.placed(in: document, base: base)
    let outcome = try ImportRemarks(remarks, on: base).outcome(
      in: ActContext(paper, by: "edd", text: .init(document, base: base)))
    return RemarksReceipt(outcome, of: remarks, form: read.form, file: file, in: "letters", document)
  }

  /// A history with notes of every kind, too.
  private func annotated(_ seed: UInt64) throws -> Group {
    var group = try RandomHistory(seed: seed).group
    let sentence = try #require(group.document.blocks.flatMap(\.sentences).first)
    let anchor = group.document.anchor(for: sentence, base: Group.base)
    try group.run(
      .annotate(.passage(anchor), motivation: .questioning, body: "Which *one*?", tags: ["source", "a b"]),
      by: "ada")
    try group.run(.annotate(.thing("a1"), motivation: .replying, body: "The second.", tags: []), by: "bel")
    if group.paper.has("x1"), group.paper.withdrawal(of: "x1") == nil {
      try group.run(.annotate(.thing("x1"), motivation: .commenting, body: "Good.", tags: []), by: "cyd")
    }
    return group
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `in the paper itself everything is recognised`(_ seed: UInt64) throws {
    let group = try annotated(seed)
    // Of DOCX this does not hold yet: corrections that touch are one change there, and a second proposer's words a comment.
    for format in [EditionFormat.w3c, .csv] {
      let bytes = group.edition().rendered(as: format)
      let receipt = try bring(
        bytes, named: "own.\(format.fileExtension)", into: group.paper, group.document, Group.base)
      let strange = receipt.items.filter { $0.outcome != "standing" && $0.why?.contains("withdrawn") != true }
      #expect(strange.isEmpty, "\(format.name) of seed \(seed): \(strange)")
      #expect(receipt.ids.isEmpty)
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `in a copy of the paper everything has the same place`(_ seed: UInt64) throws {
    let group = try annotated(seed)
    // The same text with another name and id, and with nothing said of it yet.
    let base = BaseID(raw: [1], document: [])
    let imported = PaperImported(
      slug: "copy", title: "Copy", base: base, scalars: group.document.text.count,
      mediaType: "text/markdown", source: "aa", document: "bb")
    var copy = Paper.initial
    for event in try copy.decide(.importPaper(imported), by: "edd").events {
      let stamp = Stamp(by: "edd", at: Timestamp(microseconds: 0), position: copy.position + 1)
      copy.evolve(RecordedEvent(event, stamp))
    }
    let read = try ForeignFile(group.edition().rendered(as: .w3c), named: "theirs.jsonld")
    let remarks = read.placed(in: group.document, base: base)
    let outcome = try ImportRemarks(remarks, on: base).outcome(
      in: ActContext(copy, by: "edd", text: .init(group.document, base: base)))
    for (placed, ending) in zip(remarks, outcome.endings) {
      guard let own = placed.remark.own else { continue }
      let ranges = group.paper.anchors(of: own.id).map(\.range)
      switch placed.place {
      case .found(let anchors, _, _): #expect(anchors.map(\.range) == ranges, "\(own.id) of seed \(seed)")
      // What stands twice with the same words around it may be either.
      case .ambiguous(let candidates):
        #expect(ranges.contains { candidates.contains($0) }, "\(own.id) of seed \(seed)")
      case .reply, .nowhere: break
      case .orphaned: Issue.record("\(own.id) of seed \(seed) is orphaned: \(ending)")
      }
    }
  }
}
