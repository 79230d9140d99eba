internal import CanonicalJSON
internal import Protocol

/// Where the client's files are: in `$RECENSION_HOME` if it is set, else in the folders of the XDG Base
/// Directory Specification.
struct Places: Sendable {
  let variables: [String: String]

  init(variables: [String: String]) { self.variables = variables }

  /// `$RECENSION_HOME`, the state directory of one server and its clients.
  private var home: String? { variable("RECENSION_HOME") }

  private func variable(_ name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private func xdg(_ name: String, default fallback: String) -> String {
    // The specification says to ignore relative paths.
    let base = variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (base ?? (variable("HOME") ?? ".") + "/" + fallback) + "/recension"
  }

  private var settingsFolder: String {
    home.map { "\($0)/\(CredentialFile.folder)" } ?? xdg("XDG_CONFIG_HOME", default: ".config")
  }

  private var stateFolder: String {
    home.map { "\($0)/\(CredentialFile.folder)" } ?? xdg("XDG_STATE_HOME", default: ".local/state")
  }

  var credentials: StoredValue<CredentialFile> {
    StoredValue(path: "\(settingsFolder)/\(CredentialFile.name)", initial: CredentialFile())
  }

  var settings: StoredValue<Settings> {
    StoredValue(path: "\(settingsFolder)/settings.json", initial: Settings())
  }

  var knownKeys: StoredValue<KnownKeys> {
    StoredValue(path: "\(settingsFolder)/known-keys.json", initial: KnownKeys())
  }

  var pendingWrites: StoredValue<PendingWrites> {
    StoredValue(path: "\(stateFolder)/pending.json", initial: PendingWrites())
  }

  var seenPositions: StoredValue<SeenPositions> {
    StoredValue(path: "\(stateFolder)/positions.json", initial: SeenPositions())
  }

  var lookedPositions: StoredValue<LookedPositions> {
    StoredValue(path: "\(stateFolder)/looked.json", initial: LookedPositions())
  }

  var shownThings: StoredValue<ShownThings> {
    StoredValue(path: "\(stateFolder)/shown.json", initial: ShownThings())
  }

  var historyFile: String { "\(stateFolder)/history" }

  var drafts: String { "\(stateFolder)/drafts" }

  /// The server's address: from the environment, else that of the server in the state directory.
  func server() throws(ClientError) -> String {
    if let server = variable("RECENSION_SERVER") { return server }
    let path = "\(home ?? xdg("XDG_STATE_HOME", default: ".local/state"))/\(ServerFile.name)"
    guard let bytes = try LocalFile.readIfPresent(path) else { return Self.usualServer }
    do {
      return try ServerFile(json: JSON.parsed(bytes)).url
    } catch {
      throw ClientError(
        .refused, type: "file", "“\(path)” cannot be understood. Start the server anew, or give --server URL."
      )
    }
  }

  static let usualServer = "http://127.0.0.1:7320"
}

/// The person's defaults.
struct Settings: Hashable, Sendable {
  /// The slug of the default paper.
  var paper: String?
}

extension Settings: JSONRecord {
  static let shape = Shape(Settings.init(paper:), Field("paper", \.paper)).constant("v", 1)
}
