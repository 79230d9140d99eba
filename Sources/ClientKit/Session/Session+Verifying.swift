internal import CanonicalJSON
internal import Ledger
internal import Protocol
internal import Rendering
internal import Verification

/// Checks exports, and remembers which keys to trust.
extension Session {
  /// Remembers the key of a server's log when it is first seen: trust on first use, as ssh does with hosts.
  func rememberKey(_ run: CommandRun) async throws(ClientError) {
    let answer: HTTPAnswer
    do throws(ClientError) {
      answer = try await get(["checkpoint", "key"], run)
    } catch {
      // A server without a key signs nothing.
      if error.exit == .noSuchThing { return }
      throw error
    }
    let text = String(decoding: answer.body, as: UTF8.self)
    let key: String
    do {
      key = try VerifierKey(text.hasSuffix("\n") ? String(text.dropLast()) : text).description
    } catch {
      throw ClientError(.fault, type: "fault", "The key of the server's log cannot be understood: \(error)")
    }
    let store = places.knownKeys
    let sight = try await BlockingThread.run { () throws(ClientError) in
      if try store.read().keys[run.server] == key { return KnownKeys.Sight.same }
      return try store.update { $0.see(key, of: run.server) }
    }
    guard case .other(let known) = sight else { return }
    await display.note([
      "The log at \(run.server) has another key than before: \(key), not \(known). Ask whoever runs the server "
        + "why. If it is right, remove the old one from \(store.path)."
    ])
  }

  func verify(_ file: String, key: String?, _ run: CommandRun) async throws(ClientError) {
    let store = places.knownKeys
    let (evidence, texts) = try await BlockingThread.run { () throws(ClientError) -> (Evidence, [String]) in
      let evidence = try Evidence(file)
      guard let key else { return (evidence, Array(try store.read().keys.values)) }
      return (evidence, [try Self.keyText(key)])
    }
    var keys: [VerifierKey] = []
    for text in Set(texts).sorted() {
      do { keys.append(try VerifierKey(text)) } catch { throw ClientError(usage: "\(error)") }
    }
    let trusted = keys
    let report = await BlockingThread.run { evidence.report(trusting: trusted) }
    if run.options.json {
      await answer(json: JSON.text(of: VerificationView(report, file: file)))
    } else {
      await answer(Page(report, file: file), run.options)
    }
    if report.isVerified { return }
    throw ClientError(
      .refused, type: report.hasFailed ? "not-verified" : "not-checked",
      report.hasFailed
        ? "\(file) is not what it should be. Do not rely on it; export it again from the server."
        : "\(file) could not be checked in full; what could be, holds.")
  }

  /// The key, given as text or as the name of a file.
  private static func keyText(_ argument: String) throws(ClientError) -> String {
    if (try? VerifierKey(argument)) != nil { return argument }
    guard let bytes = try LocalFile.readIfPresent(argument) else {
      throw ClientError(
        usage: "“\(argument)” is neither a key, which reads name+id+base64, nor a file that holds one.")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }
}

/// What a file is checked by: itself, and the proof beside it.
private struct Evidence {
  /// `nil` where a proof is checked by itself.
  private let export: [UInt8]?
  private let proof: [UInt8]?

  /// - Parameter file: an export, or the proof of one.
  init(_ file: String) throws(ClientError) {
    let bytes = try LocalFile.read(file)
    let ending = "." + LogProof.fileExtension
    if LogProof.isClaimed(by: bytes) || file.hasSuffix(ending) {
      proof = bytes
      export = file.hasSuffix(ending) ? try LocalFile.readIfPresent(String(file.dropLast(ending.count))) : nil
    } else {
      export = bytes
      proof = try LocalFile.readIfPresent(file + ending)
    }
  }

  func report(trusting keys: [VerifierKey]) -> VerificationReport {
    if let export { return Verification.report(on: export, beside: proof, trusting: keys) }
    return Verification.report(onProof: proof ?? [], trusting: keys)
  }
}

extension Page {
  init(_ report: VerificationReport, file: String) {
    self.init()
    if report.isVerified, !report.unchecked.isEmpty {
      heading("The proof is verified: \(file).")
    } else if report.isVerified {
      heading("\(file) is verified.")
    } else {
      heading("\(file) is \(report.hasFailed ? "NOT verified" : "not verified in full").")
    }
    let rows = report.checks.map { check in
      [Styled(Self.word(check.finding), .strong), Styled(check.topic.rawValue), Styled(check.text)]
    }
    table(columns: ["", "What", "Why"], rows: rows, showsColumns: false)
    for matter in report.unchecked { line(Styled("Not checked: \(matter)"), hanging: 2) }
    if report.isVerified {
      line("The file alone cannot tell whether more was said after its last event.")
    }
  }

  private static func word(_ finding: VerificationReport.Finding) -> String {
    switch finding {
    case .holds: "holds"
    case .fails: "WRONG"
    case .unknown: "unknown"
    }
  }
}

/// `verify --json`.
private struct VerificationView {
  struct Check {
    var what: String
    var outcome: String
    var text: String
  }

  struct Event {
    var sequence: Int64
    var position: Int64?
  }

  struct Erasure {
    var sequence: Int64
    var position: Int64?
    var by: String?
    var reason: String?
    /// The position of the erasure itself.
    var erasedAt: Int64?
  }

  let file: String
  let verified: Bool
  let checks: [Check]
  /// What there was nothing to check it by.
  let unchecked: [String]
  /// The first event that was changed.
  let event: Event?
  /// The events whose bodies were erased, by whom and why.
  let erasures: [Erasure]
}

extension VerificationView {
  init(_ report: VerificationReport, file: String) {
    self.file = file
    verified = report.isVerified
    checks = report.checks.map { Check(what: $0.topic.rawValue, outcome: "\($0.finding)", text: $0.text) }
    unchecked = report.unchecked
    event = report.faultyEvent.map { Event(sequence: $0.sequence, position: $0.position) }
    erasures = report.erasures.map {
      Erasure(
        sequence: $0.place.sequence, position: $0.place.position, by: $0.by, reason: $0.reason,
        erasedAt: $0.position)
    }
  }
}

extension VerificationView: JSONRecord {
  fileprivate static let shape = Shape(
    VerificationView.init(file:verified:checks:unchecked:event:erasures:), Field("file", \.file),
    Field("verified", \.verified), Field("checks", \.checks), Field("unchecked", \.unchecked),
    Field("event", \.event), Field("erasures", \.erasures)
  ).constant("v", 1)
}

extension VerificationView.Check: JSONRecord {
  fileprivate static let shape = Shape(
    VerificationView.Check.init(what:outcome:text:), Field("what", \.what), Field("outcome", \.outcome),
    Field("text", \.text))
}

extension VerificationView.Event: JSONRecord {
  fileprivate static let shape = Shape(
    VerificationView.Event.init(sequence:position:), Field("sequence", \.sequence),
    Field("position", \.position))
}

extension VerificationView.Erasure: JSONRecord {
  fileprivate static let shape = Shape(
    VerificationView.Erasure.init(sequence:position:by:reason:erasedAt:), Field("sequence", \.sequence),
    Field("position", \.position), Field("by", \.by), Field("reason", \.reason, .prose),
    Field("erasedAt", \.erasedAt))
}
