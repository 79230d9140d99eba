/// The style of a piece of text. It only repeats what the words say.
public enum Style: Hashable, Sendable {
  case plain, strong, faint, good, bad, open

  /// The parameters of the SGR sequence (ECMA-48, 8.3.117).
  var parameters: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .bad: "31"
    case .open: "33"
    }
  }

  /// The style of a status.
  public init(status: String) {
    switch status {
    case "accepted", "agreed", "upheld", "standing", "incorporated": self = .good
    case "rejected", "dismissed", "withdrawn", "moot": self = .bad
    case "contested", "open", "unreviewed", "qualified", "ambiguous", "orphaned": self = .open
    default: self = .plain
    }
  }
}

/// Text with styles.
public struct Styled: Hashable, Sendable {
  var spans: [Span]

  struct Span: Hashable, Sendable {
    var text: String
    var style: Style
  }

  /// Any text. Control characters are removed.
  public init(_ text: String, _ style: Style = .plain) {
    spans = [Span(text: text.cleaned, style: style)]
  }

  /// The one after the other.
  public static func + (a: Styled, b: Styled) -> Styled {
    var sum = a
    sum.spans += b.spans
    return sum
  }

  /// The words alone.
  public var text: String { spans.map(\.text).joined() }

  /// In cells.
  public var displayWidth: Int { spans.reduce(0) { $0 + $1.text.displayWidth } }

  /// The text as it is sent to a terminal.
  public func rendered(isColored: Bool) -> String {
    spans.map { span in
      guard isColored, let parameters = span.style.parameters, !span.text.isEmpty else { return span.text }
      return "\u{1B}[\(parameters)m\(span.text)\u{1B}[0m"
    }
    .joined()
  }
}
