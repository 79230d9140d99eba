extension SentenceSegmenter {
  /// What stands after a stop.
  struct Following {
    /// The first letter or digit, opening quotes and brackets left aside.
    var first: Unicode.Scalar?
    /// The first word in small letters.
    var word = ""
    /// Whether the word is a number, arabic or roman.
    var isNumber = false

    init(at offset: Int, in text: ScalarText, before end: Int, openers: Set<Unicode.Scalar>) {
      var index = offset
      while index < end, openers.contains(text[index]) || text[index].properties.isWhitespace { index += 1 }
      guard index < end else { return }
      first = text[index]
      var letters = String.UnicodeScalarView()
      while index < end, letters.count < 24,
        text[index].properties.isAlphabetic || text[index] == "'" || text[index] == "’"
          || ("0"..."9").contains(text[index])
      {
        letters.append(text[index] == "’" ? "'" : text[index])
        index += 1
      }
      let plain = String(letters)
      word = plain.lowercased()
      isNumber =
        letters.first.map { ("0"..."9").contains($0) } ?? false
        || !letters.isEmpty && word.unicodeScalars.allSatisfy { "ivxlcdm".unicodeScalars.contains($0) }
          && plain != "I"
    }

    /// Whether the word commonly begins a sentence.
    var isCommonStart: Bool { SentenceStarters.words.contains(word) }
  }

  /// What stands before a full stop.
  struct Preceding {
    /// The word, in small letters, with the stops inside it: `u.s`, `vol`.
    let word: String
    private let isCapital: Bool
    private let letters: Int
    private let stops: Int
    private let isNumber: Bool
    /// Whether the word begins its sentence.
    private let isFirst: Bool

    init(_ stop: Int, in text: ScalarText, from start: Int) {
      var index = stop
      while index > start, stop - index < 24 {
        let scalar = text[index - 1]
        let belongs =
          scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || scalar == "." && index - 1 > start && text[index - 2].properties.isAlphabetic
        guard belongs else { break }
        index -= 1
      }
      let scalars = text.scalars[index..<stop]
      word = String(String.UnicodeScalarView(scalars)).lowercased()
      isCapital = scalars.first?.properties.isUppercase ?? false
      letters = scalars.count { $0.properties.isAlphabetic }
      stops = scalars.count { $0 == "." }
      isNumber = !scalars.isEmpty && scalars.allSatisfy { ("0"..."9").contains($0) }
      var before = index
      while before > start, !text[before - 1].properties.isAlphabetic, !("0"..."9").contains(text[before - 1])
      {
        before -= 1
      }
      isFirst = before == start
    }

    /// Whether a sentence may end with this word before what follows, which is no small letter.
    func mayEnd(before following: Following) -> Bool {
      if isNumber {
        // `1. Introduction` numbers what follows it.
        return !(isFirst && word.count <= 3)
      }
      if letters == 1, stops == 0, isCapital {
        // An initial (`A. J. P. Taylor`), unless a word follows that is no name.
        return following.isCommonStart
      }
      if stops > 0 {
        if Abbreviations.neverEnd.contains(word) { return false }
        // `U.S.`, `D.C.`, `A.J.P.`
        return following.isCommonStart
      }
      if Abbreviations.neverEnd.contains(word) { return false }
      if Abbreviations.beforeNumber.contains(word), following.isNumber { return false }
      if letters == 1, !isCapital {
        return following.isCommonStart || !Abbreviations.beforeNumber.contains(word)
      }
      if Abbreviations.mayEnd.contains(word) { return following.isCommonStart }
      return true
    }
  }
}
