extension Set where Element == String {
  /// The words of a table written as running text: white space parts them.
  init(words: StaticString) {
    self.init(words.description.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
