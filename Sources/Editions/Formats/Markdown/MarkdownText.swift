/// Plain text written so that CommonMark renders it as itself.
enum MarkdownText {
  /// How a line break within the text is written.
  enum Break {
    /// As a hard break.
    case hard
    /// As a space: in headings and where a text is quoted in a line.
    case space
    /// As a space, in a cell of a table: bars are escaped too.
    case cell
  }

  /// The text of `scalars`, escaped.
  ///
  /// - Parameters:
  ///   - opensLine: whether it begins a line, where more characters mean something.
  ///   - closesBlock: whether it ends its block, where blanks would be lost.
  static func escaped(
    _ scalars: [Unicode.Scalar], opensLine: Bool, closesBlock: Bool, breaks: Break = .hard
  ) -> String {
    var result = String.UnicodeScalarView()
    var index = 0
    var atLineStart = opensLine
    // To append all at once would count the result each time.
    func write(_ text: String) { for scalar in text.unicodeScalars { result.append(scalar) } }
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\n" {
        if closesBlock, scalars[index...].allSatisfy({ $0 == "\n" }) { break }
        write(breaks == .hard ? "\\\n" : " ")
        atLineStart = breaks == .hard
      } else if breaks == .cell, scalar == "|" || scalar == "\\", let end = endOfBar(scalars, from: index) {
        write("\\|")
        index = end
        atLineStart = false
        continue
      } else if atLineStart, breaks == .hard, let end = endOfListNumber(scalars, from: index) {
        for scalar in scalars[index..<end - 1] { result.append(scalar) }
        write("\\")
        result.append(scalars[end - 1])
        index = end - 1
        atLineStart = false
      } else {
        let next = index + 1 < scalars.count ? scalars[index + 1] : nil
        let endsLine = next == nil ? closesBlock : next == "\n"
        if scalar.properties.isWhitespace, atLineStart || endsLine || scalar == "\r" || scalar == "\t" {
          write("&#\(scalar.value);")
        } else {
          if needsBackslash(scalar, at: index, of: scalars, atLineStart: atLineStart && breaks == .hard) {
            write("\\")
          }
          result.append(scalar)
        }
        atLineStart = false
      }
      index += 1
    }
    return String(result)
  }

  /// A text quoted within a line.
  static func inLine(_ text: String) -> String {
    escaped(Array(text.unicodeScalars), opensLine: false, closesBlock: false, breaks: .space)
  }

  /// The text as a code span; line breaks become spaces.
  static func code(_ text: String) -> String {
    let text = text.contains("\n") ? text.split(separator: "\n").joined(separator: " ") : text
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let isPadded = text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") && text.hasSuffix(" ")
    return isPadded ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// The text as a fenced code block, its lines as they stand.
  static func codeBlock(_ text: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    return "\(fence)\n\(text)\n\(fence)"
  }

  private static func longestRun(of mark: Unicode.Scalar, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for scalar in text.unicodeScalars {
      run = scalar == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func needsBackslash(
    _ scalar: Unicode.Scalar, at index: Int, of scalars: [Unicode.Scalar], atLineStart: Bool
  ) -> Bool {
    let next = index + 1 < scalars.count ? scalars[index + 1] : nil
    if beginsAddress(at: index, of: scalars) { return true }
    switch scalar {
    // The dollar and the tilde are no marks of CommonMark, but of what commonly extends it.
    case "\\", "`", "*", "[", "]", "<", "$", "~": return true
    case "_":
      // Between letters or digits it is no mark, and in an address on the web a backslash would break it.
      guard index > 0, let next else { return true }
      return !scalars[index - 1].isAlphanumeric || !next.isAlphanumeric
    case "&":
      let name = scalars[(index + 1)...].prefix { $0 == "#" || $0.isASCII && $0.isAlphanumeric }
      return !name.isEmpty && name.endIndex < scalars.count && scalars[name.endIndex] == ";"
    // Before a link or a note's mark it would make an image.
    case "!": return next == nil
    case "#":
      // At a heading's end a run of them after a blank would be dropped.
      return atLineStart || index == 0 || scalars[index - 1] == " " || scalars[index - 1] == "#"
    case ">", "-", "+", "=", "|", ":": return atLineStart
    default: return false
    }
  }

  /// The end of `1.` or `12)` at a line's start.
  private static func endOfListNumber(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
    var end = start
    while end < scalars.count, end - start < 9, ("0"..."9").contains(scalars[end]) { end += 1 }
    guard end > start, end < scalars.count, scalars[end] == "." || scalars[end] == ")",
      end + 1 == scalars.count || scalars[end + 1].properties.isWhitespace
    else { return nil }
    return end + 1
  }

  /// The end of a bar, with the backslash that the text has before it where it was read with that.
  private static func endOfBar(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
    if scalars[start] == "|" { return start + 1 }
    return start + 1 < scalars.count && scalars[start + 1] == "|" ? start + 2 : nil
  }

  /// Whether a scalar is the colon or the full stop by which a reader would make a link of an address on the web: what
  /// follows such an address, a note's mark for one, would be taken into the link.
  private static func beginsAddress(at index: Int, of scalars: [Unicode.Scalar]) -> Bool {
    switch scalars[index] {
    case ":": scalars[(index + 1)...].prefix(2).elementsEqual(["/", "/"])
    case ".": index >= 3 && scalars[index - 3..<index].allSatisfy { $0 == "w" || $0 == "W" }
    default: false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isAlphanumeric: Bool { properties.isAlphabetic || properties.numericType == .decimal }
}
