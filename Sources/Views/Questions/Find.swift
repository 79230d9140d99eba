public import Protocol

extension Snapshot {
  /// `find`: where words stand in the text, whatever their case.
  public func find(_ words: String, limit: Int) -> FoundView {
    let found = PaperText(document: document, edits: []).occurrences(of: words, limit: limit)
    return FoundView(at: at, total: found.total, items: found.items)
  }
}
