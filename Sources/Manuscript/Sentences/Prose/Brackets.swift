/// Which brackets of a text belong together. Found once, in time linear in the text's length.
struct Brackets {
  /// What a bracket holds is short: one that closes later than this has lost its partner.
  private static let longest = 600

  private var closes: [Int: Int] = [:]

  init(in range: ScalarRange, of text: ScalarText) {
    var open: [(offset: Int, closer: Unicode.Scalar)] = []
    for index in range.offsets {
      switch text[index] {
      case "\n": open.removeAll()
      case "(": open.append((index, ")"))
      case "[": open.append((index, "]"))
      case ")", "]":
        guard let last = open.last, last.closer == text[index] else { continue }
        open.removeLast()
        if index - last.offset <= Self.longest { closes[last.offset] = index }
      default: continue
      }
    }
  }

  /// Where the bracket closes that opens at an offset; nil if it does not, or not soon.
  func close(of offset: Int) -> Int? { closes[offset] }
}
