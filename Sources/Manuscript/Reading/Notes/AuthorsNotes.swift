/// Notes right under a paper's authors, which say where they work: the text begins after them, and goes on no author's name.
enum AuthorsNotes {
  /// Most lines of names under a title, and most bytes of them.
  private static let mostLines = 3
  private static let longest = 400

  /// The first block after such notes, if there are any: nothing before it goes on there.
  static func textAfter(in blocks: [SourceBlock], of source: SourceText) -> Int? {
    let texts = blocks.indices.lazy.filter { blocks[$0].isText }
    guard let title = texts.first, blocks[title].isHeading else { return nil }
    let names = texts.dropFirst().prefix { !blocks[$0].isNote }.prefix(mostLines + 1)
    guard let last = names.last, (1...mostLines).contains(names.count),
      names.allSatisfy({ index in
        blocks[index].kind == .paragraph && !blocks[index].hasLength(atLeast: longest)
          && TextEnd(of: blocks[index], in: source).isOpen && hasOnlyNames(blocks[index], in: source)
      }),
      let text = blocks.indices[(last + 1)...].first(where: { blocks[$0].isText && !blocks[$0].isNote }),
      blocks[text].kind == .paragraph, let first = blocks[text].lines.first?.content,
      source.beginsLikeSentence(first)
    else { return nil }
    return text
  }

  /// Fewest bytes of a small word that stands in no line of names, as `and` does.
  private static let shortestWord = 5

  private static func hasOnlyNames(_ block: SourceBlock, in source: SourceText) -> Bool {
    block.lines.allSatisfy { line in
      source.bytes[line.content].split(whereSeparator: SourceText.isBlank).allSatisfy { word in
        word.count < shortestWord || !(0x61...0x7A).contains(word[word.startIndex])
      }
    }
  }
}
