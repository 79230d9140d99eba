import ActSupport
import EventLog
import Ledger
import Manuscript
import PaperLog
import Protocol
import Scholarship
import SeededRandom
import Views

@testable import Papers

/// A log in memory with papers in it, and who keeps them.
struct SampleLog {
  let store: CountingStore
  let papers: Papers
  let access: PaperAccess

  static let owner: Handle = "owner"
  static let text = """
    # The Lighthouse at Orrin

    The lamp was lit on 3 March 1841. The keeper wrote that the fog came early. His brother doubted the date.

    The ledger names four ships. It names the Heron twice. The second entry is in another hand.

    """

  init(budget: Papers.Budget = .init()) {
    let store = CountingStore()
    self.store = store
    papers = Papers(store, archive: PaperArchive(store, page: 7), budget: budget)
    access = PaperAccess(papers, store: store, shown: Progress())
  }

  /// Another server's view of the same log, with nothing kept yet.
  func again(budget: Papers.Budget = .init()) -> SampleLog {
    SampleLog(store: store, budget: budget)
  }

  private init(store: CountingStore, budget: Papers.Budget) {
    self.store = store
    papers = Papers(store, archive: PaperArchive(store, page: 7), budget: budget)
    access = PaperAccess(papers, store: store, shown: Progress())
  }

  func importPaper(_ slug: Slug) async throws {
    let raw = Array(Self.text.utf8)
    let document = try PaperReader.read(raw, as: .markdown).document
    let (source, reading) = (Attachment(raw), Attachment(document.encoded()))
    let imported = PaperImported(
      slug: slug, title: "The Lighthouse", base: BaseID(raw: raw, document: document.encoded()),
      scalars: document.text.count, mediaType: "text/markdown", source: source.digest.description,
      document: reading.digest.description)
    try await done(.importPaper(imported), in: slug, attachments: [source, reading])
  }

  /// Carries a command out that must not be refused, and gives its position.
  @discardableResult
  func done(
    _ command: Command, in slug: Slug, by person: Handle = Self.owner, attachments: [Attachment] = []
  ) async throws -> Int64 {
    let key = "key-\(UInt64.random(in: .min ... .max))"
    return try await papers.paper(slug).carryOut(
      command, by: person, key: key, fingerprint: Hash(of: Array(key.utf8)), attachments: attachments
    ).position
  }

  /// Does so many things at random; gives the last position.
  @discardableResult
  func act(
    _ count: Int, in slug: Slug, _ generator: inout SeededGenerator
  ) async throws -> Int64 {
    let kept = papers.paper(slug)
    let paper = try await kept.latest()
    let document = try await kept.document(of: paper)
    guard let base = paper.identity?.base else { return 0 }
    let anchors = try ["p2.1", "p2.2", "p2.3", "p3.1", "p3.2:the Heron", "p3.3"].map {
      document.anchor(for: try document.resolve($0).range, base: base)
    }
    var last = paper.position
    for number in 0..<count {
      let anchor = anchors[Int.random(in: 0..<anchors.count, using: &generator)]
      let things = try await kept.paper().corrections.count
      switch Int.random(in: 0..<4, using: &generator) {
      case 0:
        last = try await done(
          .correct(anchor, replacement: "words \(number)", class: nil, reason: "Because.", evidence: []),
          in: slug)
      case 1 where things > 0:
        let id = EntityID(.correction, Int.random(in: 1...things, using: &generator))
        let vote = Bool.random(using: &generator) ? Vote.for : .against
        last = try await done(.vote(vote, on: id, reason: nil), in: slug)
      case 2: last = try await done(.registerClaim(anchors: [anchor], statement: "So.", kind: nil), in: slug)
      default:
        last = try await done(
          .annotate(.passage(anchor), motivation: .commenting, body: "Note \(number).", tags: []), in: slug)
      }
    }
    return last
  }
}
