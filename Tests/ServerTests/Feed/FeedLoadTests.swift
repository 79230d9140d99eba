import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(10))) struct FeedLoadTests {
  @Test func `a hundred readers see the same`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let first = try await owner.read("/status", as: StatusView.self).at + 1
      let count = 200
      try await withThrowingTaskGroup(of: [Int64].self) { group in
        for _ in 0..<100 {
          let feed = try await owner.feed()
          group.addTask { try await feed.items(count).map(\.position) }
        }
        let commands = (1...count / 10).map { AnyAct.annotation("Note \($0).") }
        for _ in 1...10 {
          #expect(try await owner.post("/papers/lighthouse/commands", commands).status == 200)
        }
        for try await positions in group { #expect(positions == Array(first..<first + Int64(count))) }
      }
    }
  }

  /// Whoever takes nothing is told where to resume, and is gone; nobody else notices.
  @Test func `a reader who takes nothing is cut`() async throws {
    let bounds: @Sendable (inout ServerOptions) -> Void = { options in
      options.feed.patience = .milliseconds(400)
      options.feed.grace = .seconds(60)
      options.feed.events = 1000
    }
    try await withServer(configured: bounds) { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      // What the notes are about.
      try await owner.done(.claim("It burned."))
      let start = try await owner.read("/status", as: StatusView.self).at
      let token = try #require(owner.token)
      let slow = try SlowReader(server.url, path: "/papers/lighthouse/feed?since=\(start)", token: token)
      let count = 20_000
      try await withStore(server.conninfo) { try await $0.fill("lighthouse", with: count) }
      #expect(
        try await owner.feed("/feed?since=\(start)").items(count).map(\.position)
          == Array(start + 1...start + Int64(count)))
      try await server.log.wait(for: "a feed's reader takes nothing")
      let read = try await slow.readToEnd()
      let cut = try #require(read.cut)
      #expect(cut.reason == .tooSlow && read.positions.count < count)
      #expect(read.positions == Array(start + 1..<start + 1 + Int64(read.positions.count)))
      #expect(read.positions.last == cut.position)
    }
  }
}
