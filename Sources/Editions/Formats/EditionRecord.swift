public import Ledger

/// The part of the log that an edition follows from, with the proof that it is in the log that was signed.
public struct EditionRecord: Sendable {
  /// The bytes that were imported.
  public var source: [UInt8]
  /// The document that was read out of them, as it was stored.
  public var document: [UInt8]
  /// The paper's events, from the first to the last that the edition shows.
  public var history: [StoredEvent]
  /// `nil` where no checkpoint covers the last of them.
  public var proof: Proof?

  /// That the last event is in the tree that a checkpoint signs.
  public struct Proof: Sendable {
    /// The signed note.
    public var checkpoint: String
    /// How many events the checkpoint is over.
    public var size: Int64
    /// The path from the event to the root that the checkpoint signs.
    public var inclusion: InclusionProof

    public init(checkpoint: String, size: Int64, inclusion: InclusionProof) {
      self.checkpoint = checkpoint
      self.size = size
      self.inclusion = inclusion
    }
  }

  public init(source: [UInt8], document: [UInt8], history: [StoredEvent], proof: Proof? = nil) {
    self.source = source
    self.document = document
    self.history = history
    self.proof = proof
  }

  /// The proof that the log has the last event, as a file of its own; `nil` where there is none.
  public var logProof: LogProof? {
    guard let proof, let last = history.last else { return nil }
    return LogProof(
      entry: last.header.canonical, inclusion: proof.inclusion, checkpoint: Array(proof.checkpoint.utf8))
  }

  /// Events of a history as JSON: one object an event, each in its one form, with what stands before it.
  ///
  /// - Parameter isFirst: whether none came before them.
  public static func piece(of events: some Sequence<StoredEvent>, isFirst: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for event in events {
      if !isFirst || !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
      bytes += event.json
    }
    return bytes
  }

  /// What stands before the first event of a history.
  static let beginning = ",\"history\":["

  /// What stands after the last event of a history, and ends the edition.
  public static let end = "]}"
}
