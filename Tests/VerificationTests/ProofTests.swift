import Archive
import Editions
import Ledger
import Testing
import Verification

/// Proofs beside exports, and bundles.
@Suite("Proofs beside exports, and bundles")
struct ProofTests {
  let sample: SampleExport
  let key: VerifierKey

  init() throws {
    sample = try SampleExport()
    key = sample.signer.verifierKey
  }

  private func report(_ file: [UInt8], _ proof: [UInt8]?) -> VerificationReport {
    Verification.report(on: file, beside: proof, trusting: [key])
  }

  private func finding(
    _ aspect: VerificationReport.Aspect, in report: VerificationReport
  ) -> VerificationReport.Finding? {
    report.checks.first { $0.topic == aspect }?.finding
  }

  private static let marked: [EditionFormat] = [
    .markdown, .criticmarkup, .html, .tei, .docx, .csv, .w3c,
  ]

  @Test(arguments: marked.map(\.name))
  func `a proof is checked beside any form, and what it cannot tell is said`(form: String) throws {
    let format = try #require(EditionFormat(named: form))
    let edition = try sample.edition()
    let proof = try #require(edition.record?.logProof?.bytes)
    let report = report(edition.rendered(as: format), proof)
    #expect(report.isVerified && report.unchecked.count == 1, "\(report)")
    #expect(report.checks.map(\.topic) == [.proof, .signature, .inclusion, .origin])

    // Of another position of the same log.
    let earlier = try sample.edition(events: sample.history.count - 1)
    let other = self.report(earlier.rendered(as: format), proof)
    #expect(finding(.origin, in: other) == .fails, "\(other)")
  }

  @Test func `a text alone names nothing, and that is said`() throws {
    let edition = try sample.edition()
    let report = report(edition.rendered(as: .text), edition.record?.logProof?.bytes)
    #expect(report.isVerified && report.unchecked.count == 2, "\(report)")
  }

  @Test func `a form that carries nothing needs a proof beside it`() throws {
    let report = report(try sample.edition().rendered(as: .tei), nil)
    #expect(report.hasFailed && finding(.file, in: report) == .fails)
  }

  @Test func `no byte of a proof is altered unseen`() throws {
    let edition = try sample.edition()
    let file = edition.rendered(as: .tei)
    let proof = try #require(edition.record?.logProof?.bytes)
    for index in proof.indices {
      for bit: UInt8 in [0, 3, 6] {
        var altered = proof
        altered[index] ^= 1 << bit
        #expect(!report(file, altered).isVerified, "byte \(index), bit \(bit)")
      }
    }
    for end in proof.indices { #expect(!report(file, Array(proof[..<end])).isVerified, "\(end) bytes") }
  }

  @Test func `a proof beside an export with its history is of its last event`() throws {
    let edition = try sample.edition()
    let proof = try #require(edition.record?.logProof?.bytes)
    let whole = report(edition.rendered(as: .json), proof)
    #expect(whole.isVerified && whole.unchecked.isEmpty && finding(.proof, in: whole) == .holds)
    let earlier = try sample.edition(events: sample.history.count - 1)
    let other = report(earlier.rendered(as: .json), proof)
    #expect(finding(.proof, in: other) == .fails && finding(.consequences, in: other) == .holds)
  }

  @Test func `a proof is checked by itself`() throws {
    let proof = try #require(try sample.edition().record?.logProof?.bytes)
    let report = Verification.report(onProof: proof, trusting: [key])
    #expect(report.isVerified && report.unchecked.count == 1)
    #expect(!Verification.report(onProof: proof, trusting: []).isVerified)
  }

  // MARK: Bundles

  @Test func `a bundle is verified whole`() throws {
    for options in [
      EditionOptions(), EditionOptions(coverage: .negative, lemma: .short, omitting: [.claims]),
    ] {
      let bundle = try sample.edition(options).rendered(as: .bundle)
      let report = report(bundle, nil)
      #expect(report.isVerified && finding(.parts, in: report) == .holds, "\(report)")
    }
  }

  @Test func `each file of a bundle that is altered, missing or foreign is named`() throws {
    let edition = try sample.edition()
    let files = try #require(EditionBundle.files(in: edition.rendered(as: .bundle)))
    func packed(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
      var zip = ZipWriter()
      for file in files { zip.add(file.name, file.bytes) }
      return zip.finished()
    }
    let all = files.map { (name: $0.name, bytes: $0.bytes) }
    #expect(report(packed(all), nil).isVerified)
    for (index, file) in all.enumerated() {
      var altered = all
      altered[index].bytes[file.bytes.count / 2] ^= 1
      let report = report(packed(altered), nil)
      #expect(report.hasFailed, "\(file.name)")
      if !file.name.hasSuffix("json") {
        #expect(report.checks.contains { $0.topic == .parts && $0.text.contains(file.name) }, "\(report)")
      }
      var fewer = all
      fewer.remove(at: index)
      let lacking = self.report(packed(fewer), nil)
      #expect(lacking.hasFailed, "\(file.name)")
      if !file.name.hasSuffix("json") {
        let words = "\(file.name) is missing from the bundle."
        #expect(lacking.checks.contains { $0.topic == .parts && $0.text == words }, "\(lacking)")
      }
    }
    // All that is wrong is said at once, each as what it is.
    var several = all.filter { !$0.name.hasSuffix(".xml") } + [(name: "other.txt", bytes: [1])]
    let text = try #require(several.firstIndex { $0.name.hasSuffix(".txt") })
    several[text].bytes[0] ^= 1
    let said = try #require(report(packed(several), nil).checks.first { $0.topic == .parts }?.text)
    #expect(said.contains(".txt is not what follows") && said.contains(".xml is missing"), "\(said)")
    #expect(said.hasSuffix("no part of the bundle: other.txt."), "\(said)")
  }
}
