/// Keeps a log from signing two histories. Before a checkpoint is signed, the tree is compared with the last
/// one that was. Since the last signed checkpoint is also kept outside of the database, this notices a
/// database that was restored from an older backup.
public struct TreeGuard: Sendable {
  /// The largest checkpoint that was ever signed, from all the places where one is kept; `nil` if there is
  /// none.
  public let lastSigned: Checkpoint?

  public init(lastSigned: Checkpoint?) {
    self.lastSigned = lastSigned
  }

  /// What to do with a checkpoint that waits for its signature.
  public enum Advice: Hashable, Sendable {
    /// Sign it: it continues what was signed, or nothing was.
    case sign
    /// The log is shorter than what was signed: it was restored from an older backup.
    case behind(present: Int64, signed: Int64)
    /// It contradicts what was signed.
    case contradicts(Contradiction)
  }

  /// How it contradicts what was signed.
  public enum Contradiction: Hashable, Sendable {
    /// They are of different logs.
    case origin(present: String, signed: String)
    /// They are of the same size and differ in their roots.
    case sameSize(Int64)
    /// The tree is longer, but does not begin with the one that was signed.
    case notAnExtension(present: Int64, signed: Int64)
  }

  /// The proof that ``decide(_:proof:)`` needs for a tree of this size, from the last signed one; `nil` if it
  /// needs none.
  public func proofNeeded(for size: Int64) -> ProofPlan? {
    guard let signed = lastSigned?.head.size, signed < size else { return nil }
    do {
      return try .consistency(from: signed, to: size)
    } catch {
      return nil
    }
  }

  /// Whether to sign a checkpoint.
  ///
  /// - Parameters:
  ///   - candidate: The checkpoint over the log as it is.
  ///   - proof: The proof that ``proofNeeded(for:)`` asks for, from the log's stored tree. Without it, a
  ///     larger tree is not signed.
  public func decide(_ candidate: Checkpoint, proof: ConsistencyProof?) -> Advice {
    guard let lastSigned else { return .sign }
    let (present, signed) = (candidate.head, lastSigned.head)
    guard candidate.origin.utf8.elementsEqual(lastSigned.origin.utf8) else {
      return .contradicts(.origin(present: candidate.origin, signed: lastSigned.origin))
    }
    if present.size < signed.size { return .behind(present: present.size, signed: signed.size) }
    if present.size == signed.size {
      return present.root == signed.root ? .sign : .contradicts(.sameSize(present.size))
    }
    do {
      // An empty path only proves a tree that continues the empty one.
      try (proof ?? ConsistencyProof(path: [])).verify(from: signed, to: present)
      return .sign
    } catch {
      return .contradicts(.notAnExtension(present: present.size, signed: signed.size))
    }
  }
}

/// The words for the person who runs the server.
extension TreeGuard.Advice {
  /// What happened; `nil` if there is nothing to say.
  public var happened: String? {
    switch self {
    case .sign:
      nil
    case .behind(let present, let signed):
      "The log holds \(events(present)), but a checkpoint over \(events(signed)) was signed before: the last "
        + "\(signed - present) are missing. Most likely the database was restored from a backup older than that "
        + "checkpoint. No checkpoint is signed, so that nobody gets two histories under one key."
    case .contradicts(.origin(let present, let signed)):
      "This log is \"\(present)\", but the last signed checkpoint kept here is of \"\(signed)\": the database and "
        + "the state directory do not belong together, or the log was given another name. No checkpoint is signed."
    case .contradicts(.sameSize(let size)):
      "The log holds \(events(size)), as many as the last signed checkpoint covers, but not the same: at least "
        + "one of them was altered, or other events were written after an older backup was restored. No "
        + "checkpoint is signed, as it would contradict the one that was."
    case .contradicts(.notAnExtension(let present, let signed)):
      "The log holds \(events(present)), but its first \(signed) are not those that were signed before: at least "
        + "one of them was altered, or other events were written after an older backup was restored. No "
        + "checkpoint is signed, as it would contradict the one that was."
    }
  }

  /// How to go on; `nil` if there is nothing to do.
  public var remedy: String? {
    switch self {
    case .sign:
      nil
    case .behind(_, let signed):
      "Stop writing to this log: what is written now takes the places of the missing events. Then restore a "
        + "backup that holds at least \(events(signed)), and signing goes on by itself. If there is none and the "
        + "events are lost for good: \(Self.startAnew)"
    case .contradicts(.origin):
      "Start the server with the database and the state directory of the same log. If the log was renamed on "
        + "purpose, give it its old name again."
    case .contradicts:
      "Stop writing to this log and keep a copy of it as it is. An export made no later than the signed "
        + "checkpoint tells what the events were. Restore a backup that agrees with the checkpoint, and signing "
        + "goes on by itself. If there is none: \(Self.startAnew)"
    }
  }

  private static let startAnew =
    "start the server once with --new-log-key, which gives the log a new name and a new key and keeps the old ones, "
    + "and tell the readers why, so that they do not take the new history for the old one."
}

private func events(_ count: Int64) -> String { count == 1 ? "1 event" : "\(count) events" }
