public import CanonicalJSON
internal import Consensus
internal import Manuscript
public import Protocol
public import Rendering

/// `read`: the blocks that an address touches, or all of them where none is given.
public struct Read: Question {
  public var address: String?
  /// Whether with the accepted corrections made.
  public var consensus: Bool?

  public init(address: String? = nil, consensus: Bool? = nil) {
    self.address = address
    self.consensus = consensus
  }

  public static let verb = VerbEntry(
    "read", group: .reading, "the text, whole or at an address",
    examples: ["read p1", "read p3..p5 --marks", "read s2 --consensus", "read --at @40"])

  public static let path = "text"

  public static let shape = Shape(
    Read.init(address:consensus:), Field("address", \.address, typed: .argument("ADDR", .address)),
    Field(
      "consensus", \.consensus,
      typed: .option("--consensus", summary: "with the accepted corrections made")))

  public func view(of snapshot: Snapshot) throws(Problem) -> TextView {
    let range = try address.map(snapshot.document.range(at:))
    let isConsensus = consensus == true
    var text = PaperText(
      document: snapshot.document, edits: isConsensus ? snapshot.edits(near: range) : [])
    if isConsensus {
      let accepted = snapshot.standing.reconciliation.accepted
      text.departures = Departures(from: snapshot.document, with: accepted)
    }
    return TextView(
      at: snapshot.at, base: snapshot.base, consensus: isConsensus,
      blocks: text.blocks(touching: range ?? snapshot.document.text.range))
  }

  public func page(of view: TextView) -> Page { Page(view) }
}

extension Snapshot {
  /// The edits of the consensus in the blocks that a range touches, or all of them.
  fileprivate func edits(near range: ScalarRange?) -> [Edit] {
    guard let range else { return standing.reconciliation.accepted }
    let blocks = document.blocks[document.blockIndices(touching: range)]
    guard let first = blocks.first, let last = blocks.last else { return [] }
    return standing.reconciliation.accepted(
      touching: ScalarRange(first.range.start, max(first.range.end, last.range.end)))
  }
}
