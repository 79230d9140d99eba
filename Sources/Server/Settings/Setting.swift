/// One thing that can be set of a server. Its flag, its name in the environment, its key in a file, its line of the help
/// and its line of what is in force all come from this declaration.
struct Setting: Sendable {
  enum Kind: Sendable {
    /// One value, by the name that stands for it in the help.
    case value(String)
    /// As many as are given.
    case list(String)
    /// Yes or no; its flag alone says yes.
    case choice
  }

  let name: String
  let kind: Kind
  let summary: String
  /// What holds where nothing is said; `nil` where there is nothing then.
  let standard: String?
  /// Whether every command takes it, not only what serves.
  let isForAll: Bool
  /// Another setting that says the same in another way, so that only one of them counts.
  let alternative: String?
  /// Puts what was said into effect.
  let apply: @Sendable ([String], inout ServerOptions) throws(StartError) -> Void

  /// How the names of all begin in the environment.
  static let prefix = "RECENSION_"

  /// Its name in the environment: `RECENSION_TLS_KEY`.
  var variable: String { Self.prefix + name.uppercased().replacing("-", with: "_") }

  static func value(
    _ name: String, _ valueName: String, _ summary: String, standard: String? = nil, isForAll: Bool = false,
    alternative: String? = nil,
    _ apply: @escaping @Sendable (String, inout ServerOptions) throws(StartError) -> Void
  ) -> Setting {
    Setting(
      name: name, kind: .value(valueName), summary: summary, standard: standard, isForAll: isForAll,
      alternative: alternative
    ) { (values, options) throws(StartError) in
      if let last = values.last { try apply(last, &options) }
    }
  }

  static func list(
    _ name: String, _ valueName: String, _ summary: String,
    _ apply: @escaping @Sendable ([String], inout ServerOptions) throws(StartError) -> Void
  ) -> Setting {
    Setting(
      name: name, kind: .list(valueName), summary: summary, standard: nil, isForAll: false, alternative: nil,
      apply: apply)
  }

  static func choice(
    _ name: String, _ summary: String, _ apply: @escaping @Sendable (Bool, inout ServerOptions) -> Void
  ) -> Setting {
    Setting(
      name: name, kind: .choice, summary: summary, standard: "no", isForAll: false, alternative: nil
    ) { (values, options) throws(StartError) in
      switch values.last {
      case "yes": apply(true, &options)
      case "no": apply(false, &options)
      case let other?: throw StartError("“\(name)” is yes or no, not “\(other)”.")
      case nil: break
      }
    }
  }

  /// What was said in one place, as so many values.
  func values(in text: String) -> [String] {
    guard case .list = kind else { return [text] }
    return text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
  }

  /// How its flag is written in the help.
  var usage: String {
    switch kind {
    case .value(let valueName): "--\(name) \(valueName)"
    case .list(let valueName): "--\(name) \(valueName),…"
    case .choice: "--\(name)"
    }
  }
}

extension StringProtocol {
  /// Without the white space around it.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
