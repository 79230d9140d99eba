import ActSupport
import Ledger
import Testing
import Verification

/// Exports in which the words of some events were erased.
struct ErasureTests {
  private var sample: SampleExport
  private let key: VerifierKey

  init() throws {
    sample = try SampleExport()
    key = sample.signer.verifierKey
  }

  private func report(_ file: [UInt8]) -> VerificationReport { .init(of: file, key) }

  /// Everything else is checked as ever, and by whom and why is said.
  @Test mutating func `what is left is verified and the erasure told`() throws {
    #expect(report(try sample.file())[.erasures] == .holds)
    try sample.erase("vote.cast", words: #"Yes\tindeed."#)
    let file = try sample.file()
    #expect(!String(decoding: file, as: UTF8.self).contains("indeed"))
    let report = report(file)
    #expect(report.isVerified, "\(report)")
    let vote = try #require(sample.history.first { $0.header.type == "vote.cast" })
    let erasure = try #require(report.erasures.first)
    #expect(report.erasures.count == 1 && erasure.place.position == vote.header.position)
    #expect(erasure.by == "lawyer" && erasure.reason == "By order of a court." && erasure.isVouchedFor)
    #expect(erasure.position == sample.history.last?.header.position)
    let said = report.text(.erasures)
    #expect(said.contains("1 body was erased") && said.contains("event \(vote.header.sequence)"), "\(said)")
    #expect(said.contains("lawyer") && said.contains("By order of a court."), "\(said)")
    // The vote still counts.
    #expect(String(decoding: file, as: UTF8.self).contains("left on 2 August"))
    #expect(report.text(.consequences).contains("what is left"))
  }

  /// A correction without words cannot stand: the base does, and that this cannot be told from the file is said.
  @Test mutating func `an erased correction leaves the base`() throws {
    try sample.erase("vote.cast", words: #"Yes\tindeed."#, by: "clerk", reason: "Asked for by bel.")
    try sample.erase("correction.proposed", words: "2 August")
    let report = report(try sample.file())
    #expect(report.isVerified, "\(report)")
    let said = report.text(.erasures)
    #expect(said.contains("2 bodies were erased"), "\(said)")
    #expect(said.contains("clerk") && said.contains("lawyer"), "\(said)")
    let caveat = report.text(.consequences)
    #expect(caveat.contains("x1") && caveat.contains("cannot be checked"), "\(caveat)")
  }

  @Test mutating func `an import without its title is still of its base`() throws {
    try sample.erase("paper.imported", words: "The Lighthouse")
    let report = report(try sample.file())
    #expect(report.isVerified && report[.base] == .holds, "\(report)")
  }

  /// Whoever takes words out themselves, and puts other choices in the place of those that were made.
  @Test mutating func `what is left is not made up`() throws {
    try sample.erase("vote.cast", words: #"Yes\tindeed."#)
    let index = try #require(sample.history.firstIndex { $0.header.type == "vote.cast" })
    var history = sample.history
    history[index].body = Array(
      String(decoding: history[index].body, as: UTF8.self).replacing(#""for""#, with: #""against""#).utf8)
    try #require(history != sample.history)
    let report = report(try sample.file(history: history))
    #expect(report[.erasures] == .fails && report.faultyEvent?.sequence == Int64(index) + 1)
  }

  /// Nothing is taken for true that nobody answers for, and it is no lie either.
  @Test mutating func `what no erasure noted is not known`() throws {
    var history = sample.history
    history[history.count - 1].salt = []
    let bare = report(try sample.file(history: history))
    try sample.erase("vote.cast", words: #"Yes\tindeed."#, isNoted: false)
    let unnoted = report(try sample.file())
    for report in [bare, unnoted] {
      #expect(!report.hasFailed && !report.isVerified)
      #expect(report[.erasures] == .unknown && report[.consequences] == .unknown, "\(report)")
      #expect(report[.history] == .holds && report[.inclusion] == .holds && report[.base] == .holds)
      #expect(report.erasures.count == 1)
    }
    #expect(bare.erasures[0].by == nil && unnoted.erasures[0].by == "lawyer")
  }
}

extension VerificationReport {
  func text(_ topic: Aspect) -> String { checks.first { $0.topic == topic }?.text ?? "" }
}
