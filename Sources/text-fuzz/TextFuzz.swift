import Manuscript
import TextCorpus

/// What libFuzzer calls with each input that it makes up, guided by which of the code the last ones reached.
/// It has a `main` of its own. https://llvm.org/docs/LibFuzzer.html#fuzz-target
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  if let fault = TextFuzz.fault(of: Array(UnsafeBufferPointer(start: bytes, count: size))) {
    fatalError(fault)
  }
  return 0
}

/// Reads, resolves and anchors. An input's first byte says what is tried; a zero byte parts what that takes.
enum TextFuzz {
  static func fault(of input: [UInt8]) -> String? {
    input.first.flatMap { fault(job: $0, of: input.dropFirst()) }
  }

  private static func fault(job: UInt8, of input: ArraySlice<UInt8>) -> String? {
    let parts = input.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false)
    func text(_ part: Int) -> String {
      part < parts.count ? String(decoding: parts[part], as: UTF8.self) : ""
    }
    switch job % 4 {
    case 0: return ImportTrial.fault(reading: Array(input), as: .markdown)
    case 1: return ImportTrial.fault(reading: Array(input), as: .plainText)
    case 2:
      guard let document = try? PaperReader.read(Array(parts.first ?? [])).document else { return nil }
      return AddressTrial.fault(resolving: text(1), in: document)
    default:
      let place = ScalarRange(start: Int(job), count: text(1).unicodeScalars.count)
      let anchor = Anchor(
        base: BaseID(raw: [], document: []), range: place, quote: text(1), prefix: text(2), suffix: text(3))
      let searched = ScalarText(text(0))
      let outcome = AnchorSearch(in: searched).place([anchor])[0]
      return outcome.isSound(in: searched) ? nil : "The outcome \(outcome) cannot be"
    }
  }
}
