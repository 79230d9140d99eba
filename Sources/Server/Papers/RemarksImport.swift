internal import Acts
internal import CanonicalJSON
internal import EventLog
internal import Exchange
internal import Ledger
internal import Manuscript
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// A file in which others said something of a paper, as it was sent.
struct RemarksFile: Sendable {
  let bytes: [UInt8]
  /// Its name, without folders.
  let name: String
  /// What all of it becomes; `nil` for what each is.
  let into: EntityKind?

  init(bytes: [UInt8], name: String, into: EntityKind?) {
    self.bytes = bytes
    self.name = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? name
    self.into = into
  }
}

extension KeptPaper {
  /// Brings in what others said: all that has its place, in one request, or nothing.
  func importRemarks(
    _ file: RemarksFile, by person: Handle, key: String
  ) async throws(Problem) -> RemarksReceipt {
    let fingerprint = Hash(
      of: Array("remarks\n\(slug)\n\(person)\n\(file.into?.word ?? "")\n\(file.name)\n".utf8), file.bytes)
    let placing = try await placing(file)
    if let earlier = try await earlierReceipt(for: key, fingerprint) {
      return try placing.replayed(earlier)
    }
    var receipt = placing.empty
    let ending = try await carryOut(by: person, key: key, fingerprint: fingerprint) {
      paper throws(Problem) in
      guard paper.members[person]?.joined == true else { throw Problem.outside(slug, person) }
      let outcome = try placing.outcome(on: paper, by: person)
      receipt = placing.receipt(outcome)
      return Draft(events: outcome.decision.events, answer: JSON.text(of: receipt.withoutWords))
    }
    switch ending {
    case .idle(let position): receipt.position = position
    case .appended(let appended):
      if appended.isReplay { return try placing.replayed(appended) }
      receipt.position = appended.position
    }
    return receipt
  }

  /// What bringing a file in would come to now.
  func trial(of file: RemarksFile, by person: Handle) async throws(Problem) -> RemarksReceipt {
    let placing = try await placing(file)
    let paper = try await paper()
    var receipt = placing.receipt(try placing.outcome(on: paper, by: person), isDryRun: true)
    receipt.position = paper.position
    return receipt
  }

  /// Reads a file and finds where everything in it belongs: on a thread of its own, for it takes as long as the texts are.
  private func placing(_ file: RemarksFile) async throws(Problem) -> RemarksPlacing {
    let paper = try await latest()
    let document = try await document(of: paper)
    guard let base = paper.identity?.base else { throw Problem.noSuchPaper }
    let slug = slug
    return try await TextWork.run {
      Result { () throws(Problem) in
        do throws(ForeignFileError) {
          let read = try ForeignFile(file.bytes, named: file.name)
          return RemarksPlacing(
            slug: slug, file: file.name, form: read.form, document: document, base: base,
            remarks: read.placed(in: document, base: base, into: file.into))
        } catch {
          throw Problem(.refused, "\(error)")
        }
      }
    }.get()
  }
}

/// A file with everything in it placed in one base.
private struct RemarksPlacing: Sendable {
  let slug: Slug
  let file: String
  let form: OriginForm
  let document: Document
  let base: BaseID
  let remarks: [PlacedRemark]

  func outcome(on paper: Paper, by person: Handle) throws(Problem) -> ImportRemarks.Upshot {
    do throws(Refusal) {
      return try ImportRemarks(remarks, on: base).outcome(
        in: ActContext(paper, by: person, text: .init(document, base: base)))
    } catch {
      throw Problem(error)
    }
  }

  /// Before anything came in.
  var empty: RemarksReceipt { receipt(.init(decision: Decision([]), endings: [])) }

  func receipt(_ outcome: ImportRemarks.Upshot, isDryRun: Bool = false) -> RemarksReceipt {
    RemarksReceipt(outcome, of: remarks, form: form, file: file, in: slug, document, isDryRun: isDryRun)
  }

  /// The answer to a request that was answered before; the file says again what is not kept with it.
  func replayed(_ appended: AppendReceipt) throws(Problem) -> RemarksReceipt {
    var receipt = try appended.answer(as: RemarksReceipt.self).with(remarks.map(\.remark), from: file)
    receipt.position = appended.position
    return receipt
  }
}
