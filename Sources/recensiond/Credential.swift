internal import ArgumentParser
internal import Server

/// What whoever keeps the machine may do with anyone's credentials.
struct Credential: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes someone a credential, lists those they have, or ends them; also while the server runs.",
    discussion: """
      For who has lost theirs, the server's owner too. The token is printed, alone, on standard output, and is kept nowhere: \
      recensiond credential ada | recension login

      \(Surroundings.help)
      """)

  @Argument(help: "Whose it is.")
  var handle: String

  @Option(help: "What it is to be called; k1, k2 and so on if not given.")
  var name: String?

  @Option(
    help:
      "What it may be used for: read, write, or admin, which is all that its holder may do and the usual one."
  )
  var scope: String?

  @Option(help: "How long it is valid, such as 12h or 30d; for ever if not given.")
  var expires: String?

  @Flag(help: "End all that they have first.")
  var replace = false

  @Flag(help: "Only list those that are valid.")
  var list = false

  @Option(help: "End this one, and make none. May be given again.")
  var revoke: [String] = []

  @Flag(
    inversion: .prefixedNo,
    help: "Make them an administrator of the server, also where nobody is called so yet; or end that.")
  var administrator: Bool?

  /// Whether something is said of a new credential.
  private var makesOne: Bool { replace || name != nil || expires != nil || scope != nil }

  func validate() throws {
    if list, !revoke.isEmpty || makesOne || administrator != nil {
      throw ValidationError("--list changes nothing, so it stands alone.")
    }
    if !revoke.isEmpty, makesOne {
      throw ValidationError(
        "--revoke ends those that it names and makes none. Without it, --replace ends all and makes one.")
    }
  }

  func run() async throws {
    let options = try Surroundings.configuration()
    let work: KeeperWork =
      if list {
        .list
      } else if !revoke.isEmpty {
        .revoke(revoke)
      } else if administrator == false, !makesOne {
        .nothing
      } else {
        .make(name: name, scope: scope ?? "admin", expires: expires, replacing: replace)
      }
    StandardOutput.note(
      try await RecensionServer.keep(
        handle, work, administrator: administrator, options, logger: options.startLogging(),
        showing: StandardOutput.write))
  }
}
