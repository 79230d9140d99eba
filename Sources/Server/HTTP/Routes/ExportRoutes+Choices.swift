internal import CanonicalJSON
internal import Consensus
internal import Editions
internal import Manuscript
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// What an export is of, and how much it says.
extension ExportRoutes {
  /// What can be chosen in a query, besides the moment.
  static let choices = [
    editionChoice,
    Parameter(.query, "policy", .string, "as it would be under these settings"),
    Parameter(.query, "without", Handle.schema, "as it would be if this person had no say"),
    Parameter(
      .query, "apparatus", .words(EditionOptions.Coverage.allCases.map(\.rawValue)),
      "whom entries name: everyone, or only who does not hold the lemma"),
    Parameter(
      .query, "lemma", .words(EditionOptions.LemmaForm.allCases.map(\.rawValue)),
      "whether a long lemma is printed in full"),
    Parameter(
      .query, "without-layer",
      .form(
        noun: "layers", advice: "They are \(layers.joined(separator: ", ")).",
        pattern: "^(\(layers.joined(separator: "|")))(,(\(layers.joined(separator: "|"))))*$"),
      "parts of the apparatus to leave out, parted by commas"),
    Parameter(.query, "witnesses", .boolean, "whether TEI declares each scholar as a witness too"),
  ]

  static let editionChoice = Parameter(
    .query, "edition", .string, "a published edition, by its name, in place of at")

  private static let layers = EditionOptions.Layer.allCases.map(\.rawValue)

  /// The paper at the moment that is asked for, or as it was when the edition that is asked for was published.
  func snapshot(
    _ slug: Slug, _ query: QueryParameters, for person: Handle
  ) async throws(Problem) -> Snapshot {
    let moment = try Moment(query)
    guard let name = query["edition"] else { return try await access.open(slug, moment, for: person) }
    guard query["at"] == nil else {
      throw Problem(.refused, "An edition has its own position: give “edition” or “at”, not both.")
    }
    let now = try await access.open(slug, moment, for: person)
    guard let edition = now.paper.edition(named: name) else {
      throw Problem(.noSuchThing, "There is no edition “\(name)”. “editions” lists those there are.")
    }
    return try await access.open(
      slug, Moment(.position(edition.stamp.position), atLeast: moment.minimum), for: person)
  }

  /// How everything stands, or would stand under what the request supposes.
  static func standing(
    of snapshot: Snapshot, _ query: QueryParameters
  ) throws(Problem) -> (Standing, SupposedItem?) {
    let without = query["without"].flatMap(Handle.init)
    if let name = query["without"], without == nil {
      throw Problem(.refused, "“\(name)” is not \(Handle.noun). \(Handle.advice)")
    }
    do throws(Refusal) {
      let supposition = try Supposition(policy: query["policy"], without: without)
      if supposition.isEmpty { return (snapshot.standing, nil) }
      return (
        try supposition.standing(of: snapshot.paper, base: snapshot.document.text),
        SupposedItem(policy: query["policy"], without: without?.name)
      )
    } catch {
      throw Problem(error)
    }
  }

  static func options(_ query: QueryParameters) throws(Problem) -> EditionOptions {
    do throws(EditionOptionError) {
      return try EditionOptions { query[$0] }
    } catch {
      throw Problem(.malformed, error.message)
    }
  }
}
