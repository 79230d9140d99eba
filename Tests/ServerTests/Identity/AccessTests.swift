import ActSupport
import Acts
import CanonicalJSON
import Curl
import Foundation
import NIOHTTP1
import Postgres
import Protocol
import Scholarship
import Testing

@testable import Server

/// Who asks.
enum Asker: String, CaseIterable {
  case none, wrong, expired, revoked
  /// An owner of the paper, with a credential for less.
  case reading, writing
  /// An administrator, with a credential for less.
  case administratorReading
  /// Someone of another paper alone; someone who was invited and has not joined.
  case elsewhere, invited
  case reader, scholar, editor, owner
  /// One who is no member of the paper.
  case administrator

  /// What their credential is for; `nil` where it is none.
  var scope: CredentialScope? {
    switch self {
    case .none, .wrong, .expired, .revoked: nil
    case .reading, .administratorReading: .read
    case .writing: .write
    default: .admin
    }
  }

  var role: Role? {
    switch self {
    case .reader: .reader
    case .scholar: .scholar
    case .editor: .editor
    case .owner, .reading, .writing: .owner
    default: nil
    }
  }

  var isAdministrator: Bool { self == .administrator || self == .administratorReading }

  /// The status that they are answered with; `nil` where they may do it.
  func refusal(_ need: AccessMatrix.Need, _ scope: CredentialScope) -> Int? {
    if need == .anyone { return nil }
    guard let own = self.scope else { return 401 }
    let may =
      switch need {
      case .anyone, .known: true
      case .member(let least): role.map { $0 >= least } ?? false
      case .administrator: isAdministrator
      }
    return may && own >= scope ? nil : 403
  }
}

/// Every route and every act is tried as everyone.
@Suite(.timeLimit(.minutes(15))) struct AccessTests {
  @Test func `every route answers each as it should`() async throws {
    try await withServer { server in
      let (askers, _) = try await people(at: server)
      var (tried, done): (Int, Set<String>) = (0, [])
      for (name, method) in try await described(by: server) {
        guard let routes = AccessMatrix.routes[name] else {
          Issue.record("\(name) has no entry in AccessMatrix.routes")
          continue
        }
        for route in routes {
          for asker in Asker.allCases {
            let status = try await askers(asker).status(method, route)
            tried += 1
            if let refusal = route.refusal(of: asker) {
              #expect(status == refusal, "\(name) as \(asker): \(status)")
            } else {
              #expect(!isRefused(status), "\(name) as \(asker): \(status)")
              if (200..<300).contains(status) { done.insert(name) }
            }
          }
        }
      }
      // What the rest is sent is not whole on purpose: it would change what the others are tried with.
      let unfit: Set<String> = [
        "GET /identity", "POST /join", "POST /credentials", "POST /credentials/{name}/rotate",
        "POST /credentials/{name}/revoke", "GET /checkpoint", "GET /proof/inclusion/{position}",
        "GET /proof/consistency", "GET /papers/{slug}/proof",
      ]
      #expect(Set(AccessMatrix.routes.keys).subtracting(done).subtracting(unfit).isEmpty)
      print("AccessTests: \(tried) requests of \(AccessMatrix.routes.count) routes")
    }
  }

  @Test func `every act is done by each who may`() async throws {
    let types = AnyAct.types.map { $0.type }
    #expect(Set(AccessMatrix.acts.keys) == Set(types))
    try await withServer { server in
      let (askers, things) = try await people(at: server)
      var (tried, done): (Int, Set<String>) = (0, [])
      for type in types {
        guard let deed = AccessMatrix.acts[type] else { continue }
        // First those who may not: once it is done, who may not would be told that instead.
        let order = Asker.allCases.filter { $0.refusal(.member(deed.need), deed.scope) != nil }
        for asker in order + Asker.allCases.filter({ !order.contains($0) }) {
          let person = try askers(asker)
          let own = things[asker] ?? AccessMatrix.Things(fresh: "by-\(asker.rawValue.lowercased())")
          let answer = try await person.send(deed.act(own))
          tried += 1
          if let refusal = asker.refusal(.member(deed.need), deed.scope) {
            #expect(answer.status == refusal, "\(type) as \(asker): \(answer.text)")
          } else {
            #expect(!isRefused(answer.status), "\(type) as \(asker): \(answer.text)")
            if answer.status == 200 { done.insert(type) }
          }
        }
      }
      #expect(Set(AccessMatrix.acts.keys).subtracting(done).isSubset(of: AccessMatrix.idle))
      print("AccessTests: \(tried) requests of \(types.count) acts")
    }
  }

  /// Whoever may ask is not told that they may not, nor that it is not there at all.
  private func isRefused(_ status: Int) -> Bool { [401, 403, 405].contains(status) || status == 500 }

  /// All that the server says it answers to.
  private func described(by server: TestServer) async throws -> [(name: String, HTTPMethod)] {
    let description = try JSON.parsed(try await server.stranger.get("/openapi.json").bytes)
    return try description["paths"].members.flatMap { path, operations in
      try operations.members.map { method, _ in
        ("\(method.uppercased()) \(path)", HTTPMethod(rawValue: method.uppercased()))
      }
    }.sorted { $0.0 < $1.0 }
  }

  private typealias People = @Sendable (Asker) throws -> Person

  /// Everyone, and what those said who may say something.
  private func people(
    at server: TestServer
  ) async throws -> (People, [Asker: AccessMatrix.Things]) {
    let keeper = try server.owner
    _ = try await keeper.importPaper()
    _ = try await keeper.importPaper(SamplePaper.other, query: "slug=second")
    var people: [Asker: Person] = [.none: server.stranger]
    people[.wrong] = Person(server: server, handle: "wrong", token: Secret.token().text)
    for (asker, handle, role) in [
      (Asker.reader, "rea", Role.reader), (.scholar, "sam", .scholar), (.editor, "eda", .editor),
      (.owner, "own", .owner), (.expired, "exp", .owner), (.revoked, "rev", .owner),
    ] {
      people[asker] = try await keeper.invite(handle, as: role)
    }
    _ = try await keeper.invite("rem")
    _ = try await keeper.done(.invite(.init(handle: "wait")))
    let own = try #require(people[.owner])
    people[.reading] = try await own.issued(.read)
    people[.writing] = try await own.issued(.write)
    people[.elsewhere] = try await keeper.invite("els", to: "second")
    people[.invited] = try await keeper.invite("inv", to: "second")
    try await keeper.done(.invite(.init(handle: "inv")))
    let administrator = try await keeper.invite("adm", to: "second")
    #expect(
      try await keeper.post(
        "/administrators", AdministratorRequest(handle: "adm", administrator: true)
      ).status == 200)
    people[.administrator] = administrator
    people[.administratorReading] = try await administrator.issued(.read)
    try await withConnection(server.conninfo) { connection in
      _ = try await connection.query(
        "UPDATE identity.credential SET revoked = clock_timestamp() WHERE handle = 'rev'")
      _ = try await connection.query(
        "UPDATE identity.credential SET expires = clock_timestamp() WHERE handle = 'exp'")
    }
    for asker in [Asker.expired, .revoked] {
      while try await people[asker]?.get("/papers").status == 200 {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    try await keeper.done(.claim("One."))
    try await keeper.done(.annotation("One."))
    try await keeper.done(.dispute(.init(target: "c1", body: "No.")))
    try await keeper.done(.correction("8 March", on: "p3.1:3 March"))
    try await keeper.done(.correction("a lamp", on: "p3.2/0+1"))
    var things: [Asker: AccessMatrix.Things] = [:]
    for asker in [Asker.scholar, .editor, .owner, .writing] {
      let person = try #require(people[asker])
      var own = AccessMatrix.Things(fresh: "by-\(asker.rawValue)")
      own.claim = try #require(EntityID(try await person.done(.claim("Of \(asker).")).ids[0]))
      own.annotation = try #require(EntityID(try await person.done(.annotation("Of \(asker).")).ids[0]))
      own.correction = try #require(
        EntityID(try await person.done(.correction("7 March \(asker)", on: "p3.1:3 March")).ids[0]))
      things[asker] = own
    }
    let all = people
    return ({ asker in try #require(all[asker]) }, things)
  }
}

extension AccessMatrix.Route {
  fileprivate func refusal(of asker: Asker) -> Int? { asker.refusal(need, scope) }
}

extension Person {
  /// The same person with a credential for less.
  fileprivate func issued(_ scope: CredentialScope) async throws -> Person {
    let token = Secret.token().text
    let request = IssueRequest(
      name: try #require(CredentialName(scope.rawValue)), token: token, scope: scope)
    #expect(try await post("/credentials", request).status == 200)
    return Person(server: server, handle: handle, token: token)
  }

  /// The status that a route answers with; of a feed, its beginning alone is read.
  fileprivate func status(
    _ method: HTTPMethod, _ route: AccessMatrix.Route
  ) async throws -> Int {
    let path = route.path
    if path.contains("/feed") {
      let request = CurlRequest("GET", server.url + path, headers: credentials)
      return try await CurlClient.shared.send(request).head.status
    }
    var headers = [("Content-Type", route.type)]
    if method == .POST { headers.append(("Idempotency-Key", .fresh)) }
    return try await request(method, path, body: route.body, headers: method == .POST ? headers : []).status
  }
}
