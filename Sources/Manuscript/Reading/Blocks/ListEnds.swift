/// Where the last item of a list ends although no blank line follows it: the indent of a plain text's lines shows it.
enum ListEnds {
  /// The blocks with what comes after the last item of a list parted from it: lines that stand left of the item's mark, or at
  /// its margin after others of the item that stand in.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    blocks.flatMap { block -> [SourceBlock] in
      guard case .listItem = block.kind, block.lines.count > 1, block.quoteDepth == 0, !block.keepsLines
      else {
        return [block]
      }
      let mark = source.indent(before: block.bytes.lowerBound)
      let columns = block.lines.map { source.indent(before: $0.content.lowerBound) }
      let end = columns.indices.dropFirst().first { index in
        guard columns[index] <= mark else { return false }
        return columns[index] < mark
          || index > 1 && columns[1..<index].allSatisfy { $0 >= mark + leastIndent }
      }
      guard let end, source.beginsLikeSentence(block.lines[end].content) || columns[end] < mark else {
        return [block]
      }
      var rest = block.part(end..<block.lines.count)
      (rest.kind, rest.label) = (.paragraph, nil)
      return [block.part(0..<end), rest]
    }
  }

  /// Columns by which an item's lines stand in from its mark.
  private static let leastIndent = 2
}
