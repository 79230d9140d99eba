import ArgumentParser
import FoundationEssentials

/// What readers wait for.
struct Read: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Questions about papers, now and in the past, over HTTP.",
    discussion: """
      Each paper has so many events, a third each of them corrections, votes and annotations, on a text that grows with \
      them. Now, at positions in its last tenth and in its first half, each question is asked at moments that nothing \
      was asked of before, and then again and again.
      """)

  @OptionGroup var options: RecensionBench.Options

  @Option(help: "How many events the papers have.")
  var events = [1000, 10_000, 100_000]

  @Option(help: "What the papers follow from.")
  var seed: UInt64 = 1

  /// What the server holds once a paper was made, and after all was asked.
  struct Memory: Encodable {
    var events: Int
    /// Megabytes.
    var residentAfterWriting: Double
    var residentAfterReading: Double
    /// Seconds that it took to make the paper.
    var writing: Double
  }

  func run() async throws {
    let report = Report()
    var table: [[String]] = [
      ["events", "moment", "question", "first p50", "first max", "p50", "p99", "bytes", "growth MB"]
    ]
    for count in events {
      let rig = try await Rig.prepare(home: options.home + "-\(count)", program: options.server)
      try await rig.withServer { server in
        if count == events.first { try report.line(try await rig.environment()) }
        let begun = ContinuousClock.now
        let paper = try ReadPaper.make(events: count, on: server.address, owner: server.token, seed: seed)
        let writing = (ContinuousClock.now - begun).seconds
        // The tables must have come to the end, so that nothing else is done meanwhile.
        while try server.shown() < Int64(paper.events) { try await Task.sleep(for: .milliseconds(50)) }
        var memory = Memory(
          events: paper.events, residentAfterWriting: server.residentMemory, residentAfterReading: 0,
          writing: writing)
        let figures = try ReadFigures(server, paper, duration: .milliseconds(options.seconds * 100))
        try figures.measure { answers in
          try report.line(answers)
          table.append(Self.row(answers))
        }
        memory.residentAfterReading = server.residentMemory
        try report.line(memory)
        table.append(Self.row(memory))
      }
    }
    Report.printColumns(table)
  }

  private static func row(_ answers: ReadFigures.Answers) -> [String] {
    let figures = [answers.firstP50, answers.firstMax, answers.p50, answers.p99].map(Report.text)
    return ["\(answers.events)", answers.moment, answers.question] + figures
      + ["\(answers.bytes)", answers.growth.map(Report.text) ?? ""]
  }

  private static func row(_ memory: Memory) -> [String] {
    [
      "\(memory.events)", "", "resident MB after writing, after reading", "", "",
      Report.text(memory.residentAfterWriting), Report.text(memory.residentAfterReading), "", "",
    ]
  }
}
