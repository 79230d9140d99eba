internal import ArgumentParser
internal import Server

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Looks through the whole log and all that goes with it.",
    discussion: """
      Each event's header, body and chain, the tree over them, the checkpoints that were signed of it, every attachment, and \
      the read models. Nothing is changed, and servers may go on.

      \(Surroundings.help)
      """)

  func run() async throws {
    let options = try Surroundings.configuration()
    let result = try await RecensionServer.check(options, logger: options.startLogging())
    try StandardOutput.write(result.lines)
    if !result.isSound { throw ExitCode(1) }
  }
}

struct CheckReadModels: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares the read models with what the log comes to.",
    discussion: """
      Every paper is folded anew from the log, and the digests of its rows are put beside those of the tables. \
      Nothing is changed. Where a server with a private database is running, stop it first or name its database; \
      with --database, servers may go on.

      \(Surroundings.help)
      """)

  func run() async throws {
    let options = try Surroundings.configuration()
    let result = try await RecensionServer.checkReadModels(options, logger: options.startLogging())
    try StandardOutput.write(result.lines)
    if !result.isSame { throw ExitCode(1) }
  }
}
