import ActSupport
import Ledger
import SeededRandom
import Testing
import Verification

struct VerificationTests {
  let sample: SampleExport
  let key: VerifierKey

  init() throws {
    sample = try SampleExport()
    key = sample.signer.verifierKey
  }

  private func report(_ file: [UInt8]) -> VerificationReport { .init(of: file, key) }

  @Test func `an export is verified`() throws {
    let report = report(try sample.file())
    #expect(report.isVerified, "\(report)")
    #expect(report.faultyEvent == nil && report.slug == "lighthouse")
  }

  @Test func `an export that was written anew is told from one that is cut short`() throws {
    let file = String(decoding: try sample.file(), as: UTF8.self)
    let spaced = report(Array(file.replacing(",\"position\":", with: ", \"position\": ").utf8))
    #expect(spaced.hasFailed && "\(spaced)".contains("some program wrote it anew"))
    let cut = report(Array(file.utf8.dropLast(40)))
    #expect(cut.hasFailed && !"\(cut)".contains("some program wrote it anew"))
  }

  /// Every third byte of the history: refused, with the name of the event that the byte is in; where bodies were erased
  /// it is no other.
  @Test(arguments: [(1, false), (2, true)] as [(UInt64, Bool)])
  func `every byte of the history counts`(seed: UInt64, isErased: Bool) throws {
    var generator = SeededGenerator(seed: seed)
    var sample = sample
    if isErased {
      try sample.erase("paper.imported", words: "The Lighthouse")
      try sample.erase("vote.cast", words: #"Yes\tindeed."#)
    }
    let file = try sample.file()
    let name = Array(#","history":["#.utf8)
    var start = try #require(file.indices.first { file[$0...].starts(with: name) }) + name.count
    for event in sample.history {
      let range = start..<start + event.json.count
      for index in stride(from: start + Int.random(in: 0..<3, using: &generator), to: range.upperBound, by: 3)
      {
        var altered = file
        altered[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        let report = report(altered)
        #expect(report.hasFailed && !report.isVerified, "seed \(seed), byte \(index)")
        #expect(report.faultyEvent?.sequence == event.header.sequence, "seed \(seed), byte \(index)")
      }
      // Between events, and at the end.
      var altered = file
      altered[range.upperBound] ^= 1
      #expect(report(altered).hasFailed, "byte \(range.upperBound)")
      start = range.upperBound + 1
    }
  }

  /// And of all the rest of the file.
  @Test func `no byte of the file is altered unseen`() throws {
    let file = try sample.file()
    var generator = SeededGenerator(seed: 7)
    for index in file.indices.shuffled(using: &generator).prefix(600) {
      var altered = file
      altered[index] ^= 1 << UInt8.random(in: 0..<7, using: &generator)
      #expect(!report(altered).isVerified, "seed 7, byte \(index)")
    }
  }

  @Test func `a position is named where it can be read`() throws {
    let event = try #require(sample.history.first { $0.header.type == "correction.proposed" })
    let altered = try sample.file().replacing("2 August\\\"", with: "3 August\\\"")
    let report = report(altered)
    #expect(report.faultyEvent?.sequence == event.header.sequence)
    #expect(report.faultyEvent?.position == event.header.position)
  }

  /// Whoever alters an event and all hashes after it is found out by the checkpoint.
  @Test func `a history hashed anew is not in the log`() throws {
    var forged: [StoredEvent] = []
    for event in sample.history {
      var event = event
      event.header.previous = forged.last?.hash ?? .zero
      if event.header.sequence == 3 { event.header.actor = "eve" }
      event.hash = event.header.hash
      forged.append(event)
    }
    let report = report(try sample.file(history: forged))
    #expect(report.faultyEvent == nil)
    #expect(report[.history] == .holds)
    #expect(report[.inclusion] == .fails)
  }

  @Test func `a history is whole`() throws {
    for index in sample.history.indices {
      var history = sample.history
      history.remove(at: index)
      let report = report(try sample.file(history: history))
      #expect(report.hasFailed, "without event \(index + 1)")
      if index < history.count { #expect(report.faultyEvent?.sequence == Int64(index) + 1) }
      guard index > 0 else { continue }
      history = sample.history
      history.swapAt(index - 1, index)
      #expect(self.report(try sample.file(history: history)).faultyEvent?.sequence == Int64(index))
    }
    #expect(report(try sample.file(history: [])).hasFailed)
  }

  @Test func `what does not follow is said`() throws {
    let file = try sample.file()
    let text = report(try file.replacing("left on 2 August", with: "left on 3 August"))
    #expect(text[.consequences] == .fails && text[.history] == .holds && text[.inclusion] == .holds)
    let claims = report(try file.replacing(#""claims":[]"#, with: #""claims":[1]"#))
    #expect(claims[.consequences] == .fails)
    let added = report(try file.replacing(#""claims":"#, with: #""about":1,"claims":"#))
    #expect(added[.consequences] == .fails)
    let base = report(try file.replacing("left on 1 August", with: "left on 3 August"))
    #expect(base[.base] == .fails)
  }

  @Test func `an export of a later base is verified`() throws {
    let rebased = try sample.rebased()
    let file = try rebased.file()
    #expect(report(file).isVerified, "\(report(file))")
    #expect(rebased.history.last?.header.type == "base.imported")
    let status = report(try file.replacing("incorporated", with: "orphaned"))
    #expect(status[.base] == .holds && status[.consequences] == .fails)
    // The base before is not what the last event is about.
    let member = try #require(try sample.file().split(separating: #""base":"#, from: #","checkpoint""#))
    let present = try #require(file.split(separating: #""base":"#, from: #","checkpoint""#))
    let before = report(present.before + member.within + present.after)
    #expect(before[.base] == .fails && before[.history] == .holds)
    var history = rebased.history
    history[history.count - 1].salt = []
    history[history.count - 1].body = []
    let erased = report(try rebased.file(history: history))
    #expect(erased[.base] == .unknown && !erased.hasFailed)
  }

  @Test func `without a key it says what it could not check`() throws {
    let report = VerificationReport(of: try sample.file())
    #expect(report[.signature] == .unknown && !report.isVerified && !report.hasFailed)
    #expect(report[.inclusion] == .holds && report[.consequences] == .holds)
    let unsigned = self.report(try sample.file(isSigned: false))
    #expect(unsigned[.signature] == .unknown && !unsigned.isVerified && !unsigned.hasFailed)
  }

  @Test func `another key does not do`() throws {
    let others = [
      try CheckpointSigner.random(name: key.name), try .random(name: #require(KeyName("recension/other"))),
    ]
    for other in others {
      let report = VerificationReport(of: try sample.file(), other.verifierKey)
      #expect(report[.signature] == .fails, "\(other)")
    }
    // With the right one beside it, it does.
    #expect(VerificationReport(of: try sample.file(), others[1].verifierKey, key).isVerified)
  }

  @Test(arguments: [
    "", "{", "{}", "[]", "null", #"{"v":1}"#, #"{"history":[]}"#, #"{"history":[{}]}"#, "\u{0}",
  ])
  func `what is no export is refused`(text: String) { #expect(report(Array(text.utf8)).hasFailed) }
}

extension VerificationReport {
  init(of file: [UInt8], _ keys: VerifierKey...) { self = Verification.report(on: file, trusting: keys) }

  subscript(topic: Aspect) -> Finding? { checks.first { $0.topic == topic }?.finding }
}
