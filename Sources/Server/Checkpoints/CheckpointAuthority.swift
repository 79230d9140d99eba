internal import EventLog
internal import Ledger
internal import Logging
internal import NIOPosix

/// Signs checkpoints of the log's tree: when the tree has grown and someone asks, and every so often by itself.
///
/// What is signed never contradicts what was signed before under the same key: the tree is held against the last
/// checkpoint first, and where the two contradict each other nothing is signed any more, while the rest of the server
/// goes on. Servers on one database each have a key, and so a log name, of their own, unless they are given the same.
actor CheckpointAuthority {
  /// A checkpoint with its note.
  struct Signed: Sendable {
    var checkpoint: Checkpoint
    var note: [UInt8]
  }

  /// Why nothing is signed.
  struct Refusal: Error, Hashable {
    var happened: String
    var remedy: String
  }

  nonisolated let verifierKey: VerifierKey
  nonisolated let tree: TreeStore
  private let signer: CheckpointSigner
  private let keys: CheckpointKeys
  /// How far the log has come, and its tree.
  private let log: Progress
  private let grown: Progress
  private let logger: Logger
  private let now: @Sendable () -> ContinuousClock.Instant
  private var latest: Signed?
  private var signedAt: ContinuousClock.Instant?
  private var signing: Task<Signed, any Error>?
  /// Why nothing is signed now; `nil` while all is well.
  private(set) var refusal: Refusal?
  /// How many events the last signed checkpoint covers, as far as this server has looked.
  private(set) var signedSize: Int64 = 0

  init(
    _ signer: CheckpointSigner, keys: CheckpointKeys, tree: TreeStore, log: Progress, grown: Progress,
    logger: Logger,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.signer = signer
    self.keys = keys
    self.tree = tree
    self.log = log
    self.grown = grown
    self.logger = logger
    self.now = now
    verifierKey = signer.verifierKey
  }

  /// Signs by itself what has grown, until the task is cancelled: an older backup is known by what was signed.
  func run(every interval: Duration = .seconds(10)) async {
    while !Task.isCancelled {
      do {
        let signed = try await sign()
        await grown.wait(for: signed.checkpoint.head.size + 1)
      } catch {
        if !(error is Refusal) { logger.error("no checkpoint was signed", metadata: ["cause": "\(error)"]) }
      }
      do { try await Task.sleep(for: interval) } catch { return }
    }
  }

  /// A checkpoint over all that the tree has, or one that is less than a second old; in any case one that covers
  /// `position`, as far as the tree has come.
  func checkpoint(covering position: Int64 = 0) async throws -> Signed {
    if let refusal { throw refusal }
    if position <= log.position { _ = await grown.wait(for: position, atMost: .seconds(2)) }
    if let latest, let signedAt, latest.checkpoint.head.size >= position,
      latest.checkpoint.head.size >= grown.position || now() - signedAt < .seconds(1)
    {
      return latest
    }
    let signed = try await sign()
    // One that was under way may have looked at the tree before it had come so far; the next one looks now.
    if signed.checkpoint.head.size < min(position, grown.position) { return try await sign() }
    return signed
  }

  /// The first checkpoint that covers `position`: the same one whenever it is asked for.
  func firstCheckpoint(covering position: Int64) async throws -> Signed {
    if let note = try await tree.firstNote(of: origin, covering: position) { return try read(note) }
    return try await checkpoint(covering: position)
  }

  private nonisolated var origin: String { verifierKey.name.description }

  /// Those who ask while one is being signed get that one.
  private func sign() async throws -> Signed {
    if let signing { return try await signing.value }
    let task = Task {
      // Over before anyone hears of it, so that whoever asks again does not get the same one.
      defer { signing = nil }
      return try await signNow()
    }
    signing = task
    do {
      let signed = try await task.value
      refusal = nil
      return signed
    } catch let error as Refusal {
      if error != refusal {
        logger.error("no checkpoints are signed", metadata: ["cause": "\(error.happened)"])
      }
      refusal = error
      throw error
    }
  }

  private func signNow() async throws -> Signed {
    // The last one first: the tree only grows, so by then it has at least what another server signed meanwhile.
    let last = try await lastSigned()
    signedSize = last?.checkpoint.head.size ?? 0
    let size = try await tree.size()
    let treeGuard = TreeGuard(lastSigned: last?.checkpoint)
    let candidate = try Checkpoint(origin: origin, head: try await tree.head(at: size))
    let proof = try await proof(treeGuard.proofNeeded(for: size))
    let decision = treeGuard.decide(candidate, proof: proof)
    guard decision == .sign else {
      throw Refusal(happened: decision.happened ?? "", remedy: decision.remedy ?? "")
    }
    if let last, last.checkpoint == candidate { return remember(last) }
    let note = try signer.sign(candidate).bytes
    // Kept before anyone sees it, outside the database first.
    let keys = keys
    try await NIOThreadPool.singleton.runIfActive { try keys.keep(note) }
    try await tree.keep(note, of: candidate)
    return remember(Signed(checkpoint: candidate, note: note))
  }

  private func proof(_ plan: ProofPlan?) async throws(TreeError) -> ConsistencyProof? {
    guard let plan else { return nil }
    let stored = try await tree.hashes(plan.nodes)
    do { return ConsistencyProof(path: try plan.hashes(from: stored)) } catch { throw .proof(error) }
  }

  private func remember(_ signed: Signed) -> Signed {
    latest = signed
    signedSize = signed.checkpoint.head.size
    signedAt = now()
    return signed
  }

  /// The last one of this log, out of the database and the file the larger.
  private func lastSigned() async throws -> Signed? {
    let keys = keys
    let stored = try await tree.lastNote(of: origin)
    let filed = try await NIOThreadPool.singleton.runIfActive { try keys.lastNote() }
    return try [stored, filed].compactMap { try $0.map(read) }.max {
      $0.checkpoint.head.size < $1.checkpoint.head.size
    }
  }

  private nonisolated func read(_ note: [UInt8]) throws(Refusal) -> Signed {
    do {
      let verifier = CheckpointVerifier(origin: origin, keys: [verifierKey])
      return Signed(checkpoint: try verifier.checkpoint(in: note), note: note)
    } catch {
      throw Refusal(
        happened:
          "The last signed checkpoint that is kept here cannot be believed: \(error) No checkpoint is signed.",
        remedy:
          "Put back checkpoint.key and checkpoint.note in the state directory's keys from one copy. If there "
          + "is none, start the server once with --new-log-key, and tell the readers why.")
    }
  }
}

extension CheckpointAuthority.Refusal: CustomStringConvertible {
  var description: String { "\(happened) \(remedy)" }
}
