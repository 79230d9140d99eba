public import EventLog
public import Ledger
public import Scholarship

extension RecordedEvent {
  /// A stored event in the domain's terms.
  public init(_ stored: StoredEvent) throws(ArchiveError) { try self.init(EventContent(stored)) }

  /// What an event says, in the domain's terms.
  public init(_ content: EventContent) throws(ArchiveError) {
    guard let by = Handle(content.actor) else {
      throw .event(
        position: content.position,
        .init(type: content.type, version: content.version, reason: "its actor is not a handle"))
    }
    let event: Event
    do {
      event = try Event(type: content.type, version: content.version, body: content.body)
    } catch {
      throw .event(position: content.position, error)
    }
    self.init(
      event, Stamp(by: by, at: Timestamp(microseconds: content.time), position: content.position),
      isErased: content.isErased, request: content.cause)
  }
}

extension RecordedNotebookEvent {
  /// What an event of a notebook says, in the domain's terms.
  public init(_ content: EventContent) throws(ArchiveError) {
    guard let by = Handle(content.actor) else {
      throw .event(
        position: content.position,
        .init(type: content.type, version: content.version, reason: "its actor is not a handle"))
    }
    do {
      self.init(
        try NotebookEvent(type: content.type, version: content.version, body: content.body),
        Stamp(by: by, at: Timestamp(microseconds: content.time), position: content.position),
        request: content.cause)
    } catch {
      throw .event(position: content.position, error)
    }
  }
}

extension NewEvent {
  /// An event of a notebook as the log takes it.
  public init(_ event: NotebookEvent) {
    self.init(type: event.type, version: event.version, tags: event.tags, body: event.body())
  }

  /// An event of the domain as the log takes it.
  public init(_ event: Event) {
    self.init(type: event.type, version: event.version, tags: event.tags, body: event.body())
  }
}
