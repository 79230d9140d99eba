import Protocol
import Synchronization

@testable import ClientKit

/// What a server was asked.
struct Received: Sendable {
  var method: String
  var path: String
  /// Still percent-encoded.
  var query: [String: String]
  var headers: [String: String]
  var body: String

  init(method: String, target: String, headers: [String: String], body: String) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1)
    path = String(parts.first ?? "")
    query = [:]
    for pair in parts.dropFirst().joined().split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      query[String(sides[0])] = sides.count == 2 ? String(sides[1]) : ""
    }
    self.headers = headers
    self.body = body
  }
}

/// What a scripted server does about it.
enum Reply: Sendable {
  case json(String, status: Int = 200)
  /// Sends this, and leaves the connection open.
  case open(String)
  /// Closes the connection without an answer.
  case drop
  /// Never answers.
  case hang

  static func problem(_ type: String, _ detail: String, status: Int) -> Reply {
    .json(
      #"{"type":"urn:recension:problem:\#(type)","title":"x","status":\#(status),"detail":"\#(detail)"}"#,
      status: status)
  }
}

typealias Responder = @Sendable (Received) -> Reply

/// A server's side without a network.
final class ScriptedTransport: Transport {
  private let received = Mutex<[Received]>([])
  private let respond: Responder
  private let identity: ScriptedIdentity?

  /// - Parameter identity: who it shows itself to be; that it was asked is not kept among the calls.
  init(as identity: ScriptedIdentity?, _ respond: @escaping Responder) {
    self.identity = identity
    self.respond = respond
  }

  var calls: [Received] { received.withLock { $0 } }

  func send(_ call: HTTPCall, into sink: BodySink?) async throws(TransportError) -> HTTPAnswer {
    let headers = Dictionary(uniqueKeysWithValues: call.headers.map { ($0.name, $0.value) })
    let request = Received(
      method: call.method.rawValue, target: call.target, headers: headers,
      body: String(decoding: call.body ?? [], as: UTF8.self))
    let reply: Reply
    if request.path == "/identity" {
      reply = ScriptedIdentity.responder(identity, respond)(request)
    } else {
      received.withLock { $0.append(request) }
      reply = respond(request)
    }
    switch reply {
    case .json(let text, let status):
      if let sink, status == 200 {
        _ = await sink(Array(text.utf8))
        return HTTPAnswer(status: status)
      }
      return HTTPAnswer(status: status, body: Array(text.utf8))
    case .drop: throw .lost("the connection broke off")
    case .open(let text):
      _ = await sink?(Array(text.utf8))
      throw .lost("the connection broke off")
    case .hang: throw .unreachable("nothing listens there")
    }
  }
}

/// Keeps what would be shown.
final class RecordedDisplay: Display {
  private let kept = Mutex<(data: String, notes: [String])>(("", []))
  let surface: Surface

  init(surface: Surface = Surface()) { self.surface = surface }

  var data: String { kept.withLock { $0.data } }
  var notes: [String] { kept.withLock { $0.notes } }

  func show(_ lines: [String], paging: Bool) async {
    kept.withLock { $0.data += lines.joined(separator: "\n") + "\n" }
  }

  func write(_ bytes: [UInt8]) async -> Bool {
    kept.withLock { $0.data += String(decoding: bytes, as: UTF8.self) }
    return true
  }

  func note(_ lines: [String]) async {
    kept.withLock { $0.notes += lines }
  }

  func progress(_ line: String?) async {}

  func trouble() async -> ClientError? { nil }
}

/// Nobody to write a text.
struct NoEditor: DraftEditor {
  var isPossible: Bool { false }
  func write(_ purpose: DraftPurpose, in folder: String) async throws(ClientError) -> Draft {
    Draft(path: "", text: "")
  }
  func discard(_ draft: Draft) async {}
}

/// Answers questions one after the other; with no answers there is no terminal.
final class ScriptedPrompter: Prompter {
  let isPossible: Bool
  private let answers: Mutex<[LineInput]>
  private let asked = Mutex<[String]>([])

  init(_ answers: [LineInput]?) {
    isPossible = answers != nil
    self.answers = Mutex(answers ?? [])
  }

  var questions: [String] { asked.withLock { $0 } }

  func askSecret(_ prompt: String) async -> LineInput { await ask(prompt) }

  func ask(_ prompt: String) async -> LineInput {
    asked.withLock { $0.append(prompt) }
    return answers.withLock { $0.isEmpty ? .end : $0.removeFirst() }
  }
}

/// A client with a scripted server and a folder of its own.
struct Bench {
  let folder: TemporaryFolder
  let transport: ScriptedTransport
  let display: RecordedDisplay
  let session: Session
  let runner: Runner
  let places: Places

  init(
    arguments: [String] = ["-f", "-"], surface: Surface = Surface(), drafts: any DraftEditor = NoEditor(),
    prompter: any Prompter = ScriptedPrompter(nil),
    profiles: [String: String] = ["owner": "t-owner", "ada": "t-ada"],
    as identity: ScriptedIdentity? = nil, _ respond: @escaping Responder
  ) throws {
    folder = try TemporaryFolder()
    let usual = try ScriptedIdentity.usual.get()
    if !profiles.isEmpty {
      try folder.write(
        usual.credentials(profiles, standard: "owner", at: Self.address), to: "client/credentials.json")
    }
    places = Places(variables: ["RECENSION_HOME": folder.path, "RECENSION_SERVER": Self.address])
    let transport = ScriptedTransport(as: identity ?? usual, respond)
    self.transport = transport
    display = RecordedDisplay(surface: surface)
    let options = try ProgramOptions(arguments: arguments)
    session = Session(
      display: display, places: places, drafts: drafts, prompter: prompter, options: options.global,
      makeTransport: { _ in transport })
    runner = Runner(session: session, display: display, options: options)
  }

  /// Where the scripted server is.
  static let address = "http://127.0.0.1:7320"

  /// What is kept of the server.
  var known: CredentialFile.KnownServer? {
    get throws { try places.credentials.read().server(of: try ScriptedIdentity.usual.get().key) }
  }

  /// Another client on the same folder and server, which knows what is stored there and nothing else.
  func anotherProcess() -> Bench { Bench(beside: self) }

  private init(beside other: Bench) {
    (folder, transport, display, places) = (other.folder, other.transport, other.display, other.places)
    let transport = other.transport
    session = Session(
      display: display, places: places, drafts: NoEditor(), prompter: ScriptedPrompter(nil),
      options: other.runner.options.global, makeTransport: { _ in transport })
    runner = Runner(session: session, display: display, options: other.runner.options)
  }

  /// Runs a script and gives its exit code.
  func run(_ script: String) async -> Int32 {
    await runner.runScript(script, name: "test.rec").rawValue
  }
}
