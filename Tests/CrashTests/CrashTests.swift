import FoundationEssentials
import Glibc
import Logging
import NIOPosix
import TestCluster
import Testing

@testable import PrivateCluster
@testable import recension_bench

/// Sixteen writers through HTTP while `recensiond` and PostgreSQL are killed, and a check of everything that they
/// saw against what is left.
///
/// `scripts/test crash` runs it over 100 rounds. `RECENSION_CRASH_ROUNDS` says how often something is killed,
/// `RECENSION_CRASH_SEED` repeats the choices of an earlier run.
@Suite struct CrashTests {
  @Test(.timeLimit(.minutes(60))) func `what was acknowledged outlives every crash`() async throws {
    let environment = ProcessInfo.processInfo.environment
    let rounds = environment["RECENSION_CRASH_ROUNDS"].flatMap(Int.init) ?? 5
    let seed = environment["RECENSION_CRASH_SEED"].flatMap(UInt64.init) ?? .random(in: 1...999_999)
    print("crash test: \(rounds) rounds, seed \(seed)")
    try await withTemporaryFolder { folder in
      var run = try await CrashRun(home: folder + "/home", seed: seed)
      let summary: CrashRun.Summary
      do {
        try await run.begin()
        for round in 1...rounds { try await run.round(round) }
        summary = try await run.end()
      } catch {
        try await run.abandon()
        throw error
      }
      print("crash test: \(summary)")
      #expect(summary.violations.isEmpty, "seed \(seed): \(summary.violations.prefix(20))")
      #expect(
        summary.readModels == summary.rebuilt, "seed \(seed): rebuilt read models differ from live ones")
      #expect(summary.acknowledged > rounds, "seed \(seed)")
      // Something was killed in every round, or the run shows less than it says.
      #expect(summary.strikes.values.reduce(0, +) == rounds, "seed \(seed): \(summary)")
      if rounds >= 100 {
        #expect(Set(summary.strikes.keys) == Set(Strike.allCases), "seed \(seed): \(summary)")
        #expect(summary.unknown > 0, "seed \(seed): no request was under way when something was killed")
      }
    }
  }
}
