import Postgres
import TestCluster
import Testing

@testable import Server

/// How a database that is named is reached.
@Suite(.timeLimit(.minutes(15))) struct DatabaseTests {
  @Test(arguments: [
    ("host=/run/a dbname=b", "-c role=recension_server"),
    (
      "host=/run/a options='-c statement_timeout=5s -c geqo=off'",
      "-c statement_timeout=5s -c geqo=off -c role=recension_server"
    ),
    ("postgresql://ada@one:1,two:2/b", "-c role=recension_server"),
    (
      "postgres://ada@one/b?options=-c%20statement_timeout%3D5s&sslmode=require",
      "-c statement_timeout=5s -c role=recension_server"
    ),
  ])
  func `what the session is to be set to stays`(_ conninfo: String, _ options: String) throws {
    let named = try ConnectionParameters(conninfo)
    let acting = named.acting(as: "recension_server")
    #expect(acting["options"] == options)
    #expect(try ConnectionParameters(acting.conninfo) == acting)
    for keyword in ["host", "port", "user", "dbname", "sslmode"] {
      #expect(acting[keyword] == named[keyword])
    }
  }

  @Test func `deadlines are set where the user set none`() throws {
    let named = try ConnectionParameters("host=one,two keepalives=0 tcp_user_timeout=7")
    let parameters = named.withDeadlines()
    #expect(parameters["keepalives"] == "0" && parameters["tcp_user_timeout"] == "7")
    #expect(parameters["keepalives_idle"] == "10" && parameters["host"] == "one,two")
    #expect(try ConnectionParameters("host=one").withDeadlines()["tcp_user_timeout"] == "30000")
  }

  @Test func `the server's sessions have what was named`() async throws {
    try await withTestDatabase { conninfo in
      let named = conninfo + " options='-c statement_timeout=54321ms'"
      let database = try await Database.open(
        named, in: nil, bounds: .init(), logger: CapturedLog().logger)
      let rows = try await database.pool.query(
        "SELECT current_user::text, current_setting('statement_timeout')")
      let (user, timeout) = try rows.only().decode(String.self, String.self)
      #expect(user == "recension_server" && timeout == "54321ms")
      await database.close(logger: CapturedLog().logger)
    }
  }

  /// At the start of a machine the database may come up after the server.
  @Test func `a database that is down is waited for`() async throws {
    let cluster = try await TestCluster.separate()
    try await cluster.withDatabase { conninfo in
      try await cluster.stop()
      let log = CapturedLog()
      async let opening = Database.open(conninfo, in: nil, bounds: .init(), logger: log.logger)
      try await log.wait(for: "does not answer yet")
      try await cluster.restart()
      let database = try await opening
      #expect(try await database.pool.query("SELECT 1").only().decode(Int32.self) == 1)
      await database.close(logger: log.logger)

      try await cluster.stop()
      let error = await #expect(throws: StartError.self) {
        try await Database.open(
          conninfo, in: nil, bounds: .init(), patience: .seconds(1), logger: log.logger)
      }
      #expect(error?.description.contains("See that it runs") == true)
      try await cluster.restart()
    }
    try await cluster.remove()
  }

  /// That there is no such database does not pass: it is said at once.
  @Test func `a database that is not there is not waited for`() async throws {
    try await withTestDatabase { conninfo in
      let log = CapturedLog()
      let error = await #expect(throws: StartError.self) {
        try await Database.open(
          conninfo + " dbname=nowhere", in: nil, bounds: .init(), patience: .seconds(3600),
          logger: log.logger)
      }
      #expect(error?.description.contains("nowhere") == true)
      #expect(!log.text.contains("does not answer yet"))
    }
    let error = await #expect(throws: StartError.self) {
      try await Database.open("host", in: nil, bounds: .init(), logger: CapturedLog().logger)
    }
    #expect(error?.description.contains("--database") == true)
  }
}
