/// The server settings of a private cluster.
package struct ClusterSettings: Sendable {
  package var maximumConnections = 40
  package var sharedBuffers = "128MB"
  /// False gives up durability for speed. Only for tests: a real log must survive a crash of the machine.
  package var isDurable = true

  package init() {}

  /// The text of `postgresql.conf`, written before each start. `ALTER SYSTEM` overrides it, except for
  /// `arguments`.
  func file(socketFolder: String) -> String {
    """
    # Written by recensiond before each start: changes made here are lost. Use ALTER SYSTEM.
    unix_socket_directories = \(Self.quoted("\"\(socketFolder)\""))
    unix_socket_permissions = 0700
    port = \(ClusterLocation.port)
    cluster_name = 'recension'
    max_connections = \(maximumConnections)
    shared_buffers = \(sharedBuffers)
    wal_compression = on
    max_wal_size = 1GB
    password_encryption = 'scram-sha-256'
    timezone = 'UTC'
    log_timezone = 'UTC'
    log_destination = 'stderr'
    logging_collector = off
    log_line_prefix = '%m [%p] '
    log_checkpoints = off
    log_min_duration_statement = 1000
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0

    """
  }

  /// Settings that no configuration file may change: the command line takes precedence.
  var arguments: String {
    // Without fsync, a crash of the server loses nothing and a crash of the machine may. Without
    // synchronous_commit, both may.
    let sync = isDurable ? "on" : "off"
    return "-c listen_addresses= -c synchronous_commit=on -c fsync=\(sync) -c full_page_writes=\(sync)"
  }

  /// `pg_hba.conf`: over the Unix socket only, whose folder only the owner may enter.
  static let accessFile = """
    # Written by recensiond. Whoever may enter the socket's folder owns the cluster.
    local all         recension trust
    local replication recension trust

    """

  /// A value in a configuration file's quotes.
  private static func quoted(_ value: String) -> String {
    "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
