import Testing

@testable import Scholarship

/// Bodies are hashed and kept for ever: not a byte of one may come out otherwise than it did.
@Suite struct EventWritingTests {
  @Test func `the reference writes what is stored`() throws {
    for fixture in eventFixtures where fixture.version == fixture.event.version {
      #expect(try Reference.body(of: fixture.event) == fixture.body)
    }
  }

  @Test func `every sort of event is tried`() {
    var random = RandomEvents(seed: 1)
    #expect(Set(RandomEvents.Kind.allCases.map { random.event($0).type }) == Set(Event.types.map { $0.type }))
  }

  @Test func `every event is written as the reference writes it`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = RandomEvents(seed: seed)
    for _ in 0..<100 {
      for kind in RandomEvents.Kind.allCases {
        let event = random.event(kind)
        let body = event.body()
        try #require(
          try String(decoding: body, as: UTF8.self) == Reference.body(of: event), "seed \(seed): \(event)")
        let again = try Event(type: event.type, version: event.version, body: body)
        try #require(again == event, "seed \(seed)")
      }
    }
  }
}
