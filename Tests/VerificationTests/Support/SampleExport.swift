import Testing
import Consensus
import Editions
import Ledger
import Manuscript
import Scholarship

/// A log with one paper in it and an export of the paper, made without a server.
struct SampleExport {
  let signer: CheckpointSigner
  private(set) var history: [StoredEvent] = []
  private var tree = MerkleTree()
  private var paper = Paper.initial
  private let source: [UInt8]
  private let document: Document

  static let text = """
    # The Lighthouse

    The keeper left on 1 August. "Nobody" followed — not even the cat.

    The light was seen on 8 August.

    """

  init() throws {
    signer = try .random(name: #require(KeyName("recension/sample")))
    source = Array(Self.text.utf8)
    document = try PaperReader.read(source, as: .markdown).document
    let encoded = document.encoded()
    let base = BaseID(raw: source, document: encoded)
    let imported = PaperImported(
      slug: "lighthouse", title: "The Lighthouse", base: base, scalars: document.text.count,
      mediaType: "text/markdown", source: Hash(of: source).description,
      document: Hash(of: encoded).description)
    try run(.importPaper(imported), by: "edd")
    for scholar in ["ada", "bel"] as [Handle] {
      try run(.admit(scholar, as: .scholar), by: "edd")
      try run(.join, by: scholar)
    }
    let range = try document.resolve("p2:1 August").range
    try run(
      .correct(
        document.anchor(for: range, base: base), replacement: "2 August", class: .fact,
        reason: "So says the \"log\".", evidence: []), by: "ada")
    try run(.vote(.for, on: EntityID(.correction, 1), reason: "Yes\tindeed."), by: "bel")
  }

  private mutating func run(_ command: Command, by person: Handle) throws {
    for event in try paper.decide(command, by: person).events {
      // Others are at work in the same log.
      for _ in 0..<history.count % 3 { tree.append(Hash(of: [0, UInt8(history.count)])) }
      let (position, body) = (tree.size + 1, event.body())
      let salt = Array(Hash(of: [UInt8(position)]).bytes.prefix(16))
      let header = EventHeader(
        position: position, stream: "lighthouse", sequence: Int64(history.count) + 1, type: event.type,
        version: event.version, actor: person.name, time: 1_700_000_000_000_000 + position,
        cause: "key-\(position)", previous: history.last?.hash ?? .zero,
        body: StoredEvent.digest(salt: salt, body: body))
      history.append(StoredEvent(header: header, hash: header.hash, salt: salt, body: body))
      tree.append(header.hash)
      let stamp = Stamp(by: person, at: Timestamp(microseconds: header.time), position: position)
      paper.evolve(RecordedEvent(event, stamp))
    }
  }

  /// - Parameters:
  ///   - history: what the file has as the paper's events; they as they are where none are given.
  ///   - isSigned: whether it has a checkpoint.
  func file(history: [StoredEvent]? = nil, isSigned: Bool = true) throws -> [UInt8] {
    var record = EditionRecord(
      source: source, document: document.encoded(), history: history ?? self.history)
    if isSigned, let last = self.history.last {
      let head = tree.head
      let note = try signer.sign(Checkpoint(origin: "recension/sample", head: head))
      record.proof = .init(
        checkpoint: String(decoding: note.bytes, as: UTF8.self), size: head.size,
        inclusion: try tree.inclusionProof(of: last.header.position - 1, in: head.size))
    }
    let identity = try #require(paper.identity)
    let edition = Edition(
      slug: identity.slug.name, title: identity.title, base: identity.base,
      presenter: Presenter(Standing(of: paper, base: document.text), document: document),
      position: paper.position, checkpoint: record.proof?.checkpoint, record: record)
    return edition.rendered(as: .json)
  }
}

extension [UInt8] {
  /// With the first occurrence of some text replaced, which must be there.
  func replacing(_ old: String, with new: String) throws -> [UInt8] {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    let start = try #require(indices.first { self[$0...].starts(with: old) })
    return Array(self[..<start]) + new + Array(self[(start + old.count)...])
  }
}
