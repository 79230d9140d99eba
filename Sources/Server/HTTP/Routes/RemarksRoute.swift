internal import CanonicalJSON
internal import Exchange
internal import HTTPTypes
internal import Hummingbird
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Bringing in what others said of a paper in a file.
struct RemarksRoute {
  let access: PaperAccess
  let warnings: Warnings

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
    let upload = try await Upload(
      request, context, query, to: access, takes: .scholar, for: "To bring annotations in")
    let file = RemarksFile(
      bytes: try await request.bytes(atMost: ForeignFile.byteLimit, tooMany: "which is the limit. Split it."),
      name: query["file"] ?? "a file without a name",
      into: try Self.kind(query["into"]))
    let paper = access.papers.paper(upload.slug)
    if upload.isDryRun { return Answer.receipt(try await paper.trial(of: file, by: upload.person)) }
    let receipt = try await paper.importRemarks(file, by: upload.person, key: upload.key)
    return await warnings.answer(receipt, status: receipt.ids.isEmpty ? .ok : .created)
  }

  private static func kind(_ word: String?) throws(Problem) -> EntityKind? {
    guard let word else { return nil }
    guard let kind = kinds[word] else {
      throw Problem(.malformed, "“into” is one of \(kinds.keys.sorted().joined(separator: ", ")).")
    }
    return kind
  }
}
