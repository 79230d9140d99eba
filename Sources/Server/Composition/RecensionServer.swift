internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Ledger
public import Logging
internal import NIOCore
internal import PaperLog
internal import Papers
internal import Postgres
internal import PrivateCluster
internal import ReadModels
internal import Scholarship
internal import ServiceLifecycle
internal import UnixSignals

/// The server: composed from its parts, run until it is told to stop, and taken down in order.
public enum RecensionServer {
  /// Runs until SIGTERM, SIGINT or SIGHUP, then stops accepting, finishes what was accepted and stops its cluster.
  public static func run(_ options: ServerOptions, logger: Logger) async throws {
    // Before there are many threads.
    FreeMemory.keepLittle()
    try await run(options, logger: logger, stoppedBy: stopSignals) { _ in }
  }

  /// - Parameter isRunning: told the server's URL when it answers there.
  static func run(
    _ options: ServerOptions, logger: Logger, stoppedBy signals: [UnixSignal],
    isRunning: @escaping @Sendable (String) -> Void
  ) async throws {
    guard let owner = Handle(options.owner) else {
      throw StartError(
        "“\(options.owner)” is not a handle: lower-case letters, digits, dots, hyphens, underscores."
      )
    }
    try Connections.checkRoom()
    let state = try await StateDirectory.hold(options.home)
    guard let prepared = try await prepared(options, owner, in: state, stoppedBy: signals, logger) else {
      return
    }
    let (database, store) = (prepared.database, prepared.store)
    do {
      try await serve(
        options, state, database, store, prepared.identities, prepared.signer, logger, signals, isRunning)
    } catch {
      await takeDown(state, database, store, logger)
      throw error
    }
    await takeDown(state, database, store, logger)
  }

  /// What a server works on, before it serves.
  private struct Prepared: Sendable {
    let database: Database
    let store: PostgresStore
    let identities: IdentityStore
    let signer: CheckpointSigner
  }

  /// Makes everything ready, unless it is told to stop before: what it waits for may take long.
  ///
  /// - Returns: `nil` where it was stopped.
  private static func prepared(
    _ options: ServerOptions, _ owner: Handle, in state: StateDirectory, stoppedBy signals: [UnixSignal],
    _ logger: Logger
  ) async throws -> Prepared? {
    @Sendable func prepare() async throws -> Prepared {
      try await prepared(options, owner, in: state, logger)
    }
    if signals.isEmpty { return try await prepare() }
    let end = await end(of: prepare, stoppedBy: await UnixSignalsSequence(trapping: signals))
    guard end.isStopped else { return try end.result.get() }
    if case .success(let prepared) = end.result {
      await takeDown(state, prepared.database, prepared.store, logger)
    }
    logger.notice("stopped before it served")
    return nil
  }

  private static func prepared(
    _ options: ServerOptions, _ owner: Handle, in state: StateDirectory, _ logger: Logger
  ) async throws -> Prepared {
    let database = try await Database.open(
      options.database, in: state, bounds: options.reading, takesOver: options.takesOver, sweeps: true,
      logger: logger)
    let store = PostgresStore(
      conninfo: database.conninfo, pool: database.pool, bounds: options.appending,
      clock: options.clock, steadyClock: options.steadyClock)
    do {
      // It begins in the epoch that it finds now, not in one that another begins before its first append.
      _ = try await store.head()
      let identities = IdentityStore(database.pool, logger: logger)
      try await checkKey(options, state, database, logger)
      let signer = try signer(options, state)
      if options.makesNewLogKey {
        logger.notice(
          "the log has another name: whoever has a credential needs one for that; “recensiond credential HANDLE” makes it"
        )
      }
      try await OwnerCredential.make(
        owner, identities, key: signer.verifierKey.description, clientFolder: state.clientFolder)
      return Prepared(database: database, store: store, identities: identities, signer: signer)
    } catch {
      await takeDown(state, database, store, logger)
      throw error
    }
  }

  /// Refuses to make a key for a log of this state directory that was signed with another, which is not there: everyone's
  /// credentials are for that log's name. On a database that was named, another server may have signed.
  private static func checkKey(
    _ options: ServerOptions, _ state: StateDirectory, _ database: Database, _ logger: Logger
  ) async throws {
    let keys = CheckpointKeys(folder: state.keysFolder)
    guard !options.makesNewLogKey, try keys.present() == nil,
      let name = try await TreeStore(database.pool).lastOrigin()
    else { return }
    guard database.cluster != nil else {
      return logger.notice(
        "the log was signed by another server, too; this one signs it by a name of its own",
        metadata: ["other": "\(name)"])
    }
    throw StartError(
      "The log here is signed as \(name), and its key is not in \(keys.folder). Put checkpoint.key back from a copy. If it is "
        + "lost, start once with --new-log-key: the log gets another name, and those who have credentials must join again."
    )
  }

  /// The log's key, made where there is none or another is wanted. The state directory's own client takes it for the
  /// server's.
  private static func signer(
    _ options: ServerOptions, _ state: StateDirectory
  ) throws -> CheckpointSigner {
    let keys = CheckpointKeys(folder: state.keysFolder)
    // One that cannot be read is what another is made for.
    let before = options.makesNewLogKey ? try? keys.present() : nil
    let signer = try keys.signer(startAnew: options.makesNewLogKey)
    if let before {
      try OwnerCredential.move(
        from: before.verifierKey.description, to: signer.verifierKey.description,
        clientFolder: state.clientFolder)
    }
    return signer
  }

  private static func takeDown(
    _ state: StateDirectory, _ database: Database, _ store: PostgresStore, _ logger: Logger
  ) async {
    ServiceManager.stopping()
    ServerAddress.withdraw(in: state.path)
    await store.close()
    await database.close(logger: logger)
    logger.info("stopped")
  }

  private static func serve(
    _ options: ServerOptions, _ state: StateDirectory, _ database: Database, _ store: PostgresStore,
    _ identities: IdentityStore, _ signer: CheckpointSigner, _ logger: Logger, _ signals: [UnixSignal],
    _ isRunning: @escaping @Sendable (String) -> Void
  ) async throws {
    let archive = PaperArchive(store)
    let probe = DatabaseProbe(database.conninfo, store: store)
    let papers = Papers(store, archive: archive, work: TextWork.run)
    let projector = Projector(
      store, archive: archive, pool: database.pool, logger: logger, version: options.readModels,
      sharing: { await papers.share($0, $1) })
    let relay = ProgressRelay(conninfo: database.conninfo, store: store, logger: logger)
    let feed = Feed(store, bounds: options.feed, logger: logger)
    let tree = TreeStore(database.pool)
    let builder = TreeBuilder(tree, logger: logger)
    let authority = CheckpointAuthority(
      signer, keys: CheckpointKeys(folder: state.keysFolder), tree: tree, log: store.progress,
      grown: builder.progress, logger: logger)
    let addresses = OwnAddresses(options.urls)
    let invitations = Invitations(
      papers: papers, identities: identities, codes: InvitationCodes(signer),
      tables: CurrentTables(ReadTables(database.pool), projector: projector, store: store))
    let warnings = Warnings(authority: authority, store: store)
    let (records, reached) = (RequestRecords(logger: options.logsRequests ? logger : nil), ReachedBounds())
    let endpoints = Routes(
      store: store, papers: papers, projector: projector, pool: database.pool, identities: identities,
      invitations: invitations, feed: feed, tree: builder, authority: authority,
      identity: ServerIdentity(signer, addresses), probe: probe, limits: options.limits, requests: records,
      reached: reached, appended: { store.appendFigures }
    ).endpoints
    let rules = RequestRules(
      endpoints: EndpointTable(endpoints), identities: identities, limits: options.limits,
      watch: DatabaseWatch(probe, patience: options.limits.databaseTime, reached: reached),
      proxies: options.proxies, reached: reached)
    let commands = CommandService(
      papers: papers, identities: identities, warnings: warnings, invitations: invitations, logger: logger)
    let credentials = CredentialRelay(database.conninfo, identities, feed, logger: logger)
    let listeners = try Listeners(options, logger: logger)
    let address = ServerAddress(in: state.path, key: signer.verifierKey.description)
    let applications = listeners.applications(
      Routes.router(endpoints, identities), commands, rules,
      recorder: recorder(records, endpoints, identities), identity: { addresses.add($0) },
      announcing: announcer(address, logger, then: isRunning), logger: logger)
    // Stopped in reverse: first the feeds, which would never end by themselves, then no more requests, then the
    // projection.
    var services = followers(identities, credentials, relay, builder, projector, warnings, logger)
    services +=
      applications.map { .init(service: $0) }
      + [.init(service: UntilShutdown { await address.keep(logger) })]
    if let certificate = listeners.certificate {
      services.append(follower(certificate, listeners, addresses))
    }
    services.append(.init(service: UntilShutdown { await feed.run() }))
    if let cluster = database.cluster {
      services.insert(.init(service: UntilShutdown { await cluster.keepRunning() }), at: 0)
    }
    try await run(services, stoppedBy: signals, logger)
    await probe.close()
  }

  private static func follower(
    _ certificate: ServerCertificate, _ listeners: Listeners, _ addresses: OwnAddresses
  ) -> ServiceGroupConfiguration.ServiceConfiguration {
    .init(service: UntilShutdown { await certificate.run { listeners.add($0, to: addresses) } })
  }

  private static func run(
    _ services: [ServiceGroupConfiguration.ServiceConfiguration], stoppedBy signals: [UnixSignal],
    _ logger: Logger
  ) async throws {
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: signals, logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(10)
    try await ServiceGroup(configuration: configuration).run()
  }

  /// What makes a recorder for each connection, or stream.
  private static func recorder(
    _ records: RequestRecords, _ endpoints: [Endpoint], _ identities: IdentityStore
  ) -> @Sendable (_ isConnection: Bool) -> RequestRecorder {
    let names = RouteNames(endpoints.map(\.path))
    return {
      RequestRecorder(records, routes: names, isConnection: $0) { identities.recentHandle(authorization: $0) }
    }
  }

  /// What goes on beside requests: who may make them, and what follows the log.
  private static func followers(
    _ identities: IdentityStore, _ credentials: CredentialRelay, _ relay: ProgressRelay,
    _ builder: TreeBuilder, _ projector: Projector, _ warnings: Warnings, _ logger: Logger
  ) -> [ServiceGroupConfiguration.ServiceConfiguration] {
    [
      .init(service: UntilShutdown { await identities.keepUses() }),
      .init(service: UntilShutdown { await credentials.run() }),
      .init(service: UntilShutdown { await relay.run() }),
      .init(service: UntilShutdown { await builder.run(following: warnings.store.progress) }),
      .init(service: UntilShutdown { await warnings.authority.run() }),
      .init(service: UntilShutdown { await warnings.watchClock(logger) }),
      .init(service: UntilShutdown { await FreeMemory.run() }),
      .init(service: UntilShutdown { await projector.run() }),
    ]
  }
}

extension RecensionServer {
  /// What tells the clients of its state directory where the server answers, and then whoever waits for it.
  private static func announcer(
    _ address: ServerAddress, _ logger: Logger, then isRunning: @escaping @Sendable (String) -> Void
  ) -> @Sendable (String) -> Void {
    { url in
      do {
        try address.announce(url)
        logger.info("ready", metadata: ["url": "\(url)"])
        ServiceManager.ready(at: url)
      } catch {
        logger.error("\(error)")
      }
      isRunning(url)
    }
  }
}

/// Work that goes on until the server stops.
private struct UntilShutdown: Service {
  let work: @Sendable () async throws -> Void

  init(_ work: @escaping @Sendable () async throws -> Void) { self.work = work }

  func run() async throws {
    try await cancelWhenGracefulShutdown { try await work() }
  }
}
