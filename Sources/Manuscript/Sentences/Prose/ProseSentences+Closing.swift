/// What belongs to a sentence after its stop: quotes and brackets that close, and the marks of notes.
extension ProseSentences {
  /// The end of the quotes and brackets that close after a stop.
  func closing(from offset: Int) -> Int {
    var index = offset
    while index < range.end {
      if closes(index) {
        index += 1
      } else if closesAfterBlank(index) {
        index += 2
      } else {
        break
      }
    }
    return index
  }

  private func closes(_ index: Int) -> Bool {
    let scalar = text[index]
    let isBeforeLetter = index + 1 < range.end && Marks.isLetter(text[index + 1])
    switch scalar {
    case "\"", "'", "’":
      // `Jr.'s`, and a quotation that opens where a blank was lost.
      return !(isBeforeLetter && !Marks.isCapital(text[index + 1]))
    case "“", "‘", "«", "‹":
      // German quotations close so.
      return isBeforeGap(index + 1)
    default: return Marks.isCloser(scalar)
    }
  }

  /// French puts a blank before the mark that closes: `« Non. »`
  private func closesAfterBlank(_ index: Int) -> Bool {
    guard guillemetsPointOut, index + 1 < range.end, Marks.isBlank(text[index]), text[index] != "\n" else {
      return false
    }
    return text[index + 1] == "»" || text[index + 1] == "›"
  }

  /// One blank within the line, or none.
  private func oneBlank(at offset: Int) -> Int {
    offset < range.end && Marks.isBlank(text[offset]) && text[offset] != "\n" ? 1 : 0
  }

  private func isBeforeGap(_ offset: Int) -> Bool {
    guard offset < range.end else { return true }
    let scalar = text[offset]
    return Marks.isBlank(scalar) || Marks.isContinuer(scalar) || Marks.isTerminator(scalar)
  }

  // MARK: - Notes

  /// The end of the marks of notes and the citations that were left in the text: `war.[12] The`, `war.12 The`,
  /// `war.² The`, `war. [3] [4] The`. They belong to the sentence that they follow.
  func noteMarks(from offset: Int, stop: Int, at start: Int) -> Int {
    guard offset < range.end else { return offset }
    if let end = raisedMark(from: offset) { return end }
    let attached = bracketedMarks(from: offset)
    if attached > offset { return attached }
    let apart = bareNumber(from: offset, stop: stop, at: start) ?? offset
    // Where a list of works is numbered so, the next number begins the next entry.
    return items.first.map { apart > $0 } == true ? offset : apart
  }

  private static let raised = "¹²³⁰⁴⁵⁶⁷⁸⁹⁽⁾⁻†‡"

  /// `²`, `¹,²`, `†`, `*`, `$^2$`
  private func raisedMark(from offset: Int) -> Int? {
    if text[offset].isASCII, text[offset] != "$", text[offset] != "*" { return nil }
    var index = offset
    if text[offset] == "$", offset + 1 < range.end, text[offset + 1] == "^" {
      index += 2
      while index < range.end, index - offset < 12,
        Marks.isDigit(text[index]) || "{},–-".contains(text[index])
      {
        index += 1
      }
      return index < range.end && text[index] == "$" && index > offset + 2 ? index + 1 : nil
    }
    while index < range.end {
      if Self.raised.contains(text[index]) {
        index += 1
      } else if index > offset, index + 1 < range.end, Self.raised.contains(text[index + 1]),
        ",;–-".contains(text[index])
      {
        // `¹,²`
        index += 2
      } else {
        break
      }
    }
    if index > offset { return index }
    while index < range.end, index - offset < 4, text[index] == "*" || text[index] == "∗" { index += 1 }
    return index > offset && isBeforeGap(index) ? index : nil
  }

  /// Brackets that follow the stop or, with a number in them, a blank after it.
  private func bracketedMarks(from offset: Int) -> Int {
    var end = offset
    while end < range.end {
      let joined = end > offset ? joinedMark(from: end) : nil
      let start = joined ?? end + oneBlank(at: end)
      guard start < range.end, items.first.map({ start < $0 }) ?? true,
        let close = bracketedMark(at: start, isAttached: start == end)
      else { break }
      end = closing(from: close)
    }
    return end
  }

  /// Where the next of several marks begins, `[1]–[3]`, `[1], [2]`, after what joins it to the one before.
  private func joinedMark(from offset: Int) -> Int? {
    guard offset < range.end, "–-—,;".contains(text[offset]) else { return nil }
    let start = offset + 1 + oneBlank(at: offset + 1)
    return start + 1 < range.end && text[start] == "[" && Marks.isDigit(text[start + 1]) ? start : nil
  }

  /// The end of one mark in brackets: `[12]`, `[1–3, 7]`, and without a blank before it `[a]`, `[^7]`, `(12)`.
  private func bracketedMark(at offset: Int, isAttached: Bool) -> Int? {
    guard text[offset] == "[" || text[offset] == "(" else { return nil }
    if let end = citation(at: offset, isAttached: isAttached) { return end }
    guard text[offset] == "[" || isAttached else { return nil }
    let closer: Unicode.Scalar = text[offset] == "[" ? "]" : ")"
    var (index, digits, letters) = (offset + 1, 0, 0)
    while index < range.end, index - offset < 24, text[index] != closer {
      let scalar = text[index]
      if Marks.isDigit(scalar) {
        digits += 1
      } else if Marks.isLetter(scalar) {
        letters += 1
      } else if !",–- ^*†‡".contains(scalar) {
        return nil
      }
      index += 1
    }
    guard index < range.end, text[index] == closer,
      isBeforeGap(index + 1) || isBeforeOpening(index + 1) || joinedMark(from: index + 1) != nil
    else { return nil }
    let isNumber = letters == 0 && digits > 0 && Marks.isDigit(text[offset + 1])
    let isLabel = isAttached && closer == "]" && letters + digits > 0 && letters <= 1
    let isNamed = isAttached && text[offset + 1] == "^"
    return isNumber || isLabel || isNamed ? index + 1 : nil
  }

  func isBeforeOpening(_ offset: Int) -> Bool {
    Marks.isCapital(text[offset]) || Marks.isOpener(text[offset]) || Marks.isCloser(text[offset])
  }

  /// A number that has lost its brackets or its height: `war.12 The`, `war. 8 The`.
  private func bareNumber(from offset: Int, stop: Int, at start: Int) -> Int? {
    let blanks = oneBlank(at: offset)
    let first = offset + blanks
    guard let index = numbers(from: first, areSeveral: blanks == 0), index + 1 < range.end, text[index] == " "
    else {
      return nil
    }
    let following = following(at: index)
    guard let capital = following.first, Marks.isCapital(capital) else { return nil }
    let preceding = Preceding(start, in: text, from: self.start)
    if blanks > 0 {
      // Only a word that begins sentences tells it from a number that begins one.
      return preceding.isPlain && preceding.letters >= 3 && following.isStarter ? index : nil
    }
    let isYear = preceding.isNumber && preceding.word.count == 4 && following.isStarter
    let isWord =
      preceding.letters >= (following.isStarter ? 2 : 3) && preceding.isPlain && !preceding.isCapitalised
    return isYear || isWord || offset > stop ? index : nil
  }

  /// The end of a number of up to three digits, or of several, `1,2` or `4–6`; nil if none begins there.
  private func numbers(from offset: Int, areSeveral: Bool) -> Int? {
    var (index, first) = (offset, offset)
    while index < range.end, index - offset < 16 {
      if Marks.isDigit(text[index]) {
        index += 1
      } else if areSeveral, index > first, index + 1 < range.end, ",–-".contains(text[index]),
        Marks.isDigit(text[index + 1])
      {
        (index, first) = (index + 1, index + 1)
      } else {
        break
      }
      if index - first > 3 { return nil }
    }
    return index > first ? index : nil
  }
}

extension String {
  fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool { unicodeScalars.contains(scalar) }
}
