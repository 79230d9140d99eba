internal import EventLog
internal import Hummingbird
internal import Ledger
internal import Manuscript
internal import Protocol
internal import Scholarship

/// New bases of papers.
extension PaperRoutes {
  func importBase(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "dry-run")
    let person = try context.person().handle
    let slug = try context.slug()
    let isDryRun = try query.flag("dry-run")
    let key = isDryRun ? "" : try IdempotencyKey.read(of: request)
    let format = try Self.format(of: request)
    // Before the text is read, which takes a while: whoever may not do it need not wait.
    let open = try await library.open(slug, Moment(atLeast: 0), for: person)
    guard let role = open.paper.members[person]?.role, role >= .owner else {
      throw Problem(.notAllowed, "A new base takes the role of owner; \(person) is not one here.")
    }
    let raw = try await Self.body(of: request)
    let read = try await Self.read(raw, as: format)
    let document = read.document.encoded()
    let (source, reading) = (Attachment(raw), Attachment(document))
    let base = BaseID(raw: raw, document: document)
    if let other = try await paper(ofBase: base, for: person), other.slug != slug.name {
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
    let desk = desks.desk(slug)
    if isDryRun { return Answer.receipt(try await desk.trial(of: new)) }
    let answer = try await desk.importBase(new, by: person, key: key)
    return Answer.receipt(answer, status: answer.remark == nil ? .created : .ok)
  }
}
