internal import Consensus
internal import Editions
internal import Hummingbird
internal import Manuscript
internal import NIOCore
internal import Protocol
internal import ReadModels
internal import Scholarship

/// The text of a paper, what the consensus makes of it, and its exports.
struct ReadRoutes {
  let library: PaperLibrary
  let records: PaperRecords

  func add(to group: RouterGroup<APIContext>) {
    group.get("text", use: text)
    group.get("outline", use: outline)
    group.get("find", use: find)
    group.get("consensus", use: consensus)
    group.get("policy", use: policy)
    group.get("export/:format", use: export)
  }

  private func text(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position", "address", "consensus")
    let open = try await library.open(try context.slug(), try Moment(query), for: try context.person().handle)
    let isConsensus = try query.flag("consensus")
    let edits = isConsensus ? open.presenter().standing.reconciliation.accepted : []
    let text = PaperText(document: open.document, edits: edits)
    let range = try query["address"].map(open.document.range(at:)) ?? open.document.text.range
    let view = TextView(
      at: open.at, base: try open.base.description, consensus: isConsensus,
      blocks: text.blocks(touching: range))
    return Answer.view(view, at: open.at, to: request)
  }

  private func outline(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position")
    let slug = try context.slug()
    let open = try await library.open(slug, try Moment(query), for: try context.person().handle)
    let view = OutlineView(
      at: open.at, slug: slug.name, title: open.paper.identity?.title ?? "", base: try open.base.description,
      sections: PaperText(document: open.document, edits: []).sections())
    return Answer.view(view, at: open.at, to: request)
  }

  private func find(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position", "text", "limit")
    let open = try await library.open(try context.slug(), try Moment(query), for: try context.person().handle)
    guard let words = query["text"] else { throw Problem(.malformed, "Say what to find, with “text”.") }
    let limit = try query.number("limit", in: 1...1000) ?? 50
    let found = PaperText(document: open.document, edits: []).occurrences(of: words, limit: Int(limit))
    return Answer.view(
      FoundView(at: open.at, total: found.total, items: found.items), at: open.at, to: request)
  }

  private func consensus(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position", "on")
    let open = try await library.open(try context.slug(), try Moment(query), for: try context.person().handle)
    let presenter = open.presenter()
    let reconciliation = presenter.standing.reconciliation
    var loci = reconciliation.loci
    var apart = reconciliation.apart.compactMap(open.paper.correction)
    if let range = try query["on"].map(open.document.range(at:)) {
      func isOn(_ place: ScalarRange) -> Bool {
        place.overlaps(range) || range.contains(place) || place.contains(range)
      }
      loci = loci.filter { isOn($0.hull) }
      apart = apart.filter { open.paper.isPlaced($0.anchor) && isOn($0.anchor.range) }
    }
    let view = ConsensusView(
      at: open.at, base: try open.base.description, policy: PolicyItem(reconciliation.policy),
      accepted: reconciliation.accepted.count, loci: loci.map { presenter.item($0) },
      apart: apart.isEmpty ? nil : apart.map { presenter.item($0) })
    return Answer.view(view, at: open.at, to: request)
  }

  private func policy(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position")
    let open = try await library.open(try context.slug(), try Moment(query), for: try context.person().handle)
    return Answer.view(
      PolicyView(at: open.at, policy: PolicyItem(open.paper.policy)), at: open.at, to: request)
  }

  private func export(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try QueryParameters(request, "at", "min-position")
    let slug = try context.slug()
    let name = context.parameters.get("format") ?? ""
    guard let format = EditionFormat(rawValue: name) else {
      let formats = EditionFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(.noSuchThing, "There is no export format “\(name)”; there are \(formats).")
    }
    let open = try await library.open(slug, try Moment(query), for: try context.person().handle)
    // The position of the paper's own last event: what others do in other papers must not change an export's bytes.
    let record = format == .json ? try await records.record(of: open.paper) : nil
    let edition = Edition(
      slug: slug.name, title: open.paper.identity?.title ?? "", base: try open.base,
      presenter: open.presenter(),
      position: open.paper.position, checkpoint: record?.proof?.checkpoint, record: record)
    return Answer.bytes(
      ByteBuffer(bytes: edition.rendered(as: format)), type: format.mediaType, at: open.at, to: request)
  }
}

extension OpenPaper {
  var base: BaseID {
    get throws(Problem) {
      guard let identity = paper.identity else { throw Problem(.noSuchThing, "There is no such paper.") }
      return identity.base
    }
  }
}

extension Document {
  /// The range that an address names.
  func range(at address: String) throws(Problem) -> ScalarRange {
    do {
      return try resolve(address).range
    } catch {
      throw Problem(error)
    }
  }
}
