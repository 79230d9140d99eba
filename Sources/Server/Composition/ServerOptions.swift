internal import EventLog
public import Logging
internal import Postgres
internal import Protocol
internal import ReadModels

/// How a server is started.
public struct ServerOptions: Sendable {
  /// The state directory: cluster, keys, log files, the local client's credentials.
  public var home: String
  /// The name or address to listen on.
  public var host: String
  /// `nil` for the usual port, or on this machine alone a free one where that is taken.
  public var port: Int?
  /// The path of a PEM file with a certificate and those up to its authority. With it and its key, the server speaks
  /// HTTPS on `host` and `port`.
  var certificateFile: String?
  /// The path of a PEM file with the certificate's key.
  var keyFile: String?
  /// Whether a proxy before it speaks TLS with the network, so that it may speak plain HTTP on `host`.
  public var isBehindProxy = false
  /// Who is believed that they ask for others.
  var proxies = Proxies()
  /// The path of a Unix socket to listen on as well.
  public var socket: String?
  /// Under which addresses clients reach it, beside the one it listens on: behind a proxy, through a tunnel. It proves
  /// who it is under these alone.
  public var urls: [String] = []
  /// A libpq connection string; `nil` for a private cluster in the state directory.
  public var database: String?
  /// The handle of the first person, who owns the server.
  public var owner: String
  /// What may wait to be appended, and for how long.
  var appending = AppendBounds()
  /// How many connections read from the database, and how many may wait for one.
  var reading = ConnectionPool.Bounds(maximum: 12)
  /// Microseconds since 1970-01-01T00:00:00Z.
  var clock: @Sendable () -> Int64 = SystemClock.microseconds
  /// Microseconds since some moment, by a clock that nobody sets.
  var steadyClock: @Sendable () -> Int64 = SystemClock.steadyMicroseconds
  /// Whether to lay the log's signing key aside and make another, with a new name for the log.
  public var makesNewLogKey = false
  /// What is taken from those who come over HTTP.
  public var limits = ServerLimits()
  /// Whether each request has a line in the log.
  public var logsRequests = false
  /// The least that is logged.
  public var logLevel = Logger.Level.info
  /// The path of a file to log to; `nil` for standard error.
  public var logFile: String?
  /// How many bytes that file may have.
  public var logSize = 16 << 20
  /// How many files that are full are kept beside it.
  public var logKept = 4
  /// How a line of the log is written.
  public var logFormat = ServerLog.Format.text
  /// What feeds may take.
  var feed = Feed.Bounds()
  /// Whether servers that are running on the same database are to write no more; they are told so.
  public var takesOver: Bool
  /// The version of the rules that the read models are made by.
  var readModels = Projector.version

  public init(
    home: String, host: String = "127.0.0.1", port: Int? = nil, database: String? = nil,
    owner: String = "owner", takesOver: Bool = false
  ) {
    self.home = home
    self.host = host
    self.port = port
    self.database = database
    self.owner = owner
    self.takesOver = takesOver
  }

  /// Where the certificate and its key lie, where it has one.
  var certificate: ServerCertificate.Files? {
    guard let certificateFile, let keyFile else { return nil }
    return ServerCertificate.Files(certificate: certificateFile, key: keyFile)
  }

  /// Sees that they go together.
  func check() throws(StartError) {
    if (certificateFile == nil) != (keyFile == nil) {
      throw StartError("A certificate and its key go together: tls-certificate and tls-key.")
    }
    if certificateFile != nil, isBehindProxy {
      throw StartError("Either the server speaks TLS or a proxy before it does: leave out behind-proxy.")
    }
  }

  /// Whether a text is the address of a server.
  static func isURL(_ text: String) -> Bool { ServerURL(text) != nil }

  /// The port where none is given.
  public static let usualPort = 7320
  /// The version of the program.
  public static let version = "0.1.0"
}
