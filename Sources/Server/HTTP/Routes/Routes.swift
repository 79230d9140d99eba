internal import EventLog
internal import Hummingbird
internal import Postgres
internal import Protocol
internal import ReadModels

/// All that the server answers to but for commands, which ``CommandService`` takes.
struct Routes {
  let store: any EventStore
  let desks: PaperDesks
  let archive: PaperArchive
  let projector: Projector
  let pool: ConnectionPool
  let identities: IdentityStore
  let feed: Feed
  let tree: TreeBuilder
  let authority: CheckpointAuthority

  func router() -> Router<APIContext> {
    let library = PaperLibrary(desks: desks, archive: archive, store: store, projected: projector.progress)
    let tables = ReadTables(pool)
    let router = Router(context: APIContext.self)
    router.add(middleware: Problems())
    let halts = Halts(
      projector: projector, feed: feed, tree: tree, authority: authority, store: store)
    HealthRoutes(store: store, projected: projector.progress, halts: halts, authority: authority).add(
      to: router)
    JoinRoutes(store: store, desks: desks, identities: identities).add(to: router)
    let members = router.group().add(middleware: Authentication(identities: identities))
    let readers = members.group().add(middleware: InCommonPool())
    PaperRoutes(
      desks: desks, library: library, tables: tables, archive: archive, authority: authority,
      version: ServerOptions.version, halts: halts
    ).add(to: readers)
    FeedRoutes(feed: feed, library: library, tables: tables, identities: identities).add(to: readers)
    ProofRoutes(authority: authority).add(to: readers)
    let paper = readers.group("papers/:slug")
    ReadRoutes(library: library, records: PaperRecords(store: store, authority: authority)).add(to: paper)
    ListRoutes(library: library, tables: tables).add(to: paper)
    return router
  }
}
