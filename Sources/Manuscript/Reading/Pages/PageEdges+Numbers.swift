/// Lines at pages' edges that are no more than a number.
extension PageEdges {
  /// Those of some lines that end the sentence over them with a number and a stop, `rubr.`, `17.`, for few pages have such a
  /// number and no blank line over it.
  static func endsOfSentences(among edges: [Int], ofPages pages: Int, in source: SourceText) -> Set<Int> {
    let stopped = edges.filter { index in
      index > 0 && source.isStoppedNumber(source.trimmed(source.lines[index].content))
        && !source.trimmed(source.lines[index - 1].content).isEmpty
    }
    return stopped.count * 2 <= pages ? Set(stopped) : []
  }
}
