extension InlineReader {
  /// `[text](destination)`, `[text][label]`, `![description](file)`, `[^note]`.
  mutating func readBracket(at index: Int, before end: Int) -> Int {
    switch source.bytes[index] {
    case UInt8(ascii: "["):
      if let marker = source.noteMarker(at: index, before: end) { return read(marker) }
      return openBracket(index..<index + 1)
    case UInt8(ascii: "!"):
      guard index + 1 < end, source.bytes[index + 1] == UInt8(ascii: "["),
        !source.has("[^", at: index + 1, before: end)
      else { return index + 1 }
      return openBracket(index..<index + 2)
    default:
      guard let opener = brackets.popLast() else { return index + 1 }
      guard let target = target(at: index + 1, before: end, textFrom: items[opener].bytes.upperBound) else {
        return readSpan(from: opener, closing: index, before: end) ?? index + 1
      }
      flush(to: index)
      items[opener].content = .furniture(.markup)
      items[opener + 1].content = .linkStart(destination: target.destination)
      add(.linkEnd, index..<index)
      let stop = source.attributes(at: target.end, before: end)?.upperBound ?? target.end
      emit(.furniture(.markup), index..<stop)
      return stop
    }
  }

  /// `[text]{.smallcaps}`: words that Pandoc gives attributes.
  private mutating func readSpan(from opener: Int, closing index: Int, before end: Int) -> Int? {
    guard let attributes = source.attributes(at: index + 1, before: end) else { return nil }
    let words = source.string(attributes)
    let kind: EmphasisSpan.Kind? = words.contains(".underline") || words.contains(".ul") ? .underline : nil
    items[opener].content = .furniture(.markup)
    if words.contains(".comment-start"),
      comments.last.map({ $0.said.upperBound <= items[opener].bytes.lowerBound }) ?? true
    {
      flush(to: index)
      takeComment(from: opener + 1, index, before: end)
    } else if let kind {
      items[opener + 1].content = .open(kind)
      flush(to: index)
      add(.close(kind), index..<index)
    }
    emit(.furniture(.markup), index..<attributes.upperBound)
    return attributes.upperBound
  }

  /// Most bytes after a remark that the report may quote.
  private static let longestQuotation = 200

  /// What a reviewer remarked on the words that follow is none of the paper's text. The report says what it was.
  private mutating func takeComment(from first: Int, _ index: Int, before end: Int) {
    for item in items.indices[first...] {
      if case .marker = items[item].content { continue }
      items[item].content = .furniture(.comment)
    }
    let stop = source.scalarStart(atOrAfter: min(end, index + Self.longestQuotation))
    comments.append((said: items[first - 1].bytes.upperBound..<index, line: index..<stop))
  }

  /// The remarks that are left out of the text.
  var remarks: [PageStructure.Undecided] {
    comments.map { comment in
      PageStructure.Undecided(
        what: "A remark on this is left out of the text: “\(source.string(comment.said))”",
        bytes: comment.line)
    }
  }

  /// Keeps an open bracket as text, and a place after it for the start of the link that it may prove to be.
  private mutating func openBracket(_ bytes: Range<Int>) -> Int {
    emit(.text, bytes)
    brackets.append(items.count - 1)
    add(.furniture(.markup), bytes.upperBound..<bytes.upperBound)
    return bytes.upperBound
  }

  /// What stands after a closing bracket, if it makes a link.
  private func target(
    at offset: Int, before end: Int, textFrom start: Int
  ) -> (destination: String, end: Int)? {
    if offset < end, source.bytes[offset] == UInt8(ascii: "(") {
      return inlineTarget(at: offset, before: end)
    }
    var label = start..<offset - 1
    var stop = offset
    if offset < end, source.bytes[offset] == UInt8(ascii: "["),
      let close = source.offset(of: "]", in: offset + 1..<end, limit: 200)
    {
      if close > offset + 1 { label = offset + 1..<close }
      stop = close + 1
    }
    guard !linkDefinitions.isEmpty, label.count <= 200,
      let destination = linkDefinitions[source.string(source.trimmed(label)).lowercased()]
    else { return nil }
    return (destination, stop)
  }

  /// `(destination "title")`. Brackets in it balance; a further `[` ends the search, which keeps it linear.
  private func inlineTarget(at offset: Int, before end: Int) -> (destination: String, end: Int)? {
    var depth = 0
    var index = offset
    while index < end {
      switch source.bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "["): return nil
      default: break
      }
      if depth == 0 { break }
      guard depth <= 8 else { return nil }
      index += 1
    }
    guard index < end else { return nil }
    let inner = source.trimmed(offset + 1..<index)
    let blank = inner.first { SourceText.isBlank(source.bytes[$0]) } ?? inner.upperBound
    let title = source.trimmed(blank..<inner.upperBound)
    guard title.isEmpty || [0x22, 0x27, 0x28].contains(source.bytes[title.lowerBound]) else { return nil }
    var destination = inner.lowerBound..<blank
    if destination.count >= 2, source.bytes[destination.lowerBound] == UInt8(ascii: "<"),
      source.bytes[destination.upperBound - 1] == UInt8(ascii: ">")
    {
      destination = destination.lowerBound + 1..<destination.upperBound - 1
    }
    return (source.string(destination), index + 1)
  }
}
