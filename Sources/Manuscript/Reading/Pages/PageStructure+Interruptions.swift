/// Pages that nothing shows but sentences which go on over a blank line.
extension PageStructure {
  /// Drops all pages' starts of that kind where some of them part marks from notes that stand at the foot of one and the same
  /// page: a converter then leaves blank lines in the middle of sentences, and they show nothing.
  mutating func dropInterruptions(parting marks: ArraySlice<NoteMarker>, from notes: [SourceBlock]) {
    guard pageStarts.count > certainStarts.count, !certainStarts.isEmpty else { return }
    let own = Self.byLabel(notes.map { ($0.label, $0.bytes.lowerBound) })
    let said = Self.byLabel(marks.map { ($0.label, $0.bytes.lowerBound) })
    var (together, parted) = (0, 0)
    for (label, note) in own {
      guard let note, let mark = said[label] ?? nil, mark < note,
        certainPage(ofByteAt: mark) == certainPage(ofByteAt: note)
      else { continue }
      switch page(ofByteAt: note) - page(ofByteAt: mark) {
      case 0: together += 1
      // A note may be carried over to the next page, but no further.
      case 1: parted += 1
      default: return pageStarts = certainStarts
      }
    }
    if parted > together, parted > 1 { pageStarts = certainStarts }
  }

  private func certainPage(ofByteAt offset: Int) -> Int { certainStarts.partitioningIndex { $0 > offset } }

  /// Where labels stand; nil for those that come again.
  private static func byLabel(_ places: [(label: String?, offset: Int)]) -> [String: Int?] {
    var found: [String: Int?] = [:]
    for case let (label?, offset) in places {
      found[label] = .some(found[label] == nil ? offset : nil)
    }
    return found
  }
}
