/// Numbers, dates and brackets around a stop.
extension Stop {
  /// The number of a section at its head: `2.1.`
  var isSectionNumber: Bool {
    guard (3...12).contains(start - sentence) else { return false }
    let number = text.scalars[sentence..<start]
    return Marks.isDigit(text[sentence]) && number.allSatisfy { Marks.isDigit($0) || $0 == "." }
  }

  /// The number of the first item after a colon: `two aims: 1. Peace`
  var isItemAfterColon: Bool {
    guard preceding.word == "1", preceding.isWhole, !isClosed, start >= sentence + 4 else { return false }
    return Marks.isBlank(text[start - 2]) && text[start - 3] == ":" && Marks.isLetter(text[start - 4])
  }

  /// The day or the month of a date in figures: `24. 12. 1801`
  var isInDate: Bool {
    guard !isClosed, let number = preceding.number, (1...31).contains(number),
      following.opener == nil, let next = Int(following.word)
    else { return false }
    if (1...12).contains(next), following.after == "." {
      return text.scalars[(following.end + 1)..<min(limit, following.end + 3)].contains(where: Marks.isDigit)
    }
    return number <= 12 && (1000...2999).contains(next) && preceding.isAfterStop
      && Int(preceding.prior).map { (1...31).contains($0) } ?? false
  }

  /// Whether brackets follow after which the sentence goes on: in small letters, or with a comma.
  var isBeforeInnerBracket: Bool {
    guard next < limit, nextScalar == "(", !following.isItemMark else { return false }
    var (index, depth) = (next, 0)
    let end = min(limit, next + 200)
    while index < end {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0 { break }
      index += 1
    }
    guard index + 1 < end else { return false }
    // What is a sentence has its own stop.
    if Marks.isTerminator(text[index - 1]) { return false }
    let after = text[index + 1]
    if after == "," || after == ";" || after == ":" { return true }
    return Marks.isBlank(after) && index + 2 < limit && Marks.isSmall(text[index + 2])
  }
}
