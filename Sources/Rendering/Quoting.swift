/// Writes words so that they are read back unchanged.
public enum Quoting {
  /// What a backslash escapes within double quotes.
  public static let escapable: Set<Unicode.Scalar> = ["\"", "\\", "$", "`", "\n"]

  /// `word` as it can be typed: unchanged if nothing in it is special, else in double quotes.
  public static func quoted(_ word: String) -> String {
    guard needsQuotes(word) else { return word }
    var quoted = "\""
    for scalar in word.unicodeScalars {
      if escapable.contains(scalar) && scalar != "\n" { quoted.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// The words as one line that can be typed.
  public static func joined(_ words: [String]) -> String {
    words.map(quoted).joined(separator: " ")
  }

  private static func needsQuotes(_ word: String) -> Bool {
    word.unicodeScalars.first.map { $0 == "#" } ?? true
      || word.unicodeScalars.contains { $0.isASCII && !isPlain($0) || $0.properties.isWhitespace }
  }

  /// Whether an ASCII scalar is not special, here and in the usual shells.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: "_-./:@=+,%#".unicodeScalars.contains(scalar)
    }
  }
}
