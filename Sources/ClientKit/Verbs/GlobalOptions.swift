internal import CanonicalJSON
internal import Scholarship

/// Options that every verb takes, before it or after it.
struct GlobalOptions: Hashable, Sendable {
  var server: String?
  var paper: String?
  var profile: String?
  /// A position, `@812`, or a time.
  var at: String?
  var json = false
  var noInput = false
  var noPager = false
  var isAccessible = false
  var color: ColorChoice?

  enum ColorChoice: String, Hashable, Sendable {
    case auto, always, never
  }

  /// These options, overridden by those that `other` sets.
  func overridden(by other: GlobalOptions) -> GlobalOptions {
    GlobalOptions(
      server: other.server ?? server, paper: other.paper ?? paper, profile: other.profile ?? profile,
      at: other.at ?? at, json: json || other.json, noInput: noInput || other.noInput,
      noPager: noPager || other.noPager, isAccessible: isAccessible || other.isAccessible,
      color: other.color ?? color)
  }

  static let options: [Verb.Option] = [
    Verb.Option("--paper", value: "SLUG", "the paper it is about", .paper),
    Verb.Option("--as", value: "HANDLE", "with this stored credential", .handle),
    Verb.Option("--at", value: "@N|TIME", "read as things stood then"),
    Verb.Option("--json", "answer with one JSON value on one line"),
    Verb.Option("--no-input", "never ask, never open an editor"),
    Verb.Option("--no-pager", "never page what is longer than the screen"),
    Verb.Option("--color", value: "WHEN", choices: ["auto", "always", "never"], "colour on the terminal"),
    Verb.Option("--accessible", "for screen readers: one thing a line, nothing laid out by spacing"),
    Verb.Option("--server", value: "URL", "the server, such as http://127.0.0.1:7320, or unix:PATH"),
  ]

  /// Sets an option. Its name is one of ``options``.
  mutating func set(_ name: String, to value: String) throws(ClientError) {
    switch name {
    case "--paper": paper = value
    case "--as": profile = value
    case "--at": at = try Self.moment(value)
    case "--json": json = true
    case "--no-input": noInput = true
    case "--no-pager": noPager = true
    case "--accessible": isAccessible = true
    case "--server": server = value
    default:
      guard let choice = ColorChoice(rawValue: value) else {
        throw ClientError(usage: "--color takes auto, always or never, not “\(value)”.")
      }
      color = choice
    }
  }

  /// A position or time in the form in which the server takes it.
  private static func moment(_ value: String) throws(ClientError) -> String {
    guard let point = PointInTime(value) else {
      throw ClientError(usage: "“\(value)” is not \(PointInTime.noun). \(PointInTime.advice)")
    }
    if case .position(let position) = point { return String(position) }
    return point.description
  }
}
