internal import Ledger

/// What becomes of a state directory's keys when a backup is restored there.
struct RestoredKeys {
  let folder: CheckpointKeys
  /// The key and the checkpoint to put there; `nil` where what is there stays.
  fileprivate let secret: [UInt8]?
  fileprivate let note: [UInt8]?
  /// What should be known of it.
  let remarks: [String]

  func write() throws {
    if let note { try folder.keep(note) }
    if let secret { try folder.keep(secret: secret) }
  }
}

extension CheckpointKeys {
  /// A key that is there stays: with its last checkpoint it knows how far the log had come. It must be the backup's.
  func restoring(_ backup: Backup) throws -> RestoredKeys {
    let manifest = backup.manifest
    if let present = try present() {
      guard manifest.logKey == nil || manifest.logKey == present.verifierKey.description else {
        throw BackupError(
          "\(folder) holds the key of another log, \(present.verifierKey.name), and the backup is of "
            + "\(manifest.logKey ?? "none"). Name another state directory with --home.")
      }
      return RestoredKeys(
        folder: self, secret: nil, note: try lastNote() == nil ? try backup.note() : nil, remarks: [])
    }
    guard let secret = try backup.key() else {
      return RestoredKeys(
        folder: self, secret: nil, note: nil,
        remarks: [
          "The backup does not have the log's signing key. Put checkpoint.key into \(folder) before the server is started. "
            + "If it is lost, start once with --new-log-key: the log gets another name, and those who have credentials must "
            + "join it again."
        ])
    }
    return RestoredKeys(
      folder: self, secret: secret, note: manifest.isSigned ? try backup.note() : nil,
      remarks: ["The log keeps its key, and the credentials for it go on."])
  }
}
