/// Lines that begin with a dash: items of a list, or what people say to each other. Where a line of prose begins with one by
/// chance, the line before it is filled and ends in mid-sentence.
struct DashedLines {
  private let source: SourceText

  /// The blocks with such lines parted. Items lose their dash, which is a bullet; speeches keep it.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    let lines = DashedLines(source: source)
    guard blocks.contains(where: { $0.lines.contains { lines.dash(of: $0.content) != nil } }) else {
      return blocks
    }
    var result: [SourceBlock] = []
    var run: [SourceBlock] = []
    for block in blocks {
      for part in lines.parts(of: block, after: run.last ?? result.last) {
        if lines.isDashed(part) {
          run.append(part)
        } else {
          result += lines.settled(run, after: result.last)
          run = []
          result.append(part)
        }
      }
    }
    return result + lines.settled(run, after: result.last)
  }

  /// The bytes of the dash with which a line begins, where a blank follows it, or the capital of a speech.
  private func dash(of line: Range<Int>) -> Range<Int>? {
    let start = line.lowerBound
    guard line.count > 4, source.bytes[start] == 0xE2, source.bytes[start + 1] == 0x80,
      (0x92...0x95).contains(source.bytes[start + 2])
    else { return nil }
    if source.isBlank(at: start + 3, before: line.upperBound) { return start..<start + 3 }
    let next = source.scalar(at: start + 3).scalar
    return next.properties.isUppercase || ["¿", "¡"].contains(next) ? start..<start + 3 : nil
  }

  private func isDashed(_ block: SourceBlock) -> Bool {
    guard block.kind == .paragraph, !block.keepsLines, let line = block.lines.first else { return false }
    return dash(of: line.content) != nil
  }

  // MARK: - Parts

  /// A paragraph parted at its dashes, where all of them follow a stop, a comma, or a line that was not filled, and there
  /// are several, or a colon leads in the one.
  private func parts(of block: SourceBlock, after before: SourceBlock?) -> [SourceBlock] {
    guard block.kind == .paragraph, block.lines.count > 1, !block.keepsLines else { return [block] }
    let lines = block.lines.map(\.content)
    let starts = lines.indices.filter { index in
      guard let dash = dash(of: lines[index]) else { return false }
      return index == 0
        || !source.goesOnRange(dash.upperBound..<lines[index].upperBound, after: lines[index - 1])
    }
    guard let first = starts.first else { return [block] }
    let inner = starts.filter { $0 > 0 }
    let isLedInBefore = first > 0 ? last(of: lines[first - 1]) == ":" : before.map(leadsIn) ?? false
    guard !inner.isEmpty, starts.count > 1 || isLedInBefore else { return [block] }
    if isLedInBefore && starts.count > 1 || starts.count == lines.count { return block.parts(at: inner) }
    let measure = lines.lazy.map { source.width(of: $0) }.max() ?? 0
    let areApart = inner.allSatisfy { index in
      // The years of a life may be parted at the dash.
      if SourceText.isDigit(source.bytes[lines[index - 1].upperBound - 1]) { return false }
      if let last = last(of: lines[index - 1]),
        TextEnd.terminators.contains(last) || ":;,".unicodeScalars.contains(last)
      {
        return true
      }
      let word = source.trimmedWide(lines[index].lowerBound + 3..<lines[index].upperBound)
      let needed = source.width(of: lines[index - 1]) + 3 + source.firstWordWidth(of: word)
      return needed * 10 <= measure * 9
    }
    return areApart ? block.parts(at: inner) : [block]
  }

  private func last(of line: Range<Int>) -> Unicode.Scalar? {
    TextEnd(ofLine: line, in: source).last
  }

  // MARK: - What they are

  private func leadsIn(_ block: SourceBlock) -> Bool {
    block.isText && TextEnd(of: block, in: source).last == ":"
  }

  /// Blocks that begin with dashes, one after another: items if a colon leads them in or there are several, none of them a
  /// whole sentence. Speeches are whole sentences.
  private func settled(_ run: [SourceBlock], after before: SourceBlock?) -> [SourceBlock] {
    guard !run.isEmpty else { return [] }
    let isLedIn = before.map { leadsIn($0) } ?? false
    guard run.count > 1 || isLedIn else { return run }
    let sentences = run.count { isSentence($0) }
    guard sentences < run.count else {
      return run.map { block in
        var speech = block
        speech.standsApart = true
        return speech
      }
    }
    guard isLedIn || sentences <= 1 else { return run }
    return run.map { block in
      guard let line = block.lines.first?.content, let dash = dash(of: line) else { return block }
      var item = block
      item.kind = .listItem(depth: 1)
      item.label = source.string(dash)
      item.lines[0].content = source.trimmedWide(dash.upperBound..<line.upperBound)
      return item
    }
  }

  /// Whether a block is a sentence from its capital to its stop.
  private func isSentence(_ block: SourceBlock) -> Bool {
    guard let line = block.lines.first?.content, let last = TextEnd(of: block, in: source).last,
      TextEnd.terminators.contains(last)
    else { return false }
    let text = source.trimmedWide(line.lowerBound + 3..<line.upperBound)
    return source.beginsLikeSentence(text)
      || text.first.map { ["¿", "¡"].contains(source.scalar(at: $0).scalar) } ?? false
  }
}

extension SourceText {
  /// Whether a line behind a dash holds the second of two numbers in brackets, and the line over it the first: `(1702`,
  /// `– 1745)`.
  func goesOnRange(_ text: Range<Int>, after line: Range<Int>) -> Bool {
    guard let last = line.last, Self.isDigit(bytes[last]),
      let first = text.first(where: { !Self.isBlank(bytes[$0]) }), Self.isDigit(bytes[first]),
      let bracket = bytes[line].lastIndex(where: { "()[]".utf8.contains($0) })
    else { return false }
    return bytes[bracket] == UInt8(ascii: "(") || bytes[bracket] == UInt8(ascii: "[")
  }
}
