internal import Acts
internal import EventLog
internal import Hummingbird
internal import Ledger
internal import Manuscript
internal import NIOCore
internal import NIOPosix
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Importing papers, and new bases of them.
struct ImportRoutes {
  let access: PaperAccess
  let tables: CurrentTables
  let store: any EventStore

  func add(to router: RouterGroup<APIContext>) {
    router.post("papers", use: importPaper)
    router.post("papers/:slug/bases", use: importBase)
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
    if let known = try await store.known(key, fingerprint) {
      receipt.position = known.position
      return Answer.receipt(receipt, status: .created)
    }
    // The same text again is the paper that is there, whatever it is called.
    if let known = try await tables.paper(ofBase: base.description, for: person.handle) {
      receipt.slug = known.slug
      receipt.title = known.title
      receipt.position = known.position
      receipt.remark = "This very text is here already, as “\(known.slug)”."
      return Answer.receipt(receipt)
    }
    let appended = try await access.papers.paper(slug).carryOut(
      ImportPaper(imported), by: person.handle, key: key, fingerprint: fingerprint,
      attachments: [source, reading])
    receipt.position = appended.position
    receipt.remark = appended.remark
    return Answer.receipt(receipt, status: appended.remark == nil ? .created : .ok)
  }

  private func importBase(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "dry-run")
    let person = try context.person().handle
    let slug = try context.slug()
    let isDryRun = try query.flag("dry-run")
    let key = isDryRun ? "" : try IdempotencyKey.read(of: request)
    let format = try Self.format(of: request)
    // Before the text is read, which takes a while: whoever may not do it need not wait.
    let open = try await access.open(slug, Moment(), for: person)
    guard let role = open.paper.members[person]?.role, role >= .owner else {
      throw Problem(.notAllowed, "A new base takes the role of owner; \(person) is not one here.")
    }
    let raw = try await Self.body(of: request)
    let read = try await Self.read(raw, as: format)
    let document = read.document.encoded()
    let (source, reading) = (Attachment(raw), Attachment(document))
    let base = BaseID(raw: raw, document: document)
    if let other = try await tables.paper(ofBase: base.description, for: person), other.slug != slug.name {
      throw Problem(
        .refused, "That text is the base of “\(other.slug)”. One text cannot be the base of two papers.")
    }
    let imported = BaseImported(
      base: base, scalars: read.document.text.count, mediaType: format.mediaType,
      source: source.digest.description, document: reading.digest.description, anchors: [])
    let receipt = ImportReceipt(
      slug: slug.name, title: open.paper.identity?.title ?? "", base: base.description, position: 0,
      read.report)
    let new = NewBase(
      event: imported, document: read.document, attachments: [source, reading], receipt: receipt)
    let paper = access.papers.paper(slug)
    if isDryRun { return Answer.receipt(try await paper.trial(of: new)) }
    let answer = try await paper.importBase(new, by: person, key: key)
    return Answer.receipt(answer, status: answer.remark == nil ? .created : .ok)
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

  private static func body(of request: Request) async throws -> [UInt8] {
    do {
      return Array(try await request.body.collect(upTo: PaperReader.defaultByteLimit).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw Problem(
        .tooLarge,
        "The file has more than \(PaperReader.defaultByteLimit) bytes, which is the limit. Split the paper.")
    }
  }

  private static func format(of request: Request) throws(Problem) -> SourceFormat {
    let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
    guard let format = SourceFormat.allCases.first(where: { $0.mediaType == type }) else {
      let types = SourceFormat.allCases.map(\.mediaType).joined(separator: " or ")
      throw Problem(.malformed, "A paper comes as \(types), in Content-Type.")
    }
    return format
  }

  /// Reading takes as long as the paper is: on a thread of its own, not one that others wait for.
  private static func read(
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
