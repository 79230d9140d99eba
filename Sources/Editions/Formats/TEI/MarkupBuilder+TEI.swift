extension MarkupBuilder {
  /// Adds an attribute with the blank before it.
  mutating func add(attribute name: String, _ value: String) {
    add(" \(name)=\"")
    add(text: value)
    add("\"")
  }

  /// Adds a text, with an `lb` before each line feed, which stays: so the text is the same with the elements and without.
  mutating func add(lines text: some Sequence<Unicode.Scalar>) {
    for scalar in text {
      if scalar == "\n" { add("<lb/>") }
      add(scalar)
    }
  }

  /// Adds a time.
  mutating func add(date: String) {
    add("<date")
    add(attribute: "when", date)
    add("/>")
  }
}
