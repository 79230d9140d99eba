/// The server settings of a private cluster.
package struct ClusterSettings: Sendable {
  package var maximumConnections = 40
  package var sharedBuffers = "128MB"
  /// False gives up what survives a crash of the machine, for speed. Only for tests: a real log is never kept
  /// on such a cluster.
  package var isDurable = true

  package init() {}

  /// `postgresql.conf`, written anew before each start; what is set by `ALTER SYSTEM` goes above it, except
  /// for `arguments`.
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

  /// What no configuration file may change: a server's command line comes before them all.
  var arguments: String {
    // Without fsync a crash of the server still loses nothing, only a crash of the machine does; without
    // synchronous_commit both would.
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
