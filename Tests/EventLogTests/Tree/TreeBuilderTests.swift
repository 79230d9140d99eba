import EventLog
import Ledger
import Logging
import Postgres
import SeededRandom
import Testing

/// The stored tree is the one over the log's hashes, however it came about.
@Suite(.timeLimit(.minutes(15))) struct TreeBuilderTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `it equals the tree in memory`(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let pages = (0..<6).map { _ in Int.random(in: 1...40, using: &generator) }
    let page = Int.random(in: 1...17, using: &generator)
    try await withTree { store, tree in
      var leaves: [Hash] = []
      for count in pages {
        // A builder of its own each time: what the one before knew comes back from the stored subtrees.
        let builder = TreeBuilder(tree, logger: Logger(label: "test"), page: page)
        leaves += try await store.append(.notes((0..<count).map { "\($0)" })).events.map(\.hash)
        while try await builder.step() {}
        #expect(try await tree.size() == Int64(leaves.count), "seed \(seed)")
        try await check(tree, MerkleTree(leaves), "seed \(seed)")
      }
    }
  }

  private func check(_ tree: TreeStore, _ expected: MerkleTree, _ comment: Comment) async throws {
    let size = expected.size
    #expect(try await tree.head(at: size) == expected.head, comment)
    for leaf in stride(from: Int64(0), to: size, by: 7) {
      let proof = try await tree.inclusionProof(of: leaf, in: size)
      #expect(proof == (try expected.inclusionProof(of: leaf, in: size)), comment)
    }
    for old in stride(from: Int64(0), through: size, by: 11) {
      let proof = try await tree.consistencyProof(from: old, to: size)
      #expect(proof == (try expected.consistencyProof(from: old, to: size)), comment)
      #expect(try await tree.head(at: old) == (try expected.head(at: old)), comment)
    }
  }

  @Test func `two builders at once make one tree`() async throws {
    try await withTree { store, tree in
      var leaves: [Hash] = []
      let builders = (0..<4).map { TreeBuilder(tree, logger: Logger(label: "test"), page: 3 + $0) }
      for round in 0..<8 {
        leaves += try await store.append(.notes((0..<25).map { "\(round) \($0)" })).events.map(\.hash)
        try await withThrowingTaskGroup { group in
          for builder in builders { group.addTask { while try await builder.step() {} } }
          try await group.waitForAll()
        }
        let expected = MerkleTree(leaves)
        #expect(try await tree.size() == expected.size)
        #expect(try await tree.head(at: expected.size) == expected.head)
      }
    }
  }

  @Test func `a page that is cut off leaves nothing`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(.notes((0..<40).map { "\($0)" }))
        let pool = ConnectionPool(asServer(conninfo))
        let tree = TreeStore(pool)
        // A node that is there already makes the insertion fail, after the size was moved.
        try await withConnection(conninfo) {
          try await $0.script(
            "INSERT INTO log.tree_node (level, index, hash) VALUES (4, 1, sha256(''))")
        }
        let builder = TreeBuilder(tree, logger: Logger(label: "test"))
        await #expect(throws: TreeError.self) { try await builder.step() }
        #expect(try await tree.size() == 0)
        await pool.close()
      }
    }
  }

  @Test func `it follows the log by itself`() async throws {
    try await withTree { store, tree in
      let builder = TreeBuilder(tree, logger: Logger(label: "test"))
      let running = Task { await builder.run(following: store.progress) }
      let position = try await store.append(.notes(["one", "two", "three"])).position
      await builder.progress.wait(for: position)
      #expect(try await tree.size() == 3)
      running.cancel()
      await running.value
    }
  }

  @Test func `what is not there yet is said`() async throws {
    try await withTree { _, tree in
      do throws(TreeError) {
        _ = try await tree.head(at: 1)
        Issue.record("there is no such tree yet")
      } catch {
        guard case .proof(.notGrownYet(wanted: 1, size: 0)) = error else { throw error }
      }
      #expect(try await tree.head(at: 0) == .empty)
    }
  }

  private func withTree(_ body: (PostgresStore, TreeStore) async throws -> Void) async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        let pool = ConnectionPool(asServer(conninfo))
        let result: Result<Void, any Error>
        do { result = .success(try await body(store, TreeStore(pool))) } catch { result = .failure(error) }
        await pool.close()
        try result.get()
      }
    }
  }
}
