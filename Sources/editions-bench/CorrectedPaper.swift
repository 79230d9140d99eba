internal import Consensus
internal import Editions
internal import Ledger
internal import Manuscript
internal import Scholarship
internal import Views

/// A paper with corrections all over it, made up: the same for the same numbers. With its history, as a server has it.
struct CorrectedPaper {
  /// An edition of a paper so long, with corrections in so many places: in every tenth place two overlap, in every
  /// twentieth one is disputed, with an argument and a vote, in every fifteenth there is a thread of notes, and in every
  /// thirtieth a claim on which people take stances.
  static func edition(kilobytes: Int, loci: Int) -> Edition {
    var made = CorrectedPaper(document: document(scalars: kilobytes * 1000))
    made.found()
    let stride = made.document.text.count / loci
    for number in 0..<loci { made.discuss(number, at: number * stride) }
    let record = EditionRecord(
      source: Array(made.document.text.string.utf8), document: made.document.encoded(), history: made.history)
    return Edition(
      slug: "paper", title: "Paper", base: made.base,
      presenter: Presenter(Standing(of: made.paper, base: made.document.text), document: made.document),
      position: made.paper.position, checkpoint: nil, record: record)
  }

  private let document: Document
  private let base = BaseID(raw: [], document: [])
  private let people: [Handle] = ["ada", "bel", "cyd", "dov", "eli"].compactMap(Handle.init)
  private var paper = Paper.initial
  private var history: [StoredEvent] = []

  private init(document: Document) { self.document = document }

  private mutating func happens(_ payload: any EventPayload, by person: Handle) {
    let event = Event(payload)
    let (position, body) = (paper.position + 1, event.body())
    let time = 1_700_000_000_000_000 + position * 1_000_000
    let salt = [UInt8](repeating: UInt8(truncatingIfNeeded: position), count: 16)
    let header = EventHeader(
      position: position, stream: "paper", sequence: position, type: event.type, version: event.version,
      actor: person.name, time: time, cause: "made-\(position)", previous: history.last?.hash ?? .zero,
      body: StoredEvent.digest(salt: salt, body: body))
    history.append(StoredEvent(header: header, hash: header.hash, salt: salt, body: body))
    paper.evolve(
      RecordedEvent(event, Stamp(by: person, at: Timestamp(microseconds: time), position: position)))
  }

  private mutating func found() {
    happens(
      PaperImported(
        slug: Slug("paper")!, title: "Paper", base: base, scalars: document.text.count,
        mediaType: "text/plain", source: "", document: ""), by: people[0])
    for person in people {
      happens(MemberAdmitted(member: person, role: .scholar), by: people[0])
      happens(MemberJoined(member: person), by: person)
    }
  }

  /// What is said at one place.
  private mutating func discuss(_ number: Int, at offset: Int) {
    let block = document.blocks[document.blockIndex(containing: offset)!]
    let start = min(offset, block.range.end - 12)
    let correction = correct(start, 5, "other")
    if number % 10 == 0 { correct(start + 3, 6, "words") }
    if number % 20 == 5 { dispute(correction) }
    let anchor = document.anchor(for: ScalarRange(start: start, count: 9), base: base)
    if number % 15 == 7 { annotate(anchor) }
    if number % 30 == 11 { claim(anchor) }
  }

  @discardableResult private mutating func correct(_ start: Int, _ count: Int, _ words: String) -> EntityID {
    let id = EntityID(.correction, paper.corrections.count + 1)
    happens(
      CorrectionProposed(
        correction: id, anchor: document.anchor(for: ScalarRange(start: start, count: count), base: base),
        replacement: words, class: .ocr, reason: "The scan has it so.", evidence: []), by: people[0])
    for (index, person) in people[1...3].enumerated() {
      happens(
        VoteCast(subject: id, vote: index == 2 ? .against : .for, reason: "I have seen the letter."),
        by: person)
    }
    return id
  }

  private mutating func dispute(_ correction: EntityID) {
    let id = EntityID(.dispute, paper.disputes.count + 1)
    happens(
      DisputeOpened(
        dispute: id, target: .thing(correction), ground: .fact, body: "The letter is a copy.", wording: 1),
      by: people[4])
    happens(
      DisputeArgued(dispute: id, side: .against, body: "It is in her hand.", evidence: []), by: people[1])
    happens(VoteCast(subject: id, vote: .against, reason: "So I think."), by: people[2])
  }

  private mutating func annotate(_ anchor: Anchor) {
    let id = EntityID(.annotation, paper.annotations.count + 1)
    happens(
      AnnotationMade(
        annotation: id, target: .passage(anchor), motivation: .questioning, body: "Which letter?",
        tags: ["letters"]), by: people[2])
    happens(
      AnnotationMade(
        annotation: EntityID(.annotation, id.number + 1), target: .thing(id), motivation: .replying,
        body: "The second.", tags: []), by: people[3])
  }

  private mutating func claim(_ anchor: Anchor) {
    let id = EntityID(.claim, paper.claims.count + 1)
    happens(
      ClaimRegistered(claim: id, anchors: [anchor], statement: "The letter is of 1742.", kind: .date),
      by: people[1])
    for (person, stance) in zip(people[2...], [Stance.agree, .disagree]) {
      happens(
        StanceTaken(claim: id, wording: 1, stance: stance, reason: "By the seal.", confidence: 3), by: person)
    }
  }

  /// Paragraphs of four sentences each.
  private static func document(scalars: Int) -> Document {
    var (text, blocks): ([Unicode.Scalar], [Block]) = ([], [])
    var word = 0
    while text.count < scalars {
      if !blocks.isEmpty { text += ["\n", "\n"] }
      let start = text.count
      var sentences: [ScalarRange] = []
      for _ in 0..<4 {
        if text.count > start { text.append(" ") }
        let first = text.count
        for _ in 0..<14 {
          word += 1
          text += Array("word\(word % 977) ".unicodeScalars)
        }
        text[text.count - 1] = "."
        sentences.append(ScalarRange(first, text.count))
      }
      blocks.append(
        Block(
          kind: .paragraph, address: "p\(blocks.count + 1)", range: ScalarRange(start, text.count),
          sentences: sentences))
    }
    return Document(
      readerVersion: 1, segmenterVersion: 1, language: "en", pages: 0, text: ScalarText(text), blocks: blocks,
      sourceMap: SourceMap(segments: [], furniture: [], byteCount: 0))
  }
}
