import ActSupport
import Acts
import Exchange
import Manuscript
import Protocol
import Scholarship
import SeededRandom
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
    var group = try seed.isMultiple(of: 2) ? RandomHistory(seed: seed).group : Group.random(seed: seed)
    let block = try #require(group.document.blocks.first)
    let anchor = group.document.anchor(for: block.sentences.first ?? block.range, base: Group.base)
    try group.run(
      .annotate(.passage(anchor), motivation: .questioning, body: "Which *one*?", tags: ["source", "a b"]),
      by: "ada")
    let note = EntityID(.annotation, group.paper.annotations.count)
    group.mark(anchor, tags: [], by: "bel")
    group.mark(anchor, tags: ["source"], by: "cyd")
    try group.run(.annotate(.thing(note), motivation: .replying, body: "The second.", tags: []), by: "bel")
    if group.paper.has("x1"), group.paper.withdrawal(of: "x1") == nil {
      try group.run(.annotate(.thing("x1"), motivation: .commenting, body: "Good.", tags: []), by: "cyd")
    }
    return group
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `in the paper itself everything is recognised`(_ seed: UInt64) throws {
    let group = try annotated(seed)
    for format in [EditionFormat.w3c, .csv, .docx] {
      let bytes = group.edition().rendered(as: format)
      let receipt = try bring(
        bytes, named: "own.\(format.fileExtension)", into: group.paper, group.document, Group.base)
      let strange = receipt.items.filter { $0.outcome != "standing" && $0.why?.contains("withdrawn") != true }
      #expect(strange.isEmpty, "\(format.name) of seed \(seed): \(strange)")
      #expect(receipt.ids.isEmpty)
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `of a document that a stranger went over what is new comes in`(_ seed: UInt64) throws {
    let group = try annotated(seed)
    var random = SeededGenerator(seed: seed)
    var review = try Review(of: group.edition().rendered(as: .docx))
    try #require(review.insert("zed ", using: &random))
    // A remark that begins as ours do, with words that ours have.
    try #require(review.comment("x1: a doubt, and [erased] x of the fort.", using: &random))
    let receipt = try bring(review.bytes, named: "zed.docx", into: group.paper, group.document, Group.base)
    let (new, old) = (
      receipt.items.filter { $0.author == "Zed" }, receipt.items.filter { $0.author != "Zed" }
    )
    #expect(new.map(\.outcome) == ["found", "found"], "seed \(seed): \(new)")
    #expect(old.allSatisfy { $0.outcome == "standing" }, "seed \(seed): \(old)")
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>, [true, false])
  func `changes that a stranger accepted or rejected bring nothing in`(_ seed: UInt64, accepts: Bool) throws {
    let group = try annotated(seed)
    var random = SeededGenerator(seed: seed)
    var review = try Review(of: group.edition().rendered(as: .docx))
    review.settleOne(accepting: accepts, using: &random)
    let receipt = try bring(review.bytes, named: "zed.docx", into: group.paper, group.document, Group.base)
    let strange = receipt.items.filter { $0.outcome != "standing" }
    #expect(strange.isEmpty, "seed \(seed): \(strange)")
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
