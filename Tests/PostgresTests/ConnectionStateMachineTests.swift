import Testing

@testable import Postgres

@Suite struct ConnectionStateMachineTests {
  typealias Machine = ConnectionStateMachine<String>

  /// The actions in short, so that expectations can be read at a glance.
  func short(_ actions: [Machine.Action]) -> [String] {
    actions.map { action in
      switch action {
      case .send(let id): "send \(id)"
      case .finish(let id, let outcomes):
        "finish \(id): "
          + outcomes.map { outcome in
            switch outcome {
            case .success(let text): text
            case .failure(let error): "\(error.kind)"
            }
          }.joined(separator: ", ")
      case .requestCancel: "cancel"
      case .retryCancel: "retry cancel"
      case .discardStatement(let name): "discard \(name)"
      case .forgetStatement(let name): "forget \(name)"
      }
    }
  }

  func refusal(_ state: SQLState, severity: String = "ERROR") -> PostgresError {
    PostgresError(.server, message: ServerMessage(severity: severity, sqlState: state, message: "no"))
  }

  /// A machine with job 1 of so many requests sent, each prepared as `sN`.
  func running(requests: Int) -> Machine {
    var machine = Machine()
    #expect(short(machine.submit(1, requests: requests)) == ["send 1"])
    let steps = (0..<requests).flatMap { index -> [Machine.Step] in
      [.preparation(request: index, name: "s\(index)"), .request(index, name: "s\(index)")]
    }
    machine.sent(steps + [.sync])
    return machine
  }

  @Test func `answers one request`() {
    var machine = running(requests: 1)
    #expect(machine.received(.output("prepared")).isEmpty)
    #expect(machine.received(.end).isEmpty)
    #expect(machine.received(.output("rows")).isEmpty)
    #expect(machine.received(.end).isEmpty)
    #expect(machine.expectsReply)
    #expect(short(machine.received(.sync)) == ["finish 1: rows"])
    #expect(!machine.expectsReply)
    #expect(machine.isIdle)
  }

  @Test func `starts the next job when one has ended`() {
    var machine = running(requests: 1)
    #expect(machine.submit(2, requests: 1).isEmpty)
    for reply: Machine.Reply in [.output(""), .end, .output("rows"), .end] { _ = machine.received(reply) }
    #expect(short(machine.received(.sync)) == ["finish 1: rows", "send 2"])
  }

  @Test func `failure aborts the rest of its group`() {
    var machine = running(requests: 3)
    for reply: Machine.Reply in [.output(""), .end, .output("first"), .end, .output(""), .end] {
      _ = machine.received(reply)
    }
    _ = machine.received(.failure(refusal(.uniqueViolation)))
    _ = machine.received(.end)
    #expect(short(machine.received(.aborted)) == ["forget s2"])
    for reply: Machine.Reply in [.end, .aborted, .end] { _ = machine.received(reply) }
    #expect(short(machine.received(.sync)) == ["finish 1: first, server, aborted"])
  }

  @Test func `failure to prepare is the request's own`() {
    var machine = running(requests: 2)
    #expect(short(machine.received(.failure(refusal(.syntaxError)))) == ["forget s0"])
    for reply: Machine.Reply in [.end, .aborted, .end, .aborted, .end, .aborted, .end] {
      _ = machine.received(reply)
    }
    #expect(short(machine.received(.sync)) == ["finish 1: server, aborted"])
  }

  @Test func `failure at the end of the group fails all`() {
    var machine = running(requests: 1)
    for reply: Machine.Reply in [.output(""), .end, .output("rows"), .end] { _ = machine.received(reply) }
    #expect(machine.received(.failure(refusal(.uniqueViolation))).isEmpty)
    #expect(machine.received(.end).isEmpty)
    #expect(short(machine.received(.sync)) == ["finish 1: server"])
  }

  @Test(arguments: [SQLState.featureNotSupported, .invalidSQLStatementName])
  func `stale statement is discarded`(_ state: SQLState) {
    var machine = running(requests: 1)
    for reply: Machine.Reply in [.output(""), .end] { _ = machine.received(reply) }
    #expect(short(machine.received(.failure(refusal(state)))) == ["discard s0"])
  }

  @Test func `cancelled while waiting is never sent`() {
    var machine = running(requests: 1)
    _ = machine.submit(2, requests: 2)
    #expect(short(machine.cancel(2)) == ["finish 2: cancelled, cancelled"])
    #expect(short(machine.close()) == ["finish 1: connectionLost"])
  }

  @Test func `cancel reaches the server`() {
    var machine = running(requests: 1)
    #expect(short(machine.cancel(1)) == ["cancel"])
    #expect(machine.cancel(1).isEmpty)
    for reply: Machine.Reply in [.output(""), .end] { _ = machine.received(reply) }
    _ = machine.received(.failure(refusal(.queryCanceled)))
    _ = machine.received(.end)
    #expect(short(machine.received(.sync)) == ["finish 1: cancelled"])
  }

  @Test func `next job waits until the cancel request is over`() {
    var machine = running(requests: 1)
    _ = machine.submit(2, requests: 1)
    _ = machine.cancel(1)
    for reply: Machine.Reply in [.output(""), .end, .output("in time"), .end] { _ = machine.received(reply) }
    #expect(short(machine.received(.sync)) == ["finish 1: in time"])
    #expect(!machine.isIdle)
    #expect(short(machine.cancelRequestEnded()) == ["send 2"])
  }

  @Test func `cancel request that had no effect is repeated`() {
    var machine = running(requests: 1)
    _ = machine.cancel(1)
    #expect(short(machine.cancelRequestEnded()) == ["retry cancel"])
    #expect(short(machine.cancelRetryIsDue()) == ["cancel"])
    #expect(short(machine.cancelRequestEnded()) == ["retry cancel"])
    for reply: Machine.Reply in [.output(""), .end] { _ = machine.received(reply) }
    _ = machine.received(.failure(refusal(.queryCanceled)))
    _ = machine.received(.end)
    #expect(short(machine.received(.sync)) == ["finish 1: cancelled"])
    #expect(machine.cancelRetryIsDue().isEmpty)
    #expect(short(machine.submit(2, requests: 1)) == ["send 2"])
  }

  /// A `statement_timeout` has the same SQLSTATE as a cancel request.
  @Test func `timeout of the server is no cancellation`() {
    var machine = running(requests: 1)
    for reply: Machine.Reply in [.output(""), .end] { _ = machine.received(reply) }
    _ = machine.received(.failure(refusal(.queryCanceled)))
    _ = machine.received(.end)
    #expect(short(machine.received(.sync)) == ["finish 1: server"])
  }

  @Test func `loss tells sent from unsent`() {
    var machine = running(requests: 2)
    _ = machine.submit(2, requests: 1)
    for reply: Machine.Reply in [.output(""), .end, .output("rows"), .end] { _ = machine.received(reply) }
    let actions = machine.lost(PostgresError(.connectionLost))
    #expect(short(actions) == ["finish 1: connectionLost, connectionLost", "finish 2: closed"])
    #expect(short(machine.submit(3, requests: 1)) == ["finish 3: closed"])
    #expect(machine.lost(PostgresError(.connectionLost)).isEmpty)
  }

  @Test func `loss keeps the server's last word`() throws {
    var machine = running(requests: 1)
    _ = machine.received(.failure(refusal(.adminShutdown, severity: "FATAL")))
    guard case .finish(_, let outcomes)? = machine.lost(PostgresError(.connectionLost)).first else {
      throw PostgresError(.protocolViolation)
    }
    let error = #expect(throws: PostgresError.self) { try outcomes[0].get() }
    #expect(error?.kind == .connectionLost)
    #expect(error?.sqlState == .adminShutdown)
  }

  @Test func `script ends with its replies`() {
    var machine = Machine()
    _ = machine.submit(1, requests: 1)
    machine.sent([.script])
    _ = machine.received(.output("one"))
    _ = machine.received(.failure(refusal(.divisionByZero)))
    #expect(short(machine.received(.end)) == ["finish 1: server"])
  }

  @Test func `housekeeping never touches the job`() {
    var machine = Machine()
    _ = machine.submit(1, requests: 1)
    machine.sent([.housekeeping, .sync, .request(0, name: nil), .sync])
    _ = machine.received(.failure(refusal(.invalidSQLStatementName)))
    for reply: Machine.Reply in [.end, .sync, .output("rows"), .end] { _ = machine.received(reply) }
    #expect(short(machine.received(.sync)) == ["finish 1: rows"])
  }

  @Test func `reply out of place ends the connection`() {
    var machine = running(requests: 1)
    #expect(short(machine.received(.sync)) == ["finish 1: protocolViolation"])
    #expect(machine.end != nil)
  }
}
