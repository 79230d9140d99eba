/// One line of a source, or the part of it that belongs to a block.
struct SourceLine: Hashable, Sendable {
  /// Bytes of the text.
  var content: Range<Int>
  /// Bytes of the line's end; empty at the end of the source.
  var newline: Range<Int>
  /// How it goes on from the line before it in its block.
  var joint = Joint.softBreak
  /// Whether it is no line but the end of one of a page's columns.
  var endsColumn = false

  enum Joint: Hashable, Sendable {
    /// A space for the line's end.
    case softBreak
    /// The line's end itself, in code and tables, and where the source forces a line to end: in verse.
    case hardBreak
    /// A new paragraph of the same block.
    case paragraph
    /// A space where a page's end, not a line's, came between.
    case pageBreak
    /// Nothing: the line before ends in a hyphen that belongs to the word.
    case keptHyphen
    /// Nothing, and the hyphen that ends the line before is no part of the word.
    case droppedHyphen
    /// Nothing: a note that stands in the text parts the line.
    case inlineNote
  }
}

extension SourceLine {
  /// The lines of a text. LF, CRLF, CR and U+0085 end them; so do the vertical tab and U+2028, after which the
  /// text goes on in a new line of the same paragraph, and U+2029, after which a new paragraph begins. A form
  /// feed within a line parts it.
  static func lines(of bytes: [UInt8], from start: Int, to end: Int) -> [SourceLine] {
    var lines: [SourceLine] = []
    var (start, index) = (start, start)
    var joint = Joint.softBreak
    func add(_ width: Int, before next: Joint = .softBreak) {
      lines.append(SourceLine(content: start..<index, newline: index..<index + width, joint: joint))
      (start, index, joint) = (index + width, index + width, next)
    }
    while index < end {
      switch bytes[index] {
      case 0x0A: add(1)
      case 0x0D: add(index + 1 < end && bytes[index + 1] == 0x0A ? 2 : 1)
      case 0x0B: add(1, before: .hardBreak)
      case 0x0C where index > start:
        add(0)
        index += 1
      case 0xC2 where bytes[index + 1] == 0x85: add(2)
      case 0xE2 where bytes[index + 1] == 0x80 && bytes[index + 2] == 0xA8: add(3, before: .hardBreak)
      case 0xE2 where bytes[index + 1] == 0x80 && bytes[index + 2] == 0xA9:
        add(3)
        add(0)
      default: index += 1
      }
    }
    if start < end { add(0) }
    return lines
  }
}
