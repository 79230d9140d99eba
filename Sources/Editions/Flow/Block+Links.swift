internal import Consensus
internal import Manuscript

extension Block {
  /// Its links that an edition passes on: those on the web, or to a post box, that lead where their words say.
  ///
  /// - Parameters:
  ///   - text: that of the block's document.
  ///   - edits: those made in the block, in order. A link whose words are its destination leads to the old place where one
  ///     changes them, and is left out.
  func links<Edits: RandomAccessCollection>(in text: ScalarText, madeWith edits: Edits) -> [Hyperlink]
  where Edits.Element == Edit, Edits.Index == Int {
    links.filter { link in
      guard link.isFollowable else { return false }
      let next = edits.partitioningIndex { $0.range.end > link.range.start }
      guard next < edits.endIndex, edits[next].range.start < link.range.end else { return true }
      let words = text[link.range]
      return !link.destination.contains(words) && !words.contains(link.destination)
    }
  }
}

extension Hyperlink {
  fileprivate var isFollowable: Bool {
    let lower = destination.lowercased()
    return ["http://", "https://", "ftp://", "mailto:"].contains { lower.hasPrefix($0) }
      && !destination.unicodeScalars.contains { $0.properties.isWhitespace }
  }
}
