import Consensus
import Glibc
import Scholarship

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What it takes to reconcile a paper, from scratch and after one more vote: in seconds of one thread's CPU time, for
/// what else the machine does is no property of ours.
struct ConsensusFigure {
  let shape: CrowdedPaper.Shape
  let corrections: Int
  /// From scratch; the best of several times.
  let fresh: Double
  /// One vote folded in and brought forward, while the states before are kept: half of the votes took less, and all
  /// but one in a hundred.
  let vote: (median: Double, p99: Double)
  /// How much more memory each state takes that is kept, paper and reconciliation; in bytes.
  let bytesKept: Int

  /// Measures a paper with so many corrections, and ten times as many ballots.
  static func measure(_ shape: CrowdedPaper.Shape, corrections: Int) -> ConsensusFigure {
    var crowd = CrowdedPaper(shape, corrections: corrections)
    var reconciliation = Reconciliation(of: crowd.paper, base: crowd.text)
    let fresh = (0..<(corrections > 10_000 ? 2 : 5)).map { _ in
      seconds { reconciliation = Reconciliation(of: crowd.paper, base: crowd.text) }
    }
    var kept: [(Paper, Reconciliation)] = []
    var votes: [Double] = []
    let before = residentBytes()
    for _ in 0..<400 {
      kept.append((crowd.paper, reconciliation))
      votes.append(
        seconds {
          let event = crowd.vote()
          _ = reconciliation.advance(to: crowd.paper, after: [event], base: crowd.text)
        })
    }
    let bytesKept = (residentBytes() - before) / kept.count
    precondition(
      reconciliation == Reconciliation(of: crowd.paper, base: crowd.text), "brought forward wrongly")
    votes.sort()
    return ConsensusFigure(
      shape: shape, corrections: corrections, fresh: fresh.min() ?? 0,
      vote: (votes[votes.count / 2], votes[votes.count * 99 / 100]), bytesKept: bytesKept)
  }

  private static func seconds(_ work: () -> Void) -> Double {
    let start = cpuTime()
    work()
    return cpuTime() - start
  }

  private static func cpuTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// How much of the process is in memory.
  private static func residentBytes() -> Int {
    let fields = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return (fields?.dropFirst().first.flatMap { Int($0) } ?? 0) * Int(getpagesize())
  }
}
