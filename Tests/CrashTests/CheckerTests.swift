import ActSupport
import Acts
import Ledger
import Protocol
import Scholarship
import Testing

@testable import recension_bench

/// The checker accepts a history that is as it should be, and catches each way in which one can be wrong.
@Suite struct CheckerTests {
  private var history: SampleHistory

  init() throws { history = try SampleHistory() }

  @Test func `a history in order passes`() {
    #expect(history.checker.violations() == [])
    // There is something in it to be wrong about.
    #expect(history.operations.count == 10 && history.drafts.count == 16)
  }

  @Test mutating func `an unknown that was settled by its key passes`() {
    history.operations[0].attempts.insert(.init(invoked: 1, ended: 9, outcome: .unknown), at: 0)
    #expect(history.checker.violations() == [])
    // One that was not done, and was refused when sent again, likewise.
    history.operations[8].attempts.insert(.init(invoked: 85, ended: 86, outcome: .unknown), at: 0)
    #expect(history.checker.violations() == [])
  }

  @Test mutating func `the same answer again passes`() {
    history.operations[1].attempts.append(
      .init(invoked: 500, ended: 510, outcome: history.operations[1].attempts[0].outcome))
    #expect(history.checker.violations() == [])
  }

  @Test mutating func `at once any order passes`() {
    // Eight was sent while the last was under way: either may come first.
    history.operations[9].attempts[0].invoked = history.operations[7].attempts[0].invoked
    history.operations[7].attempts[0].ended = history.operations[9].attempts[0].ended
    #expect(history.checker.violations() == [])
  }

  @Test mutating func `a lost acknowledgement is caught`() {
    history.drafts.removeLast()
    #expect(history.checker.violations() == [.lost(key: "k9")])
  }

  @Test mutating func `a loss in the middle is caught`() {
    history.drafts.remove(at: history.index(of: "k7"))
    #expect(history.checker.violations().contains(.lost(key: "k7")) || misreported.contains("k7"))
  }

  @Test mutating func `a doubled event is caught`() {
    history.drafts.append(history.drafts[history.index(of: "k0")])
    #expect(history.checker.violations() == [.doubled(key: "k0")])
  }

  @Test mutating func `a doubled event right behind is caught`() {
    history.drafts.append(history.drafts[history.index(of: "k9")])
    #expect(!history.checker.violations().isEmpty)
  }

  @Test mutating func `a request in pieces is caught`() {
    let second = history.index(of: "k5") + 1
    history.drafts.append(history.drafts.remove(at: second))
    #expect(history.checker.violations().contains(.doubled(key: "k5")))
  }

  @Test mutating func `half a request is caught`() {
    history.drafts.remove(at: history.index(of: "k5") + 1)
    #expect(
      history.checker.violations().contains { if case .undecidable("k5", _) = $0 { true } else { false } })
  }

  @Test mutating func `an event of a refused request is caught`() {
    history.operations[9].attempts[0].outcome = .fail(status: 503, detail: "Nothing was done.")
    #expect(history.checker.violations() == [.doneThoughRefused(key: "k9")])
  }

  @Test mutating func `an unknown never settled is caught`() {
    history.operations[9].attempts[0].outcome = .unknown
    #expect(history.checker.violations() == [.unsettled(key: "k9")])
  }

  @Test mutating func `an event that nobody asked for is caught`() {
    history.operations.remove(at: 9)
    #expect(history.checker.violations() == [.unasked(position: 16)])
  }

  @Test mutating func `a swapped order is caught`() {
    // k9 was acknowledged before k7 was sent, and stands behind it.
    history.operations[7].attempts[0].invoked = 1000
    history.operations[7].attempts[0].ended = 1005
    #expect(history.checker.violations() == [.outOfOrder(first: "k9", second: "k7")])
  }

  @Test mutating func `a stale state is caught`() {
    // That the stance changed nothing was decided on a state that lacks what was acknowledged before.
    history.operations[6].attempts[0].invoked = 1000
    history.operations[6].attempts[0].ended = 1005
    #expect(history.checker.violations() == [.outOfOrder(first: "k9", second: "k6")])
  }

  @Test func `a hole is caught`() {
    var log = history.log
    log.remove(at: log.count - 2)
    let violations = history.checker(log).violations()
    #expect(violations.contains(.notDense(position: 16)) && violations.contains(.brokenChain(position: 16)))
  }

  @Test func `an altered body is caught`() {
    var log = history.log
    log[log.count - 1].body[20] ^= 1
    #expect(history.checker(log).violations().contains(.brokenChain(position: 16)))
  }

  @Test func `a header of another chain is caught`() {
    var log = history.log
    let last = log.count - 1
    log[last].header.previous = .zero
    log[last].hash = log[last].header.hash
    #expect(history.checker(log).violations() == [.brokenChain(position: 16)])
  }

  @Test func `a time that goes back is caught`() {
    var log = history.log
    let last = log.count - 1
    log[last].header.time -= 10_000_000
    log[last].hash = log[last].header.hash
    #expect(history.checker(log).violations() == [.timeGoesBack(position: 16)])
  }

  @Test mutating func `an event that decides otherwise is caught`() {
    // Well chained, and yet not what the command comes to.
    let index = history.index(of: "k4")
    history.drafts[index].body = Array(
      String(decoding: history.drafts[index].body, as: UTF8.self).replacing("\"for\"", with: "\"against\"")
        .utf8)
    #expect(
      history.checker.violations().contains { if case .undecidable("k4", _) = $0 { true } else { false } })
  }

  @Test mutating func `a vote of someone outside is caught`() {
    history.operations[4].person = "eve"
    history.drafts[history.index(of: "k4")].actor = "eve"
    #expect(
      history.checker.violations().contains { if case .undecidable("k4", _) = $0 { true } else { false } })
  }

  @Test mutating func `another actor is caught`() {
    history.drafts[history.index(of: "k4")].actor = "ada"
    #expect(history.checker.violations().contains(.misreported(key: "k4")))
  }

  @Test mutating func `a receipt with other ids is caught`() {
    history.operations[9].attempts[0].outcome = .ok(position: 16, ids: ["a9"])
    #expect(history.checker.violations() == [.misreported(key: "k9")])
  }

  @Test mutating func `a receipt with another position is caught`() {
    history.operations[9].attempts.append(
      .init(invoked: 500, ended: 505, outcome: .ok(position: 15, ids: ["a5"])))
    #expect(!history.checker.violations().isEmpty)
  }

  @Test mutating func `a refusal without cause is caught`() {
    history.operations[8].commands = [.annotate(.init(target: "p7.1", body: "Six."))]
    #expect(history.checker.violations() == [.refusedWithoutCause(key: "k8", detail: "refused")])
  }

  @Test mutating func `a refusal for what came later is caught`() {
    // That there is no x1 was right before k3, and k8 was sent after that.
    history.operations[8].commands = [.vote(.init(id: "x1", vote: .abstain))]
    #expect(history.checker.violations() == [.refusedWithoutCause(key: "k8", detail: "refused")])
    history.operations[8].attempts[0].invoked = 5
    #expect(history.checker.violations() == [])
  }

  @Test mutating func `a fault is caught`() {
    history.operations[8].attempts[0].outcome = .fail(status: 500, detail: "fault")
    #expect(history.checker.violations() == [.fault(key: "k8", status: 500, detail: "fault")])
  }

  @Test(arguments: [
    ([8, 9, 10], true), ([], true), ([8, 10], false), ([8, 8, 9], false), ([9], false), ([8, 10, 9], false),
    ([8, 9, 10, 11, 12, 13, 14, 15, 16], true), ([8, 9, 10, 11, 12, 13, 14, 15, 16, 17], false),
  ])
  mutating func `a feed is the log without a hole`(_ positions: [Int64], _ isWhole: Bool) {
    var checker = history.checker
    checker.readings = [.init(reader: "r", paper: SampleHistory.slug, since: 7, positions: positions)]
    #expect(checker.violations().isEmpty == isWhole)
  }

  @Test(arguments: [(13, false), (14, true)])
  mutating func `a feed that stops is caught`(_ last: Int64, _ isWhole: Bool) {
    var checker = history.checker
    checker.readings = [
      .init(reader: "r", paper: SampleHistory.slug, since: 7, positions: Array(8...last), until: 14)
    ]
    #expect(checker.violations().isEmpty == isWhole)
  }

  private var misreported: [String] {
    history.checker.violations().compactMap { if case .misreported(let key) = $0 { key } else { nil } }
  }
}
