internal import Protocol
internal import Rendering

/// The context of one command.
struct CommandRun: Sendable {
  var options: GlobalOptions
  /// The server's address in its normal form.
  var server: String
  /// Why it is not known which server; then nothing is sent.
  var lack: ClientError?
  /// The key that the server has to prove before a secret is sent to it; `nil` where it is not known, nor any credential
  /// for it.
  var key: String?
  /// What is kept of the server.
  var known: CredentialFile.KnownServer?
  /// The handle whose credential is used; nil for none.
  var profile: String?
  var token: String?
}

extension Session {
  /// The context of a command: its options, its server, and its profile.
  ///
  /// - Parameter named: the profile that the command itself names.
  func makeRun(_ options: GlobalOptions, named: String? = nil) async throws(ClientError) -> CommandRun {
    let profile = named ?? chosenProfile ?? self.options.profile
    let credentials = try await credentials()
    var run = CommandRun(options: options, server: "")
    do throws(ClientError) {
      let places = self.places
      let found = try await BlockingThread.run { () throws(ClientError) in
        try places.whereabouts(named: options.server, credentials)
      }
      run.server = ServerURL(found.address)?.description ?? found.address
      run.key = found.key
    } catch {
      run.lack = error
    }
    if run.key == nil, run.lack == nil, !credentials.servers.isEmpty {
      run.key = try await key(of: run, credentials, isNeeded: profile != nil)
    }
    run.known = run.key.flatMap { credentials.server(of: $0) }
    if run.lack == nil { await recallPosition(of: run.server) }
    run.profile = profile ?? run.known?.standard
    if let name = run.profile {
      run.token = run.known?.profiles[name]
      if run.token == nil, profile != nil { throw run.lack ?? Self.noProfile(name, run, credentials) }
    }
    known.profiles = Set(run.known.map { Array($0.profiles.keys) } ?? [])
    return run
  }

  /// The credentials that are kept here; for their owner's eyes only.
  private func credentials() async throws(ClientError) -> CredentialFile {
    let (secrets, credentials) = ([places.credentials.path, places.pendingWrites.path], places.credentials)
    let folders = Set(secrets.compactMap(LocalFile.folder)).sorted()
    let (file, mended, closed) = try await BlockingThread.run { () throws(ClientError) in
      var (mended, closed): ([String], [String]) = ([], [])
      for path in folders where try LocalFile.protect(folder: path) { closed.append(path) }
      for path in secrets where try LocalFile.protect(path) { mended.append(path) }
      return (try credentials.read(), mended, closed)
    }
    for path in closed {
      await display.note([
        "Others on this machine could change what lies in \(path), your credentials among it. Only you can now."
      ])
    }
    for path in mended {
      await display.note([
        "Others on this machine could read \(path), which holds credentials. Only you can now. Whoever read "
          + "it before can act in your name: if that may be, have the credentials made anew."
      ])
    }
    return file
  }

  /// The key of the server at an address that somebody named. Where several are known the address tells little: they may
  /// have exchanged theirs.
  private func key(
    of run: CommandRun, _ credentials: CredentialFile, isNeeded: Bool
  ) async throws(ClientError) -> String? {
    let usual = credentials.server(at: run.server)?.key
    if usual != nil, credentials.servers.count == 1 { return usual }
    let proved = try await keyOfUnknown(run, isNeeded: isNeeded)
    return proved.flatMap { credentials.server(of: $0)?.key } ?? usual ?? proved
  }

  /// Asks a server at an address that is not known which of the known ones it is.
  ///
  /// - Parameter isNeeded: whether the command names whose credential to use.
  private func keyOfUnknown(_ run: CommandRun, isNeeded: Bool) async throws(ClientError) -> String? {
    if let proof = proofs[run.server] { return proof.key }
    do throws(TransportError) {
      let proof = try await identify(run)
      proofs[run.server] = proof
      return proof.key
    } catch {
      // A command that shows nobody's credential may find out by itself.
      if isNeeded || error == .cancelled { throw Self.failure(error, run) }
      return nil
    }
  }

  static func noProfile(
    _ name: String, _ run: CommandRun, _ credentials: CredentialFile
  ) -> ClientError {
    let here = run.known?.profiles.keys.sorted() ?? []
    let there = here.isEmpty ? "There are none yet" : "Stored are \(Wording.list(here))"
    let elsewhere = credentials.servers.filter { $0.key != run.key && $0.profiles[name] != nil }
      .compactMap(\.address)
    let other = elsewhere.isEmpty ? "" : " One for \(name) is of the server at \(Wording.list(elsewhere))."
    return ClientError(
      .notAllowed, type: "not-allowed",
      "No credential is stored for “\(name)”\(run.server.isEmpty ? "" : " at \(run.server)"). \(there).\(other) An owner "
        + "makes one with: invite \(name) --role scholar --keep, or \(name) joins with: join CODE.")
  }
}
