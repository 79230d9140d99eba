import ActSupport
import Acts
import Testing
import Consensus
import Editions
import Ledger
import Manuscript
import Scholarship
import Views

/// A log with one paper in it and an export of the paper, made without a server.
struct SampleExport {
  let signer: CheckpointSigner
  private(set) var history: [StoredEvent] = []
  private var tree = MerkleTree()
  private var paper = Paper.initial
  private var source: [UInt8]
  private var document: Document

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

  /// The same with a later version of the text, which has the correction and more.
  func rebased() throws -> SampleExport {
    var copy = self
    let text = Self.text.replacing("1 August", with: "2 August").replacing("not even", with: "nor even")
    copy.source = Array(text.utf8)
    copy.document = try PaperReader.read(copy.source, as: .markdown).document
    let encoded = copy.document.encoded()
    let base = BaseID(raw: copy.source, document: encoded)
    let present = try #require(paper.identity).base
    var rebasing = Rebasing(from: document, present, to: copy.document, base)
    try copy.run(
      .importBase(
        .init(
          base: base, scalars: copy.document.text.count, mediaType: "text/markdown",
          source: Hash(of: copy.source).description, document: Hash(of: encoded).description,
          anchors: rebasing.carry(paper))), by: "edd")
    return copy
  }

  private mutating func run(_ command: Command, by person: Handle) throws {
    for event in try paper.decide(command, by: person).events { try append(event, by: person) }
  }

  private mutating func append(_ event: Event, by person: Handle) throws {
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
    paper.evolve(try Self.recorded(history[history.count - 1]))
  }

  private static func recorded(_ stored: StoredEvent) throws -> RecordedEvent {
    let header = stored.header
    let event = try Event(type: header.type, version: header.version, body: stored.body)
    let by = try #require(Handle(header.actor))
    let stamp = Stamp(by: by, at: Timestamp(microseconds: header.time), position: header.position)
    return RecordedEvent(event, stamp, isErased: stored.isErased)
  }

  /// Erases what the latest event of a type said, as the log does.
  ///
  /// - Parameters:
  ///   - words: those that go.
  ///   - isNoted: whether the erasure notes what it left.
  mutating func erase(
    _ type: String, words: String, by person: Handle = "lawyer", reason: String = "By order of a court.",
    isNoted: Bool = true
  ) throws {
    let index = try #require(history.lastIndex { $0.header.type == type })
    let body = String(decoding: history[index].body, as: UTF8.self)
    let remains = Array(body.replacing(words, with: "[erased]").utf8)
    try #require(remains != history[index].body)
    history[index].salt = []
    history[index].body = remains
    let event = BodyErased(
      position: history[index].header.position, reason: reason,
      remains: isNoted ? Hash(of: remains).description : nil)
    try append(Event(event), by: person)
    // Read anew, as a server that starts reads it.
    paper = .initial
    for event in history { paper.evolve(try Self.recorded(event)) }
  }

  /// - Parameters:
  ///   - history: what the file has as the paper's events; they as they are where none are given.
  ///   - isSigned: whether it has a checkpoint.
  func file(history: [StoredEvent]? = nil, isSigned: Bool = true) throws -> [UInt8] {
    try edition(history: history, isSigned: isSigned).rendered(as: .json)
  }

  /// The edition after some of the events; after all, where it is not said.
  func edition(
    _ options: EditionOptions = EditionOptions(), events count: Int? = nil, history: [StoredEvent]? = nil,
    isSigned: Bool = true
  ) throws -> Edition {
    let shown = Array(self.history.prefix(count ?? self.history.count))
    var paper = Paper.initial
    for event in shown { paper.evolve(try Self.recorded(event)) }
    var record = EditionRecord(source: source, document: document.encoded(), history: history ?? shown)
    if isSigned, let last = shown.last {
      let head = tree.head
      let note = try signer.sign(Checkpoint(origin: "recension/sample", head: head))
      record.proof = .init(
        checkpoint: String(decoding: note.bytes, as: UTF8.self), size: head.size,
        inclusion: try tree.inclusionProof(of: last.header.position - 1, in: head.size))
    }
    let identity = try #require(paper.identity)
    return Edition(
      slug: identity.slug.name, title: identity.title, base: identity.base,
      presenter: Presenter(Standing(of: paper, base: document.text), document: document),
      position: paper.position, checkpoint: record.proof?.checkpoint, options: options, record: record)
  }
}

extension [UInt8] {
  /// With the first occurrence of some text replaced, which must be there.
  func replacing(_ old: String, with new: String) throws -> [UInt8] {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    let start = try #require(indices.first { self[$0...].starts(with: old) })
    return Array(self[..<start]) + new + Array(self[(start + old.count)...])
  }

  /// What stands between two texts, with what stands before it and after; each of the two at its first place.
  func split(separating start: String, from end: String) -> (
    before: [UInt8], within: [UInt8], after: [UInt8]
  )? {
    let (start, end) = (Array(start.utf8), Array(end.utf8))
    guard let first = indices.first(where: { self[$0...].starts(with: start) }),
      let last = indices[first...].first(where: { self[$0...].starts(with: end) })
    else { return nil }
    return (Array(self[..<first]), Array(self[first..<last]), Array(self[last...]))
  }
}
