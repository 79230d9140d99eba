/// What is in force: what the command line says, else the environment, else a file, else what holds by itself.
public struct Settings: Sendable {
  /// What it comes to.
  public private(set) var options: ServerOptions
  /// The first of them that says something of a setting counts.
  private let layers: [SettingLayer]

  /// - Parameters:
  ///   - flags: of the command line.
  ///   - environment: variables by their names.
  ///   - isServing: whether what concerns serving may be said on the command line.
  /// - Throws: with what cannot be: a setting that there is not, a value that it does not take, a file that is not there.
  public init(
    _ flags: SettingFlags, environment: [String: String], isServing: Bool = true
  ) throws {
    if !isServing, let setting = Setting.all.first(where: { !$0.isForAll && flags.layer[$0.name] != nil }) {
      throw StartError("--\(setting.name) is for serving; this command does not.")
    }
    try Setting.check(environment: environment)
    let surrounding = SettingLayer(environment: environment)
    let home = (flags.layer["home"] ?? surrounding["home"])?.values.last
    let file = try Self.file(flags.file ?? environment["RECENSION_CONFIG"], home: home)
    layers = [flags.layer, surrounding, file]
    options = ServerOptions(home: Self.usualHome)
    for setting in Setting.all { try apply(setting) }
    try options.check()
  }

  private static let usualHome = ".recension"

  /// What the file says: the one that is named, or the one that lies in the state directory, if it does.
  private static func file(_ named: String?, home: String?) throws(StartError) -> SettingLayer {
    let path = named.flatMap { $0.isEmpty ? nil : $0 } ?? (home ?? usualHome) + "/recensiond.conf"
    guard let bytes = try PrivateFile.read(path) else {
      if named?.isEmpty == false { throw StartError("\(path) is not there.") }
      return SettingLayer()
    }
    let layer = try SettingLayer(file: String(decoding: bytes, as: UTF8.self), at: path)
    if named?.isEmpty != false, let other = layer["home"] {
      throw StartError(
        "\(other.origin): the file in a state directory is for that alone. Name a file that says where it is with --config."
      )
    }
    if let database = layer["database"]?.values.last, DatabaseName.holdsPassword(database) {
      try DatabaseName.seeIsPrivate(path)
    }
    return layer
  }

  private mutating func apply(_ setting: Setting) throws(StartError) {
    guard let place = try place(of: setting) else { return }
    let entries = setting.name == Setting.limits ? layers[place...].reversed() : [layers[place]]
    for entry in entries.compactMap({ $0[setting.name] }) {
      if setting.name == "database", let text = entry.values.last {
        do throws(StartError) { try DatabaseName.check(text) } catch {
          throw StartError("\(entry.origin): \(error)")
        }
      }
      if setting.name == "database", place == 0, DatabaseName.holdsPassword(entry.values.joined()) {
        throw StartError(
          "--database holds a password, which everyone on this machine can read there. Put it into ~/.pgpass or PGPASSFILE, "
            + "or the whole into --database-file FILE, RECENSION_DATABASE or a file of settings; and change it, for it "
            + "was seen.")
      }
      do throws(StartError) {
        try setting.apply(entry.values, &options)
      } catch {
        throw StartError("\(entry.origin): \(error)")
      }
    }
  }

  /// In which layer something is said that counts of a setting; `nil` where nothing is.
  private func place(of setting: Setting) throws(StartError) -> Int? {
    guard let place = layers.firstIndex(where: { $0[setting.name] != nil }) else { return nil }
    guard let alternative = setting.alternative,
      let other = layers.firstIndex(where: { $0[alternative] != nil })
    else { return place }
    if other == place, let one = layers[place][setting.name], let another = layers[place][alternative] {
      throw StartError("\(one.origin) and \(another.origin) both name the database; give one.")
    }
    return place < other ? place : nil
  }
}

extension Settings {
  /// What is in force and where it comes from, a line each. Nothing secret is in it.
  public var lines: [String] {
    get throws {
      var rows: [(String, String)] = []
      for setting in Setting.all {
        if setting.name == Setting.limits {
          rows += limitRows
        } else if let place = try place(of: setting), let entry = layers[place][setting.name] {
          rows.append((line(setting, entry.values), entry.origin))
        } else if let standard = setting.standard {
          rows.append(("\(setting.name) = \(standard)", "by itself"))
        } else {
          rows.append(("\(setting.name) is not set", ""))
        }
      }
      let width = min(60, rows.map(\.0.count).max() ?? 0)
      return rows.map { line, origin in
        if origin.isEmpty { return line }
        return line + String(repeating: " ", count: max(0, width - line.count)) + "  (\(origin))"
      }
    }
  }

  private func line(_ setting: Setting, _ values: [String]) -> String {
    let text = values.joined(separator: ", ")
    let isSecret = setting.name == "database" && DatabaseName.holdsPassword(text)
    return "\(setting.name) = \(isSecret ? "(holds a password, which is not shown)" : text)"
  }

  private var limitRows: [(String, String)] {
    options.limits.values.map { name, value in
      let layer = layers.first { layer in
        layer[Setting.limits]?.values.contains { ServerLimits.isNamed(name, $0) } == true
      }
      return ("\(Setting.limits) = \(name)=\(value)", layer?[Setting.limits]?.origin ?? "by itself")
    }
  }

  /// The help on settings: of all, or of those alone that every command takes.
  public static func help(isServing: Bool) -> String {
    let settings = Setting.all.filter { isServing || $0.isForAll }
    let said = settings.map { setting in
      let standard = setting.standard.map { " (\($0))" } ?? ""
      return "\(setting.usage)\(standard)\n\(setting.summary)"
    }
    return """
      SETTINGS may be given as flags; in the environment, as RECENSION_ and their names, such as RECENSION_LOG_LEVEL; and in \
      a file, a line each, such as log-level = info. A flag counts before the environment, and that before the file. \
      “recensiond config” prints what is in force and where it comes from.

      --config FILE
      The file; RECENSION_CONFIG names it, too. Without either it is recensiond.conf in the state directory, if that is there.

      \(said.joined(separator: "\n\n"))
      """
  }
}
