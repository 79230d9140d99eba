internal import CanonicalJSON
internal import Exchange
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Bringing in what others said of a paper in a file.
struct RemarksRoute {
  let access: PaperAccess

  var endpoint: Endpoint {
    let receipt = Content.json(RemarksReceipt.schema)
    return Endpoint(
      .post, "/papers/{slug}/annotations",
      "bring in what others said in a file: W3C Web Annotations, an export of Hypothesis, comments and tracked changes of a "
        + "DOCX, or a table of corrections",
      parameters: [
        .slug, Parameter(.query, "file", .string, "the file's name, which is kept with what comes in"),
        Parameter(
          .query, "into", .words(Self.kinds.keys.sorted()), "what all of it becomes, but for answers"),
        .isDryRun, .key(isRequired: false),
      ], body: Content(types: ForeignFile.mediaTypes, schema: nil, limit: ForeignFile.byteLimit),
      answers: [200: receipt, 201: receipt], handler: importRemarks)
  }

  private static let kinds: [String: EntityKind] = [
    "claims": .claim, "annotations": .annotation, "corrections": .correction,
  ]

  private func importRemarks(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let person = try context.person().handle
    let slug = try context.slug()
    let isDryRun = try query.flag("dry-run")
    let key = isDryRun ? "" : try IdempotencyKey.read(of: request)
    // Before the file is read, which takes a while: whoever may not do it need not wait.
    let open = try await access.open(slug, Moment(), for: person)
    guard let role = open.paper.members[person]?.role, role >= .scholar else {
      throw Problem(
        .notAllowed, "To bring annotations in takes the role of scholar; \(person) is not one here.")
    }
    let file = RemarksFile(
      bytes: try await Self.body(of: request), name: query["file"] ?? "a file without a name",
      into: try Self.kind(query["into"]))
    let paper = access.papers.paper(slug)
    if isDryRun { return Answer.receipt(try await paper.trial(of: file, by: person)) }
    let receipt = try await paper.importRemarks(file, by: person, key: key)
    return Answer.receipt(receipt, status: receipt.ids.isEmpty ? .ok : .created)
  }

  private static func kind(_ word: String?) throws(Problem) -> EntityKind? {
    guard let word else { return nil }
    guard let kind = kinds[word] else {
      throw Problem(.malformed, "“into” is one of \(kinds.keys.sorted().joined(separator: ", ")).")
    }
    return kind
  }

  private static func body(of request: Request) async throws -> [UInt8] {
    do {
      return Array(try await request.body.collect(upTo: ForeignFile.byteLimit).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw Problem(
        .tooLarge, "The file has more than \(ForeignFile.byteLimit) bytes, which is the limit. Split it.")
    }
  }
}
