internal import Consensus
internal import Manuscript
internal import Scholarship
internal import Views

/// What happens at a point of a block's text in TEI, in the order of its parts.
struct TEIEvent {
  enum Kind: Int {
    /// A mark that leaves with what is deleted before it.
    case leavingMark
    case closesRange, insertion, mark, page, opensRange
    /// A mark that leaves with what is deleted after it.
    case leavingMarkAtStart
    case replacement
  }

  let offset: Int
  let kind: Kind
  let write: (inout MarkupBuilder) -> Void
  /// Where the text goes on after it.
  var end: Int?
}

/// Writes the text of blocks in TEI, with their notes, page breaks and readings in place.
struct TEIContent: Sendable {
  let apparatus: Apparatus
  let document: Document
  let departures: Departures
  let notes: NotePlacement
  let entries: TEIEntries
  let edits: [Edit]

  init(_ apparatus: Apparatus, _ entries: TEIEntries) {
    self.apparatus = apparatus
    self.entries = entries
    document = apparatus.presenter.document
    edits = apparatus.presenter.standing.reconciliation.accepted
    departures = Departures(from: document, with: edits)
    notes = NotePlacement(document, departures)
  }

  /// The text of a block.
  func write(blockAt index: Int, to xml: inout MarkupBuilder) {
    let block = document.blocks[index]
    if block.kind == .table { return write(tableAt: index, to: &xml) }
    let styles = styles(of: block)
    write(events(ofBlockAt: index, styles), in: block.range, styles, to: &xml)
  }

  /// How a block's words are set apart.
  func styles(of block: Block) -> StyledRuns {
    let first = edits.partitioningIndex { $0.range.end >= block.range.start }
    let end = edits.partitioningIndex { $0.range.start > block.range.end }
    return StyledRuns(of: block, in: document.text, edits: edits[first..<max(first, end)])
  }

  /// What happens in a block, in order.
  func events(ofBlockAt index: Int, _ styles: StyledRuns) -> [TEIEvent] {
    let block = document.blocks[index]
    var marks = marks(of: block)
    var events = pages(of: block)
    for locus in loci(ofBlockAt: index) {
      let entry = apparatus.entry(on: locus)
      let segments = TEISegment.segments(of: entry)
      if let segment = segments.first, segments.count == 1, block.range.contains(segment.range) {
        let inside = segment.isMade ? marks.filter { $0.leavesWith == segment.range } : []
        if !inside.isEmpty { marks.removeAll { $0.leavesWith == segment.range } }
        events.append(app(entry, segment, styles, inside))
      } else {
        for segment in segments { events += anchors(segment) }
      }
    }
    return (marks.map(event) + events).enumerated().sorted {
      ($0.element.offset, $0.element.kind.rawValue, $0.offset)
        < ($1.element.offset, $1.element.kind.rawValue, $1.offset)
    }.map(\.element)
  }

  /// The words of a range with what happens in it; what does so outside of it stands at its edge.
  func write(
    _ events: some Sequence<TEIEvent>, in range: ScalarRange, _ styles: StyledRuns,
    to xml: inout MarkupBuilder
  ) {
    var done = range.start
    for event in events {
      let offset = min(max(event.offset, done), range.end)
      write(ScalarRange(done, offset), styles, to: &xml)
      event.write(&xml)
      done = max(offset, event.end ?? offset)
    }
    write(ScalarRange(done, max(done, range.end)), styles, to: &xml)
  }

  /// A note at its mark, or after the text.
  func write(noteAt index: Int, to xml: inout MarkupBuilder) {
    let block = document.blocks[index]
    xml.add("<note xml:id=\"\(block.address)\" place=\"foot\"")
    if let label = block.label { xml.add(attribute: "n", label) }
    xml.add(">")
    write(blockAt: index, to: &xml)
    xml.add("</note>")
  }

  // MARK: Marks, pages, anchors

  /// Where a mark is written.
  private struct MarkPlace {
    let mark: NotePlacement.Mark
    let offset: Int
    let kind: TEIEvent.Kind
    /// The range of the edit with whose words it leaves the consensus; `nil` where it stays.
    var leavesWith: ScalarRange?
  }

  private func marks(of block: Block) -> [MarkPlace] {
    block.noteReferences.compactMap { reference in
      guard notes.blocks[reference.note] != nil else { return nil }
      let mark = NotePlacement.Mark(note: reference.note, offset: block.range.start + reference.offset)
      let after = edits.partitioningIndex { $0.range.start >= mark.offset }
      guard departures.deletesWords(under: mark.note, at: mark.offset) else {
        // One that stays follows what takes the place of the words around it.
        let inside = after > 0 && edits[after - 1].range.end > mark.offset
        return MarkPlace(mark: mark, offset: inside ? edits[after - 1].range.end : mark.offset, kind: .mark)
      }
      // It leaves with the last edit that begins before it, else with the first after it.
      if after > 0, edits[after - 1].range.end >= block.range.start {
        let edit = edits[after - 1].range
        return MarkPlace(
          mark: mark, offset: min(mark.offset, edit.end), kind: mark.offset < edit.end ? .mark : .leavingMark,
          leavesWith: edit)
      }
      guard after < edits.count, edits[after].range.start <= block.range.end else {
        return MarkPlace(mark: mark, offset: mark.offset, kind: .mark)
      }
      let edit = edits[after].range
      return MarkPlace(mark: mark, offset: edit.start, kind: .leavingMarkAtStart, leavesWith: edit)
    }
  }

  private func event(_ place: MarkPlace) -> TEIEvent {
    TEIEvent(offset: place.offset, kind: place.kind) { write(place.mark, to: &$0) }
  }

  private func write(_ mark: NotePlacement.Mark, to xml: inout MarkupBuilder) {
    if notes.stands(mark), let index = notes.blocks[mark.note] {
      write(noteAt: index, to: &xml)
    } else {
      xml.add("<ptr type=\"note\" target=\"#n\(mark.note)\"/>")
    }
  }

  private func pages(of block: Block) -> [TEIEvent] {
    apparatus.places.pages.breaks(in: block.range).filter { $0.offset > block.range.start }.map { page in
      TEIEvent(offset: page.offset, kind: .page) { $0.add("<pb n=\"\(page.page)\"/>") }
    }
  }

  private func anchors(_ segment: TEISegment) -> [TEIEvent] {
    let from = TEIEvent(offset: segment.range.start, kind: segment.range.isEmpty ? .insertion : .opensRange) {
      $0.add("<anchor xml:id=\"\(segment.from)\"/>")
    }
    let to = TEIEvent(offset: segment.range.end, kind: segment.range.isEmpty ? .insertion : .closesRange) {
      $0.add("<anchor xml:id=\"\(segment.to)\"/>")
    }
    return [from, to]
  }

  func loci(ofBlockAt index: Int) -> ArraySlice<Locus> {
    let (loci, start) = (apparatus.loci, document.blocks[index].range.start)
    let next = index + 1 < document.blocks.count ? document.blocks[index + 1].range.start : Int.max
    let first = loci.partitioningIndex { $0.hull.start >= start }
    let end = loci.partitioningIndex { $0.hull.start >= next }
    return loci[first..<max(first, end)]
  }

  // MARK: Readings in line

  /// A locus whose readings stand in the text.
  private func app(
    _ entry: ApparatusEntry, _ segment: TEISegment, _ styles: StyledRuns, _ marks: [MarkPlace]
  ) -> TEIEvent {
    let range = segment.range
    var event = TEIEvent(offset: range.start, kind: range.isEmpty ? .insertion : .replacement) { xml in
      let style = styles.enclosing(range)
      entries.write(entry, segment, to: &xml) { reading, xml in
        if let reading {
          xml.add(style?.opening ?? "")
          xml.add(text: reading)
          xml.add(style?.closing ?? "")
        } else {
          var done = range.start
          for place in marks {
            write(ScalarRange(done, max(done, place.offset)), styles, to: &xml)
            write(place.mark, to: &xml)
            done = max(done, place.offset)
          }
          write(ScalarRange(done, range.end), styles, to: &xml)
        }
      }
    }
    event.end = range.end
    return event
  }

  private func write(_ range: ScalarRange, _ styles: StyledRuns, to xml: inout MarkupBuilder) {
    var done = range.start
    for run in styles.overlapping(range) {
      let (start, end) = (max(run.range.start, done), min(run.range.end, range.end))
      xml.add(lines: document.text.scalars[done..<start])
      xml.add(run.opening)
      xml.add(lines: document.text.scalars[start..<end])
      xml.add(run.closing)
      done = end
    }
    if done < range.end { xml.add(lines: document.text.scalars[done..<range.end]) }
  }
}
