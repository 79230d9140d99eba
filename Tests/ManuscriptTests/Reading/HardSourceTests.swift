import Manuscript
import Testing
import TextCorpus

/// What random runs found, and sources made to cost more than their length. How the time grows is measured by
/// `text-bench adversaries`; here none may take for ever, lose a byte, or give more than its length.
@Suite("Hard sources")
struct HardSourceTests {
  @Test(.timeLimit(.minutes(15)), arguments: Adversary.patterns)
  func `made to cost much are read whole`(pattern: Adversary) throws {
    var sizes: [Int] = []
    for bytes in [1_000, 10_000] {
      let raw = pattern.source(bytes: bytes)
      for format in SourceFormat.allCases { #expect(fault(reading: raw, as: format) == nil) }
      let document = try? PaperReader.read(raw).document
      sizes.append(document?.encoded().count ?? 0)
    }
    #expect(sizes[1] <= 12 * max(sizes[0], 1_000))
  }

  /// The fault, checked as the formats' rules say; a source without text is refused.
  private func fault(reading raw: [UInt8], as format: SourceFormat) -> String? {
    do throws(ImportError) {
      return MapChecker.fault(in: try PaperReader.read(raw, as: format).document, of: raw)
    } catch {
      return error == .empty ? nil : "\(error)"
    }
  }

  @Test(arguments: [
    // A note's number that no address can hold.
    "Word.\n\n[^343434343434343434]: x",
    // A page's end before an indent.
    "\u{0C}\tFigure 1. x",
    // Words between the brackets of what is no link's definition.
    "[2] Holt, M. Wells [online]: http://x.y\n",
    // Pages of which each says the same.
    "Abstract\n\n\u{0C}Abstract\n\nAbstract\n\n\u{0C}", "\u{0C}II. Two\n\n\u{0C}II. Two\n\n",
    // A line of verse that goes on a note in the text, over the end of the text's own line.
    "^[l]y\ny\n\u{2028}l",
    // Tags beside what nobody sees, on lines that U+2028 parts.
    "a\n\n\u{200B}> </sup>",
    "a\u{2028}\u{2028}\u{200B}\u{2028}</sup>\u{2028}\u{2028}\u{200B}\u{2028}b",
  ])
  func `found by random runs`(source: String) {
    for format in SourceFormat.allCases {
      #expect(ImportTrial.fault(reading: Array(source.utf8), as: format) == nil)
    }
  }
}
