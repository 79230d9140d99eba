/// Lists of plain numbers that begin anew, one for each chapter, and stand together behind the text.
extension NoteMatching {
  /// For each such run, by its first opening, the bytes of the text that it belongs to: the chapter that the heading over
  /// it names, else the stretch from one first mark to the next, where there are as many as lists.
  func partsOfText(_ candidates: [[Int]]) -> [Int: Range<Int>] {
    guard form == .bare else { return [:] }
    let tight = marks.filter { $0.isTight && $0.labels.count == 1 && isRightAtWord($0) }
    let firsts = tight.filter { $0.labels[0].ordinal == 1 }.map(\.offset)
    let lists = candidates.filter {
      openings[$0[0]].label.ordinal == 1 && openings[$0[0]].offset > firsts.last ?? 0
    }
    guard firsts.count > 1, lists.count > 1 else { return [:] }
    let chapters = lists.map { places.lists.chapter(ofListAt: openings[$0[0]].offset) }
    let named = chapters.compactMap { $0 }
    var parts: [Range<Int>] = []
    if named.count == lists.count, Set(named).count == named.count {
      parts = named
    } else if firsts.count == lists.count {
      let end = openings[lists[0][0]].offset
      guard tight.allSatisfy({ $0.offset < end || $0.labels[0].ordinal > 1 }) else { return [:] }
      parts = zip(firsts, firsts.dropFirst() + [end]).map { $0..<$1 }
    }
    guard parts.count == lists.count else { return [:] }
    return Dictionary(zip(lists.map { $0[0] }, parts), uniquingKeysWith: { first, _ in first })
  }

  /// Whether two runs stand right behind each other, each under a heading that names no chapter of the text.
  func areSideBySide(_ run: [Int], _ rival: [Int]) -> Bool {
    let (last, first) = (openings[run[run.count - 1]], openings[rival[0]])
    return places.hasOnlyHeadings(between: places.end(of: last), and: first.block)
      && places.lists.chapter(ofListAt: openings[run[0]].offset) == nil
      && places.lists.chapter(ofListAt: first.offset) == nil
  }
}
