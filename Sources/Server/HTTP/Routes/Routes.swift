internal import CanonicalJSON
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import Papers
internal import Postgres
internal import Protocol
internal import ReadModels

/// Everything that the server answers to.
struct Routes {
  let store: any EventStore
  let papers: Papers
  let projector: Projector
  let pool: ConnectionPool
  let identities: IdentityStore
  let invitations: Invitations
  let feed: Feed
  let tree: TreeBuilder
  let authority: CheckpointAuthority
  let identity: ServerIdentity
  let probe: DatabaseProbe
  let limits: ServerLimits
  let requests: RequestRecords
  let reached: ReachedBounds
  /// What was appended since the server began.
  let appended: @Sendable () -> AppendFigures

  /// All that the server answers to.
  var endpoints: [Endpoint] {
    let described = describedEndpoints
    return described + [DescriptionRoutes.endpoint(describing: described)]
  }

  private var describedEndpoints: [Endpoint] {
    let access = PaperAccess(
      papers, store: store, shown: projector.progress,
      searching: TableSearch(tables: ReadTables(pool), progress: projector.progress))
    let tables = CurrentTables(ReadTables(pool), projector: projector, store: store)
    let halts = Halts(
      projector: projector, feed: feed, tree: tree, authority: authority, store: store)
    let warnings = Warnings(authority: authority, store: store)
    let records = PaperRecords(store: store, authority: authority)
    return HealthRoutes(
      store: store, probe: probe, patience: limits.databaseTime / 2, projected: projector.progress,
      halts: halts, warnings: warnings, identities: identities
    ).endpoints
      + JoinRoutes(
        store: store, papers: papers, identities: identities, invitations: invitations, warnings: warnings
      ).endpoints
      + StatusRoutes(
        access: access, tables: tables, warnings: warnings, halts: halts,
        version: ServerOptions.version
      ).endpoints
      + ImportRoutes(access: access, tables: tables, store: store, warnings: warnings).endpoints
      + PaperRoutes(access: access, tables: tables).endpoints + [CommandService.endpoint]
      + ExportRoutes(access: access, records: records).endpoints
      + FeedRoutes(feed: feed, access: access, tables: tables, identities: identities).endpoints
      + CredentialRoutes(identities: identities).endpoints
      + AdministratorRoutes(identities: identities).endpoints
      + InvitationRoutes(invitations: invitations, warnings: warnings).endpoints
      + ProofRoutes(authority: authority, store: store).endpoints
      + IdentityRoutes(identity: identity).endpoints
      + MetricsRoutes(
        requests: requests, reached: reached, appended: appended, store: store,
        projected: projector.progress,
        tree: tree.progress, authority: authority, feed: feed, pool: pool, identities: identities
      ).endpoints
  }

  static func router(_ endpoints: [Endpoint], _ identities: IdentityStore) -> Router<APIContext> {
    let router = Router(context: APIContext.self)
    router.add(middleware: NamedRequests())
    router.add(middleware: Problems(endpoints: EndpointTable(endpoints)))
    router.add(endpoints, identities)
    return router
  }
}
