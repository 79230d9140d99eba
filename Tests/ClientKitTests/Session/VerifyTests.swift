import Testing

@testable import ClientKit

struct VerifyTests {
  private static let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  private static let other = "recension/x+00000000+AAAA"

  @Test func `what is no export is refused, and a file that is not there named`() async throws {
    let bench = try Bench(Samples.server)
    try bench.folder.write("{\"v\":1}\n", to: "some.json")
    #expect(await bench.run("verify \(bench.folder.path)/some.json") == 65)
    #expect(bench.display.data.contains("WRONG") && bench.display.data.contains("no history"))
    #expect(await bench.run("verify \(bench.folder.path)/none.json") == 66)
    #expect(await bench.run("verify \(bench.folder.path)/some.json --key nonsense") == 64)
    #expect(bench.transport.calls.isEmpty)
  }

  @Test func `of a file whose apparatus cannot be read, check says what it is and what to do`() async throws {
    let bench = try Bench(Samples.server)
    try bench.folder.write("<!doctype html>\n<html lang=\"en\"></html>\n", to: "page.html")
    #expect(await bench.run("check \(bench.folder.path)/page.html") == 65)
    let said = bench.display.notes.joined()
    #expect(said.contains("page.html is a page of HTML, and check reads TEI, JSON and Markdown."), "\(said)")
    #expect(bench.display.data.isEmpty)
  }

  @Test func `a log's key is remembered when it is first seen, and another is told of`() throws {
    var known = KnownKeys()
    #expect(known.see(Self.key, of: "a") == .first)
    #expect(known.see(Self.key, of: "a") == .same)
    #expect(known.see(Self.other, of: "a") == .other(known: Self.key))
    #expect(known.see(Self.other, of: "b") == .first)
    #expect(known.keys == ["a": Self.key, "b": Self.other])
  }

  @Test func `exporting JSON looks at the key of the log`() async throws {
    let bench = try Bench { received in
      received.path == "/checkpoint/key" ? .json(Self.key + "\n") : Samples.server(received)
    }
    _ = await bench.run("export json --paper essay")
    #expect(try bench.places.knownKeys.read().keys.values.map(\.self) == [Self.key])
  }
}
