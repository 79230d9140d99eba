internal import Glibc
internal import Ledger

/// The log's signing key and the last checkpoint that it signed, in the state directory's `keys/`: outside the
/// database, so that an older backup of the database does not take them back with it.
struct CheckpointKeys: Sendable {
  let folder: String

  private var keyFile: String { folder + "/checkpoint.key" }
  private var noteFile: String { folder + "/checkpoint.note" }

  /// The key, made where there is none. It names a log of its own, `recension/` and 16 random digits.
  ///
  /// - Parameter startAnew: lay the present key and its last checkpoint aside, and make another.
  func signer(startAnew: Bool) throws(StartError) -> CheckpointSigner {
    if startAnew { try layAside() }
    if let signer = try present() { return signer }
    let digits = String(UInt64.random(in: UInt64.max / 16 + 1 ... .max), radix: 16)
    guard let name = KeyName("recension/\(digits)") else {
      preconditionFailure("it is a name of visible ASCII")
    }
    do {
      let signer = try CheckpointSigner.random(name: name)
      try PrivateFile.write(Array((signer.secret + "\n").utf8), to: keyFile)
      return signer
    } catch let error as StartError {
      throw error
    } catch {
      throw StartError("No key for the log could be made: \(error)")
    }
  }

  /// The key that there is.
  func present() throws(StartError) -> CheckpointSigner? {
    guard let bytes = try PrivateFile.read(keyFile) else { return nil }
    do {
      return try CheckpointSigner(file: bytes)
    } catch {
      throw StartError(
        "The log's key in \(keyFile) cannot be read: \(error) Put the file back from a copy, or start once "
          + "with --new-log-key, which lays it aside and makes another.")
    }
  }

  /// The last note that was signed; `nil` where none was.
  func lastNote() throws(StartError) -> [UInt8]? { try PrivateFile.read(noteFile) }

  /// What of it can be believed.
  struct Believed: Sendable {
    /// `nil` where there is none, or none that can be read.
    var signer: CheckpointSigner?
    /// The last note that it signed.
    var note: [UInt8]?
    /// What is wrong with the files, for a person; `nil` where nothing is.
    var fault: String?
  }

  /// The key and the last note, for those who have work to do also where one is damaged.
  func believed() throws(StartError) -> Believed {
    let bytes = try lastNote()
    let signer: CheckpointSigner?
    do throws(StartError) { signer = try present() } catch { return Believed(fault: "\(error)") }
    guard let signer, let bytes else { return Believed(signer: signer, note: bytes) }
    do {
      _ = try CheckpointVerifier(origin: signer.verifierKey.name.description, keys: [signer.verifierKey])
        .checkpoint(in: bytes)
      return Believed(signer: signer, note: bytes)
    } catch {
      return Believed(
        signer: signer,
        fault:
          "\(noteFile), the last checkpoint that was signed, cannot be believed: \(error) Put it back from a copy."
      )
    }
  }

  func keep(_ note: [UInt8]) throws(StartError) { try PrivateFile.write(note, to: noteFile) }

  /// Puts a key there, where there is none.
  func keep(secret: [UInt8]) throws(StartError) { try PrivateFile.write(secret, to: keyFile) }

  /// The key goes last: without it, there would be a note of an unknown log.
  private func layAside() throws(StartError) {
    guard let key = try PrivateFile.read(keyFile) else { return }
    // Named by what it is, so that laying two aside loses neither.
    let name = "checkpoint-" + Hash(of: key).description.prefix(16)
    for (file, ending) in [(noteFile, "note"), (keyFile, "key")] {
      guard rename(file, "\(folder)/\(name).\(ending)") == 0 || errno == ENOENT else {
        throw StartError("\(file) cannot be laid aside.", errno: errno)
      }
    }
  }
}

extension CheckpointSigner {
  /// The signer whose secret a file holds, as a line.
  init(file bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    try self.init(secret: text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }
}
