/// How much a server takes, and for how long it waits for anyone: all bounds on those who come over HTTP, in one place.
///
/// What goes beyond a bound is answered with 4xx or 503, with `Retry-After` where it passes by itself. Times are in
/// seconds, sizes in bytes.
public struct ServerLimits: Sendable, Equatable {
  /// Connections at a time. Those beyond are turned away with 503.
  public var connections = 4096
  /// Connections at a time from one address, so that none takes all; 0 for as many as come. A proxy that was named has as
  /// many as it wants.
  public var addressConnections = 1024
  /// How long the head of a request may take, from its first byte.
  public var headerTime = Duration.seconds(10)
  /// The fields of a head, in bytes.
  public var headerBytes = 32 << 10
  /// How many fields a head may have.
  public var headerFields = 100
  /// How long a connection is kept on which nothing happens.
  public var idleTime = Duration.seconds(60)
  /// How long a body may take for each mebibyte that is begun.
  public var bodyTime = Duration.seconds(30)
  /// How long whoever takes nothing of an answer is waited for.
  public var stallTime = Duration.seconds(60)
  /// How long whoever has had the last answer is waited for to close.
  public var lingerTime = Duration.seconds(2)
  /// How long the database may be silent before those who wait for it are answered with 503.
  public var databaseTime = Duration.seconds(1)
  /// The bodies of all requests that are under way, in bytes.
  public var bodies = 256 << 20
  /// How much of the body of a request that was answered already is read and dropped, before the connection ends.
  public var dropped = 4 << 20
  /// Requests that wait on one connection for their turn.
  public var pipelined = 1000
  /// Requests a second for each credential, on average; 0 for as many as come.
  public var rate = 1000
  /// Requests a second for each address without a credential; 0 for as many as come.
  public var strangerRate = 100
  /// Credentials a second that an address may try and that are none; 0 for as many as come.
  public var failureRate = 5

  public init() {}
}

extension ServerLimits {
  /// What can be set, each by its name.
  private static var settings: [(name: String, key: Setting, summary: String)] {
    [
      ("connections", .count(\.connections), "connections at a time"),
      (
        "address-connections", .count(\.addressConnections),
        "connections at a time from one address; 0 for any"
      ),
      ("header-time", .time(\.headerTime), "seconds for the head of a request"),
      ("header-bytes", .count(\.headerBytes), "bytes of the head of a request"),
      ("header-fields", .count(\.headerFields), "fields of the head of a request"),
      (
        "idle-time", .time(\.idleTime), "seconds that a connection is kept on which nothing happens"
      ),
      ("body-time", .time(\.bodyTime), "seconds for each mebibyte of a body"),
      ("stall-time", .time(\.stallTime), "seconds for someone who takes nothing of an answer"),
      ("linger-time", .time(\.lingerTime), "seconds for someone to close after the last answer"),
      ("database-time", .time(\.databaseTime), "seconds for a database that does not answer"),
      ("bodies", .count(\.bodies), "bytes of all bodies under way"),
      ("dropped", .count(\.dropped), "bytes of a body that are read after the answer"),
      ("pipelined", .count(\.pipelined), "requests that wait on one connection"),
      ("rate", .count(\.rate), "requests a second for each credential; 0 for any"),
      (
        "stranger-rate", .count(\.strangerRate),
        "requests a second for each address without one; 0 for any"
      ),
      (
        "failure-rate", .count(\.failureRate),
        "wrong credentials a second from each address; 0 for any"
      ),
    ]
  }

  private enum Setting {
    case count(WritableKeyPath<ServerLimits, Int>)
    case time(WritableKeyPath<ServerLimits, Duration>)
  }

  /// Sets what a text such as `connections=100,idle-time=30` says.
  ///
  /// - Throws: ``LimitError`` for a name that there is not, or a value that is not a whole number from 0.
  public mutating func set(_ text: String) throws(LimitError) {
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = sides[0].trimmed
      guard let setting = Self.settings.first(where: { $0.name == name }) else {
        throw LimitError(
          "There is no limit “\(name)”; there are \(Self.settings.map(\.name).joined(separator: ", "))."
        )
      }
      guard sides.count == 2, let value = Int(sides[1].trimmed), value >= 0 else {
        throw LimitError(
          "The limit “\(name)” is a whole number from 0, such as \(name)=\(shown(setting.key)).")
      }
      switch setting.key {
      case .count(let path): self[keyPath: path] = value
      case .time(let path): self[keyPath: path] = .seconds(value)
      }
    }
  }

  /// What there is to set, with what holds where nothing is set, a line each.
  public static var listing: [String] {
    settings.map { "\($0.name)=\(ServerLimits().shown($0.key)): \($0.summary)" }
  }

  /// What holds of each limit, by its name.
  var values: [(name: String, value: String)] { Self.settings.map { ($0.name, shown($0.key)) } }

  /// Whether a text such as `connections=100` sets the limit of a name.
  static func isNamed(_ name: String, _ text: String) -> Bool {
    text.prefix { $0 != "=" }.trimmed == name
  }

  private func shown(_ setting: Setting) -> String {
    switch setting {
    case .count(let path): "\(self[keyPath: path])"
    case .time(let path): "\(self[keyPath: path].components.seconds)"
    }
  }
}

/// Why a limit cannot be set.
public struct LimitError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
