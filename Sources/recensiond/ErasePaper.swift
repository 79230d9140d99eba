internal import ArgumentParser
internal import Server

struct ErasePaper: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Erases the words of a paper that was removed, for good; also while the server runs.",
    discussion: """
      An owner of the paper removes it first: recension --paper SLUG remove-paper -m WHY --yes. Then this empties every event \
      of it, those of private notes on it too, and takes its text out of the database, as far as no other paper was imported \
      from the same. The log says by whom and why; headers and proofs stay whole. What stays is who did what when, \
      and where in the text, without its words. It can be done again at any time.

      \(Surroundings.help)
      """)

  @Argument(help: "The paper.")
  var slug: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Why, for the log.", valueName: "why"))
  var message: String

  @Option(help: "The administrator whose act it is; the only one there is, if not given.")
  var by: String?

  @Flag(help: "Do it without asking.")
  var yes = false

  func run() async throws {
    let options = try Surroundings.configuration()
    let lines = try await RecensionServer.erasePaper(
      slug, by: by, because: message, options, logger: options.startLogging(),
      confirming: Consent(isGiven: yes).asked)
    try StandardOutput.write(lines)
  }
}
