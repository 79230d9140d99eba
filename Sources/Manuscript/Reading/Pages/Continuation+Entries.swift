/// Short paragraphs without stops, one under another: words of a glossary, variants, names, stanzas.
extension Continuation {
  /// An entry is shorter than this many bytes.
  private static let longestEntry = 120

  /// Whether two texts are entries of a list rather than two halves of a sentence: both are short, and neither ends with a
  /// stop or a word that something must follow, and no sentence has ended in them. The half of a sentence that comes second
  /// ends it.
  static func areEntries(_ first: SourceBlock, _ second: SourceBlock, in source: SourceText) -> Bool {
    [first, second].allSatisfy { block in
      let end = TextEnd(of: block, in: source)
      // A dash parts two halves.
      return end.isOpen && end.last != "—" && end.last != "–" && !end.isDangling && !isDangling(end)
        && !end.isHyphenated && end.last != ","
        && !block.hasLength(atLeast: longestEntry) && !holdsSentence(block, in: source)
    }
  }

  /// Whether a sentence ends within a text.
  private static func holdsSentence(_ block: SourceBlock, in source: SourceText) -> Bool {
    block.lines.contains { line in
      zip(line.content, line.content.dropFirst()).contains { offset, next in
        ".?!".utf8.contains(source.bytes[offset]) && SourceText.isBlank(source.bytes[next])
      }
    }
  }
}

extension PageReader {
  /// Most entries that are looked over for one that ends a sentence.
  private static let nearEntries = 8

  /// Whether a block is an entry after another, and none that goes on from it ends a sentence.
  func isEntry(_ index: Int, after first: SourceBlock) -> Bool {
    guard Continuation.areEntries(first, input[index], in: source) else { return false }
    let rest = input[(index + 1)...].prefix(Self.nearEntries).prefix { block in
      block.kind == .paragraph && TextStart(of: block, in: source).goesOn
    }
    return rest.allSatisfy { TextEnd(of: $0, in: source).isOpen }
  }
}
