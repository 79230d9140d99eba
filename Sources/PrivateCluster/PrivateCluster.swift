public import Logging

/// A PostgreSQL cluster of our own in the state directory, or where that says. It is made on first use,
/// reached over a Unix socket that only its owner may use, and stopped with us.
///
/// A server that a killed process left running is adopted. After a crash of PostgreSQL, its data is
/// recovered.
public struct PrivateCluster: Sendable {
  /// A libpq connection string for the database `recension`, as its owner.
  public let connectionString: String
  /// The folder of PostgreSQL's own programs, such as `psql` and `pg_dump`.
  public let programsFolder: String
  /// PostgreSQL's data directory.
  public var dataFolder: String { launch.location.data }
  /// The state directory, held while this value lives.
  public let state: StateDirectory

  /// A second lock: a copied state directory may name the same cluster.
  private let lock: ProcessLock
  private let launch: Launch

  /// Takes the state directory's lock, then starts the cluster.
  public static func start(
    stateDirectory: String, logger: Logger
  ) async throws(PrivateClusterError) -> PrivateCluster {
    try await start(in: await StateDirectory.hold(stateDirectory), logger: logger)
  }

  /// Starts the cluster of a state directory that is already held, and returns when it answers.
  ///
  /// Waits up to an hour for crash recovery, and logs progress every five seconds. A start that fails or is
  /// cancelled leaves no PostgreSQL running.
  public static func start(
    in state: StateDirectory, logger: Logger
  ) async throws(PrivateClusterError) -> PrivateCluster {
    try await start(in: state, settings: ClusterSettings(), logger: logger)
  }

  /// A connection string of the cluster that another process runs in a state directory; nil where none is ready. Nothing is
  /// made, started or locked.
  public static func connectionString(ofRunningIn stateDirectory: String) throws(PrivateClusterError)
    -> String?
  {
    guard let location = try ClusterLocation.existing(in: stateDirectory),
      let server = try Postmaster.running(on: location.data), server.status == "ready"
    else { return nil }
    return connectionString(socketFolder: server.socketFolder)
  }

  /// Whether a state directory has a cluster.
  public static func exists(in stateDirectory: String) throws(PrivateClusterError) -> Bool {
    try ClusterLocation.existing(in: stateDirectory) != nil
  }

  package static func start(
    in state: StateDirectory, settings: ClusterSettings, logger: Logger
  ) async throws(PrivateClusterError) -> PrivateCluster {
    if let original = state.original {
      logger.warning(
        """
        This state directory is a copy of another that is still there. It has the same signing key: two servers that go on \
        from it sign two histories under one name. Start this one with --new-log-key if it is to stay.
        """,
        metadata: ["original": "\(original)", "copy": "\(state.path)"])
    }
    let account = try Account.forCluster()
    let location = try ClusterLocation.of(state, account: account)
    let lock = try await ProcessLock.patiently { () throws(PrivateClusterError) in
      try ProcessLock(path: location.folder + "/lock")
    }
    let programs = try await ServerPrograms.find(version: existingVersion(location))
    let launch = Launch(
      programs: programs, account: account, location: location, settings: settings,
      logFile: state.logFolder + "/postgresql.log", logger: logger)
    try await launch.initializeIfNew()
    let socketFolder = try await launch.start()
    return PrivateCluster(
      connectionString: connectionString(socketFolder: socketFolder), programsFolder: programs.folder,
      state: state, lock: lock, launch: launch)
  }

  /// Stops PostgreSQL with a fast shutdown (open transactions roll back, a checkpoint is written) and waits
  /// for its end. After a minute it is stopped at once; if it still runs, it is killed, and the next start
  /// recovers. Cancelling the task does not shorten this.
  public func stop() async throws(PrivateClusterError) {
    try await Shutdown(data: dataFolder, logger: launch.logger).run()
    try launch.location.removeSocketFolderApart()
  }

  /// Restarts PostgreSQL whenever it dies or its socket was removed, until the task is cancelled. Connections are lost then;
  /// acknowledged data is not. And keeps its log from growing without end.
  ///
  /// If it cannot start, because the disk is full for example, the log says what to do, and it is tried again
  /// after a pause that grows from one second to thirty.
  public func keepRunning() async {
    var pause = Self.look
    while !Task.isCancelled {
      do { try await Task.sleep(for: pause) } catch { return }
      do throws(PrivateClusterError) {
        try launch.boundLog()
        if let server = try Postmaster.running(on: dataFolder) {
          if server.status == "ready", !server.hasSocket {
            launch.logger.error(
              "PostgreSQL's socket was removed, and nobody new can reach it; starting it again.",
              metadata: ["folder": "\(server.socketFolder)"])
            try await restart()
          }
        } else {
          launch.logger.error("PostgreSQL has died; starting it again.")
          try await restart()
        }
        pause = Self.look
      } catch {
        // Cancelled: PostgreSQL is stopped again, and nobody listens.
        if Task.isCancelled { return }
        pause = min(max(pause * 2, Self.firstRetryPause), Self.longestRetryPause)
        launch.logger.error(
          "PostgreSQL cannot be kept running; it is tried again.",
          metadata: ["cause": "\(error.reason)", "remedy": "\(error.remedy)", "in": "\(pause)"])
      }
    }
  }

  /// How often to check that PostgreSQL runs.
  private static let look = Duration.milliseconds(500)
  /// The pause after the first failed start; each further failure doubles it.
  private static let firstRetryPause = Duration.seconds(1)
  private static let longestRetryPause = Duration.seconds(30)

  /// Starts PostgreSQL again in the same place.
  package func restart() async throws(PrivateClusterError) {
    _ = try await launch.start()
  }

  /// The postmaster's process id; nil when it is not running.
  package var postmaster: Int32? {
    get throws(PrivateClusterError) { try Postmaster.running(on: dataFolder)?.process }
  }

  /// The process ids of all its PostgreSQL processes, including the postmaster.
  package var processes: [Int32] {
    get throws(PrivateClusterError) { try Postmaster.processes(on: dataFolder) }
  }

  private static func existingVersion(_ location: ClusterLocation) throws(PrivateClusterError) -> Int? {
    try Files.text(location.data + "/PG_VERSION")?.split(separator: "\n").first.flatMap { Int($0) }
  }

  static func connectionString(socketFolder: String) -> String {
    var quoted = ""
    for character in socketFolder {
      if character == "'" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return "host='\(quoted)' port=\(ClusterLocation.port) user=recension dbname=recension"
  }
}
