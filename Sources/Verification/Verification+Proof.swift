internal import Editions
internal import Ledger
internal import Scholarship

/// Proofs in files of their own.
extension Verification {
  /// Checks a proof, and whether the export beside it names the same moment of the log.
  mutating func checkProof(_ bytes: [UInt8], beside export: [UInt8]?) {
    guard let (proof, header) = read(bytes) else { return }
    add(.proof, .holds, "The proof is of \(Self.words(on: header)).")
    guard let checkpoint = checkSignature(of: proof.checkpoint) else { return }
    check(proof.inclusion, of: proof.leafHash, under: checkpoint)
    guard let export else {
      report.unchecked.append("Any export: the proof was given alone.")
      return
    }
    checkOrigin(ExportOrigin(of: export), header, checkpoint)
    report.unchecked.append(
      "Whether the file says what follows from that event and those before it: its form does not carry them. "
        + "“export json” and “export bundle” do.")
  }

  private mutating func checkOrigin(_ origin: ExportOrigin, _ header: EventHeader, _ checkpoint: Checkpoint) {
    guard !origin.positions.isEmpty else {
      report.unchecked.append(
        "Whether the proof belongs to the file: the file does not name the position that it shows, as a text alone "
          + "does not.")
      return
    }
    report.expect([.origin])
    guard origin.positions.contains(header.position) else {
      let named = origin.positions.sorted().map { "@\($0)" }.joined(separator: ", ")
      return add(
        .origin, .fails,
        "The file shows \(named), and the proof is of @\(header.position): they do not belong together.")
    }
    guard origin.names(checkpoint) else {
      return add(
        .origin, .fails,
        "The checkpoint in the proof is not the one that the file names: one of them was altered.")
    }
    add(
      .origin, .holds,
      "The file and the proof name the same position, @\(header.position), and checkpoint.")
  }

  /// Checks that a proof is of the event that an export with its history ends with.
  mutating func checkProof(_ bytes: [UInt8], ofLastEventIn export: [UInt8]) {
    report.expect([.proof])
    guard let (proof, header) = read(bytes) else { return }
    guard let record = edition?.record, let last = record.history.last, let own = record.proof else {
      return add(.proof, .unknown, "Whether the proof beside the file is of its last event cannot be told.")
    }
    guard last.header == header, proof.inclusion == own.inclusion,
      proof.checkpoint.elementsEqual(own.checkpoint.utf8)
    else {
      return add(
        .proof, .fails,
        "The proof beside the file is of \(Self.words(on: header)), or under another checkpoint.")
    }
    add(.proof, .holds, "The proof beside the file is of its last event, under the same checkpoint.")
  }

  /// A proof and the event that it says it is of; what is wrong with either is reported.
  private mutating func read(_ bytes: [UInt8]) -> (LogProof, EventHeader)? {
    let proof: LogProof
    do {
      proof = try LogProof(bytes: bytes)
    } catch {
      add(.proof, .fails, "The proof cannot be read. \(error)")
      return nil
    }
    guard let header = EventHeader(canonical: proof.entry) else {
      add(.proof, .fails, "What the proof says is in the log is no event of a paper.")
      return nil
    }
    guard header.position == proof.inclusion.leaf + 1 else {
      add(
        .proof, .fails,
        "The proof is of event @\(header.position) and for the place of @\(proof.inclusion.leaf + 1): it was altered."
      )
      return nil
    }
    return (proof, header)
  }

  private static func words(on header: EventHeader) -> String {
    let time = Timestamp(microseconds: header.time)
    return
      "event \(header.sequence) of “\(header.stream)” (@\(header.position)), \(header.type) by \(header.actor), \(time)"
  }
}
