/// Removes parameters' values from what the server says, since the server quotes them in many messages.
///
/// There are two filters. Where PostgreSQL is known to quote values, everything is removed. And the text of
/// each parameter is removed wherever it occurs. That covers messages raised by functions, unless they
/// contain something computed from a value.
struct Redaction {
  private let quotesValues: Bool
  private let values: [String]
  private static let mark = "…"

  init(sqlState: SQLState?, parameters: EncodedParameters?) {
    // In data exceptions double quotes stand around values, elsewhere around names.
    quotesValues = sqlState?.classCode == "22"
    values = parameters?.quotableValues() ?? []
  }

  func message(_ message: String) -> String {
    text(quotesValues ? message.replacing(/".*"/.dotMatchesNewlines(), with: "\"\(Self.mark)\"") : message)
  }

  /// `Key (id)=(7) already exists.` and `Failing row contains (7, null).`
  func detail(_ detail: String) -> String {
    let known =
      detail
      .replacing(/\)=\(.*\)/.dotMatchesNewlines(), with: ")=(\(Self.mark))")
      .replacing(/contains \(.*\)/.dotMatchesNewlines(), with: "contains (\(Self.mark))")
    return message(known)
  }

  /// `unnamed portal with parameters: $1 = '7'`, which a server can be set to say, and `COPY t, line 1: "7"`.
  func context(_ context: String) -> String {
    let known =
      context
      .replacing(/with parameters: .*/.dotMatchesNewlines(), with: "with parameters: \(Self.mark)")
      .replacing(/(COPY .*, line [0-9]+.*?): ".*"/.dotMatchesNewlines()) { "\($0.1): \"\(Self.mark)\"" }
    return text(known)
  }

  func text(_ text: String) -> String {
    var text = text
    for value in values where value.utf8.count <= text.utf8.count && text.contains(value) {
      text = Self.strike(value, from: text)
    }
    return text
  }

  /// A short value is removed only where it stands alone; otherwise `a` would make every message unreadable.
  private static func strike(_ value: String, from text: String) -> String {
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: value) {
      let before = rest[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      let standsAlone = !(before?.isPartOfWord ?? false) && !(after?.isPartOfWord ?? false)
      result += rest[..<range.lowerBound]
      result += value.count > 3 || standsAlone ? Substring(mark) : rest[range]
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }
}
