extension EveryEndpointTests {
  /// How an endpoint is asked, as often as one likes.
  struct Entry: Sendable {
    var path: String
    /// A part of the path as nobody writes it, and as it may be written.
    var encoded: String
    var body: String?
    var type: String?
    /// What it answers with: what can be done once, or to something that is not here, with what it says of that.
    var status = 200

    init(_ path: String, encoded: String, body: String? = nil, type: String? = nil, status: Int = 200) {
      (self.path, self.encoded, self.body, self.type, self.status) = (path, encoded, body, type, status)
    }

    static func asked(_ path: String) -> Entry {
      Entry("/papers/lighthouse\(path)", encoded: "/papers/l%69ght%68ouse\(path)")
    }
  }

  private static let command = #"{"type":"annotate","target":"p3.1","body":"A note."}"#
  private static let token = "rec_" + String(repeating: "0a", count: 26)
  private static let nonce = String(repeating: "0a", count: 32)

  /// Every endpoint, by its method and path in the description. One without an entry fails.
  static let entries: [String: Entry] = [
    "GET /administrators": Entry("/administrators", encoded: "/administr%61tors"),
    "POST /administrators": Entry(
      "/administrators", encoded: "/administr%61tors", body: #"{"handle":"owner","administrator":true}"#,
      type: "application/json"),
    "GET /checkpoint": Entry("/checkpoint", encoded: "/check%70oint"),
    "GET /checkpoint/key": Entry("/checkpoint/key", encoded: "/checkpoint/%6bey"),
    "GET /credentials": Entry("/credentials", encoded: "/credential%73"),
    // A name that the server gives.
    "POST /credentials": Entry(
      "/credentials", encoded: "/credential%73", body: #"{"name":"k9","token":"\#(token)"}"#,
      type: "application/json", status: 422),
    "POST /credentials/{name}/revoke": Entry(
      "/credentials/none/revoke", encoded: "/credentials/n%6fne/revoke", status: 404),
    "POST /credentials/{name}/rotate": Entry(
      "/credentials/none/rotate", encoded: "/credentials/n%6fne/rotate", body: #"{"token":"\#(token)"}"#,
      type: "application/json", status: 404),
    "GET /feed": Entry("/feed", encoded: "/fee%64"),
    "GET /healthz": Entry("/healthz", encoded: "/health%7a"),
    "GET /identity": Entry(
      "/identity?nonce=\(nonce)&address=ADDRESS",
      encoded: "/identit%79?nonc%65=\(nonce)&address=ADDRESS"),
    "POST /join": Entry(
      "/join", encoded: "/j%6fin", body: #"{"code":"none"}"#, type: "application/json", status: 403),
    "GET /metrics": Entry("/metrics", encoded: "/metri%63s"),
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
    "GET /papers/{slug}/invitations": .asked("/invitations"),
    "POST /papers/{slug}/invitations/{handle}/cancel": Entry(
      "/papers/lighthouse/invitations/nobody/cancel",
      encoded: "/papers/lighthouse/invitations/n%6fbody/cancel", status: 404),
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
