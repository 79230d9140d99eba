internal import Acts
internal import CanonicalJSON
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Manuscript
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Importing papers, and new bases of them.
struct ImportRoutes {
  let access: PaperAccess
  let tables: CurrentTables
  let store: any EventStore
  let warnings: Warnings

  var endpoints: [Endpoint] {
    let source = Content(
      types: SourceFormat.allCases.map(\.mediaType) + ForeignFormat.mediaTypes, schema: nil,
      limit: PaperReader.defaultByteLimit)
    let receipt = Content.json(ImportReceipt.schema)
    return [
      Endpoint(
        .post, "/papers", "bring a paper in",
        parameters: [
          Parameter(.query, "slug", Slug.schema, "the short name by which it is called"),
          Parameter(.query, "title", .string, "the title, where the file does not say it"), .isDryRun,
          .key(isRequired: false),
        ], body: source, answers: [200: receipt, 201: receipt], handler: importPaper),
      Endpoint(
        .post, "/papers/{slug}/bases", "bring in a later version of a paper",
        parameters: [.slug, .isDryRun, .key(isRequired: false)], body: source,
        answers: [200: receipt, 201: receipt], handler: importBase),
      RemarksRoute(access: access, warnings: warnings).endpoint,
    ]
  }

  private func importPaper(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person()
    guard person.isAdministrator else {
      throw Problem(.notAllowed, "Only the server's owner imports papers; \(person.handle) is not.")
    }
    let isDryRun = try query.flag("dry-run")
    let key = try IdempotencyKey.read(of: request, unlessDryRun: isDryRun)
    let source = try await ImportedSource(request)
    let title = query["title"] ?? source.document.title ?? "Untitled"
    let slug = try Self.slug(query["slug"], title: title)
    var receipt = ImportReceipt(source, slug: slug.name, title: title)
    let event = PaperImported(
      slug: slug, title: title, base: source.base, scalars: source.document.text.count,
      mediaType: source.format.mediaType, source: source.source.digest.description,
      document: source.reading.digest.description,
      original: source.original?.bytes.digest.description, originalMediaType: source.original?.mediaType)
    // The same text again is the paper that is there, unless another name is asked for.
    let present = try await tables.paper(
      ofBase: source.base.description, called: query["slug"], for: person.handle)
    if isDryRun {
      if let present { return Answer.receipt(receipt.foretelling(present, title: query["title"])) }
      receipt.remark = try await access.papers.paper(slug).trial(of: ImportPaper(event), by: person.handle)
      return Answer.receipt(receipt)
    }
    let fingerprint = Hash(of: Array("import\n\(person.handle)\n".utf8), Event(event).body())
    if let known = try await store.earlierReceipt(for: key, fingerprint) {
      let earlier = try known.answer(as: ImportReceipt.self)
      return await warnings.answer(earlier, status: earlier.remark == nil ? .created : .ok)
    }
    if let present {
      return await warnings.answer(
        try await again(present, title: query["title"], receipt, by: person.handle, key: key, fingerprint))
    }
    await access.papers.keep(source.document, as: source.reading.digest)
    let appended = try await access.papers.paper(slug).carryOut(
      ImportPaper(event), by: person.handle, key: key, fingerprint: fingerprint,
      attachments: source.attachments, answer: JSON.text(of: receipt))
    receipt.position = appended.position
    receipt.remark = appended.remark
    return await warnings.answer(receipt, status: appended.remark == nil ? .created : .ok)
  }

  /// The answer to a text that is here already: under another title, that is corrected.
  private func again(
    _ known: PresentPaper, title: String?, _ receipt: ImportReceipt,
    by person: Handle, key: String, _ fingerprint: Hash
  ) async throws -> ImportReceipt {
    var receipt = receipt.of(known)
    guard let title, title != known.title, let slug = Slug(known.slug) else { return receipt }
    receipt.title = title
    receipt.remark = "This very text is here already, as “\(known.slug)”; its title is “\(title)” now."
    receipt.position = try await access.papers.paper(slug).carryOut(
      Retitle(title), by: person, key: key, fingerprint: fingerprint, answer: JSON.text(of: receipt)
    ).position
    return receipt
  }

  private func importBase(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let upload = try await Upload(request, context, query, to: access, takes: .owner, for: "A new base")
    let source = try await ImportedSource(request)
    let imported = BaseImported(
      base: source.base, scalars: source.document.text.count, mediaType: source.format.mediaType,
      source: source.source.digest.description, document: source.reading.digest.description,
      anchors: [], original: source.original?.bytes.digest.description,
      originalMediaType: source.original?.mediaType)
    let receipt = ImportReceipt(source, slug: upload.slug.name, title: upload.paper.identity?.title ?? "")
    let new = NewBase(
      event: imported, document: source.document, attachments: source.attachments, receipt: receipt)
    let paper = access.papers.paper(upload.slug)
    if upload.isDryRun { return Answer.receipt(try await paper.trial(of: new)) }
    await access.papers.keep(source.document, as: source.reading.digest)
    let answer = try await paper.importBase(new, by: upload.person, key: upload.key)
    return await warnings.answer(answer, status: answer.remark == nil ? .created : .ok)
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
}

/// A paper that a text is the present base of.
private typealias PresentPaper = (slug: String, title: String, position: Int64)

extension ImportReceipt {
  /// The same of a text that is here already.
  fileprivate func of(_ known: PresentPaper) -> ImportReceipt {
    var receipt = self
    (receipt.slug, receipt.title, receipt.position) = (known.slug, known.title, known.position)
    receipt.remark = "This very text is here already, as “\(known.slug)”."
    return receipt
  }

  /// What importing it again would come to, under a title where one is given.
  fileprivate func foretelling(_ known: PresentPaper, title: String?) -> ImportReceipt {
    var receipt = of(known)
    guard let title, title != known.title else { return receipt }
    receipt.title = title
    receipt.remark = "This very text is here already, as “\(known.slug)”; its title would be “\(title)”."
    return receipt
  }

  init(_ source: ImportedSource, slug: String, title: String) {
    let report = source.report
    self.init(
      slug: slug, title: title, base: source.base.description, position: 0, blocks: report.blocks,
      sentences: report.sentences, headings: report.headings, notes: report.notes,
      references: report.references, pages: report.pages,
      undecided: report.undecided.map { UndecidedPlace(what: $0.what, address: $0.address, text: $0.text) },
      metadata: report.metadata.isEmpty
        ? nil : report.metadata.map { FoundMetadatum(name: $0.name, text: $0.text) })
  }
}
