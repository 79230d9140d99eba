internal import CanonicalJSON
internal import Editions
internal import FoundationEssentials
public import Ledger
internal import Manuscript
internal import Protocol
internal import Scholarship

/// Checks an export with nothing but its bytes and the log's public key. Nobody has to be asked or believed.
/// Pure.
///
/// It cannot tell whether more was said in the paper after the last event in the file.
public struct Verification {
  let keys: [VerifierKey]
  var report: VerificationReport
  /// The edition that the events come to, with what the file has of the log; where all of that holds.
  var edition: Edition?
  /// That the last event is in the log, as the file has it.
  var proof: EditionRecord.Proof?

  /// - Parameters:
  ///   - file: what `export` gave.
  ///   - proof: the proof beside it, where there is one.
  ///   - keys: the trusted keys of the log. Without one, the signature is not checked.
  public static func report(
    on file: [UInt8], beside proof: [UInt8]? = nil, trusting keys: [VerifierKey]
  ) -> VerificationReport {
    var verification = Verification(keys: keys)
    if file.starts(with: Self.zipStart), let files = EditionBundle.files(in: file) {
      verification.checkBundle(files)
    } else if let proof, !hasHistory(file) {
      verification.report = VerificationReport(expecting: [.proof, .signature, .inclusion])
      verification.checkProof(proof, beside: file)
      return verification.report
    } else if proof == nil, !hasHistory(file) {
      verification.add(
        .file, .fails,
        "This is no export that carries its history, and no proof lies beside it. Export it with --proof, or as "
          + "json or bundle.")
      return verification.report
    } else {
      verification.checkExport(file)
    }
    if let proof { verification.checkProof(proof, ofLastEventIn: file) }
    return verification.report
  }

  /// A proof by itself.
  public static func report(onProof proof: [UInt8], trusting keys: [VerifierKey]) -> VerificationReport {
    var verification = Verification(keys: keys)
    verification.report = VerificationReport(expecting: [.proof, .signature, .inclusion])
    verification.checkProof(proof, beside: nil)
    return verification.report
  }

  private init(keys: [VerifierKey]) {
    self.keys = keys
    report = VerificationReport(
      expecting: [.file, .history, .erasures, .base, .signature, .inclusion, .consequences])
  }

  private static let zipStart = Array("PK".utf8)

  /// Whether an export is of the form that carries its history; Web Annotations are JSON too.
  private static func hasHistory(_ file: [UInt8]) -> Bool {
    file.first == UInt8(ascii: "{") && !file.starts(with: "{\"@context\"".utf8)
  }

  private static func isJSON(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try JSON.parsed(bytes)
      return true
    } catch {
      return false
    }
  }

  mutating func checkExport(_ bytes: [UInt8]) {
    let file: ExportFile
    do {
      file = try ExportFile(bytes)
    } catch {
      guard error.history.isEmpty || check(error.history) else { return }
      report.checks = []
      report.faultyEvent = error.event
      report.add(
        error.event == nil ? .file : .history, .fails,
        error.event == nil && Self.isJSON(bytes)
          ? "The file is JSON, but not as it was exported: some program wrote it anew, with other white space perhaps. What "
            + "was signed are the bytes, so verify the file as it came from the server."
          : "The file is no whole export: \(error.reason).")
      return
    }
    if file.history == nil, file.members["blind"] != nil {
      report.add(
        .file, .unknown,
        "The file has no history: rounds were blind to whoever made it, and the log's own words would have told what was "
          + "hidden from them. Make it again with “export json” once they have given theirs, or the rounds are closed."
      )
      return
    }
    guard let history = file.history, let first = history.first, let last = history.last else {
      report.add(
        .file, .fails, "The file has no history: make it with “export json”, by a server that adds one.")
      return
    }
    report.slug = first.header.stream
    report.add(.file, .holds, "An export of “\(first.header.stream)” with \(history.count) events.")
    guard check(history), checkErasures(history) else { return }
    let base = checkBase(file, history.last { $0.header.type == Self.newBase } ?? first)
    checkCheckpoint(file, last)
    guard var record = base?.record, let document = base?.document else { return }
    (record.history, record.proof) = (history, proof)
    checkConsequences(file, record, document)
  }

  // MARK: The events

  private mutating func check(_ history: [StoredEvent]) -> Bool {
    var before: StoredEvent?
    var remark = ""
    for (index, event) in history.enumerated() {
      let header = event.header
      if let before, header.time < before.header.time, remark.isEmpty {
        remark =
          " Times go back at event \(header.sequence) (@\(header.position)), as where a wrong clock was mended."
      }
      if let fault = Self.fault(of: event, at: Int64(index) + 1, after: before) {
        let place = VerificationReport.EventPlace(sequence: Int64(index) + 1, position: header.position)
        report.faultyEvent = place
        report.add(
          .history, .fails, "What is wrong is \(place), a \(header.type) by \(header.actor): \(fault).")
        return false
      }
      before = event
    }
    report.add(
      .history, .holds,
      "All \(history.count) events are as they were recorded, and none between them is missing.\(remark)")
    return true
  }

  private static func fault(of event: StoredEvent, at sequence: Int64, after before: StoredEvent?) -> String?
  {
    let header = event.header
    if event.hash != header.hash { return "its header is not the one that was hashed" }
    if !event.isErased, header.body != StoredEvent.digest(salt: event.salt, body: event.body) {
      return "what it says is not what was hashed"
    }
    if header.sequence != sequence {
      return "it calls itself number \(header.sequence), so others are missing"
    }
    guard let before else {
      return header.previous == .zero ? nil : "it is not the paper's first, so those before it are missing"
    }
    if header.previous != before.hash { return "it does not follow the event before it" }
    if header.stream != before.header.stream { return "it is of another paper" }
    if header.position <= before.header.position { return "it stands before its predecessor in the log" }
    return nil
  }

  // MARK: The base

  fileprivate struct BaseMember {
    var id: String
    var text: String
    var source: String?
    var sourceBase64: String?
    var document: String
  }

  /// The type of the events that bring in later bases.
  private static let newBase = "base.imported"

  /// The document of the base, if that is the latest one, and what the file has of it.
  ///
  /// - Parameter event: the event that brought it in.
  private mutating func checkBase(
    _ file: ExportFile, _ event: StoredEvent
  ) -> (document: Document, record: EditionRecord)? {
    let name = "event \(event.header.sequence)"
    guard !event.isErased || vouches(for: event) else {
      report.add(
        .base, .unknown,
        "What was imported cannot be checked: what \(name) said was erased, and nothing vouches for what is left of "
          + "it.")
      return nil
    }
    guard let base: BaseMember = decode(file.members["base"]),
      let source = base.source.map({ Array($0.utf8) })
        ?? base.sourceBase64.flatMap({ Data(base64Encoded: $0) }).map({ Array($0) })
    else {
      report.add(.base, .fails, "The base in the file cannot be read.")
      return nil
    }
    let imported: (base: BaseID, source: String, document: String)
    do {
      switch try Event(type: event.header.type, version: event.header.version, body: event.body).payload {
      case let paper as PaperImported: imported = (paper.base, paper.source, paper.document)
      case let later as BaseImported: imported = (later.base, later.source, later.document)
      default:
        report.add(.base, .fails, "The first event is not the paper's import.")
        return nil
      }
    } catch {
      report.add(
        .base, .unknown, "What \(name) says is of a form that this program does not know: \(error).")
      return nil
    }
    let document = Array(base.document.utf8)
    guard Hash(of: source).description == imported.source else {
      report.add(.base, .fails, "The source in the file is not the one that was imported.")
      return nil
    }
    guard Hash(of: document).description == imported.document,
      BaseID(raw: source, document: document) == imported.base, imported.base.description == base.id
    else {
      report.add(.base, .fails, "The document in the file is not the one that was read out of the source.")
      return nil
    }
    do {
      let decoded = try Document(decoding: document)
      guard decoded.text.string.utf8.elementsEqual(base.text.utf8) else {
        report.add(.base, .fails, "The reading text in the file is not that of the document.")
        return nil
      }
      report.add(.base, .holds, "The source, the document and the reading text are those that were imported.")
      return (decoded, EditionRecord(source: source, document: document, history: []))
    } catch {
      report.add(.base, .unknown, "The document is of a form that this program does not know: \(error)")
      return nil
    }
  }

  func decode<Value: JSONValue>(_ bytes: ArraySlice<UInt8>?) -> Value? {
    guard let bytes else { return nil }
    do { return try Value(json: JSON.parsed(Array(bytes))) } catch { return nil }
  }

  /// Whether what is left of an erased event is what its erasure recorded.
  func vouches(for event: StoredEvent) -> Bool {
    report.erasures.contains { $0.place.sequence == event.header.sequence && $0.isVouchedFor }
  }

  mutating func add(_ topic: VerificationReport.Aspect, _ finding: VerificationReport.Finding, _ text: String)
  {
    report.add(topic, finding, text)
  }
}

extension Verification.BaseMember: JSONRecord {
  fileprivate static let shape = Shape(
    Verification.BaseMember.init(id:text:source:sourceBase64:document:), Field("id", \.id),
    Field("text", \.text), Field("source", \.source), Field("sourceBase64", \.sourceBase64),
    Field("document", \.document))
}
