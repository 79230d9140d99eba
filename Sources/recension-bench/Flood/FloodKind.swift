/// What a crowd of strangers sends.
struct FloodKind: Sendable {
  var name: String
  /// How many connections they hold at a time; one that is closed is opened again.
  var connections: Int
  /// What they send on each.
  var bytes: [UInt8] = []
  /// Whether they begin again when they have sent it.
  var repeats = false
  /// How long they wait after each byte; `nil` to send all that is taken.
  var pause: Duration?
  /// Whether they take what is answered.
  var reads = true

  static func all(against address: ServerAddress) -> [FloodKind] {
    let question = HTTPRequest(method: "GET", path: "/healthz", address: address)
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    let guess = HTTPRequest(
      method: "POST", path: "/papers/none/commands", address: address, token: "recension_none",
      fields: [("Content-Type", "application/json")], body: body)
    return [
      FloodKind(name: "nobody", connections: 0),
      FloodKind(name: "wrong tokens with 1 MB", connections: 400, bytes: guess.bytes, repeats: true),
      FloodKind(name: "quiet strangers", connections: 1000),
      FloodKind(
        name: "slow heads", connections: 1000, bytes: question.bytes, pause: .milliseconds(500)),
      FloodKind(
        name: "pipelining, nothing taken", connections: 100, bytes: question.bytes, repeats: true,
        reads: false),
      FloodKind(name: "more connections than fit", connections: 6000),
    ]
  }
}
