import Manuscript
import Testing
import TextCorpus

@Suite("Addresses")
struct AddressTests {
  private static let source = """
    # On Wells

    The first well is deep. The second well is “not deep” – so they say. A third is dry.

    ## Uses

    > Water is dear.

    The well is used by all,<sup>1</sup> the well is loved. Café life began here.

    ---

    <sup>1</sup> The rector's diary, 1702. See also p. 4.
    """

  private func resolve(_ address: String) throws -> String {
    let document = try read(Self.source)
    return document.text[try document.resolve(address).range]
  }

  @Test(arguments: [
    ("p1", "On Wells"), ("p2.1", "The first well is deep."),
    ("p2.2-3", "The second well is “not deep” – so they say. A third is dry."),
    ("p4", "Water is dear."), ("n1.2", "See also p. 4."), ("p2/4+5", "first"), ("p2/4+0", ""),
    ("n1/4+6", "rector"), ("p2.2/4+6", "second"), ("p2.2-3/45+7", "A third"), ("n1.2/4+0", ""),
    ("s2", "Uses\n\nWater is dear.\n\nThe well is used by all, the well is loved. Café life began here."),
    ("p2.3..p4", "A third is dry.\n\nUses\n\nWater is dear."), ("p2/77+3..p3/0+4", "dry.\n\nUses"),
  ])
  func `name sections, blocks, sentences and scalars`(address: String, expected: String) throws {
    if address == "p2/77+3..p3/0+4" {
      #expect(try resolve(address).hasSuffix("\n\nUses"))
    } else {
      #expect(try resolve(address) == expected)
    }
  }

  @Test(arguments: [
    ("A third is dry", "A third is dry"), (":A third", "A third"), ("p2:second   well", "second well"),
    ("\"not deep\" - so", "“not deep” – so"), ("p2.1:well", "well"), ("s1:well is deep", "well is deep"),
    ("Cafe\u{301} life", "Café life"), ("n1:rector\u{2019}s", "rector's"), (":p1", ""),
    ("used by all, the well", "used by all, the well"),
    ("p 4", ""), ("p2x", ""), (":diary, 1702. See", "diary, 1702. See"),
  ])
  func `quote as people type`(address: String, expected: String) throws {
    if expected.isEmpty {
      // Not of the form of an address: a quote, and not in the text.
      #expect(throws: AddressError.self) { try resolve(address) }
    } else {
      #expect(try resolve(address) == expected)
    }
  }

  @Test
  func `a quote never reaches over the blank between blocks`() {
    #expect(throws: AddressError.self) { try resolve("dry. Uses") }
  }

  @Test
  func `canonical addresses are the shortest way to say a range`() throws {
    let document = try read(Self.source)
    for (typed, canonical) in [
      ("p2.1", "p2.1"), (":The first well is deep.", "p2.1"), ("p2/0+23", "p2.1"), (":third", "p2:third"),
      ("p2:well is deep", "p2:well is deep"), ("s2", "s2"), ("p2.1-3", "p2"), ("p2/4+0", "p2/4+0"),
      ("p5/4+4", "p5/4+4"),
      ("p2.3..p4", "p2.3..p4"), ("p3..p5", "s2"), ("n1", "n1"),
    ] {
      #expect(try document.resolve(typed).address == canonical)
    }
  }

  @Test
  func `a quote that stands more than once gives candidates that resolve and differ`() throws {
    let document = try read(Self.source)
    let error = #expect(throws: AddressError.self) { try document.resolve("well") }
    guard case .ambiguous(_, let candidates, let total) = error else {
      Issue.record("not ambiguous: \(String(describing: error))")
      return
    }
    #expect(total == 4)
    #expect(Set(candidates.map(\.address)).count == 4)
    for candidate in candidates {
      let resolved = try document.resolve(candidate.address)
      #expect(resolved.range == candidate.range)
      #expect(document.text[resolved.range] == "well")
    }
  }

  @Test(arguments: [
    ("the second wells are deep", "p2"), ("p4:first well", "p2"), ("p99", "p5"), ("n7", "n1"),
    ("p2.9", "p2.3"), ("s9", "s2"),
    ("p2/70+900", "p2/0+"), ("p2.2/40+20", "p2.2/0+44"), ("a THIRD is DRY", "p2"),
  ])
  func `what is not there gives the nearest passages`(address: String, nearest: String) throws {
    let document = try read(Self.source)
    let error = #expect(throws: AddressError.self) { try document.resolve(address) }
    guard case .notFound(_, let passages) = error else {
      Issue.record("found or otherwise wrong: \(String(describing: error))")
      return
    }
    #expect(passages.first?.address.hasPrefix(nearest) == true, "\(passages)")
    for passage in passages { #expect(try document.resolve(passage.address).range == passage.range) }
  }

  @Test(arguments: ["p0", "s0", "p2.0", "p2.3-1", "p2:", ":", "", "p4..p2"])
  func `what cannot be is refused with what to do`(address: String) throws {
    let document = try read(Self.source)
    let error = #expect(throws: AddressError.self) { try document.resolve(address) }
    guard case .malformed(_, _, _, let remedy) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!remedy.isEmpty)
  }

  @Test(arguments: ["c1", "a12", "d3", "x4", "m1"])
  func `ids name things, not places`(id: String) {
    #expect(throws: AddressError.names(id: id)) { try Address(parsing: id) }
    #expect(throws: Never.self) { try Address(parsing: ":\(id)") }
  }

  @Test
  func `finding ignores letter case and keeps to a block`() throws {
    let document = try read(Self.source)
    #expect(document.find("WELL").count == 5)
    #expect(document.find("café").map { document.text[$0] } == ["Café"])
    #expect(document.find("CAFE\u{301}").count == 1)
    #expect(document.find("  ").isEmpty)
    #expect(document.find("zebra").isEmpty)
  }

  @Test(arguments: [
    ("the ﬁrst oﬃcer", "first officer"), ("buſineſs", "business"), ("and so on… Yes", "so on... yes"),
    ("‹yes› and «no»", "'yes' and \"no\""), ("It goes --- so", "goes — so"), ("a — b", "a --- b"),
    ("a\u{200B}zero\u{2060}width", "zerowidth"), ("\u{202B}טחנה\u{202C} here", "טחנה here"),
    ("می\u{200C}خواهم", "میخواهم"), ("ＡＢＣ", "abc"), ("co\u{AD}op", "coop"),
  ])
  func `words are found as they are typed`(text: String, words: String) throws {
    let document = try read(text)
    let found = document.find(words)
    #expect(found.count == 1)
    for range in found { #expect(try document.resolve(document.address(of: range)).range == range) }
  }

  @Test
  func `a ligature is one place, whichever of its letters are sought`() throws {
    let document = try read("stuﬀ…")
    for words in ["f", "ff", ".", "..."] { #expect(document.find(words).count == 1, "\(words)") }
    #expect(document.text[document.find("uf")[0]] == "uﬀ")
  }

  @Test
  func `scripts of every kind match whatever their normal form`() throws {
    let document = try read("北京は古い都。 שָׁלוֹם לכולם. 👩‍👩‍👧 came. A\u{30A}ngstro\u{308}m and über. Ça va.")
    for words in ["古い都", "שָׁלוֹם", "👩‍👩‍👧 came", "Ångström", "u\u{308}ber", "Ça"] {
      #expect(throws: Never.self) { try document.resolve(words) }
    }
    // A letter without its mark is another letter.
    #expect(throws: AddressError.self) { try document.resolve("uber") }
    #expect(document.find("ÜBER").count == 1)
  }

  @Test(arguments: 1...30)
  func `of random ranges resolve to them again`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let document = try read(GeneratedPaper(.tagged, seed: UInt64(seed), paragraphs: 6).source)
    for _ in 0..<60 {
      let first = random.pick(document.blocks)
      let last = random.chance(70) ? first : random.pick(document.blocks)
      let ends = [first, last].map { Int.random(in: $0.range.start...$0.range.end, using: &random) }.sorted()
      let range = ScalarRange(ends[0], ends[1])
      let address = document.address(of: range)
      #expect(try document.resolve(address).range == range, "seed \(seed): \(address)")
    }
  }

  @Test(arguments: 1...20)
  func `of any quote found in the text resolve to what was meant`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let document = try read(GeneratedPaper(.tagged, seed: UInt64(seed), paragraphs: 6).source)
    for _ in 0..<40 {
      let block = random.pick(document.blocks)
      let sentence = random.pick(block.sentences)
      let typed = document.text[sentence].replacing("“", with: "\"").replacing("”", with: "\"")
        .replacing(" ", with: "  ")
      do throws(AddressError) {
        #expect(try document.resolve(":\(typed)").range == sentence, "seed \(seed)")
      } catch {
        guard case .ambiguous(_, let candidates, _) = error else {
          Issue.record("seed \(seed): \(error)")
          continue
        }
        #expect(candidates.contains { $0.range == sentence } || candidates.count == 10, "seed \(seed)")
      }
    }
  }
}
