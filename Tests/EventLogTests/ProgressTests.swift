import EventLog
import Testing

struct ProgressTests {
  @Test func `it only grows`() {
    let progress = Progress(3)
    progress.advance(to: 2)
    #expect(progress.position == 3)
    progress.advance(to: 5)
    #expect(progress.position == 5)
  }

  @Test func `what is reached is not waited for`() async {
    let progress = Progress(3)
    await progress.wait(for: 3)
    await progress.wait(for: -1)
    #expect(await progress.wait(for: 3, atMost: .zero))
  }

  @Test func `every waiter is woken when its position is reached and not before`() async {
    let progress = Progress()
    await withTaskGroup { group in
      for position in Int64(1)...200 {
        group.addTask {
          await progress.wait(for: position)
          #expect(progress.position >= position)
        }
      }
      for position in stride(from: Int64(7), through: 203, by: 7) {
        progress.advance(to: position)
        await Task.yield()
      }
      await group.waitForAll()
    }
  }

  @Test func `a cancelled waiter returns`() async {
    let progress = Progress()
    let before = Task { await progress.wait(for: 1) }
    before.cancel()
    await before.value
    // Many at once, so that some are cancelled before they wait, some while they do.
    await withTaskGroup { group in
      for _ in 0..<200 { group.addTask { await progress.wait(for: 1) } }
      await Task.yield()
      group.cancelAll()
      await group.waitForAll()
    }
    #expect(progress.position == 0)
    progress.advance(to: 1)
    await progress.wait(for: 1)
  }

  @Test func `advancing and cancelling at the same time wakes once`() async {
    for _ in 0..<200 {
      let progress = Progress()
      await withTaskGroup { group in
        for _ in 0..<4 { group.addTask { await progress.wait(for: 1) } }
        group.addTask { progress.advance(to: 1) }
        group.cancelAll()
        await group.waitForAll()
      }
    }
  }

  @Test func `a bounded wait ends and tells whether it was reached`() async {
    let progress = Progress()
    #expect(await progress.wait(for: 1, atMost: .milliseconds(1)) == false)
    #expect(await progress.wait(for: 1, atMost: .zero) == false)
    async let reached = progress.wait(for: 1, atMost: .seconds(3600))
    progress.advance(to: 1)
    #expect(await reached)
    let cancelled = Task { await progress.wait(for: 2, atMost: .seconds(3600)) }
    cancelled.cancel()
    #expect(await cancelled.value == false)
  }

  /// Whoever may rest until someone waits is woken by that, and by nothing else but its own limit.
  @Test func `demand wakes who rests`() async {
    let progress = Progress(3)
    await progress.waitForDemand(atMost: .milliseconds(1))
    await withTaskGroup { group in
      group.addTask { await progress.waitForDemand(atMost: .seconds(3600)) }
      group.addTask { await progress.wait(for: 4) }
      await group.next()
      // One that comes while somebody waits does not rest at all.
      await progress.waitForDemand(atMost: .seconds(3600))
      progress.advance(to: 4)
      await group.waitForAll()
    }
    let resting = Task { await progress.waitForDemand(atMost: .seconds(3600)) }
    resting.cancel()
    await resting.value
  }
}
