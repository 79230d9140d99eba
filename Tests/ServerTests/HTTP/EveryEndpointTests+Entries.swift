extension EveryEndpointTests {
  /// How an endpoint is asked so that it answers with 200.
  struct Entry: Sendable {
    var path: String
    /// A part of the path as nobody writes it, and as it may be written.
    var encoded: String
    var body: String?
    var type: String?

    init(_ path: String, encoded: String, body: String? = nil, type: String? = nil) {
      (self.path, self.encoded, self.body, self.type) = (path, encoded, body, type)
    }

    static func asked(_ path: String) -> Entry {
      Entry("/papers/lighthouse\(path)", encoded: "/papers/l%69ght%68ouse\(path)")
    }
  }

  private static let command = #"{"type":"annotate","target":"p3.1","body":"A note."}"#
  private static let nonce = String(repeating: "0a", count: 32)

  /// Every endpoint, by its method and path in the description. One without an entry fails.
  static let entries: [String: Entry] = [
    "GET /checkpoint": Entry("/checkpoint", encoded: "/check%70oint"),
    "GET /checkpoint/key": Entry("/checkpoint/key", encoded: "/checkpoint/%6bey"),
    "GET /feed": Entry("/feed", encoded: "/fee%64"),
    "GET /healthz": Entry("/healthz", encoded: "/health%7a"),
    "GET /identity": Entry(
      "/identity?nonce=\(nonce)&address=ADDRESS",
      encoded: "/identit%79?nonc%65=\(nonce)&address=ADDRESS"),
    "POST /join": Entry(
      "/join", encoded: "/j%6fin", body: #"{"code":"none"}"#, type: "application/json"),
    "GET /openapi.json": Entry("/openapi.json", encoded: "/openapi%2Ejson"),
    "GET /papers": Entry("/papers", encoded: "/p%61pers"),
    "POST /papers": Entry(
      "/papers?dry-run=true", encoded: "/papers?dry%2Drun=true", body: "Some words.",
      type: "text/plain"),
    "GET /papers/{slug}": .asked(""),
    "GET /papers/{slug}/agreement": .asked("/agreement"),
    "GET /papers/{slug}/annotations": .asked("/annotations"),
    "POST /papers/{slug}/annotations": Entry(
      "/papers/lighthouse/annotations?dry-run=true",
      encoded: "/papers/l%69ghthouse/annotations?dry-run=true",
      body: "old,new\n3 March,8 March\n", type: "text/csv"),
    "POST /papers/{slug}/bases": Entry(
      "/papers/lighthouse/bases?dry-run=true", encoded: "/papers/l%69ghthouse/bases?dry-run=true",
      body: SamplePaper.text, type: "text/markdown"),
    "GET /papers/{slug}/blame": .asked("/blame"),
    "GET /papers/{slug}/claims": .asked("/claims"),
    "POST /papers/{slug}/commands": Entry(
      "/papers/lighthouse/commands", encoded: "/papers/l%69ghthouse/commands", body: command,
      type: "application/json"),
    "GET /papers/{slug}/consensus": .asked("/consensus"),
    "GET /papers/{slug}/corrections": .asked("/corrections"),
    "GET /papers/{slug}/diff": .asked("/diff?since=@3"),
    "GET /papers/{slug}/disputes": .asked("/disputes"),
    "GET /papers/{slug}/edition": .asked("/edition"),
    "GET /papers/{slug}/editions": .asked("/editions"),
    "GET /papers/{slug}/export/{format}": .asked("/export/te%78t"),
    "GET /papers/{slug}/feed": .asked("/feed"),
    "GET /papers/{slug}/find": .asked("/find?text=light"),
    "GET /papers/{slug}/history": .asked("/history"),
    "GET /papers/{slug}/members": .asked("/members"),
    "GET /papers/{slug}/orphans": .asked("/orphans"),
    "GET /papers/{slug}/outline": .asked("/outline"),
    "GET /papers/{slug}/policy": .asked("/policy"),
    "GET /papers/{slug}/proof": .asked("/proof"),
    "GET /papers/{slug}/text": .asked("/text"),
    "GET /papers/{slug}/things/{id}": .asked("/things/a1"),
    "GET /proof/consistency": Entry(
      "/proof/consistency?from=1", encoded: "/proof/consistency?fro%6d=1"),
    "GET /proof/inclusion/{position}": Entry("/proof/inclusion/1", encoded: "/proof/inclusion/%31"),
    "GET /readyz": Entry("/readyz", encoded: "/ready%7A"),
    "GET /status": Entry("/status", encoded: "/stat%75s"),
  ]
}
