import FoundationEssentials
import Glibc
import Protocol

/// How soon questions about one paper are answered, now and at positions in the past, the first time and again; and
/// what answering takes of memory. Over HTTP only, so that any server can be measured.
struct ReadFigures {
  let server: ServerProcess
  let paper: ReadPaper
  /// How long a question is asked over and over, and how often at most.
  var duration: Duration
  private let connection: KeepAliveConnection

  static let repetitions = 200
  /// How many times a question is asked for the first time.
  static let firsts = 3

  init(_ server: ServerProcess, _ paper: ReadPaper, duration: Duration) throws {
    self.server = server
    self.paper = paper
    self.duration = duration
    connection = try KeepAliveConnection(server.address)
  }

  /// When a question is asked about.
  enum Moment: String, CaseIterable {
    case now
    case lastTenth = "last tenth"
    case firstHalf = "first half"
  }

  struct Answers: Encodable {
    var events: Int
    var moment: String
    var question: String
    /// Milliseconds, of what had not been asked for at its position before: the middle one and the longest.
    var firstP50 = 0.0
    var firstMax = 0.0
    /// Milliseconds, of what had.
    var p50 = 0.0
    var p99 = 0.0
    var bytes = 0
    /// Megabytes that the server held at the most while it answered, above what it held before.
    var growth: Double?
  }

  func measure(_ report: (Answers) throws -> Void) throws {
    for moment in Moment.allCases {
      for (index, question) in ReadQuestion.all(of: paper).enumerated() {
        let answers = try question.isExport ? export(question, moment, index) : ask(question, moment, index)
        note(
          "\(paper.events) \(moment.rawValue), \(question.name): \(Report.text(answers.p50)) ms, first "
            + "\(Report.text(answers.firstMax)) ms")
        try report(answers)
      }
    }
  }

  private func ask(_ question: ReadQuestion, _ moment: Moment, _ index: Int) throws -> Answers {
    var answers = Answers(events: paper.events, moment: moment.rawValue, question: question.name)
    var (first, again) = (Latencies(), Latencies())
    var position: Int64?
    for number in 0..<Self.firsts {
      position = try freshPosition(moment, index * Self.firsts + number)
      first.add(try time(question, at: position, &answers))
    }
    let end = ContinuousClock.now + duration
    repeat {
      again.add(try time(question, at: position, &answers))
    } while again.count < Self.repetitions
      && (ContinuousClock.now < end || again.count < 3)
    fill(&answers, first, again)
    return answers
  }

  private func export(_ question: ReadQuestion, _ moment: Moment, _ index: Int) throws -> Answers {
    var answers = Answers(events: paper.events, moment: moment.rawValue, question: question.name)
    var (first, again) = (Latencies(), Latencies())
    let position = try freshPosition(moment, index * Self.firsts)
    first.add(try time(question, at: position, &answers))
    server.forgetPeakMemory()
    let before = server.residentMemory
    for _ in 0..<2 { again.add(try time(question, at: position, &answers)) }
    answers.growth = max(0, server.peakMemory - before)
    fill(&answers, first, again)
    return answers
  }

  private func fill(_ answers: inout Answers, _ first: Latencies, _ again: Latencies) {
    let (firsts, agains) = (first.percentiles([0.5, 1]), again.percentiles([0.5, 0.99]))
    (answers.firstP50, answers.firstMax) = (firsts[0], firsts[1])
    (answers.p50, answers.p99) = (agains[0], agains[1])
  }

  /// A moment that nothing was asked of before: now, after one more write; or a position of its own.
  private func freshPosition(_ moment: Moment, _ number: Int) throws -> Int64? {
    let length = Double(paper.events)
    // Far enough from each other that none is near another.
    let step = Double(number % 60) / 60
    switch moment {
    case .now:
      try paper.write(server.address, number)
      return nil
    case .lastTenth: return Int64(length * (0.9 + 0.09 * step))
    case .firstHalf: return Int64(length * (0.3 + 0.2 * step))
    }
  }

  private func time(
    _ question: ReadQuestion, at position: Int64?, _ answers: inout Answers
  ) throws -> Duration {
    let request = HTTPRequest(
      method: "GET", path: question.path(of: paper, at: position), address: server.address,
      token: paper.scholar.token
    ).bytes
    let begun = ContinuousClock.now
    let response = try connection.count(request)
    let took = ContinuousClock.now - begun
    guard response.status == 200 else {
      let words = String(decoding: response.beginning, as: UTF8.self)
      throw ReadPaper.Broken(description: "\(question.name): \(response.status) \(words)")
    }
    answers.bytes = response.count
    return took
  }
}

extension ServerProcess {
  /// The most it has held at once since it was told to forget, in megabytes (VmHWM of proc_pid_status(5)).
  var peakMemory: Double { status("VmHWM:") / 1024 }

  /// Begins anew to note how much it holds (proc_pid_clear_refs(5)).
  func forgetPeakMemory() {
    let descriptor = open("/proc/\(process)/clear_refs", O_WRONLY)
    guard descriptor >= 0 else { return }
    _ = Glibc.write(descriptor, "5", 1)
    close(descriptor)
  }
}
