import SeededRandom
import Testing

@testable import Postgres

@Suite struct PoolStateMachineTests {
  func machine(minimum: Int = 0, maximum: Int = 2, waiting: Int = 3) -> PoolStateMachine {
    PoolStateMachine(
      bounds: .init(
        minimum: minimum, maximum: maximum, waiting: waiting, acquireTimeout: .seconds(5),
        idleTimeout: .seconds(60), firstRetryPause: .seconds(1), longestRetryPause: .seconds(3)))
  }

  func at(_ seconds: Int) -> Duration { .seconds(seconds) }

  @Test func makesTheMinimumAtOnce() {
    var pool = machine(minimum: 2)
    #expect(pool.start(now: at(0)) == [.connect(1), .connect(2)])
  }

  @Test func connectsForAWaiterAndLends() {
    var pool = machine()
    #expect(pool.start(now: at(0)).isEmpty)
    #expect(pool.acquire(10, now: at(0)) == [.connect(1)])
    #expect(pool.connected(1, now: at(1)) == [.lease(10, 1)])
    #expect(pool.release(1, isReusable: true, now: at(2)).isEmpty)
    #expect(pool.acquire(11, now: at(3)) == [.lease(11, 1)])
  }

  @Test func neverExceedsTheMaximumAndServesInOrder() {
    var pool = machine()
    #expect(pool.acquire(10, now: at(0)) == [.connect(1)])
    #expect(pool.acquire(11, now: at(0)) == [.connect(2)])
    #expect(pool.acquire(12, now: at(0)) == [])
    #expect(pool.connected(2, now: at(1)) == [.lease(10, 2)])
    #expect(pool.connected(1, now: at(1)) == [.lease(11, 1)])
    #expect(pool.release(1, isReusable: true, now: at(2)) == [.lease(12, 1)])
  }

  @Test func refusesWhenTheQueueIsFull() {
    var pool = machine(maximum: 1, waiting: 1)
    _ = pool.acquire(10, now: at(0))
    #expect(pool.acquire(11, now: at(0)) == [.fail(11, .exhausted)])
  }

  @Test func waiterTimesOut() {
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

  @Test func cancelledWaiterLeavesTheQueue() {
    var pool = machine(maximum: 1)
    _ = pool.acquire(10, now: at(0))
    #expect(pool.cancel(10) == [.fail(10, .cancelled)])
    #expect(pool.cancel(10) == [])
    #expect(pool.connected(1, now: at(1)).isEmpty)
    #expect(pool.idleCount == 1)
  }

  @Test func unfitConnectionIsClosedAndReplaced() {
    var pool = machine(maximum: 1)
    _ = pool.acquire(10, now: at(0))
    _ = pool.connected(1, now: at(0))
    _ = pool.acquire(11, now: at(0))
    #expect(pool.release(1, isReusable: false, now: at(1)) == [.close(1)])
    #expect(pool.ended(1, now: at(1)) == [.connect(2)])
    #expect(pool.connected(2, now: at(1)) == [.lease(11, 2)])
  }

  @Test func brokenConnectionIsReplaced() {
    var pool = machine(minimum: 1)
    #expect(pool.start(now: at(0)) == [.connect(1)])
    _ = pool.connected(1, now: at(0))
    #expect(pool.ended(1, now: at(1)) == [.connect(2)])
    #expect(pool.idleCount == 0)
  }

  @Test func connectionThatBreaksWhileLentIsReplacedWhenItComesBack() {
    var pool = machine(maximum: 1)
    _ = pool.acquire(10, now: at(0))
    _ = pool.connected(1, now: at(0))
    #expect(pool.ended(1, now: at(1)).isEmpty)
    #expect(pool.acquire(11, now: at(2)).isEmpty)
    #expect(pool.release(1, isReusable: false, now: at(3)) == [.connect(2)])
  }

  @Test func backsOffWhileTheServerIsAway() {
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

  @Test func idleConnectionsAboveTheMinimumAreClosedOldestFirst() {
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

  @Test func closingWaitsForWhatIsLent() {
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

  @Test func closingAnEmptyPoolIsOverAtOnce() {
    var pool = machine()
    #expect(pool.close() == [.closed])
    #expect(pool.close() == [])
  }

  /// Whatever happens, the maximum holds, no connection is lent twice, and every waiter hears once.
  @Test(arguments: 0..<50 as Range<UInt64>)
  func keepsItsPromisesInAnyOrderOfEvents(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var pool = machine(minimum: 1, maximum: 3, waiting: 4)
    var connecting: Set<UInt64> = []
    var lent: Set<UInt64> = []
    var closing: Set<UInt64> = []
    var idle: Set<UInt64> = []
    var waiting: Set<UInt64> = []
    var nextWaiter: UInt64 = 0
    var time = 0

    func apply(_ actions: [PoolStateMachine.Action]) {
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
      #expect(connecting.count + lent.count + closing.count + idle.count <= 3, "seed \(seed)")
    }

    apply(pool.start(now: at(0)))
    for _ in 0..<500 {
      time += Int.random(in: 0...2, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1:
        nextWaiter += 1
        waiting.insert(nextWaiter)
        apply(pool.acquire(nextWaiter, now: at(time)))
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
    #expect(nextWaiter > 50)
  }
}
