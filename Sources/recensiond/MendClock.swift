internal import ArgumentParser
internal import Server

struct MendClock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Mends the log's clock after a wrong one dated events ahead; also while the server runs.",
    discussion: """
      See first that this machine's clock is right. What comes from now on is dated by it again, and what a wrong clock \
      dated later is shown as dated wrongly; no event is changed. It tells first what that would come to, and asks. Where \
      the log is not ahead by more than a minute there is nothing to mend.

      \(Surroundings.help)
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("Why, for the log.", valueName: "why"))
  var message: String

  @Option(help: "The administrator whose act it is; the only one there is, if not given.")
  var by: String?

  @Flag(help: "Do it without asking, also where this machine's clock is before the log's first event.")
  var yes = false

  func run() async throws {
    let options = try Surroundings.configuration()
    let lines = try await RecensionServer.mendClock(
      by: by, because: message, isSure: yes, options, logger: options.startLogging(),
      confirming: Consent(isGiven: yes).asked)
    try StandardOutput.write(lines)
  }
}
