internal import CanonicalJSON
internal import Ledger
internal import Schema

/// A backup that is there, and what can be told of it by its files alone.
struct Backup {
  let path: String
  let manifest: BackupManifest

  /// - Throws: where there is none, or one of a form that is not known.
  init(at path: String) throws {
    self.path = path
    guard let bytes = try PrivateFile.read("\(path)/\(BackupManifest.file)") else {
      throw BackupError(
        "There is no backup in \(path): it has no \(BackupManifest.file). One that was not made to its end has none."
      )
    }
    do {
      manifest = try BackupManifest(json: JSON.parsed(bytes))
    } catch {
      throw BackupError("The \(BackupManifest.file) in \(path) cannot be read: \(error)")
    }
  }

  func file(_ table: BackupManifest.Table) -> String { "\(path)/\(table.file)" }

  func note() throws -> [UInt8]? { try PrivateFile.read("\(path)/\(BackupManifest.noteFile)") }

  func key() throws -> [UInt8]? { try PrivateFile.read("\(path)/\(BackupManifest.keyFile)") }

  /// Goes through all of it.
  ///
  /// - Parameters:
  ///   - kept: checkpoints that were kept elsewhere.
  ///   - logKey: the log's key as it is known from elsewhere, `name+id+base64`; `nil` to believe the backup's.
  func verify(against kept: [[UInt8]], logKey: String?) async throws -> BackupReport {
    var report = BackupReport(manifest)
    let heads = try signedHeads(kept, logKey, &report)
    var audit = LogAudit(expecting: heads.filter { $0.size <= manifest.position })
    for head in heads where head.size > manifest.position {
      report.remarks.append(
        "A checkpoint over \(head.size) events is known; the last \(head.size - manifest.position) of them came after this "
          + "backup and are not in it, so the two could not be held against each other. One that is kept before a backup is "
          + "made can be.")
    }
    if let finding = try keyFinding() { report.findings.append(finding) }
    if let finding = migrationFinding() { report.findings.append(finding) }
    checkSum(&report)
    let lacking = Self.needed(manifest.migrations).subtracting(manifest.tables.map(\.name)).sorted()
    if !lacking.isEmpty {
      report.findings.append("\(lacking.joined(separator: ", ")) should be in it and is not")
    }
    for table in manifest.tables { try await look(at: table, &audit, &report) }
    audit.finish(at: manifest.position)
    if audit.frontier.head.root.description != manifest.root {
      audit.find("the events are not those that the manifest was written of")
    }
    report.take(audit)
    return report
  }

  /// The tables that those migrations make, of which a backup has every one.
  static func needed(_ migrations: [BackupManifest.Migration]) -> Set<String> {
    let names = Set(migrations.map(\.name))
    return Schema.current.tables(of: { names.contains($0) }).filter {
      $0.hasPrefix("log.") || $0.hasPrefix("identity.")
    }
  }

  /// A manifest that lost a table, or says that nothing was signed, is no manifest of this backup.
  private func checkSum(_ report: inout BackupReport) {
    if manifest.sum == nil {
      report.remarks.append(
        "Nothing tells whether its \(BackupManifest.file) is as it was written: an earlier version of this program made it."
      )
    } else if manifest.sum != manifest.summed.sum {
      report.findings.append("\(BackupManifest.file) is not the file that was written")
    }
  }

  /// What keeps this program from restoring it; `nil` where nothing does.
  private func migrationFinding() -> String? {
    do {
      _ = try Schema.current.asOf(manifest.migrations.map { (name: $0.name, sha256: $0.sha256) })
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// What is wrong with the log's signing key in it; `nil` where nothing is. One may have been put there later.
  private func keyFinding() throws -> String? {
    guard let bytes = try key() else {
      return !manifest.hasKey
        ? nil
        : "\(BackupManifest.keyFile), the log's signing key, is not there, and the manifest says it is"
    }
    do {
      let signer = try CheckpointSigner(file: bytes)
      if signer.verifierKey.description == manifest.logKey { return nil }
      return "\(BackupManifest.keyFile) is the key of another log, \(signer.verifierKey.name)"
    } catch {
      return "\(BackupManifest.keyFile), the log's signing key, cannot be read: \(error)"
    }
  }

  private func look(
    at table: BackupManifest.Table, _ audit: inout LogAudit, _ report: inout BackupReport
  ) async throws {
    var lines = CopyText.Lines()
    var rows: Int64 = 0
    var (log, found) = (audit, [String]())
    let read = try await BackupFile.read(file(table)) { bytes in
      lines.take(bytes) { line in
        rows += 1
        switch table.name {
        case "log.event":
          if let event = StoredEvent(copied: line) {
            log.take(event)
          } else {
            log.find("row \(rows) of \(table.name) is not an event")
          }
        case "log.attachment":
          report.attachments += 1
          if !Self.isAttachment(line) { found.append("row \(rows) of \(table.name) does not fit its digest") }
        default: break
        }
      }
    }
    audit = log
    for finding in found.prefix(LogAudit.mostFindings) { audit.find(finding) }
    if !lines.isWhole { audit.find("\(table.file) does not end with a row") }
    if rows != table.rows { audit.find("\(table.file) has \(rows) rows and should have \(table.rows)") }
    if read.size != table.size || read.sha256 != table.sha256 {
      audit.find("\(table.file) is not the file that was written")
    }
  }

  private static func isAttachment(_ line: ArraySlice<UInt8>) -> Bool {
    let values = CopyText.values(of: line)
    guard values.count == 2, let digest = values[0].flatMap(CopyText.bytes),
      let content = values[1].flatMap(CopyText.bytes)
    else { return false }
    return Hash(of: content).bytes == digest
  }

  /// What the log was signed to be, by the backup's note and those that were kept elsewhere.
  private func signedHeads(
    _ kept: [[UInt8]], _ logKey: String?, _ report: inout BackupReport
  ) throws -> [TreeHead] {
    guard let text = logKey ?? manifest.logKey else {
      report.remarks.append(
        "Nothing says which key the log is signed with, so no signature was checked: --log-key.")
      return []
    }
    let verifier = try CheckpointVerifier(text)
    var heads: [TreeHead] = []
    if let note = try note() {
      do {
        let head = try verifier.checkpoint(in: note).head
        heads.append(head)
        report.signed = head.size
      } catch {
        report.findings.append("the backup's checkpoint: \(error)")
      }
    } else if manifest.isSigned {
      report.findings.append("\(BackupManifest.noteFile) is missing")
    }
    for note in kept {
      do {
        let head = try verifier.checkpoint(in: note).head
        heads.append(head)
        if head.size <= manifest.position { report.kept += 1 }
      } catch {
        report.findings.append("the checkpoint that was kept elsewhere: \(error)")
      }
    }
    return heads
  }
}

/// What came of looking through a backup.
struct BackupReport {
  private let manifest: BackupManifest
  var findings: [String] = []
  /// What is not wrong and should be known.
  var remarks: [String] = []
  var attachments = 0
  /// How many events the backup's checkpoint covers; `nil` where none could be believed.
  var signed: Int64?
  /// With how many checkpoints that were kept elsewhere it agrees.
  var kept = 0
  private var streams = 0
  private var erased = 0

  init(_ manifest: BackupManifest) { self.manifest = manifest }

  mutating func take(_ audit: LogAudit) {
    findings += audit.findings
    if audit.findingCount > audit.findings.count {
      findings.append("and \(audit.findingCount - audit.findings.count) more of the kind")
    }
    (streams, erased) = (audit.streamCount, audit.erased)
  }

  var isWhole: Bool { findings.isEmpty }

  /// For a person.
  var lines: [String] {
    guard isWhole else { return findings.map { "- \($0)" } + ["The backup is not whole."] }
    var lines = [
      "The backup of \(manifest.made) is whole: \(manifest.position) events in \(streams) streams, each header, body and "
        + "chain; \(erased) bodies erased; \(attachments) attachments."
    ]
    if let signed {
      lines.append("Its checkpoint over \(signed) events is signed by \(manifest.logKey ?? "the log's key").")
    } else {
      lines.append("No signed checkpoint of it could be checked.")
    }
    if kept > 0 {
      lines.append(
        "It agrees with \(kept == 1 ? "the checkpoint that was" : "\(kept) checkpoints that were") kept elsewhere."
      )
    }
    return lines + remarks
  }
}
