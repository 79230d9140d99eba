import SeededRandom
import Testing

@testable import Postgres

private func at(_ seconds: Int) -> Duration { .seconds(seconds) }

@Suite struct PoolStateMachineTests {
  func machine(minimum: Int = 0, maximum: Int = 2, waiting: Int = 3) -> PoolStateMachine {
    PoolStateMachine(
      bounds: .init(
        minimum: minimum, maximum: maximum, waiting: waiting, acquireTimeout: .seconds(5),
        idleTimeout: .seconds(60), firstRetryPause: .seconds(1), longestRetryPause: .seconds(3)))
  }

  @Test func `makes the minimum at once`() {
    var pool = machine(minimum: 2)
    #expect(pool.start(now: at(0)) == [.connect(1), .connect(2)])
  }

  @Test func `connects for a waiter and lends`() {
    var pool = machine()
    #expect(pool.start(now: at(0)).isEmpty)
    #expect(pool.acquire(10, now: at(0)) == [.connect(1)])
    #expect(pool.connected(1, now: at(1)) == [.lease(10, 1)])
    #expect(pool.release(1, isReusable: true, now: at(2)).isEmpty)
    #expect(pool.acquire(11, now: at(3)) == [.lease(11, 1)])
  }

  @Test func `never exceeds the maximum and serves in order`() {
    var pool = machine()
    #expect(pool.acquire(10, now: at(0)) == [.connect(1)])
    #expect(pool.acquire(11, now: at(0)) == [.connect(2)])
    #expect(pool.acquire(12, now: at(0)) == [])
    #expect(pool.connected(2, now: at(1)) == [.lease(10, 2)])
    #expect(pool.connected(1, now: at(1)) == [.lease(11, 1)])
    #expect(pool.release(1, isReusable: true, now: at(2)) == [.lease(12, 1)])
  }

  @Test func `refuses when the queue is full`() {
    var pool = machine(maximum: 1, waiting: 1)
    _ = pool.acquire(10, now: at(0))
    #expect(pool.acquire(11, now: at(0)) == [.fail(11, .exhausted)])
  }

  @Test func `waiter times out`() {
    var pool = machine(maximum: 1)
    _ = pool.acquire(10, now: at(0))
    _ = pool.connected(1, now: at(0))
    _ = pool.acquire(11, now: at(1))
    #expect(pool.nextDeadline == at(6))
    #expect(pool.tick(now: at(5)).isEmpty)
    #expect(pool.tick(now: at(6)) == [.fail(11, .timeout)])
    #expect(pool.release(1, isReusable: true, now: at(7)).isEmpty)
    #expect(pool.idleCount == 1)
  }

  @Test func `cancelled waiter leaves the queue`() {
    var pool = machine(maximum: 1)
    _ = pool.acquire(10, now: at(0))
    #expect(pool.cancel(10) == [.fail(10, .cancelled)])
    #expect(pool.cancel(10) == [])
    #expect(pool.connected(1, now: at(1)).isEmpty)
    #expect(pool.idleCount == 1)
  }

  @Test func `unfit connection is closed and replaced`() {
    var pool = machine(maximum: 1)
    _ = pool.acquire(10, now: at(0))
    _ = pool.connected(1, now: at(0))
    _ = pool.acquire(11, now: at(0))
    #expect(pool.release(1, isReusable: false, now: at(1)) == [.close(1)])
    #expect(pool.ended(1, now: at(1)) == [.connect(2)])
    #expect(pool.connected(2, now: at(1)) == [.lease(11, 2)])
  }

  @Test func `broken connection is replaced`() {
    var pool = machine(minimum: 1)
    #expect(pool.start(now: at(0)) == [.connect(1)])
    _ = pool.connected(1, now: at(0))
    #expect(pool.ended(1, now: at(1)) == [.connect(2)])
    #expect(pool.idleCount == 0)
  }

  @Test func `connection that breaks while lent is replaced when it comes back`() {
    var pool = machine(maximum: 1)
    _ = pool.acquire(10, now: at(0))
    _ = pool.connected(1, now: at(0))
    #expect(pool.ended(1, now: at(1)).isEmpty)
    #expect(pool.acquire(11, now: at(2)).isEmpty)
    #expect(pool.release(1, isReusable: false, now: at(3)) == [.connect(2)])
  }

  @Test func `backs off while the server is away`() {
    var pool = machine()
    _ = pool.acquire(10, now: at(0))
    #expect(pool.connectFailed(1, now: at(0)).isEmpty)
    #expect(pool.nextDeadline == at(1))
    #expect(pool.acquire(11, now: at(0)).isEmpty)
    // One attempt at a time, though two wait.
    #expect(pool.tick(now: at(1)) == [.connect(2)])
    #expect(pool.connectFailed(2, now: at(1)).isEmpty)
    #expect(pool.nextDeadline == at(3))
    #expect(pool.tick(now: at(3)) == [.connect(3)])
    #expect(pool.connected(3, now: at(4)) == [.lease(10, 3), .connect(4)])
  }

  @Test func `idle connections above the minimum are closed oldest first`() {
    var pool = machine(minimum: 1)
    _ = pool.start(now: at(0))
    _ = pool.connected(1, now: at(0))
    _ = pool.acquire(10, now: at(0))
    _ = pool.acquire(11, now: at(0))
    _ = pool.connected(2, now: at(0))
    _ = pool.release(2, isReusable: true, now: at(1))
    _ = pool.release(1, isReusable: true, now: at(2))
    #expect(pool.nextDeadline == at(61))
    #expect(pool.tick(now: at(61)) == [.close(2)])
    #expect(pool.ended(2, now: at(61)).isEmpty)
    #expect(pool.nextDeadline == nil)
    #expect(pool.tick(now: at(1_000)).isEmpty)
  }

  @Test func `closing waits for what is lent`() {
    var pool = machine(maximum: 3)
    for waiter: UInt64 in 10...12 { _ = pool.acquire(waiter, now: at(0)) }
    _ = pool.connected(1, now: at(0))
    _ = pool.connected(2, now: at(0))
    _ = pool.release(2, isReusable: true, now: at(0))
    // 12 has connection 2 now; 3 is still being made.
    #expect(pool.close() == [])
    #expect(pool.acquire(13, now: at(1)) == [.fail(13, .closed)])
    #expect(pool.connected(3, now: at(1)) == [.close(3)])
    #expect(pool.ended(3, now: at(1)) == [])
    #expect(pool.release(1, isReusable: true, now: at(1)) == [.close(1)])
    #expect(pool.ended(1, now: at(1)) == [])
    #expect(pool.ended(2, now: at(1)) == [])
    #expect(pool.release(2, isReusable: false, now: at(1)) == [.closed])
  }

  @Test func `closing an empty pool is over at once`() {
    var pool = machine()
    #expect(pool.close() == [.closed])
    #expect(pool.close() == [])
  }

  /// Whatever happens, the maximum holds, no connection is lent twice, and every waiter hears once.
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a pool keeps its promises in any order of events`(_ seed: UInt64) {
    var trial = PoolTrial(machine(minimum: 1, maximum: 3, waiting: 4), maximum: 3, seed: seed)
    for _ in 0..<500 { trial.step() }
    #expect(trial.callers > 50)
  }
}

/// A pool to which events happen in an order that a seed brings back, and what must hold after each.
private struct PoolTrial {
  private var pool: PoolStateMachine
  private var random: SeededGenerator
  private let maximum: Int
  private let seed: UInt64
  private var connecting: Set<UInt64> = []
  private var lent: Set<UInt64> = []
  private var closing: Set<UInt64> = []
  private var idle: Set<UInt64> = []
  private var waiting: Set<UInt64> = []
  private var time = 0
  /// How many have asked for a connection.
  private(set) var callers: UInt64 = 0

  init(_ pool: PoolStateMachine, maximum: Int, seed: UInt64) {
    (self.pool, self.maximum, self.seed) = (pool, maximum, seed)
    random = SeededGenerator(seed: seed)
    apply(self.pool.start(now: at(0)))
  }

  mutating func step() {
    time += Int.random(in: 0...2, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      callers += 1
      waiting.insert(callers)
      apply(pool.acquire(callers, now: at(time)))
    case 2:
      if let id = connecting.sorted().randomElement(using: &random) {
        connecting.remove(id)
        idle.insert(id)
        apply(pool.connected(id, now: at(time)))
      }
    case 3:
      if let id = connecting.sorted().randomElement(using: &random) {
        connecting.remove(id)
        apply(pool.connectFailed(id, now: at(time)))
      }
    case 4:
      if let id = lent.sorted().randomElement(using: &random) {
        lent.remove(id)
        let isReusable = Bool.random(using: &random)
        if isReusable { idle.insert(id) }
        apply(pool.release(id, isReusable: isReusable, now: at(time)))
      }
    case 5:
      if let id = closing.union(idle).sorted().randomElement(using: &random) {
        closing.remove(id)
        idle.remove(id)
        apply(pool.ended(id, now: at(time)))
      }
    case 6:
      if let waiter = waiting.sorted().randomElement(using: &random) { apply(pool.cancel(waiter)) }
    default: apply(pool.tick(now: at(time)))
    }
    #expect(pool.waiterCount == waiting.count, "seed \(seed)")
    #expect(pool.idleCount == idle.count, "seed \(seed)")
  }

  private mutating func apply(_ actions: [PoolStateMachine.Action]) {
    for action in actions {
      switch action {
      case .connect(let id): #expect(connecting.insert(id).inserted, "seed \(seed)")
      case .close(let id):
        lent.remove(id)
        idle.remove(id)
        connecting.remove(id)
        #expect(closing.insert(id).inserted, "seed \(seed)")
      case .lease(let waiter, let id):
        #expect(waiting.remove(waiter) != nil, "seed \(seed)")
        idle.remove(id)
        #expect(lent.insert(id).inserted, "seed \(seed)")
      case .fail(let waiter, _): #expect(waiting.remove(waiter) != nil, "seed \(seed)")
      case .closed: #expect(connecting.isEmpty && lent.isEmpty && closing.isEmpty, "seed \(seed)")
      }
    }
    #expect(connecting.count + lent.count + closing.count + idle.count <= maximum, "seed \(seed)")
  }
}
