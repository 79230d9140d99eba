internal import Archive
internal import CanonicalJSON
internal import Cryptography
internal import Ledger
internal import Manuscript
internal import Views

extension EditionFormat {
  /// One edition in the forms that last, with its proof, as an RO-Crate in a zip archive.
  public static let bundle = EditionFormat(
    "bundle", mediaType: "application/zip", fileExtension: "zip", record: .within
  ) { edition in [.init { _ in edition.bundle() }] }
}

extension Edition {
  /// The files are made and packed piece by piece; what is held is the archive.
  func bundle() -> [UInt8] {
    var bundle = Bundle()
    func add(_ format: EditionFormat, _ title: String, _ form: CrateForm?, to bundle: inout Bundle) {
      bundle.add(
        "\(slug).\(format.fileExtension)", title, format.mediaType, form, pieces(as: format))
    }
    add(.text, "The reconciled text", nil, to: &bundle)
    add(.tei, "The reconciled text with its apparatus, in TEI", .tei, to: &bundle)
    add(.html, "The reconciled text with its apparatus, to read", .html, to: &bundle)
    add(.json, "Everything, with the history and what it takes to check it", .json, to: &bundle)
    if let proof = record?.logProof {
      let name = "\(slug).\(EditionFormat.json.fileExtension).\(LogProof.fileExtension)"
      bundle.add(
        name, "The proof that the log holds the last event", "text/plain; charset=utf-8", .proof,
        CollectionOfOne(proof.bytes))
    }
    bundle.add(
      "README.md", "What this is", "text/markdown; charset=utf-8", nil,
      CollectionOfOne(Array(BundleReadme(self).text.utf8)))
    return bundle.finished(with: CrateMetadata(self, files: bundle.files))
  }
}

/// An archive, and what is in it so far.
private struct Bundle: ~Copyable {
  private var zip = ZipWriter()
  private(set) var files: [CrateMetadata.File] = []

  mutating func add(
    _ name: String, _ title: String, _ mediaType: String, _ form: CrateForm?, _ pieces: some Sequence<[UInt8]>
  ) {
    let meter = Meter()
    zip.add(name, pieces.lazy.map(meter.passed))
    files.append(
      .init(
        name: name, title: title, mediaType: mediaType, form: form, count: meter.count, digest: meter.finish()
      ))
  }

  consuming func finished(with metadata: CrateMetadata) -> [UInt8] {
    zip.add(CrateMetadata.fileName, JSON.indented(JSON.text(of: metadata)))
    return zip.finished()
  }
}

/// Counts and digests what passes.
private final class Meter {
  private(set) var count = 0
  private var hasher = SHA256()

  func passed(_ piece: [UInt8]) -> [UInt8] {
    count += piece.count
    hasher.update(piece)
    return piece
  }

  /// The digest of all that passed.
  func finish() -> String { hasher.finalize(Hash.init(copying:)).description }
}
