internal import EventLog
internal import Hummingbird
internal import Papers
internal import Postgres
internal import Protocol
internal import ReadModels

/// All that the server answers to but for commands, which ``CommandService`` takes.
struct Routes {
  let store: any EventStore
  let papers: Papers
  let projector: Projector
  let pool: ConnectionPool
  let identities: IdentityStore
  let feed: Feed
  let tree: TreeBuilder
  let authority: CheckpointAuthority

  func router() -> Router<APIContext> {
    let access = PaperAccess(papers, store: store, shown: projector.progress)
    let tables = CurrentTables(ReadTables(pool), projector: projector, store: store)
    let router = Router(context: APIContext.self)
    router.add(middleware: Problems())
    let halts = Halts(
      projector: projector, feed: feed, tree: tree, authority: authority, store: store)
    HealthRoutes(store: store, projected: projector.progress, halts: halts, authority: authority).add(
      to: router)
    JoinRoutes(store: store, papers: papers, identities: identities).add(to: router)
    let members = router.group().add(middleware: Authentication(identities: identities))
    let readers = members.group().add(middleware: InCommonPool())
    PaperRoutes(access: access, tables: tables).add(to: readers)
    ImportRoutes(access: access, tables: tables, store: store).add(to: readers)
    StatusRoutes(
      access: access, tables: tables, authority: authority, halts: halts, version: ServerOptions.version
    ).add(to: readers)
    FeedRoutes(feed: feed, access: access, tables: tables, identities: identities).add(to: readers)
    ProofRoutes(authority: authority).add(to: readers)
    let paper = readers.group("papers/:slug")
    ReadRoutes(access: access).add(to: paper)
    ListRoutes(access: access).add(to: paper)
    ExportRoutes(access: access, records: PaperRecords(store: store, authority: authority)).add(to: paper)
    return router
  }
}
