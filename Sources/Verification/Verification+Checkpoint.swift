internal import CanonicalJSON
internal import Editions
internal import Ledger
internal import Protocol

/// What ties events to what the log signed.
extension Verification {
  mutating func checkCheckpoint(_ file: ExportFile, _ last: StoredEvent) {
    let text: String?? = decode(file.members["checkpoint"])
    guard let text, let text else {
      let what =
        "The file has no signed checkpoint, so that the log holds these events cannot be checked. Export it again."
      report.add(.signature, .unknown, what)
      report.add(.inclusion, .unknown, "Without a checkpoint there is nothing to be included in.")
      return
    }
    guard let checkpoint = checkSignature(of: Array(text.utf8)) else { return }
    guard let proof: InclusionView = decode(file.members["inclusion"]) else {
      return add(.inclusion, .fails, "The proof that the last event is in the log is missing or damaged.")
    }
    var path: [Hash] = []
    for text in proof.path {
      guard let hash = Hash(hex: text) else {
        return add(.inclusion, .fails, "The proof that the last event is in the log is damaged.")
      }
      path.append(hash)
    }
    guard proof.position == last.header.position, proof.size == checkpoint.head.size else {
      return add(
        .inclusion, .fails, "The proof of inclusion is of another event or checkpoint than the file's.")
    }
    let inclusion = InclusionProof(leaf: proof.position - 1, path: path)
    self.proof = .init(checkpoint: text, size: proof.size, inclusion: inclusion)
    check(inclusion, of: last.hash, under: checkpoint)
  }

  /// Reports whether a key that is trusted signed a note.
  ///
  /// - Returns: the checkpoint in it; `nil` where there is none, which is then reported.
  mutating func checkSignature(of note: [UInt8]) -> Checkpoint? {
    do {
      let signed = try SignedNote(bytes: note)
      let checkpoint = try Checkpoint(text: signed.text)
      let signers = signed.signatures.map(\.key.description).joined(separator: ", ")
      if keys.isEmpty {
        add(
          .signature, .unknown,
          "Whether the log signed the checkpoint cannot be checked without its key. It says it is signed by "
            + "\(signers): ask for that key in a way that you trust, and give it with --key.")
        return checkpoint
      }
      let verifier = CheckpointVerifier(
        origin: checkpoint.origin, keys: keys.filter { $0.name.description == checkpoint.origin })
      // A key belongs to one log; that of another does not count.
      guard !verifier.keys.isEmpty else {
        add(
          .signature, .fails,
          "The checkpoint is of the log “\(checkpoint.origin)”, signed by \(signers), and the trusted "
            + "\(keys.count == 1 ? "key is" : "keys are") of \(keys.map(\.name.description).joined(separator: ", "))."
        )
        return checkpoint
      }
      _ = try verifier.checkpoint(in: note)
      add(
        .signature, .holds,
        "The log “\(checkpoint.origin)” signed a checkpoint over \(checkpoint.head.size) events.")
      return checkpoint
    } catch {
      add(.signature, .fails, "\(error)")
      add(.inclusion, .unknown, "There is no checkpoint to believe, so nothing to be included in.")
      return nil
    }
  }

  /// Reports whether an event is in the log under a checkpoint.
  mutating func check(_ proof: InclusionProof, of hash: Hash, under checkpoint: Checkpoint) {
    do {
      try proof.verify(hash, in: checkpoint.head)
      add(
        .inclusion, .holds, "The last event (@\(proof.leaf + 1)) is in the log under that checkpoint.")
    } catch {
      add(.inclusion, .fails, "\(error)")
    }
  }
}
