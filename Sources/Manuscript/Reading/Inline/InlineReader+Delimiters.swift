extension InlineReader {
  /// A run of emphasis marks, and whether what stands around it lets it open or close (CommonMark 6.2).
  mutating func readDelimiters(at index: Int, before end: Int) -> Int {
    let mark = source.bytes[index]
    let stop = source.endOfRun(at: index, before: end)
    // Strikethrough takes two tildes; one stands for "about".
    if mark == UInt8(ascii: "~"), stop - index != 2 { return stop }
    let before = scalarBefore(index)
    let after = stop < end ? source.scalar(at: stop).scalar : nil
    // `2*3*4`: a product.
    if mark == UInt8(ascii: "*"), stop == index + 1, before.map(Self.isFigure) ?? false,
      after.map(Self.isFigure) ?? false
    {
      return stop
    }
    let blankBefore = before?.properties.isWhitespace ?? true
    // A note's mark after emphasis is as good as a blank.
    let isMarkAfter =
      stop < end && (knownMarkers[stop] != nil || after.flatMap(SourceText.superscriptDigit) != nil)
    let blankAfter = isMarkAfter || (after?.properties.isWhitespace ?? true)
    let signBefore = before.map(Self.isPunctuation) ?? false
    let signAfter = after.map(Self.isPunctuation) ?? false
    let leftFlanking = !blankAfter && (!signAfter || blankBefore || signBefore)
    let rightFlanking = !blankBefore && (!signBefore || blankAfter || signAfter)
    let isUnderscore = mark == UInt8(ascii: "_")
    let delimiters = Delimiters(
      mark: mark, canOpen: leftFlanking && (!isUnderscore || !rightFlanking || signBefore),
      canClose: rightFlanking && (!isUnderscore || !leftFlanking || signAfter), count: stop - index)
    emit(.delimiters(delimiters), index..<stop)
    return stop
  }

  /// The scalar before an offset within the block; a line's end is white space.
  private func scalarBefore(_ offset: Int) -> Unicode.Scalar? {
    offset > lineStart ? source.scalar(before: offset) : nil
  }

  private static func isFigure(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return SourceText.isPunctuation(UInt8(scalar.value)) }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return true
    default: return false
    }
  }

  /// Finds the pairs among the runs: each closes the nearest earlier one that fits (CommonMark, "process
  /// emphasis"). `bottom` keeps a failed search from being made again, so that the time stays linear. Items before `first` are done.
  mutating func pairDelimiters(from first: Int) {
    var open: [Int] = []
    var bottom: [Int: Int] = [:]
    for index in items.indices[first...] {
      guard case .delimiters(var closer) = items[index].content else { continue }
      while closer.canClose, closer.count > 0 {
        let key = Int(closer.mark) << 3 | (closer.canOpen ? 4 : 0) | items[index].bytes.count % 3
        let floor = bottom[key, default: -1]
        guard let place = open.lastIndex(where: { $0 <= floor || fits($0, closer, at: index) }),
          open[place] > floor, case .delimiters(var opener) = items[open[place]].content
        else {
          bottom[key] = open.last ?? floor
          break
        }
        let kind: EmphasisSpan.Kind =
          closer.mark == UInt8(ascii: "~")
          ? .strikethrough : opener.count >= 2 && closer.count >= 2 ? .strong : .emphasis
        let width = Delimiters.width(of: kind)
        opener.count -= width
        opener.opens.append(kind)
        closer.count -= width
        closer.closes.append(kind)
        items[open[place]].content = .delimiters(opener)
        // Runs between the two can open nothing any more.
        open.removeSubrange((opener.count > 0 ? place + 1 : place)...)
      }
      items[index].content = .delimiters(closer)
      if closer.canOpen, closer.count > 0 { open.append(index) }
    }
  }

  private func fits(_ index: Int, _ closer: Delimiters, at closing: Int) -> Bool {
    guard case .delimiters(let opener) = items[index].content, opener.mark == closer.mark else {
      return false
    }
    // The rule of three: a run that could do both pairs only if the lengths do not add up to threes.
    if opener.canClose || closer.canOpen {
      let (first, second) = (items[index].bytes.count, items[closing].bytes.count)
      return (first + second) % 3 != 0 || first % 3 == 0 && second % 3 == 0
    }
    return true
  }
}
