internal import Ledger
public import Logging

/// Grows the log's Merkle tree behind the log. It never delays an append.
///
/// It starts from the stored subtrees on the right edge: one lookup for each 1 bit in the tree's size.
/// Several builders may work on one database. Each step checks the size it started from; a builder that was
/// overtaken goes on from the new size.
public actor TreeBuilder {
  private let tree: TreeStore
  private let logger: Logger
  private let page: Int
  private var frontier: MerkleFrontier?
  /// Why the tree does not grow; `nil` while it does. The builder tries again each second.
  public private(set) var halt: TreeHalt?

  /// What keeps the tree from growing.
  public struct TreeHalt: Sendable {
    /// The size of the tree: the last position in it.
    public var position: Int64
    /// Why.
    public var cause: TreeError
  }

  /// The size of the tree.
  public nonisolated let progress = Progress()

  /// - Parameter page: how many leaves one transaction takes at most.
  public init(_ tree: TreeStore, logger: Logger, page: Int = 4096) {
    self.tree = tree
    self.logger = logger
    self.page = page
  }

  /// Grows the tree until the task is cancelled. The log's progress wakes it; it also looks each second for
  /// what other servers appended.
  public func run(following log: Progress) async {
    while !Task.isCancelled {
      do throws(TreeError) {
        let hasMore = try await step()
        halt = nil
        if !hasMore {
          let next = max(progress.position, log.position) + 1
          _ = await log.wait(for: next, atMost: .seconds(1))
          // Growing after each append would cost as much as the append.
          await progress.waitForDemand(atMost: Self.gatheringTime)
        }
      } catch {
        frontier = nil
        let now = TreeHalt(position: progress.position, cause: error)
        if "\(now)" != halt.map({ "\($0)" }) {
          logger.error("the log's tree stands still", metadata: ["cause": "\(error)"])
        }
        halt = now
        do { try await Task.sleep(for: .seconds(1)) } catch { return }
      }
    }
  }

  /// Takes one page of leaves. Returns whether there may be more.
  @discardableResult
  package func step() async throws(TreeError) -> Bool {
    var grown = try await present()
    let from = grown.size
    let leaves = try await tree.leaves(after: from, limit: page)
    guard !leaves.isEmpty else { return false }
    var nodes: [(TreeNode, Hash)] = []
    grown.append(contentsOf: leaves) { node, hash in
      // The leaves themselves are in the log.
      if node.level > 0, node.isStored { nodes.append((node, hash)) }
    }
    guard try await tree.grow(from: from, to: grown.size, nodes) else { return true }
    frontier = grown
    progress.advance(to: grown.size)
    return leaves.count == page
  }

  /// How long leaves gather, unless someone waits for the tree.
  private static let gatheringTime = Duration.milliseconds(100)

  /// The stored right edge of the tree; another server may have grown it.
  private func present() async throws(TreeError) -> MerkleFrontier {
    let size = try await tree.size()
    progress.advance(to: size)
    if let frontier, frontier.size == size { return frontier }
    let plan: ProofPlan
    do { plan = try .root(of: size) } catch { throw .proof(error) }
    let stored = try await tree.hashes(plan.nodes)
    do {
      return try MerkleFrontier(size: size) { node throws(ProofError) in
        guard let hash = stored[node] else { throw .missingNode(node) }
        return hash
      }
    } catch { throw .proof(error) }
  }
}
