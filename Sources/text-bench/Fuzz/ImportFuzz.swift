import Manuscript
import TextCorpus

/// Imports anything, and resolves any address in it. Ends with an error at the first thing that cannot be.
enum ImportFuzz {
  /// Tries so many sources, one from each seed, in both formats.
  static func run(count: Int, from first: UInt64 = 1) throws(Finding) {
    var addresses = 0
    for seed in first..<first + UInt64(count) {
      var random = SplitMix64(seed: seed)
      let raw = RandomInput.source(using: &random)
      let format = random.pick(SourceFormat.allCases)
      if let fault = ImportTrial.fault(reading: raw, as: format) {
        throw Finding(seed: seed, what: "\(fault), read as \(format): \(text(raw))")
      }
      guard let document = try? PaperReader.read(raw, as: format).document else { continue }
      for _ in 0..<4 {
        let address = RandomInput.address(in: document, using: &random)
        let range = RandomInput.range(in: document, using: &random)
        let fault =
          AddressTrial.fault(resolving: address, in: document)
          ?? AddressTrial.fault(naming: range, in: document)
        if let fault {
          let what = "\(fault), for \(address.debugDescription), read as \(format): \(text(raw))"
          throw Finding(seed: seed, what: what)
        }
        addresses += 2
      }
    }
    print("\(count) sources and \(addresses) addresses: nothing amiss")
  }

  private static func text(_ raw: [UInt8]) -> String { String(decoding: raw, as: UTF8.self).debugDescription }
}
