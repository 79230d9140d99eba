extension Set where Element == String {
  /// The words of a table written as running text: blanks and ends of lines part them.
  init(words: StaticString) {
    self = words.withUTF8Buffer { bytes in
      Set(bytes.split { $0 == 0x20 || $0 == 0x0A }.map { String(decoding: $0, as: UTF8.self) })
    }
  }
}
