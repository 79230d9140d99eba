internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Manuscript
internal import NIOCore
internal import NIOPosix
internal import Protocol
internal import ReadModels
internal import Scholarship

/// Papers as a whole: which there are, how one is, and importing one.
struct PaperRoutes {
  let desks: PaperDesks
  let library: PaperLibrary
  let tables: ReadTables
  let archive: PaperArchive
  let authority: CheckpointAuthority
  let version: String
  /// What stands still.
  let halts: Halts

  func add(to router: RouterGroup<APIContext>) {
    router.get("papers", use: papers)
    router.post("papers", use: importPaper)
    router.get("papers/:slug", use: paper)
    router.post("papers/:slug/bases", use: importBase)
    router.get("status", use: status)
  }

  private func papers(_ request: Request, _ context: APIContext) async throws -> Response {
    let moment = try Moment(try QueryParameters(request, "min-position"))
    try await library.awaitProjection(moment)
    let view = try await tables.papers(of: try context.person().handle.name)
    return Answer.view(view, at: view.at, to: request)
  }

  private func paper(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position")
    let person = try context.person().handle
    let open = try await library.open(try context.slug(), try Moment(query), for: person)
    guard let item = PaperItem(open.paper, for: person) else {
      throw Problem(.noSuchThing, "There is no such paper.")
    }
    return Answer.view(item, at: open.at, to: request)
  }

  private func status(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "paper", "min-position")
    let person = try context.person().handle
    let moment = try Moment(query)
    try await library.awaitProjection(moment)
    var view = StatusView(
      at: try await library.store.head(), shown: library.projected.position, server: version,
      handle: person.name, waiting: [])
    let halts = await halts.all()
    if !halts.isEmpty { view.halts = halts }
    view.warning = await authority.refusal?.description
    if let name = query["paper"] {
      guard let slug = Slug(name) else { throw Problem(.noSuchThing, "There is no such paper.") }
      let open = try await library.open(slug, moment, for: person)
      view.paper = PaperItem(open.paper, for: person)
      view.waiting = try await tables.waiting(for: person.name, in: slug.name)
    }
    return Answer.view(view, at: view.shown, to: request)
  }

  private func importPaper(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "slug", "title", "dry-run")
    let person = try context.person()
    guard person.isAdministrator else {
      throw Problem(.notAllowed, "Only the server's owner imports papers; \(person.handle) is not.")
    }
    let isDryRun = try query.flag("dry-run")
    let key = isDryRun ? "" : try IdempotencyKey.read(of: request)
    let format = try Self.format(of: request)
    let raw = try await Self.body(of: request)
    let read = try await Self.read(raw, as: format)
    let title = query["title"] ?? read.document.title ?? "Untitled"
    let slug = try Self.slug(query["slug"], title: title)
    let document = read.document.encoded()
    let base = BaseID(raw: raw, document: document)
    var receipt = ImportReceipt(
      slug: slug.name, title: title, base: base.description, position: 0, read.report)
    if isDryRun { return Answer.receipt(receipt) }
    let (source, reading) = (Attachment(raw), Attachment(document))
    let imported = PaperImported(
      slug: slug, title: title, base: base, scalars: read.document.text.count, mediaType: format.mediaType,
      source: source.digest.description, document: reading.digest.description)
    let fingerprint = Hash(
      of: Array("import\n\(person.handle)\n".utf8), Event.paperImported(imported).body())
    if let known = try await library.store.known(key, fingerprint) {
      receipt.position = known.position
      return Answer.receipt(receipt, status: .created)
    }
    // The same text again is the paper that is there, whatever it is called.
    if let known = try await paper(ofBase: base, for: person.handle) {
      receipt.slug = known.slug
      receipt.title = known.title
      receipt.position = known.position
      receipt.remark = "This very text is here already, as “\(known.slug)”."
      return Answer.receipt(receipt)
    }
    let appended = try await desks.desk(slug).append(
      .importPaper(imported), by: person.handle, key: key, fingerprint: fingerprint,
      attachments: [source, reading])
    receipt.position = appended.position
    receipt.remark = appended.remark
    return Answer.receipt(receipt, status: appended.remark == nil ? .created : .ok)
  }

  /// The paper of a base, also of one imported just now.
  func paper(
    ofBase base: BaseID, for person: Handle
  ) async throws -> (slug: String, title: String, position: Int64)? {
    let head = try await library.store.head()
    // Where the read models stand still, the worst is one text under two names.
    _ = await library.projected.wait(for: head, atMost: .seconds(5))
    return try await tables.paper(ofBase: base.description, for: person.name)
  }

  /// The slug asked for, or the one that the title suggests.
  private static func slug(_ name: String?, title: String) throws(Problem) -> Slug {
    guard let name else { return Slug(suggestedBy: title) }
    guard let slug = Slug(name) else {
      throw Problem(
        .refused, "“\(name)” is not a slug. One has lower-case letters, digits and inner hyphens.")
    }
    return slug
  }

  static func body(of request: Request) async throws -> [UInt8] {
    do {
      return Array(try await request.body.collect(upTo: PaperReader.defaultByteLimit).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw Problem(
        .tooLarge,
        "The file has more than \(PaperReader.defaultByteLimit) bytes, which is the limit. Split the paper.")
    }
  }

  static func format(of request: Request) throws(Problem) -> SourceFormat {
    let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
    guard let format = SourceFormat.allCases.first(where: { $0.mediaType == type }) else {
      let types = SourceFormat.allCases.map(\.mediaType).joined(separator: " or ")
      throw Problem(.malformed, "A paper comes as \(types), in Content-Type.")
    }
    return format
  }

  /// Reading takes as long as the paper is: on a thread of its own, not one that others wait for.
  static func read(
    _ raw: [UInt8], as format: SourceFormat
  ) async throws -> (document: Document, report: ImportReport) {
    try await NIOThreadPool.singleton.runIfActive { () throws -> (document: Document, report: ImportReport) in
      do {
        return try PaperReader.read(raw, as: format)
      } catch {
        throw Problem(.refused, "\(error)")
      }
    }
  }
}

extension SourceFormat {
  var mediaType: String {
    switch self {
    case .markdown: "text/markdown"
    case .plainText: "text/plain"
    }
  }
}

extension ImportReceipt {
  init(slug: String, title: String, base: String, position: Int64, _ report: ImportReport) {
    self.init(
      slug: slug, title: title, base: base, position: position, blocks: report.blocks,
      sentences: report.sentences,
      headings: report.headings, notes: report.notes, references: report.references, pages: report.pages,
      undecided: report.undecided.map { Undecided(what: $0.what, address: $0.address, text: $0.text) })
  }
}

extension PaperItem {
  init?(_ paper: Paper, for person: Handle) {
    guard let identity = paper.identity else { return nil }
    self.init(
      slug: identity.slug.name, title: identity.title, base: identity.base.description,
      role: paper.members[person]?.role.rawValue, by: identity.stamp.by.name,
      at: identity.stamp.at.description,
      position: identity.stamp.position, claims: paper.claims.count, annotations: paper.annotations.count,
      disputes: paper.disputes.count, corrections: paper.corrections.count, last: paper.position)
  }
}
