/// Who did something, when, and where in the log it stands.
public struct Stamp: Hashable, Sendable {
  public var by: Handle
  public var at: Timestamp
  /// The event's position in the whole log, from 1.
  public var position: Int64

  public init(by: Handle, at: Timestamp, position: Int64) {
    self.by = by
    self.at = at
    self.position = position
  }
}

/// An event with its stamp, as it is read back from the log.
public struct RecordedEvent: Hashable, Sendable {
  /// What happened.
  public var event: Event
  public var stamp: Stamp
  /// Whether its words were erased, and ``event`` has only what is left.
  public var isErased: Bool
  /// The key of the request that it is a part of; `nil` where it is known to be one by itself.
  public var request: String?

  public init(_ event: Event, _ stamp: Stamp, isErased: Bool = false, request: String? = nil) {
    self.event = event
    self.stamp = stamp
    self.request = request
    self.isErased = isErased
  }
}
