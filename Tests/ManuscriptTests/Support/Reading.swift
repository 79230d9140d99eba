import Manuscript
import Testing
import TextCorpus

/// A paper's source read into a document; a test fails where it cannot be.
func read(_ source: String, as format: SourceFormat = .markdown) throws -> Document {
  try readWithReport(source, as: format).document
}

/// The document and what the reader says of it. The map is checked each time.
func readWithReport(
  _ source: String, as format: SourceFormat = .markdown
) throws -> (document: Document, report: ImportReport) {
  let raw = Array(source.utf8)
  let result = try PaperReader.read(raw, as: format)
  if let fault = MapChecker.fault(in: result.document, of: raw) { Issue.record("\(fault) in:\n\(source)") }
  return result
}

extension Document {
  /// The texts of the blocks of one kind.
  func texts(_ kind: BlockKind) -> [String] { blocks.filter { $0.kind == kind }.map { text(of: $0) } }

  var kinds: [BlockKind] { blocks.map(\.kind) }

  /// A block's sentences as strings.
  func sentences(of address: String) -> [String] {
    block(at: address)?.sentences.map { text[$0] } ?? []
  }

  /// Each reference with the word before it.
  var references: [String] {
    blocks.flatMap { block in
      block.noteReferences.map { reference in
        let before = text[ScalarRange(block.range.start, block.range.start + reference.offset)]
        return "\(before.split(separator: " ").last ?? "")\(reference.note)"
      }
    }
  }
}
