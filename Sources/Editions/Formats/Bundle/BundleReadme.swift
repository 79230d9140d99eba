internal import Ledger
internal import Manuscript
internal import Scholarship
internal import Views

/// What a bundle says to whoever opens it without a program for it.
struct BundleReadme {
  private let imprint: Imprint
  private let conspectus: Conspectus
  private let isProved: Bool

  init(_ edition: Edition) {
    imprint = Imprint(of: edition)
    conspectus = Conspectus(of: edition)
    isProved = edition.record?.logProof != nil
  }

  var text: String {
    let slug = imprint.paper
    let lines =
      [
        "# \(MarkdownText.inLine(imprint.title))", "",
        "The reconciled text of a paper, and what it follows from.", "",
      ]
      + imprint.lines.map { "- \($0.label): \(MarkdownText.code($0.value))" }
      + ["", "## Files", ""]
      + [
        "- `\(slug).txt`: the reconciled text alone",
        "- `\(slug).xml`: text and apparatus in TEI P5",
        "- `\(slug).html`: text and apparatus to read and to print",
        "- `\(slug).json`: everything that was said, as the log has it, and the source",
      ]
      + (isProved
        ? ["- `\(slug).json.tlog-proof`: the proof that the log holds it (c2sp.org/tlog-proof)"] : [])
      + ["- `\(CrateMetadata.fileName)`: all of this for programs (RO-Crate)", "", "## Who", ""]
      + conspectus.scholars.map { "- \($0.handle): \($0.standing)" }
      + ["", "## How to check it", ""]
      + [
        "`recension verify` of this archive checks that nobody altered the history, that the log signed it, and",
        "that every file here follows from it. It asks no server. Get the log's key in a way that you trust.",
      ]
    return lines.joined(separator: "\n") + "\n"
  }
}
