import Manuscript
import Testing
import TextCorpus

@Suite("Generated papers")
struct GeneratedPaperTests {
  @Test(arguments: GeneratedPaper.Form.all)
  func `are read as they were meant, and the map is total and exact`(form: GeneratedPaper.Form) throws {
    for seed: UInt64 in 1...12 {
      let paper = GeneratedPaper(form, seed: seed, paragraphs: 24)
      let (document, report) = try readWithReport(paper.source, as: form.format)
      let body = document.blocks.filter { $0.kind != .note }
      #expect(body.map { document.text(of: $0) } == paper.body, "seed \(seed)")
      #expect(body.map(\.kind) == paper.kinds, "seed \(seed)")
      #expect(document.texts(.note) == paper.notes, "seed \(seed)")
      #expect(document.blocks.flatMap(\.noteReferences).map(\.note) == paper.references, "seed \(seed)")
      #expect(report.undecided.isEmpty, "seed \(seed)")
    }
  }

  @Test(arguments: 1...40)
  func `cut anywhere and shuffled, lose no byte`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let signs = Array("*_`[]()<>!#>-|~\\&;:^$123\n\n\n  \tab.“”é³²{}\u{301}")
    for _ in 0..<20 {
      var characters = Array(GeneratedPaper(.tagged, seed: UInt64(seed), paragraphs: 3).source)
      for _ in 0..<Int.random(in: 1...60, using: &random) {
        let index = Int.random(in: 0..<characters.count, using: &random)
        if random.chance(50) {
          characters[index] = random.pick(signs)
        } else {
          characters.removeSubrange(
            index..<min(characters.count, index + Int.random(in: 1...9, using: &random)))
          if characters.isEmpty { characters = ["a"] }
        }
      }
      for format in SourceFormat.allCases {
        let raw = Array(String(characters).utf8)
        let fault = MapChecker.fault(in: try PaperReader.read(raw, as: format).document, of: raw)
        #expect(fault == nil, "seed \(seed), \(format)")
      }
    }
  }

  @Test(arguments: 1...40)
  func `odd sources lose no byte, and odd addresses name what they say`(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed) &+ 9000)
    for _ in 0..<100 {
      let raw = RandomInput.source(using: &random)
      let source = String(decoding: raw, as: UTF8.self).debugDescription
      for format in SourceFormat.allCases {
        #expect(ImportTrial.fault(reading: raw, as: format) == nil, "seed \(seed), \(format): \(source)")
        guard let document = try? PaperReader.read(raw, as: format).document else { continue }
        let address = RandomInput.address(in: document, using: &random)
        let fault = AddressTrial.fault(resolving: address, in: document)
        #expect(fault == nil, "seed \(seed), \(address.debugDescription) in \(format): \(source)")
      }
    }
  }
}
