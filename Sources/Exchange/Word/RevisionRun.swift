internal import Manuscript

/// One change by one person: words that go, and words that come in their place.
struct TrackedEdit {
  var author: String?
  var date: String?
  var range: ScalarRange
  var new = ""
  /// Whether it is a part of words that were moved.
  var isMove = false
}

/// What was put in and taken out side by side, with nothing kept in between, by one person or several.
struct RevisionRun {
  /// Whose an insertion or a deletion is, and when.
  struct Mark: Hashable {
    var author: String?
    var date: String?
    var isMove = false

    /// Whether two belong to one change: word processors note the minute alone, and whoever types on past it changes
    /// one thing.
    func goes(with other: Mark) -> Bool {
      author == other.author && isMove == other.isMove
        && (date == other.date || isByMinute && other.isByMinute)
    }

    private var isByMinute: Bool { date?.hasSuffix(":00Z") ?? false }
  }

  private struct Piece {
    var insertion: Mark?
    var deletion: Mark?
    /// In the text before all changes; of what was put in, a point.
    var range: ScalarRange
    var words: String

    /// Whose the piece is: who put it in, or else who took it out.
    var owner: Mark? { insertion ?? deletion }

    /// What an author did to it.
    func mark(of author: String?) -> Mark? {
      if let deletion, deletion.author == author { return deletion }
      return insertion.flatMap { $0.author == author ? $0 : nil }
    }
  }

  /// An edit in the making: what it is made of, in order.
  private struct Part {
    var mark: Mark
    var pieces: [Int]
    var end: Int
  }

  private var pieces: [Piece] = []

  var isEmpty: Bool { pieces.isEmpty }

  /// Words of the text before all changes, taken out.
  mutating func delete(_ range: ScalarRange, by mark: Mark) {
    pieces.append(Piece(deletion: mark, range: range, words: ""))
  }

  /// Words put in, which another may have taken out again.
  mutating func insert(_ words: String, at offset: Int, by mark: Mark, deletedBy other: Mark?) {
    pieces.append(
      Piece(insertion: mark, deletion: other, range: ScalarRange(offset, offset), words: words))
  }

  /// The edits in it. Who changes what another put in has another proposal for the same place.
  var edits: [TrackedEdit] {
    let parts = self.parts
    var edits: [(first: Int, edit: TrackedEdit)] = []
    var absorbed: Set<Int> = []
    for (author, span) in reworkings(of: parts) {
      let own = span.filter { pieces[$0].mark(of: author) != nil }
      absorbed.formUnion(own.filter { pieces[$0].owner?.author == author })
      guard let mark = own.first.flatMap({ pieces[$0].mark(of: author) }) else { continue }
      let words = span.filter { pieces[$0].deletion == nil }.map { pieces[$0].words }.joined()
      let range = ScalarRange(pieces[span.lowerBound].range.start, pieces[span.upperBound - 1].range.end)
      edits.append(
        (span.upperBound, TrackedEdit(author: author, date: mark.date, range: range, new: words)))
    }
    for part in parts where !absorbed.isSuperset(of: part.pieces) {
      var edit = TrackedEdit(
        author: part.mark.author, date: part.mark.date,
        range: ScalarRange(pieces[part.pieces[0]].range.start, part.end), isMove: part.mark.isMove)
      edit.new = part.pieces.map { pieces[$0].words }.joined()
      edits.append((part.pieces[0], edit))
    }
    return edits.sorted { $0.first < $1.first }.map(\.edit).filter { !$0.range.isEmpty || !$0.new.isEmpty }
  }

  /// What each change is made of. It goes on where the words of the text before go on, though another put something in
  /// between.
  private var parts: [Part] {
    var parts: [Part] = []
    for (index, piece) in pieces.enumerated() {
      guard let mark = piece.owner else { continue }
      // What one put in and took out again oneself was never there.
      if let deletion = piece.deletion, piece.insertion != nil, deletion.author == mark.author { continue }
      let last = parts.lastIndex { $0.mark.goes(with: mark) && $0.end == piece.range.start }
      if let last {
        parts[last].pieces.append(index)
        parts[last].end = piece.range.end
      } else {
        parts.append(Part(mark: mark, pieces: [index], end: piece.range.end))
      }
    }
    return parts
  }

  /// Who changed words that another put in, with all pieces from the first to the last that this is about.
  private func reworkings(of parts: [Part]) -> [(author: String?, span: Range<Int>)] {
    var spans: [String?: Range<Int>] = [:]
    for part in parts {
      let reach = part.pieces[0]..<part.pieces[part.pieces.count - 1] + 1
      for index in reach {
        guard let author = reworker(of: index, in: part) else { continue }
        let span = spans[author] ?? reach
        spans[author] = min(span.lowerBound, reach.lowerBound)..<max(span.upperBound, reach.upperBound)
      }
    }
    return spans.map { author, span in
      // With what they put in or took out right beside it.
      var (low, high) = (span.lowerBound, span.upperBound)
      while low > 0, pieces[low - 1].owner?.author == author { low -= 1 }
      while high < pieces.count, pieces[high].owner?.author == author { high += 1 }
      return (author, low..<high)
    }.sorted { $0.1.lowerBound < $1.1.lowerBound }
  }

  /// Who took out of a change what it put in, or put something in within it; `nil` where nobody did at this piece.
  private func reworker(of index: Int, in part: Part) -> String?? {
    let piece = pieces[index]
    if part.pieces.contains(index) {
      guard piece.insertion != nil, let deletion = piece.deletion else { return nil }
      return deletion.author == part.mark.author ? nil : .some(deletion.author)
    }
    guard let insertion = piece.insertion, insertion.author != part.mark.author,
      // Between words that were put in: else it stands beside the change.
      part.pieces.contains(where: { $0 > index && pieces[$0].insertion != nil }),
      part.pieces.contains(where: { $0 < index && pieces[$0].insertion != nil })
    else { return nil }
    return .some(insertion.author)
  }
}
