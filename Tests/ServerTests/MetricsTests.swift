import ActSupport
import Acts
import CanonicalJSON
import NIOHTTP1
import Protocol
import Synchronization
import Testing

@testable import Server

/// `GET /metrics`, the names of requests and the access log.
@Suite(.timeLimit(.minutes(15))) struct MetricsTests {
  @Test func `what is counted is in the form of Prometheus, and grows with what is done`() async throws {
    try await withServer { server in
      _ = try await server.owner.importPaper()
      let before = try samples(try await server.stranger.get("/metrics"))
      for _ in 0..<3 { _ = try await server.owner.done(.annotation("Said.")) }
      _ = try await server.owner.get("/papers/lighthouse/annotations")
      _ = try await server.owner.get("/papers/no-such-paper/annotations")
      _ = try await server.stranger.get("/papers/lighthouse/annotations")
      _ = try await server.stranger.get("/no/such/place")
      let after = try samples(try await server.stranger.get("/metrics"))
      func grown(_ sample: String) -> Double { (after[sample] ?? 0) - (before[sample] ?? 0) }
      let requests = "recension_http_requests_total"
      let annotations = #"route="/papers/{slug}/annotations",method="GET""#
      #expect(grown(#"\#(requests){route="/papers/{slug}/commands",method="POST",status="2xx"}"#) == 3)
      #expect(grown("\(requests){\(annotations),status=\"2xx\"}") == 1)
      // Alike for a paper that is not there and for who has no credential.
      #expect(grown("\(requests){\(annotations),status=\"4xx\"}") == 2)
      #expect(grown(#"\#(requests){route="none",method="GET",status="4xx"}"#) == 1)
      #expect(grown("recension_append_requests_total") == 3)
      #expect(grown("recension_append_events_total") == 3)
      #expect(grown("recension_append_batch_requests_count") == 3)
      let durations = #"{route="/papers/{slug}/annotations""#
      #expect(
        grown("recension_http_request_duration_seconds_bucket\(durations),le=\"+Inf\"}")
          == grown("recension_http_request_duration_seconds_count\(durations)}"))
      #expect(after["recension_log_position"].map { $0 > 3 } == true)
      for name in [
        "process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds",
        "process_start_time_seconds",
      ] {
        #expect(after[name].map { $0 > 0 } == true, "\(name)")
      }
      // Nothing of what people call things.
      #expect(
        !after.keys.contains { $0.contains("lighthouse") || $0.contains("no-such") || $0.contains("owner") })
    }
  }

  @Test func `through a proxy only an administrator sees the figures`() async throws {
    try await withServer { server in
      _ = try await server.owner.importPaper()
      let ada = try await server.owner.invite("ada")
      let proxied = [("X-Forwarded-For", "203.0.113.7")]
      #expect(try await server.stranger.get("/metrics", headers: proxied).status == 401)
      #expect(try await ada.get("/metrics", headers: proxied).status == 403)
      #expect(try await server.owner.get("/metrics", headers: proxied).status == 200)
      #expect(try await server.stranger.get("/metrics", headers: [("Forwarded", "for=_x")]).status == 401)
    }
  }

  @Test func `a request keeps a short name and gets another for a long one`() async throws {
    try await withServer { server in
      _ = try await server.owner.importPaper()
      func name(_ answer: Answer) -> String? { answer.headers.first(name: "X-Request-Id") }
      let short = try await server.owner.get("/status", headers: [("X-Request-Id", "trace-7.a_B")])
      #expect(name(short) == "trace-7.a_B")
      for wrong in [String(repeating: "x", count: 65), "two words", "a\"b", "é"] {
        let given = name(try await server.owner.get("/status", headers: [("X-Request-Id", wrong)]))
        #expect(given != nil && given != wrong && given?.utf8.count == 16)
      }
      let command = try await server.owner.request(
        .POST, "/papers/lighthouse/commands", body: JSON.text(of: AnyAct.annotation("Said.")),
        headers: [("Idempotency-Key", .fresh), ("X-Request-Id", "command-1")])
      #expect(command.status == 200 && name(command) == "command-1")
    }
  }

  @Test func `the access log has a line for each request, and nothing of what it says`() async throws {
    try await withServer(configured: { $0.logsRequests = true }) { server in
      _ = try await server.owner.importPaper()
      _ = try await server.owner.get("/papers/lighthouse/annotations?in=secretword")
      _ = try await server.owner.request(
        .POST, "/papers/lighthouse/commands", body: JSON.text(of: AnyAct.annotation("Unspoken words.")),
        headers: [("Idempotency-Key", .fresh), ("X-Request-Id", "command-2")])
      _ = try await server.stranger.get(
        "/papers/lighthouse/text", headers: [("Authorization", "Bearer wrongtoken")])
      try await server.log.wait(for: "command-2")
      let lines = server.log.text.split(separator: "\n").filter { $0.contains(" request [") }
      let command = try #require(lines.first { $0.contains("command-2") })
      for words in ["POST", "/papers/{slug}/commands", "200", "owner"] {
        #expect(command.contains(words), "\(command)")
      }
      try await server.log.wait(for: "401")
      let all = server.log.text
      for word in ["secretword", "Unspoken", "wrongtoken", try #require(server.owner.token)] {
        #expect(!all.contains(word))
      }
    }
  }

  /// The samples of a text, by their names with their labels; each line must be one of the form.
  private func samples(_ answer: Answer) throws -> [String: Double] {
    #expect(answer.status == 200)
    #expect(answer.headers.first(name: "Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
    #expect(answer.text.hasSuffix("\n"))
    var samples: [String: Double] = [:]
    var (family, described) = ("", Set<String>())
    for line in answer.text.split(separator: "\n") {
      if line.hasPrefix("# HELP ") {
        family = String(line.split(separator: " ")[2])
        #expect(described.insert(family).inserted, "\(family) stands together")
      } else if line.hasPrefix("# TYPE ") {
        let words = line.split(separator: " ")
        #expect(
          words.count == 4 && words[2] == family && ["counter", "gauge", "histogram"].contains(words[3]))
      } else {
        let parts = try #require(
          line.wholeMatch(of: #/([a-z_]+(?:\{(?:[a-z]+="(?:[^"\\]|\\.)*",?)+\})?) ([0-9.e+-]+|\+Inf)/#))
        #expect(parts.1.hasPrefix(family))
        #expect(samples.updateValue(try #require(Double(parts.2)), forKey: String(parts.1)) == nil)
      }
    }
    return samples
  }
}

struct RouteNamesTests {
  private let names = RouteNames([
    "/papers", "/papers/{slug}", "/papers/{slug}/claims", "/papers/{slug}/things/{id}", "/feed",
  ])

  @Test(arguments: [
    ("/papers", "/papers"), ("/papers/", "/papers"), ("/papers?slug=x", "/papers"),
    ("/papers/x", "/papers/{slug}"),
    ("/papers/claims/claims", "/papers/{slug}/claims"),
    ("/papers/x/things/a1?at=3", "/papers/{slug}/things/{id}"),
    ("http://example.org/feed", "/feed"), ("/papers/x/y", "none"), ("/", "none"), ("", "none"), ("*", "none"),
  ])
  func `a target has the name of its pattern`(target: String, name: String) {
    #expect(names.name(of: target) == name)
  }
}
