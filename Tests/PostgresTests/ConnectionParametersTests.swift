import Postgres
import Testing

struct ConnectionParametersTests {
  @Test(arguments: [
    #"host=one,two port=1,2 dbname='a b' password='it\'s \\ 7'"#, "",
    "postgresql://ada:p%40ss@one:1,two:2/a%20b?connect_timeout=3&target_session_attrs=read-write",
  ])
  func `are put together as they were`(_ conninfo: String) throws {
    let parameters = try ConnectionParameters(conninfo)
    #expect(try ConnectionParameters(parameters.conninfo) == parameters)
  }

  @Test func `are what the string says`() throws {
    var parameters = try ConnectionParameters(
      "postgresql://ada:p%40ss@one:1,two:2/a%20b?options=-c%20geqo%3Doff")
    #expect(parameters["host"] == "one,two" && parameters["port"] == "1,2" && parameters["user"] == "ada")
    #expect(parameters["password"] == "p@ss" && parameters["dbname"] == "a b")
    #expect(parameters["options"] == "-c geqo=off" && parameters["sslmode"] == nil)
    parameters["password"] = #"it's \ 7"#
    parameters["options"] = nil
    let again = try ConnectionParameters(parameters.conninfo)
    #expect(again["password"] == #"it's \ 7"# && again["options"] == nil)
    // Of two values for one word libpq takes the last.
    #expect(try ConnectionParameters("dbname=a dbname=b")["dbname"] == "b")
  }

  @Test(arguments: ["host", "nonsense=1", "host='open", "postgresql://[", "postgresql://one?nonsense=1"])
  func `what is none is refused`(_ conninfo: String) {
    let error = #expect(throws: PostgresError.self) { try ConnectionParameters(conninfo) }
    #expect(error?.kind == .connectionFailed)
  }
}
