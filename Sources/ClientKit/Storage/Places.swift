internal import CanonicalJSON
internal import Protocol

/// Where the client's files are: in `$RECENSION_HOME` if it is set, else in the folders of the XDG Base
/// Directory Specification.
struct Places: Sendable {
  let variables: [String: String]

  init(variables: [String: String]) { self.variables = variables }

  /// Refuses to keep anything where nobody would look for it again.
  func check() throws(ClientError) {
    let xdg = ["XDG_CONFIG_HOME", "XDG_STATE_HOME"].allSatisfy { variable($0)?.hasPrefix("/") == true }
    guard home == nil, !xdg, variable("HOME")?.hasPrefix("/") != true else { return }
    throw ClientError(
      usage: "HOME is not set, so there is no place for your credentials and drafts. Set it, or "
        + "RECENSION_HOME.")
  }

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

  /// The file with the authorities whose certificates a server may have; `nil` for those of the system.
  var authorities: String? { variable("RECENSION_CA") ?? variable("SSL_CERT_FILE") }

  var historyFile: String { "\(stateFolder)/history" }

  var drafts: String { "\(stateFolder)/drafts" }

  /// Where the server is: as it is named, by the command or the environment; else that of the state directory; else the
  /// only one that is known. No port is tried at a venture: anyone may listen there.
  func whereabouts(
    named server: String?, _ credentials: CredentialFile
  ) throws(ClientError) -> (address: String, key: String?) {
    if let server = server ?? variable("RECENSION_SERVER") { return (server, nil) }
    let path = "\(home ?? xdg("XDG_STATE_HOME", default: ".local/state"))/\(ServerFile.name)"
    if let bytes = try LocalFile.readIfPresent(path) {
      do {
        let file = try ServerFile(json: JSON.parsed(bytes))
        return (file.url, file.key)
      } catch {
        throw ClientError(
          .refused, type: "file",
          "“\(path)” cannot be understood. Start the server anew, or give --server URL.")
      }
    }
    let addresses = credentials.servers.compactMap(\.address)
    if addresses.count == 1 { return (addresses[0], nil) }
    if addresses.isEmpty {
      throw ClientError(
        .unreachable, type: "unreachable",
        "No server runs here, and none is known: there is no “\(path)”. Start one with scripts/run, or name one with "
          + "--server URL.")
    }
    var error = ClientError(usage: "Which server? Name it with --server URL, or set RECENSION_SERVER.")
    error.candidates = credentials.servers.compactMap { server in
      server.address.map {
        Problem.Candidate(address: $0, excerpt: server.profiles.keys.sorted().joined(separator: ", "))
      }
    }
    throw error
  }
}

/// The person's defaults.
struct Settings: Hashable, Sendable {
  /// The slug of the default paper.
  var paper: String?
}

extension Settings: JSONRecord {
  static let shape = Shape(Settings.init(paper:), Field("paper", \.paper)).constant("v", 1)
}
