import Protocol
import Testing

@Suite(.timeLimit(.minutes(15))) struct PastTests {
  /// What a view of the past shows is what was shown then.
  @Test(arguments: [11, 12] as [UInt64]) func `the past is what was the present`(seed: UInt64) async throws {
    try await withServer { server in
      let views = [
        "claims", "annotations", "disputes", "corrections", "members", "history", "consensus", "policy",
        "text",
        "things/a1", "things/c1", "things/x1", "things/d1", "annotations?on=c1", "history?of=p3",
        "history?of=x1", "claims?status=agreed", "corrections?status=accepted&on=p6",
        "annotations?tag=t&limit=2",
      ]
      var seen: [(path: String, position: Int64, answer: Answer)] = []
      _ = try await RandomScholars(server, seed: seed).act(times: 60) { owner, position in
        for view in views {
          let path = "/papers/lighthouse/\(view)\(view.contains("?") ? "&" : "?")"
          seen.append((path, position, try await owner.get(path + "min-position=\(position)")))
        }
        for format in ["text", "markdown", "json"] {
          let path = "/papers/lighthouse/export/\(format)?"
          seen.append((path, position, try await owner.get(path + "min-position=\(position)")))
        }
      }
      let owner = try server.owner
      for (path, position, answer) in seen {
        let past = try await owner.get(path + "at=@\(position)")
        guard past.bytes != answer.bytes else { continue }
        Issue.record("seed \(seed), \(path)at=@\(position):\nthen: \(answer.text)\nnow:  \(past.text)")
        return
      }
      #expect(seen.filter { $0.answer.status == 200 }.count > 800)
    }
  }
}
