import CanonicalJSON
import Testing

@testable import Scholarship

@Suite("What an event says to others")
struct EventWordsTests {
  @Test func `is its statement, body or reason`() throws {
    for (type, _, body, event) in eventFixtures {
      let said = try JSON.parsed(Array(body.utf8)).members
        .filter { ["statement", "body", "reason"].contains($0.name) }.map { try String(json: $0.value) }
      #expect(event.payload.words == said.first && said.count <= 1, "\(type)")
    }
  }
}
