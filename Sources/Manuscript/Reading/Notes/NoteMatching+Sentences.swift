/// Marks that stand apart, after a stop and a blank.
extension NoteMatching {
  /// Whether all of them follow sentences, and one ends a paragraph. The numbers of points, `(1) The price. (2) The roof.`,
  /// stand before what they count, and something follows the last.
  func endSentences(_ answers: [Int: Answer]) -> Bool {
    var endsParagraph = false
    for answer in answers.values {
      guard case .mark(let index) = answer, marks[index].isTight, source.followsSentence(marks[index].offset)
      else { return false }
      endsParagraph = endsParagraph || source.endsParagraph(at: marks[index].marker.bytes.upperBound)
    }
    return endsParagraph
  }

  /// Whether all of them, two or more, stand right before stops or end paragraphs, where the numbers of points do not.
  func standAtEnds(_ answers: [Int: Answer]) -> Bool {
    answers.count > 1
      && answers.values.allSatisfy { answer in
        guard case .mark(let index) = answer else { return false }
        let end = marks[index].marker.bytes.upperBound
        return end < source.bytes.count && ".,;:!?".utf8.contains(source.bytes[end])
          || source.endsParagraph(at: end)
      }
  }
}

extension SourceText {
  /// Most bytes that tell what stands before a mark.
  private static let nearMark = 24

  /// Whether a stop that ends a sentence stands before an offset, closing marks and blanks left aside.
  fileprivate func followsSentence(_ offset: Int) -> Bool {
    let last = scalars(before: offset, atMost: Self.nearMark).last { scalar in
      !scalar.properties.isWhitespace
        && !["”", "’", "\"", "'", "»", "«", "“", "‘", ")", "]", "*", "_"].contains(scalar)
    }
    return last.map { TextEnd.terminators.contains($0) } ?? false
  }

  /// Whether nothing but blanks stands from an offset to the end of its line, and a blank line or nothing below.
  fileprivate func endsParagraph(at offset: Int) -> Bool {
    var breaks = 0
    for byte in bytes[offset...] {
      if byte == 0x0A { breaks += 1 } else if !Self.isBlank(byte) && byte != 0x0D { return false }
      if breaks == 2 { return true }
    }
    return true
  }
}
