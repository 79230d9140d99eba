internal import ArgumentParser
internal import Server

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a backup into a new folder, also while the server runs.",
    discussion: """
      The folder holds the log as it is at one moment, who is who, and a signed checkpoint. It is made beside and renamed \
      when it is whole. It holds private notes and the digests of credentials: it is for its owner's eyes only, keep it so.

      \(Surroundings.help)
      """)

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  @Flag(
    help: """
      Put the log's signing key into it, too. Whoever has it can sign in the log's name; without it, a restored log needs \
      the key from elsewhere.
      """)
  var withKey = false

  func run() async throws {
    let options = try Surroundings.configuration()
    let lines = try await RecensionServer.backUp(
      options, to: folder, withKey: withKey, logger: options.startLogging())
    try StandardOutput.write(lines)
  }
}

struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Restores a backup, or with --verify looks through it.",
    discussion: """
      It goes into a new state directory, or with --database into an empty database; others are refused. The backup is \
      looked through first, and the log that was restored after it. A later PostgreSQL takes the backup of an earlier one.

      \(Surroundings.help)
      """)

  @Argument(help: "The folder of the backup.", completion: .directory)
  var folder: String

  @Flag(help: "Look through the backup and restore nothing.")
  var verify = false

  @Option(
    help: """
      A file with a checkpoint of the log that was kept elsewhere, as GET /checkpoint gives it. May be given again. The last \
      one of the state directory is taken by itself.
      """, completion: .file())
  var against: [String] = []

  @Option(
    help:
      "The log's key as it is known from elsewhere, name+id+base64. Without it, the backup's own is believed."
  )
  var logKey: String?

  @Flag(
    help: """
      End all credentials and invitations of the backup: some may have been ended since it was made, and would be valid \
      again. “recensiond credential HANDLE” makes new ones.
      """)
  var endCredentials = false

  func validate() throws {
    if verify, endCredentials {
      throw ValidationError("--verify changes nothing, so --end-credentials does not go with it.")
    }
  }

  func run() async throws {
    let options = try Surroundings.configuration()
    let logger = options.startLogging()
    let result =
      verify
      ? try await RecensionServer.verify(
        backup: folder, home: options.home, against: against, logKey: logKey)
      : try await RecensionServer.restore(
        folder, options, against: against, logKey: logKey, endsCredentials: endCredentials, logger: logger)
    try StandardOutput.write(result.lines)
    if !result.isWhole { throw ExitCode(1) }
  }
}
