/// What one place says of the settings: the command line, the environment or a file.
struct SettingLayer: Sendable, Equatable {
  /// What is said of one setting, and where: `--port`, `RECENSION_PORT`, `recensiond.conf:3`.
  struct Entry: Sendable, Equatable {
    var values: [String]
    let origin: String
  }

  private(set) var entries: [String: Entry] = [:]

  subscript(name: String) -> Entry? { entries[name] }

  /// Adds what is said of a setting; tells whether that could be: all but a list is said once.
  mutating func add(_ text: String, to setting: Setting, from origin: String) -> Bool {
    let values = setting.values(in: text)
    guard entries[setting.name] != nil else {
      entries[setting.name] = Entry(values: values, origin: origin)
      return true
    }
    guard case .list = setting.kind else { return false }
    entries[setting.name]?.values += values
    return true
  }

  /// What the environment says. An empty variable says nothing.
  init(environment: [String: String]) {
    for setting in Setting.all {
      guard let text = environment[setting.variable], !text.isEmpty else { continue }
      _ = add(text, to: setting, from: setting.variable)
    }
  }

  /// What a file says: a setting a line, `name = value`; `#` begins a line that is for people.
  init(file text: String, at path: String) throws(StartError) {
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let origin = "\(path):\(index + 1)"
      let line = line.trimmed
      if line.isEmpty || line.hasPrefix("#") { continue }
      let sides = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(\.trimmed)
      // No more is told of a line, for what follows may be a password.
      let word = String(sides[0].prefix { !$0.isWhitespace })
      guard let setting = Setting.named(word) else {
        throw StartError("\(origin): \(Setting.unknown(word.clipped))")
      }
      guard word == sides[0], sides.count == 2, !sides[1].isEmpty else {
        throw StartError("\(origin): a setting is written “\(setting.name) = value”.")
      }
      guard add(sides[1], to: setting, from: origin) else {
        throw StartError("\(origin): “\(setting.name)” is said twice; leave one out.")
      }
    }
  }

  init() {}
}
