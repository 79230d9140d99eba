/// A list whose items run on in one paragraph: `1. Keep the text 2. Mark what is doubtful`. Its marks count
/// up from the paragraph's beginning, so they need no stop before them.
enum Enumeration {
  fileprivate struct Mark: Equatable {
    enum Form { case number, letter, roman }
    var form: Form
    var value: Int
    /// What surrounds it: `(1)`, `1)`, `1.`, `1.)`, `[1]`
    var shape: String
    var end: Int
  }

  /// Where the items begin, the first left aside; empty if there are not at least two.
  static func items(in range: ScalarRange, of text: ScalarText) -> [Int] {
    var (last, items): ([Mark], [Int]) = ([], [])
    var index = range.start
    while index < range.end {
      let isStart = index == range.start
      guard isStart || Marks.isBlank(text[index - 1]) else {
        index += 1
        continue
      }
      let marks = marks(at: index, in: text, before: range.end)
      if isStart {
        if marks.isEmpty { return [] }
        last = marks
      } else if let mark = marks.first(where: { mark in last.contains { mark.follows($0) } }),
        !isReference(index, in: text, from: range.start)
      {
        items.append(index)
        last = [mark]
      }
      index += 1
    }
    return items
  }

  /// Whether an abbreviation stands before: `1. See vol. 2. The`.
  private static func isReference(_ index: Int, in text: ScalarText, from start: Int) -> Bool {
    guard index >= start + 2, text[index - 2] == "." else { return false }
    return Preceding(index - 2, in: text, from: start).abbreviation != nil
  }

  /// What the mark at an offset can be: `i)` is a letter and a roman number.
  private static func marks(at offset: Int, in text: ScalarText, before limit: Int) -> [Mark] {
    var (index, shape) = (offset, "")
    if text[index] == "•" || text[index] == "⁃" {
      shape = "•"
      index += 1
      if index < limit, text[index] == " " { index += 1 }
    }
    if index < limit, text[index] == "(" || text[index] == "[" {
      shape.unicodeScalars.append(text[index])
      index += 1
    }
    var word = ""
    while index < limit, word.utf8.count < 5, text[index].isASCII,
      Marks.isDigit(text[index]) || Marks.isSmall(text[index])
    {
      word.unicodeScalars.append(text[index])
      index += 1
    }
    guard !word.isEmpty else { return [] }
    while index < limit, ".)]".unicodeScalars.contains(text[index]), shape.utf8.count < 6 {
      shape.unicodeScalars.append(text[index])
      index += 1
    }
    guard shape.last.map({ ".)]".contains($0) }) ?? false, index + 1 < limit,
      text[index] == " "
    else { return [] }
    let following = Following(at: index, in: text, before: limit)
    guard let first = following.first, Marks.isCapital(first) else { return [] }
    var marks: [Mark] = []
    if let value = Int(word), value < 100 {
      marks.append(Mark(form: .number, value: value, shape: shape, end: index))
    }
    if word.utf8.count == 1, let letter = word.utf8.first, letter >= 0x61 {
      marks.append(Mark(form: .letter, value: Int(letter), shape: shape, end: index))
    }
    if let value = romans.firstIndex(of: word) {
      marks.append(Mark(form: .roman, value: value + 1, shape: shape, end: index))
    }
    return marks
  }

  private static let romans = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
  ]
}

extension Enumeration.Mark {
  fileprivate func follows(_ other: Self) -> Bool {
    form == other.form && shape == other.shape && value == other.value + 1
  }
}
