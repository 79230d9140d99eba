public import CanonicalJSON

/// Whether the server is alive: `GET /healthz`.
public struct LivenessView: Hashable, Sendable {
  public init() {}
}

/// Whether the server is ready: `GET /readyz`.
public struct ReadinessView: Hashable, Sendable {
  /// ready, catching-up, read-only, halted, deposed or unavailable.
  public var status: String
  /// The log's last position; absent while the database does not answer.
  public var position: Int64?
  /// The position that the read models have reached.
  public var shown: Int64
  /// What is in the way, where something is.
  public var cause: String?
  /// What has stopped; absent if nothing has.
  public var halts: [HaltItem]?
  /// A warning for the administrator. The server works all the same.
  public var warning: String?

  public init(
    status: String, position: Int64?, shown: Int64, cause: String? = nil, halts: [HaltItem]? = nil,
    warning: String? = nil
  ) {
    self.status = status
    self.position = position
    self.shown = shown
    self.cause = cause
    self.halts = halts
    self.warning = warning
  }
}

extension LivenessView: JSONRecord {
  public static let shape = Shape(LivenessView.init).constant("status", "alive")
}

extension ReadinessView: JSONRecord {
  public static let shape = Shape(
    ReadinessView.init(status:position:shown:cause:halts:warning:), Field("status", \.status),
    Field("position", \.position), Field("shown", \.shown), Field("cause", \.cause), Field("halts", \.halts),
    Field("warning", \.warning))
}
