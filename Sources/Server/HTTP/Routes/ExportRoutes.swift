internal import CanonicalJSON
internal import Consensus
internal import Editions
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Manuscript
internal import NIOCore
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// Papers in the forms in which they leave the house, sent as they are made.
struct ExportRoutes {
  let access: PaperAccess
  let records: PaperRecords

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/papers/{slug}/export/{format}", "the reconciled text in a form for other programs",
        parameters: [
          .slug,
          Parameter(.path, "format", .words(EditionFormat.allCases.map(\.name)), "the form"), .at,
          .minimum,
        ] + Self.choices,
        answers: [200: Content(types: EditionFormat.allCases.map(\.mediaType), schema: nil, hasTag: true)],
        problems: [.refused], handler: export),
      Endpoint(
        .get, "/papers/{slug}/edition", "the reconciled text as a page to read",
        parameters: [.slug, .at, .minimum] + Self.choices,
        answers: [200: Content(types: [EditionFormat.html.mediaType], schema: nil, hasTag: true)],
        problems: [.refused]
      ) { try await answer($0, $1, $2, as: .html) },
      Endpoint(
        .get, "/papers/{slug}/proof", "the proof that the log has an export's last event (C2SP tlog-proof)",
        parameters: [.slug, .at, .minimum, Self.editionChoice],
        answers: [200: Content(types: [Self.proofType], schema: nil)], problems: [.refused],
        handler: proof),
    ]
  }

  private func export(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let name = try context.parameter("format") ?? ""
    guard let format = EditionFormat(named: name) else {
      let formats = EditionFormat.allCases.map(\.name).joined(separator: ", ")
      throw Problem(.noSuchThing, "There is no export format “\(name)”; there are \(formats).")
    }
    return try await answer(request, context, query, as: format)
  }

  private func answer(
    _ request: Request, _ context: APIContext, _ query: QueryParameters, as format: EditionFormat
  ) async throws -> Response {
    let slug = try context.slug()
    let snapshot = try await snapshot(slug, query, for: try context.person().handle)
    guard let identity = snapshot.paper.identity else {
      throw Problem.noSuchPaper
    }
    // The position of the paper's own last event: what others do in other papers must not change an export's bytes.
    // The log's own bytes would tell what is hidden from whoever asks: then it goes without them.
    let record: EditionRecord? =
      switch snapshot.veil == nil ? format.record : .absent {
      case .absent: nil
      case .last: try await records.record(of: snapshot.paper)
      case .within: try await records.wholeRecord(of: snapshot.paper)
      }
    let checkpoint =
      if let record { record.proof?.checkpoint } else {
        try await records.checkpoint(covering: snapshot.paper.position)
      }
    let (standing, supposed) = try Self.standing(of: snapshot, query)
    let edition = Edition(
      slug: slug.name, title: identity.title, base: identity.base,
      presenter: Presenter(standing, document: snapshot.document),
      position: snapshot.paper.position, checkpoint: checkpoint, options: try Self.options(query),
      record: record, supposed: supposed)
    let tag = tag(of: edition, as: format, snapshot)
    let headers: HTTPFields = [
      .contentType: format.mediaType, .eTag: tag, .cacheControl: "private, no-cache",
    ]
    if request.has(tag) { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: body(edition, as: format, of: snapshot.paper))
  }

  private static let proofType = "text/plain; charset=utf-8"

  private func proof(
    _ request: Request, _ context: APIContext, _ query: QueryParameters
  ) async throws -> Response {
    let snapshot = try await snapshot(try context.slug(), query, for: try context.person().handle)
    guard let proof = try await records.logProof(of: snapshot.paper) else {
      throw Problem(
        .noSuchThing,
        "No checkpoint that is signed covers @\(snapshot.paper.position), so nothing proves it yet. “status” says whether "
          + "this server signs.")
    }
    return Response(
      status: .ok, headers: [.contentType: Self.proofType, .cacheControl: "private, no-cache"],
      body: .init(byteBuffer: ByteBuffer(bytes: proof.bytes)))
  }

  private func body(_ edition: Edition, as format: EditionFormat, of paper: Paper) -> ResponseBody {
    let records = records
    return ResponseBody { writer in
      let isStreamed = format.record == .last && edition.record != nil
      let stream = EditionStream(edition, as: format, endsBeforeHistory: isStreamed)
      while let chunk = try await stream.next() { try await writer.write(chunk) }
      if isStreamed, let slug = paper.identity?.slug {
        var isFirst = true
        try await records.history(of: slug, through: paper.sequence) { events in
          try await writer.write(ByteBuffer(bytes: EditionRecord.piece(of: events, isFirst: isFirst)))
          isFirst = false
        }
        try await writer.write(ByteBuffer(string: EditionRecord.end))
      }
      try await writer.finish(nil)
    }
  }

  /// Names what the bytes follow from, so that they need not be made to be compared.
  private func tag(of edition: Edition, as format: EditionFormat, _ snapshot: Snapshot) -> String {
    let sources = [
      ServerOptions.version, edition.slug, format.name, edition.title, edition.checkpoint ?? "",
      "\(snapshot.state.erasures.count)", edition.supposed?.policy ?? "", edition.supposed?.without ?? "",
      edition.options.query.map { "\($0.name)=\($0.value ?? "")" }.joined(separator: "&"),
      snapshot.veil?.mark ?? "",
    ]
    let buffer = ByteBuffer(string: sources.joined(separator: "\n"))
    return "\"\(edition.position)-\(buffer.fingerprint)\""
  }
}
