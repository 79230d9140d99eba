public import EventLog
public import PaperLog
public import Protocol
public import Scholarship
internal import Views

extension Problem {
  /// As ``Refusal/noSuchPaper``.
  public static let noSuchPaper = Problem(Refusal.noSuchPaper)

  /// The same for a paper that is not there as for one that `person` is not in: who is outside learns neither.
  public static func outside(_ slug: Slug, _ person: Handle) -> Problem {
    Problem(
      .notAllowed, "\(person) is not a member of a paper “\(slug)”. Ask an owner of it for an invitation.")
  }

  /// Why an append failed, and whether sending it again helps.
  public init(_ error: AppendError) {
    switch error {
    case .invalid(let reason): self.init(.malformed, "The request cannot be kept: \(reason).")
    case .conditionFailed:
      self.init(
        .conflict, "Others are changing the same paper at this moment. Nothing was done; send it again.")
    case .keyReused:
      self.init(
        .conflict, "Its Idempotency-Key was used for another request. Use a new key for a new request.")
    case .overloaded:
      self.init(.busy, "The server has too much to do. Nothing was done; try again in a moment.")
    case .deposed:
      self.init(
        .deposed,
        "Another server has taken over, and this one writes no more. Nothing was done; send it to the other server "
          + "with the same Idempotency-Key. Whoever runs this one may stop it.")
    case .unavailable(let obstacle): self.init(obstacle)
    case .unknown:
      self.init(
        .busy,
        "The database was lost before it answered, so whether this was stored is not known. Send it again with the "
          + "same Idempotency-Key: it is stored once.")
    }
  }

  /// What the database says stays with whoever looks after the server.
  private init(_ obstacle: AppendObstacle) {
    switch obstacle.kind {
    case .stopping:
      self.init(.busy, "The server is stopping. Nothing was done; send it again when it is back.")
    case .unreachable:
      self.init(.busy, "The database cannot be reached. Nothing was done; try again in a moment.")
    case .slow:
      self.init(.busy, "The database does not answer in time. Nothing was done; try again in a moment.")
    case .full:
      self.init(
        .busy,
        "The disk of the database is full. Nothing was done; whoever runs the server has to make room before it can be "
          + "sent again.")
    case .readOnly:
      self.init(
        .busy,
        "The database takes no changes for now. Nothing was done; ask whoever runs the server before you send it again."
      )
    case .refused:
      self.init(
        .fault,
        "The database refused to store this. Nothing was done. This is a fault of the server; its log says more."
      )
    }
  }

  /// That a paper could not be read from the log. The cause is for the server's own log.
  public init(_ error: ArchiveError) {
    switch error {
    case .log(.unavailable): self.init(.busy, "The database cannot be reached. Try again in a moment.")
    case .log, .event, .base:
      self.init(
        .fault, "The paper cannot be read out of the log. This is a fault of the server; its log says more.")
    }
  }
}
